"""What the back office's templates need."""

from __future__ import annotations

from datetime import datetime

from django import template

from marketplace.core.admin.showing import ago as since

register = template.Library()


@register.filter
def ago(moment: datetime | None) -> str:
    """How long ago: "3 hours"."""
    return since(moment)
