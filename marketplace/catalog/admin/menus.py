"""Links of menus can lead to shelves and collections: menus stand on a lower floor and keep their ids."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from marketplace.catalog.models import Category, Collection
from marketplace.content.admin import TARGETS


def shelves() -> Iterator[tuple[int, str]]:
    """All shelves as a tree."""
    for pk, name, level in Category.objects.order_by("path").values_list("pk", "name", "level"):
        yield pk, "· " * level + name


def collections() -> Iterator[tuple[int, str]]:
    """All collections by name."""
    yield from Collection.objects.order_by("name_sort").values_list("pk", "name")


TARGETS["category_id"] = (_("shelf"), shelves)
TARGETS["collection_id"] = (_("collection"), collections)
