"""Categories and collections."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.catalog import queries
from marketplace.catalog.errors import ProductInvalid
from marketplace.catalog.models import (
    Category,
    Collection,
    CollectionChannelListing,
    CollectionProduct,
    Product,
)
from marketplace.catalog.services import following
from marketplace.channel.models import Channel
from marketplace.site.services import remember_slug, unused_slug

Shelf = TypeVar("Shelf", Category, Collection)
DEEPEST = 12
"""Levels of the tree; the path's column has room for no more."""


@transaction.atomic
def create_category(*, name: str, parent: Category | None = None, slug: str = "", **columns: Any) -> Category:
    """A new shelf, below `parent` or at the top. `columns` are those of the model."""
    level = parent.level + 1 if parent else 0
    _refuse_too_deep(level)
    category = Category.objects.create(
        parent=parent,
        level=level,
        path=f"new {uuid.uuid4()}",  # follows from the id, which only the database gives
        slug=unused_slug(Category, slug or name),
        **following.names(name),
        **columns,
    )
    category.path = following.path_of(parent, category.pk)
    category.save(update_fields=["path"])
    return category


@transaction.atomic
def update_category(*, category: Category, **columns: Any) -> Category:
    """Change a shelf's own columns; `move_category` hangs it elsewhere. A changed slug redirects for ever."""
    _write(category, columns)
    if "name" in columns:
        own = list(Product.objects.filter(category=category).values_list("pk", flat=True))
        following.refresh_search(own)
        # searches find goods by the names of all shelves above them
        below = Product.objects.filter(queries.below(category.path, "category__path")).exclude(pk__within=own)
        following.tell(below.order_by("pk").values_list("pk", flat=True))
    return category


@transaction.atomic
def move_category(*, category: Category, parent: Category | None) -> Category:
    """Hang a shelf with all below it under another one, or at the top. Raises ProductInvalid for one below itself."""
    # one mover at a time: paths are computed from what is read here
    rows = {each.pk: each for each in Category.objects.order_by("pk").select_for_update()}
    category, parent = rows[category.pk], rows[parent.pk] if parent else None
    if parent and parent.path.startswith(category.path):
        raise ProductInvalid(_("A category cannot stand below itself."), field="parent")
    lower = max(each.level for each in rows.values() if each.path.startswith(category.path)) - category.level
    level = parent.level + 1 if parent else 0
    _refuse_too_deep(level + lower)
    path = following.path_of(parent, category.pk)
    Category.objects.filter(pk=category.pk).update(parent=parent)
    following.move_paths(category.path, path, level - category.level)
    category.refresh_from_db()
    return category


@transaction.atomic
def create_collection(*, name: str, slug: str = "", **columns: Any) -> Collection:
    """A new collection, still empty and published nowhere."""
    slug = unused_slug(Collection, slug or name)
    return Collection.objects.create(slug=slug, **following.names(name), **columns)


@transaction.atomic
def update_collection(*, collection: Collection, **columns: Any) -> Collection:
    """Change a collection's own columns. A changed slug redirects for ever."""
    return _write(collection, columns)


@transaction.atomic
def fill_collection(*, collection: Collection, products: Sequence[Product]) -> Collection:
    """The collection holds exactly these products, in this order. Those that come and those that go are told of."""
    before = set(collection.entries.values_list("product", flat=True))
    collection.entries.all().delete()
    CollectionProduct.objects.bulk_create(
        CollectionProduct(collection=collection, product=product, sort_order=order)
        for order, product in enumerate(products)
    )
    following.tell(sorted(before ^ {product.pk for product in products}))
    return collection


@transaction.atomic
def publish_collection(*, collection: Collection, channel: Channel, at: datetime | None = None) -> Collection:
    """Show the collection in a channel from a time (UTC) on; now unless given."""
    CollectionChannelListing.objects.update_or_create(
        collection=collection,
        channel=channel,
        defaults={"is_published": True, "published_at": at or timezone.now()},
    )
    return collection


def _write(shelf: Shelf, columns: dict[str, Any]) -> Shelf:
    if name := columns.get("name"):
        columns |= following.names(name)
    if slug := columns.get("slug"):
        columns["slug"] = unused_slug(type(shelf), slug, besides=shelf.pk)
        if columns["slug"] != shelf.slug:
            remember_slug(obj=shelf, old=shelf.slug, new=columns["slug"])
    for column, value in columns.items():
        setattr(shelf, column, value)
    shelf.save(update_fields=[*columns, *(["updated_at"] if isinstance(shelf, Category) else [])])
    return shelf


def _refuse_too_deep(level: int) -> None:
    if level >= DEEPEST:
        raise ProductInvalid(_("Categories can be twelve levels deep."), field="parent")
