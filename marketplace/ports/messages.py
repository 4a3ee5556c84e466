"""What we ask of somebody who brings short texts to a phone. Mail goes by Django's own backends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Text:
    """A short text. `to` is an E.164 number, `kind` names the template, `key` the one telling of it."""

    to: str
    body: str
    kind: str
    key: str


class Messenger(Protocol):
    """SMS, Zalo or push."""

    def send(self, text: Text) -> None:
        """Hand the text over. Raises Refused (no such number), Unavailable or Unknown."""
