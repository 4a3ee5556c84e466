"""Reads that concern the whole shop."""

from __future__ import annotations

from marketplace.core.statements import kept_objects
from marketplace.site.models import THE_ONE, ShopSettings, SlugRedirect


def shop_settings() -> ShopSettings:
    """The one row of settings; made with its defaults when it is missing."""
    there = kept_objects("shop settings", lambda: ShopSettings.objects.filter(pk=THE_ONE)).run()
    return there[0] if there else ShopSettings.objects.get_or_create(pk=THE_ONE)[0]


def redirected(kind: str, slug: str) -> int | None:
    """Id of the thing that had this slug before it was renamed. `kind` is the model's name in lower case."""
    return SlugRedirect.objects.filter(kind=kind, old_slug=slug).values_list("object_id", flat=True).first()
