"""What happens to pages."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import DomainEvent


@dataclass(frozen=True)
class PageChanged(DomainEvent):
    """A page says something else, in some language, or is shown or hidden."""

    page_id: int
