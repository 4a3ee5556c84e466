"""Products, their types and variants."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, ProtectedError, Q
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.errors import ProductInvalid, SkuTaken
from marketplace.catalog.events import GoodsChanged
from marketplace.catalog.models import Product, ProductTranslation, ProductType, ProductVariant
from marketplace.catalog.services import following
from marketplace.cooperative.models import Cooperative
from marketplace.cooperative.rights import GOODS
from marketplace.core.actor import Actor
from marketplace.core.errors import NotFound
from marketplace.core.events import emit
from marketplace.site.services import remember_slug, unused_slug

OF_PRODUCTS = frozenset(
    {
        "name", "slug", "category", "description", "seo_title", "seo_description", "tax_class", "weight_g", "rating",
        "is_fresh",
        "default_variant", "external_reference", "metadata", "private_metadata",
    }
)  # fmt: skip
"""What can be changed of a product; its seller and its type cannot."""
OF_VARIANTS = frozenset(
    {
        "sku", "name", "track_inventory", "net_amount", "net_unit", "weight_g", "quantity_limit_per_customer",
        "sort_order", "external_reference", "metadata", "private_metadata",
    }
)  # fmt: skip


@transaction.atomic
def create_product_type(*, name: str, slug: str = "", **columns: Any) -> ProductType:
    """A new kind of product; attributes are added to it by `create_attribute` and rows of AttributeProduct."""
    return ProductType.objects.create(
        slug=unused_slug(ProductType, slug or name), **following.names(name), **columns
    )


@transaction.atomic
def create_product(
    *, cooperative: Cooperative, product_type: ProductType, name: str, slug: str = "", **columns: Any
) -> Product:
    """A new product of a cooperative, listed nowhere yet. `columns` as in OF_PRODUCTS. Raises ProductInvalid."""
    _only_known(columns, OF_PRODUCTS)
    _refuse_no_name(name)
    product = Product.objects.create(
        cooperative=cooperative,
        product_type=product_type,
        slug=unused_slug(Product, slug or name),
        **following.product_names(name),
        **columns,
    )
    following.refresh_search([product.pk])
    product.refresh_from_db(fields=["search_folded"])
    return product


@transaction.atomic
def update_product(*, product: Product, **columns: Any) -> Product:
    """Change some columns; listings and search text follow, a changed slug redirects. Raises ProductInvalid."""
    _only_known(columns, OF_PRODUCTS)
    if "name" in columns:
        _refuse_no_name(columns["name"])
        columns |= following.product_names(columns["name"])
    if slug := columns.get("slug"):
        columns["slug"] = unused_slug(Product, slug, besides=product.pk)
        if columns["slug"] != product.slug:
            remember_slug(obj=product, old=product.slug, new=columns["slug"])
    _set(product, columns)
    following.refresh_listings([product.pk])
    following.refresh_search([product.pk])
    product.refresh_from_db(fields=["search_folded"])
    return product


@transaction.atomic
def set_fresh(*, product_id: int, is_fresh: bool, actor: Actor) -> Product:
    """These goods do not keep on a long way, or do. Raises NotFound for those this actor may not tend."""
    mine = Q() if actor.may("MANAGE_PRODUCTS") else Q(cooperative__in=actor.may_for_which(GOODS))
    product = Product.objects.filter(mine, pk=product_id).first()
    if product is None:
        raise NotFound(_("There are no such goods."), field="product")
    if product.is_fresh != is_fresh:
        product.is_fresh = is_fresh
        product.save(update_fields=["is_fresh", "updated_at"])
        emit(GoodsChanged([product.pk]), actor=actor)
    return product


@transaction.atomic
def delete_product(*, product: Product) -> None:
    """Take a product away for good. Raises ProductInvalid while any of it is promised to an order."""
    pk = product.pk
    try:
        product.delete()
    except ProtectedError as error:
        raise ProductInvalid(_("Some of it is promised to orders.")) from error
    following.tell([pk])


@transaction.atomic
def translate_product(*, product: Product, language_code: str, **texts: Any) -> ProductTranslation:
    """Set texts (name, description, slug, seo_title, seo_description) in another language ("en", "zh-hans")."""
    made, _created = ProductTranslation.objects.update_or_create(
        product=product, language_code=language_code, defaults=texts
    )
    following.refresh_search([product.pk])
    return made


@transaction.atomic
def create_variant(*, product: Product, **columns: Any) -> ProductVariant:
    """A new variant, behind the others; the first is the product's default one. Raises ProductInvalid."""
    _only_known(columns, OF_VARIANTS)
    variant = ProductVariant(product=product)
    last: int | None = product.variants.aggregate(last=Max("sort_order"))["last"]
    columns.setdefault("sort_order", 0 if last is None else last + 1)
    _check_variant(variant, columns)
    for column, value in columns.items():
        setattr(variant, column, value)
    try:
        with transaction.atomic():
            variant.save()
    except IntegrityError as error:  # somebody else took the SKU between our look and our writing
        raise SkuTaken from error
    if product.default_variant_id is None:
        _set(product, {"default_variant": variant})
    following.refresh_search([product.pk])
    return variant


@transaction.atomic
def update_variant(*, variant: ProductVariant, **columns: Any) -> ProductVariant:
    """Change some columns of a variant. Raises ProductInvalid."""
    _only_known(columns, OF_VARIANTS)
    _check_variant(variant, columns)
    _set(variant, columns)
    following.refresh_search([variant.product_id])
    return variant


def _set(obj: Product | ProductVariant, columns: dict[str, Any]) -> None:
    for column, value in columns.items():
        setattr(obj, column, value)
    obj.save(update_fields=[*columns, "updated_at"])


def _check_variant(variant: ProductVariant, columns: dict[str, Any]) -> None:
    if sku := columns.get("sku"):
        if ProductVariant.objects.filter(sku=sku).exclude(pk=variant.pk).exists():
            raise SkuTaken
    elif "sku" in columns:
        columns["sku"] = None
    content = columns.get("net_amount", variant.net_amount), columns.get("net_unit", variant.net_unit)
    if (content[0] is None) != (content[1] is None) or content[0] == 0:
        raise ProductInvalid(_("A net content is a number and a unit."), code="REQUIRED", field="net_amount")


def _refuse_no_name(name: str) -> None:
    if not name.strip():
        raise ProductInvalid(_("A product needs a name."), code="REQUIRED", field="name")


def _only_known(columns: dict[str, Any], known: frozenset[str]) -> None:
    if unknown := columns.keys() - known:
        raise TypeError(f"not to be changed: {', '.join(sorted(unknown))}")
