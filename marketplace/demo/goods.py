"""The 106 listings with variants, prices, stock, pictures, attributes and translations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from marketplace.catalog import models
from marketplace.catalog.services import following
from marketplace.channel.models import Channel
from marketplace.cooperative.models import Cooperative
from marketplace.core.vietnamese import fold
from marketplace.demo.reading import (
    LANGUAGES,
    OPENING,
    PICTURE_SIDE,
    by_slug,
    data,
    editor_text,
    store_picture,
    translations,
)
from marketplace.tax.models import TaxClass
from marketplace.warehouse.models import Stock, Warehouse

Made = list[tuple[models.Product, dict[str, Any]]]
MadeVariants = list[tuple[models.ProductVariant, dict[str, Any]]]


@dataclass(frozen=True)
class Stage:
    """Everything a product refers to, by slug."""

    channel: Channel
    tax_class: TaxClass
    cooperatives: dict[str, Cooperative]
    categories: dict[str, models.Category]
    collections: dict[str, models.Collection]
    attributes: dict[str, models.Attribute]
    product_types: dict[str, models.ProductType]


def load_goods(stage: Stage) -> int:
    """Make the listings that are not there yet; gives their number."""
    known = by_slug(models.Product)
    entries = [entry for entry in data("products") if entry["slug"] not in known]
    made = _products(stage, entries)
    variants = _variants(made)
    _listings(stage, made, variants)
    _stock(variants)
    _media(made)
    _translations(made, variants)
    _attributes(stage, made, variants)
    _fill_collections(stage, made)
    following.refresh_search([product.pk for product, _ in made])
    return len(made)


def _products(stage: Stage, entries: list[dict[str, Any]]) -> Made:
    rows = [
        models.Product(
            cooperative=stage.cooperatives[entry["cooperative"]],
            product_type=stage.product_types[entry["product_type"]],
            category=stage.categories[entry["category"]],
            **following.product_names(entry["name_vi"]),
            slug=entry["slug"],
            description=editor_text(entry["description_vi"]),
            tax_class=stage.tax_class,
            is_fresh=entry.get("fresh", False),
        )
        for entry in entries
    ]
    return list(zip(models.Product.objects.bulk_create(rows), entries, strict=True))


def _variants(made: Made) -> MadeVariants:
    entries = [(product, order, entry) for product, of in made for order, entry in enumerate(of["variants"])]
    rows = models.ProductVariant.objects.bulk_create(
        models.ProductVariant(
            product=product,
            sku=entry["sku"],
            name=entry["name_vi"],
            net_amount=entry["net_amount"],
            net_unit=entry["net_unit"].upper(),
            weight_g=entry["weight_g"],
            sort_order=order,
        )
        for product, order, entry in entries
    )
    first = {variant.product_id: variant for variant in reversed(rows)}
    for product, _ in made:
        product.default_variant = first[product.pk]
    models.Product.objects.bulk_update([product for product, _ in made], ["default_variant"])
    return [(variant, entry) for variant, (_, _, entry) in zip(rows, entries, strict=True)]


def _listings(stage: Stage, made: Made, variants: MadeVariants) -> None:
    models.ProductVariantChannelListing.objects.bulk_create(
        models.ProductVariantChannelListing(
            variant=variant,
            channel=stage.channel,
            currency=stage.channel.currency_code,
            price_amount=_full_price(entry),
            discounted_price_amount=entry["price"],
        )
        for variant, entry in variants
    )
    models.ProductChannelListing.objects.bulk_create(
        models.ProductChannelListing(
            product=product,
            channel=stage.channel,
            currency=stage.channel.currency_code,
            is_published=True,
            review=models.Review.APPROVED,
            published_at=OPENING,
            available_for_purchase_at=OPENING,
            discounted_price_amount=min(variant["price"] for variant in entry["variants"]),
            price_amount=min(_full_price(variant) for variant in entry["variants"]),
            name_sort=product.name_sort,
            category_path=product.category.path if product.category else "",
            cooperative_id=product.cooperative_id,
        )
        for product, entry in made
    )


def _full_price(entry: dict[str, Any]) -> int:
    """Of a variant, in đồng, before any reduction."""
    return entry.get("undiscounted_price", entry["price"])


def _stock(variants: MadeVariants) -> None:
    warehouses = {warehouse.cooperative_id: warehouse for warehouse in Warehouse.objects.all()}
    Stock.objects.bulk_create(
        Stock(variant=variant, warehouse=warehouses[variant.product.cooperative_id], quantity=entry["stock"])
        for variant, entry in variants
    )


def _media(made: Made) -> None:
    models.ProductMedia.objects.bulk_create(
        models.ProductMedia(
            product=product,
            image=store_picture("products", name),
            width=PICTURE_SIDE,
            height=PICTURE_SIDE,
            alt=f"Tranh minh hoạ: {product.name}",
            sort_order=order,
        )
        for product, entry in made
        for order, name in enumerate(entry["pictures"])
    )


def _translations(made: Made, variants: MadeVariants) -> None:
    models.ProductTranslation.objects.bulk_create(
        models.ProductTranslation(product=product, **texts)
        for product, entry in made
        for texts in translations(entry, described=True)
    )
    models.ProductVariantTranslation.objects.bulk_create(
        models.ProductVariantTranslation(variant=variant, **texts)
        for variant, entry in variants
        for texts in translations(entry)
    )


def _attributes(stage: Stage, made: Made, variants: MadeVariants) -> None:
    chooser = _Values(stage.attributes)
    assigned = [
        (product, entry, order, value)
        for product, entry in made
        for order, value in enumerate(chooser.all_of(f"p{product.pk}", entry["attributes"]))
    ]
    models.AssignedProductAttributeValue.objects.bulk_create(
        models.AssignedProductAttributeValue(product=product, value=value, sort_order=order)
        for product, _entry, order, value in assigned
    )
    models.AttributeValueTranslation.objects.bulk_create(
        models.AttributeValueTranslation(value=value, language_code=code, name=text[:250], plain_text=text)
        for _product, entry, _order, value in assigned
        for code, suffix in LANGUAGES
        if (text := entry.get(f"attributes_{suffix}", {}).get(value.attribute.slug))
    )
    models.AssignedVariantAttributeValue.objects.bulk_create(
        models.AssignedVariantAttributeValue(variant=variant, value=value, sort_order=order)
        for variant, entry in variants
        for order, value in enumerate(chooser.all_of(f"v{variant.pk}", entry.get("attributes", {})))
    )


class _Values:
    """Finds the value of a list, or makes the one that belongs to a single object."""

    def __init__(self, attributes: dict[str, models.Attribute]) -> None:
        self.attributes = attributes
        self.listed: dict[tuple[int, str], models.AttributeValue] = {}
        for value in models.AttributeValue.objects.all():
            self.listed[value.attribute_id, value.slug] = self.listed[value.attribute_id, value.name] = value

    def all_of(self, owner: str, given: dict[str, Any]) -> Iterator[models.AttributeValue]:
        for slug, words in given.items():
            for word in words if isinstance(words, list) else [words]:
                yield self._one(self.attributes[slug], owner, word)

    def _one(self, attribute: models.Attribute, owner: str, word: Any) -> models.AttributeValue:
        if attribute.input_type in ("DROPDOWN", "MULTISELECT"):
            return self.listed[attribute.pk, word]
        if attribute.input_type == "BOOLEAN":
            return self._boolean(attribute, word)
        columns = {"numeric": Decimal(word)} if attribute.input_type == "NUMERIC" else {"plain_text": word}
        return models.AttributeValue.objects.create(
            attribute=attribute,
            slug=f"{owner}_{attribute.pk}",
            name=str(word)[:250],
            name_folded=fold(str(word))[:250],
            **columns,
        )

    def _boolean(self, attribute: models.Attribute, yes: bool) -> models.AttributeValue:
        slug = f"{attribute.pk}_{str(yes).lower()}"
        if (attribute.pk, slug) not in self.listed:
            name = f"{attribute.name}: {'có' if yes else 'không'}"
            self.listed[attribute.pk, slug] = models.AttributeValue.objects.create(
                attribute=attribute, slug=slug, name=name, name_folded=fold(name), boolean=yes
            )
        return self.listed[attribute.pk, slug]


def _fill_collections(stage: Stage, made: Made) -> None:
    models.CollectionProduct.objects.bulk_create(
        models.CollectionProduct(collection=stage.collections[slug], product=product, sort_order=order)
        for order, (product, entry) in enumerate(made)
        for slug in entry["collections"]
    )
