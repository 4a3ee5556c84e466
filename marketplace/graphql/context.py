"""What a request carries through its fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from marketplace.core.actor import GUEST, Actor


@dataclass(slots=True)
class Context:
    """Who asks, in which language, from where. `memory` keeps what several fields of one request need."""

    actor: Actor = GUEST
    language: str = "vi"
    host: str = ""
    visitor: str = ""
    request: Any = None
    memory: dict[Any, Any] = field(default_factory=dict)
