"""What happens to our words."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import DomainEvent


@dataclass(frozen=True)
class WordingChanged(DomainEvent):
    """A sentence of the letters reads otherwise in a language; an empty text is the program's own."""

    sentence: str
    language_code: str
    before: str
    after: str
