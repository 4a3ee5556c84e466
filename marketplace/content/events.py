"""What happens to pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from marketplace.core.events import DomainEvent


@dataclass(frozen=True)
class PageChanged(DomainEvent):
    """A page says something else, in some language, or is shown or hidden."""

    told = _("A page was changed")

    page_id: int
