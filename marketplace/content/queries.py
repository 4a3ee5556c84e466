"""Reads of pages and menus used twice."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from marketplace.content.models import MenuItem, Page, PageVersion
from marketplace.core.actor import Actor

BASE_LANGUAGE = "vi"
"""The language of the page's own columns (DECISIONS 11)."""
LOOKS_BEHIND = "MANAGE_PAGES"
"""Saleor's permission whose holders see pages that are not published."""


def sees_all(actor: Actor) -> bool:
    """Whether the actor also sees what is not published."""
    return actor.may(LOOKS_BEHIND)


def is_public(*, is_published: bool, published_at: datetime | None) -> bool:
    """Whether everyone may read a page with these columns now."""
    return is_published and published_at is not None and published_at <= timezone.now()


def visible_to(actor: Actor) -> QuerySet[Page]:
    """Pages an actor may read: those published by now; for whoever manages pages all."""
    if sees_all(actor):
        return Page.objects.all()
    return Page.objects.filter(is_published=True, published_at__lte=timezone.now())


def in_force(*, page: Page, at: datetime, language_code: str = BASE_LANGUAGE) -> PageVersion | None:
    """What the page told everyone in this language at that time; None while it was hidden, and before it was there."""
    versions = page.versions.filter(language_code=language_code, since__lte=at)
    last = versions.order_by("-number").first()
    return last if last and last.is_published else None


def told_versions(language_code: str) -> QuerySet[PageVersion]:
    """Versions everyone could read in this language, newest first. The database says what time it is: kept SQL."""
    told = PageVersion.objects.filter(is_published=True, since__lte=Now(), language_code=language_code)
    return told.order_by("-number")


def top_items() -> QuerySet[MenuItem]:
    """The first level of menus, in order."""
    return MenuItem.objects.filter(level=0).order_by("sort_order", "pk")


def lower_items() -> QuerySet[MenuItem]:
    """Links below others, in order."""
    return MenuItem.objects.filter(level__gt=0).order_by("sort_order", "pk")
