"""The ways this domain says no."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError


class LinkSpent(DomainError):
    """The one-time link is unknown, used already, or has run out. Which of these is not told."""

    code = "INVALID"

    def __init__(self) -> None:
        super().__init__(
            _("This link has been used or has run out. Please ask for a new one."), field="token"
        )
