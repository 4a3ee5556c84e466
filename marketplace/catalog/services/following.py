"""Columns that follow from others: sort keys, folded texts, copies on listings, lowest prices, paths.

Each is written here and nowhere else. The functions take many products at once, in a fixed number of statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Substr

from marketplace.catalog import queries
from marketplace.catalog.events import GoodsChanged
from marketplace.catalog.models import (
    AssignedProductAttributeValue,
    Category,
    Product,
    ProductChannelListing,
    ProductTranslation,
    ProductVariant,
)
from marketplace.catalog.models.shelves import STEP
from marketplace.core.actor import SYSTEM
from marketplace.core.events import emit
from marketplace.core.vietnamese import fold, sort_key

TOLD_AT_ONCE = 500
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def names(name: str) -> dict[str, str]:
    """The columns of a name: as given, and as lists are sorted by."""
    return {"name": name, "name_sort": sort_key(name)}


def product_names(name: str) -> dict[str, str]:
    """The columns of a product's name: also as it is matched."""
    return {**names(name), "name_folded": fold(name)}


def path_of(parent: Category | None, pk: int) -> str:
    """A category's path: its parent's and one step more, which is its id in base 36."""
    digits = ""
    while pk:
        pk, digit = divmod(pk, 36)
        digits = DIGITS[digit] + digits
    return (parent.path if parent else "") + digits.rjust(STEP, "0")


def tell(product_ids: Iterable[int]) -> None:
    """Say that these products are others now: whoever keeps copies follows. 2 statements each 500."""
    ids = list(product_ids)
    for start in range(0, len(ids), TOLD_AT_ONCE):
        emit(GoodsChanged(ids[start : start + TOLD_AT_ONCE]), actor=SYSTEM)


def refresh_listings(product_ids: Iterable[int]) -> None:
    """Copy what lists sort and filter by from these products to their listings. 1 statement."""
    of_product = Product.objects.filter(pk=OuterRef("product"))
    ProductChannelListing.objects.filter(product__within=list(product_ids)).update(
        name_sort=Subquery(of_product.values("name_sort")),
        category_path=Coalesce(Subquery(of_product.values("category__path")), Value("")),
        cooperative=Subquery(of_product.values("cooperative")),
    )


def refresh_prices(product_ids: Iterable[int]) -> None:
    """Find the lowest prices of each of these products in each channel anew. 1 statement, and what is told."""
    ids = list(product_ids)
    ProductChannelListing.objects.filter(product__within=ids).update(
        **{
            column: queries.lowest_price(OuterRef("product"), OuterRef("channel"), column)
            for column in ("discounted_price_amount", "price_amount")
        }
    )
    tell(ids)


def refresh_search(product_ids: Iterable[int]) -> None:
    """Gather anew what a plain search matches: names in all languages, SKUs, shelf, seller and place, attributes."""
    ids = list(product_ids)
    for start in range(0, len(ids), TOLD_AT_ONCE):
        _refresh_search(ids[start : start + TOLD_AT_ONCE])
    tell(ids)


def _refresh_search(ids: list[int]) -> None:
    products = list(
        Product.objects.filter(pk__in=ids).select_related("category", "cooperative").order_by("pk")
    )
    words = _words(ids)
    for each in products:
        seller = each.cooperative
        shelf = each.category.name if each.category else ""
        texts = (each.name, *words[each.pk], shelf, seller.name, seller.commune_name)
        each.search_folded = fold(" | ".join(texts))
    Product.objects.bulk_update(products, ["search_folded"], batch_size=200)


def _words(product_ids: list[int]) -> dict[int, list[str]]:
    sources: tuple[Any, ...] = (
        ProductTranslation.objects.filter(product__in=product_ids, name__isnull=False).values_list(
            "product", "name"
        ),
        ProductVariant.objects.filter(product__in=product_ids, sku__isnull=False).values_list(
            "product", "sku"
        ),
        AssignedProductAttributeValue.objects.filter(
            product__in=product_ids, value__boolean=None
        ).values_list("product", "value__name"),
    )
    words: dict[int, list[str]] = defaultdict(list)
    for rows in sources:
        for product, text in rows.order_by("pk"):
            words[product].append(text)
    return words


def move_paths(old: str, new: str, levels: int) -> None:
    """A subtree has moved from path `old` to `new`: categories and listings follow. 2 statements, and what is told."""
    below = Concat(Value(new), Substr(F("path"), len(old) + 1))
    Category.objects.filter(queries.below(old, "path")).update(path=below, level=F("level") + levels)
    ProductChannelListing.objects.filter(queries.below(old)).update(
        category_path=Concat(Value(new), Substr(F("category_path"), len(old) + 1))
    )
    tell(
        ProductChannelListing.objects.filter(queries.below(new)).values_list("product", flat=True).distinct()
    )
