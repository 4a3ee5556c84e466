"""Many goods for benchmarks: copies of the demo's listings, with slugs and SKUs of their own."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, islice
from typing import Any

from django.db import transaction
from django.db.models import Model

from marketplace.catalog import models
from marketplace.core.vietnamese import fold, sort_key
from marketplace.warehouse.models import Stock

Pairs = list[tuple[int, Any]]
"""(id of the original, its copy)."""
AT_ONCE = 500


def multiply(total: int) -> int:
    """Copy listings until there are `total` products; gives the number of copies made. Pictures are shared."""
    first = list(models.Product.objects.order_by("pk").values_list("pk", flat=True)[:106])
    have = models.Product.objects.count()
    wanted = list(islice(cycle(first), max(0, total - have)))
    for start in range(0, len(wanted), AT_ONCE):
        _copy(wanted[start : start + AT_ONCE], have + start)
    return len(wanted)


@transaction.atomic
def _copy(originals: list[int], number: int) -> None:
    sources = models.Product.objects.in_bulk(set(originals))
    products = []
    for offset, pk in enumerate(originals):
        copy = models.Product(**_columns(sources[pk], "default_variant_id", "external_reference"))
        copy.name, copy.slug = f"{copy.name} {number + offset}", f"{copy.slug}-{number + offset}"
        copy.name_folded, copy.name_sort = fold(copy.name), sort_key(copy.name)
        products.append(copy)
    pairs = list(zip(originals, models.Product.objects.bulk_create(products), strict=True))
    variants = _copy_variants(pairs)
    _copy_below(models.ProductMedia, "product_id", pairs)
    _copy_below(
        models.ProductChannelListing, "product_id", pairs, name_sort=lambda product: product.name_sort
    )
    _copy_below(models.AssignedProductAttributeValue, "product_id", pairs)
    _copy_below(models.ProductVariantChannelListing, "variant_id", variants)
    _copy_below(models.AssignedVariantAttributeValue, "variant_id", variants)
    _copy_below(
        Stock,
        "variant_id",
        variants,
        quantity=lambda variant: 1_000_000,
        quantity_allocated=lambda variant: 0,
    )


def _copy_variants(pairs: Pairs) -> Pairs:
    by_product: dict[int, list] = {}
    for variant in models.ProductVariant.objects.filter(product__within={pk for pk, _ in pairs}).order_by(
        "sort_order"
    ):
        by_product.setdefault(variant.product_id, []).append(variant)
    made, sources = [], []
    for pk, product in pairs:
        for variant in by_product[pk]:
            copy = models.ProductVariant(**_columns(variant, "external_reference"))
            copy.product_id, copy.sku = product.pk, f"{copy.sku}-{product.pk}"
            made.append(copy)
            sources.append(variant.pk)
    made = models.ProductVariant.objects.bulk_create(made)
    first = {variant.product_id: variant.pk for variant in reversed(made)}
    for _, product in pairs:
        product.default_variant_id = first[product.pk]
    models.Product.objects.bulk_update([product for _, product in pairs], ["default_variant"])
    return list(zip(sources, made, strict=True))


def _copy_below(model: type[Model], key: str, pairs: Pairs, **changed: Callable[[Any], Any]) -> None:
    rows: dict[int, list[Any]] = {}
    for row in model._default_manager.filter(
        **{f"{key.removesuffix('_id')}__within": {pk for pk, _ in pairs}}
    ):
        rows.setdefault(getattr(row, key), []).append(row)
    copies = []
    for pk, owner in pairs:
        for row in rows.get(pk, []):
            columns = _columns(row) | {name: function(owner) for name, function in changed.items()}
            copies.append(model(**columns | {key: owner.pk}))
    model._default_manager.bulk_create(copies, batch_size=2000)


def _columns(row: Model, *without: str) -> dict[str, Any]:
    names = (field.attname for field in row._meta.concrete_fields if not field.primary_key)
    return {name: getattr(row, name) for name in names if name not in without}
