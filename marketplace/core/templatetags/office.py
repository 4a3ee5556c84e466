"""What the back office's templates need."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.safestring import SafeString

from marketplace.core.admin.showing import ago as since
from marketplace.core.admin.showing import left as remaining

register = template.Library()


@register.filter
def ago(moment: datetime | None) -> str:
    """How long ago: "3 hours"."""
    return since(moment)


@register.filter
def left(deadline: datetime) -> SafeString:
    """What is left until then: "2:05 left"; marked where it is over."""
    return remaining(deadline)
