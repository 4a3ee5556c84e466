"""What a request carries through its fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from marketplace.core.actor import GUEST, Actor


@dataclass(slots=True)
class Context:
    """Who asks, in which language, from where. `memory` keeps what several fields of one request need.

    `asked` are the names of all fields of the operation, so that what several of them share is read no further than
    one of them shows it; None where that is not known.
    """

    actor: Actor = GUEST
    language: str = "vi"
    host: str = ""
    visitor: str = ""
    request: Any = None
    asked: frozenset[str] | None = None
    memory: dict[Any, Any] = field(default_factory=dict)

    def may_ask(self, names: frozenset[str]) -> bool:
        """Whether one of these fields is asked somewhere, or that is not known."""
        return self.asked is None or self.asks(names)

    def asks(self, names: frozenset[str]) -> bool:
        """Whether it is known that one of these fields is asked somewhere."""
        return self.asked is not None and not names.isdisjoint(self.asked)
