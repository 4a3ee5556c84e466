"""What goods say to buyers: all texts in all languages, of many goods in a fixed number of statements."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from marketplace.catalog.models import (
    AssignedProductAttributeValue,
    Product,
    ProductMedia,
    ProductTranslation,
    ProductVariant,
    ProductVariantTranslation,
)
from marketplace.oversight.checks import texts_of


@dataclass(frozen=True, slots=True)
class Told:
    """The texts of one product, and the shelf it stands on."""

    texts: tuple[str, ...]
    category_id: int | None
    path: str
    """Of the shelf. Not part of the digest: that staff move a shelf is no edit of the goods on it."""

    @property
    def digest(self) -> str:
        """Another one means that the product says something else, or stands elsewhere."""
        said = json.dumps([self.category_id, sorted(self.texts)], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


def told_by(product_ids: Collection[int]) -> dict[int, Told]:
    """What each of these goods says to buyers. 6 statements."""
    products = list(Product.objects.filter(pk__within=list(product_ids)).select_related("category"))
    said: dict[int, list[str]] = defaultdict(list)
    for each in products:
        said[each.pk] += _legible((each.name, each.seo_title, each.seo_description, each.description))
    for product, *texts in _elsewhere([each.pk for each in products]):
        said[product] += _legible(texts)
    return {
        each.pk: Told(tuple(said[each.pk]), each.category_id, each.category.path if each.category else "")
        for each in products
    }


def texts_of_product(product: Product) -> tuple[str, ...]:
    """Everything a product says to buyers, in all languages."""
    return told_by([product.pk])[product.pk].texts


def _elsewhere(product_ids: list[int]) -> Iterable[tuple[Any, ...]]:
    """(product, text, …) of what is said besides its own columns."""
    of_these = {"product__within": product_ids}
    variants = ProductVariant.objects.filter(**of_these).order_by("pk")
    yield from variants.values_list("product", "name")
    made = ProductTranslation.objects.filter(**of_these).order_by("pk")
    yield from made.values_list("product", "name", "seo_title", "seo_description", "description")
    named = ProductVariantTranslation.objects.filter(variant__product__within=product_ids).order_by("pk")
    yield from named.values_list("variant__product", "name")
    assigned = AssignedProductAttributeValue.objects.filter(**of_these).order_by("pk")
    yield from assigned.values_list("product", "value__name", "value__plain_text", "value__rich_text")
    media = ProductMedia.objects.filter(**of_these).order_by("sort_order", "pk")
    yield from media.values_list("product", "alt")


def _legible(columns: Iterable[Any]) -> list[str]:
    return [text for column in columns for text in texts_of(column) if text.strip()]
