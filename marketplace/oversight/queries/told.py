"""What goods say to buyers: all texts in all languages, of many goods in a fixed number of statements."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from marketplace.catalog.models import (
    AssignedProductAttributeValue,
    AssignedVariantAttributeValue,
    AttributeValueTranslation,
    Product,
    ProductMedia,
    ProductTranslation,
    ProductVariant,
    ProductVariantTranslation,
)
from marketplace.catalog.models.attributes import SHARED
from marketplace.oversight.checks import texts_of


@dataclass(frozen=True, slots=True)
class Told:
    """The texts of one product, and the shelf it stands on."""

    written: tuple[str, ...]
    """What its cooperative wrote."""
    chosen: Mapping[int, Sequence[str]]
    """{id: its name in all languages} of what it chose from staff's lists. The digest has the ids: a name that staff
    correct is no edit."""
    category_id: int | None
    path: str
    """Of the shelf. Not part of the digest: that staff move a shelf is no edit of the goods on it."""

    @property
    def texts(self) -> tuple[str, ...]:
        """All that buyers read."""
        return (*self.written, *chain.from_iterable(self.chosen.values()))

    @property
    def digest(self) -> str:
        """Another one means that the product says something else, or stands elsewhere."""
        said = json.dumps([self.category_id, sorted(self.written), sorted(self.chosen)], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


def told_by(product_ids: Collection[int]) -> dict[int, Told]:
    """What each of these goods says to buyers. 8 statements."""
    products = list(Product.objects.filter(pk__within=list(product_ids)).select_related("category"))
    written: dict[int, list[str]] = defaultdict(list)
    chosen: dict[int, dict[int, list[str]]] = defaultdict(dict)
    for each in products:
        written[each.pk] += _legible((each.name, each.seo_title, each.seo_description, each.description))
    ids = [each.pk for each in products]
    for product, *texts in _elsewhere(ids):
        written[product] += _legible(texts)
    assigned = list(_assigned(ids))
    translated = _translated({value for _product, _kind, value, *_texts in assigned})
    for product, kind, value, *texts in assigned:
        said = _legible((*texts, *translated.get(value, ())))
        if kind in SHARED:
            chosen[product][value] = said
        else:
            written[product] += said
    return {
        each.pk: Told(
            tuple(written[each.pk]),
            chosen[each.pk],
            each.category_id,
            each.category.path if each.category else "",
        )
        for each in products
    }


def texts_of_product(product: Product) -> tuple[str, ...]:
    """Everything a product says to buyers, in all languages."""
    return told_by([product.pk])[product.pk].texts


def _elsewhere(product_ids: list[int]) -> Iterable[tuple[Any, ...]]:
    """(product, text, …) of what is written besides its own columns."""
    of_these = {"product__within": product_ids}
    variants = ProductVariant.objects.filter(**of_these).order_by("pk")
    yield from variants.values_list("product", "name")
    made = ProductTranslation.objects.filter(**of_these).order_by("pk")
    yield from made.values_list("product", "name", "seo_title", "seo_description", "description")
    named = ProductVariantTranslation.objects.filter(variant__product__within=product_ids).order_by("pk")
    yield from named.values_list("variant__product", "name")
    media = ProductMedia.objects.filter(**of_these).order_by("sort_order", "pk")
    yield from media.values_list("product", "alt")


def _assigned(product_ids: list[int]) -> Iterable[tuple[Any, ...]]:
    """(product, how it is filled in, value id, its name, text, …) of what products and their variants have."""
    what = "attribute__input_type", "pk", "name", "plain_text", "rich_text"
    columns = [f"value__{each}" for each in what]
    own = AssignedProductAttributeValue.objects.filter(product__within=product_ids).order_by("pk")
    yield from own.values_list("product", *columns)
    packed = AssignedVariantAttributeValue.objects.filter(variant__product__within=product_ids).order_by("pk")
    yield from packed.values_list("variant__product", *columns)


def _translated(value_ids: Collection[int]) -> dict[int, list[Any]]:
    """{value id: its name and texts in the other languages}."""
    found: dict[int, list[Any]] = defaultdict(list)
    made = AttributeValueTranslation.objects.filter(value__within=list(value_ids)).order_by("pk")
    for value, *texts in made.values_list("value", "name", "plain_text", "rich_text"):
        found[value] += texts
    return found


def _legible(columns: Iterable[Any]) -> list[str]:
    return [text for column in columns for text in texts_of(column) if text.strip()]
