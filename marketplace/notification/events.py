"""What happens to our words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from marketplace.core.events import DomainEvent


@dataclass(frozen=True)
class WordingChanged(DomainEvent):
    """A sentence of the letters reads otherwise in a language; an empty text is the program's own."""

    told = _("A sentence of the messages was reworded")

    sentence: str
    language_code: str
    before: str
    after: str
