"""Categories, collections, product types and attributes."""

from __future__ import annotations

from typing import Any

from marketplace.catalog import models
from marketplace.catalog.services import create_category, create_collection, publish_collection
from marketplace.catalog.services.following import names
from marketplace.channel.models import Channel
from marketplace.core.vietnamese import fold
from marketplace.demo.reading import OPENING, by_slug, data, editor_text, store_picture, translations


def load_categories() -> dict[str, models.Category]:
    """The tree of shelves; gives all categories by slug."""
    known = by_slug(models.Category)
    for order, entry in enumerate(data("categories")):
        _category(entry, parent=None, order=order, known=known)
    return by_slug(models.Category)


def _category(
    entry: dict[str, Any],
    *,
    parent: models.Category | None,
    order: int,
    known: dict[str, models.Category],
) -> None:
    category = known.get(entry["slug"])
    if category is None:
        category = create_category(
            name=entry["name_vi"],
            parent=parent,
            slug=entry["slug"],
            sort_order=order,
            description=editor_text(entry["description_vi"]),
            background_image=store_picture("categories", f"cat-{entry['slug']}"),
        )
        models.CategoryTranslation.objects.bulk_create(
            models.CategoryTranslation(category=category, **texts)
            for texts in translations(entry, described=True)
        )
    for place, child in enumerate(entry["children"]):
        _category(child, parent=category, order=place, known=known)


def load_collections(channel: Channel) -> dict[str, models.Collection]:
    """The hand-picked selections by slug, still empty."""
    known = by_slug(models.Collection)
    for entry in data("collections"):
        if entry["slug"] not in known:
            collection = create_collection(
                name=entry["name_vi"], slug=entry["slug"], description=editor_text(entry["description_vi"])
            )
            models.CollectionTranslation.objects.bulk_create(
                models.CollectionTranslation(collection=collection, **texts)
                for texts in translations(entry, described=True)
            )
            publish_collection(collection=collection, channel=channel, at=OPENING)
    return by_slug(models.Collection)


def load_attributes() -> dict[str, models.Attribute]:
    """The attributes by slug, with the values one chooses from."""
    for entry in data("attributes"):
        attribute, made = models.Attribute.objects.get_or_create(
            slug=entry["slug"],
            defaults={
                **names(entry["name_vi"]),
                "type": entry["type"],
                "input_type": entry["input_type"],
                "unit": entry["unit"],
                "filterable_in_storefront": entry["filterable_in_storefront"],
            },
        )
        if made:
            models.AttributeTranslation.objects.bulk_create(
                models.AttributeTranslation(attribute=attribute, **texts) for texts in translations(entry)
            )
            _values(attribute, entry.get("values", []))
    return {attribute.slug: attribute for attribute in models.Attribute.objects.all()}


def _values(attribute: models.Attribute, entries: list[dict[str, Any]]) -> None:
    made = models.AttributeValue.objects.bulk_create(
        models.AttributeValue(
            attribute=attribute,
            slug=entry["slug"],
            name=entry["name_vi"],
            name_folded=fold(entry["name_vi"]),
            sort_order=order,
        )
        for order, entry in enumerate(entries)
    )
    models.AttributeValueTranslation.objects.bulk_create(
        models.AttributeValueTranslation(value=value, **texts)
        for value, entry in zip(made, entries, strict=True)
        for texts in translations(entry)
    )


def load_product_types(attributes: dict[str, models.Attribute]) -> dict[str, models.ProductType]:
    """The product types by slug, with the attributes their products and variants carry."""
    for entry in data("product_types"):
        kind, made = models.ProductType.objects.get_or_create(
            slug=entry["slug"],
            defaults={
                **names(entry["name"]),
                "is_shipping_required": entry["is_shipping_required"],
                "is_for_adults": entry.get("is_for_adults", False),
            },
        )
        if made:
            models.AttributeProduct.objects.bulk_create(
                models.AttributeProduct(attribute=attributes[slug], product_type=kind, sort_order=order)
                for order, slug in enumerate(entry["product_attributes"])
            )
            models.AttributeVariant.objects.bulk_create(
                models.AttributeVariant(
                    attribute=attributes[slug], product_type=kind, sort_order=order, variant_selection=True
                )
                for order, slug in enumerate(entry["variant_attributes"])
            )
    return {kind.slug: kind for kind in models.ProductType.objects.all()}
