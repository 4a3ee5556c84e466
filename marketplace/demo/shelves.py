"""Categories, collections, product types and attributes."""

from __future__ import annotations

from typing import Any

from marketplace.catalog import models
from marketplace.catalog.models.shelves import STEP
from marketplace.channel.models import Channel
from marketplace.core.vietnamese import fold, sort_key
from marketplace.demo.reading import OPENING, data, editor_text, store_picture, translations

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def load_categories() -> dict[str, models.Category]:
    """The tree of shelves; gives all categories by slug."""
    for order, entry in enumerate(data("categories")):
        _category(entry, parent=None, order=order)
    return {category.slug: category for category in models.Category.objects.all()}


def _category(entry: dict[str, Any], *, parent: models.Category | None, order: int) -> None:
    category, made = models.Category.objects.get_or_create(
        slug=entry["slug"],
        defaults={
            "parent": parent,
            "path": f"new-{entry['slug']}"[: STEP * 12],
            "level": parent.level + 1 if parent else 0,
            "sort_order": order,
            "name": entry["name_vi"],
            "name_sort": sort_key(entry["name_vi"]),
            "description": editor_text(entry["description_vi"]),
            "background_image": store_picture("categories", f"cat-{entry['slug']}"),
        },
    )
    if made:
        category.path = (parent.path if parent else "") + base36(category.pk)
        category.save(update_fields=["path"])
        models.CategoryTranslation.objects.bulk_create(
            models.CategoryTranslation(category=category, **texts) for texts in translations(entry, described=True)
        )
    for place, child in enumerate(entry["children"]):
        _category(child, parent=category, order=place)


def base36(number: int) -> str:
    """One step of a category's path."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits.rjust(STEP, "0")


def load_collections(channel: Channel) -> dict[str, models.Collection]:
    """The hand-picked selections by slug, still empty."""
    for entry in data("collections"):
        collection, made = models.Collection.objects.get_or_create(
            slug=entry["slug"],
            defaults={
                "name": entry["name_vi"],
                "name_sort": sort_key(entry["name_vi"]),
                "description": editor_text(entry["description_vi"]),
            },
        )
        if made:
            models.CollectionTranslation.objects.bulk_create(
                models.CollectionTranslation(collection=collection, **texts) for texts in translations(entry, described=True)
            )
            models.CollectionChannelListing.objects.create(
                collection=collection, channel=channel, is_published=True, published_at=OPENING
            )
    return {collection.slug: collection for collection in models.Collection.objects.all()}


def load_attributes() -> dict[str, models.Attribute]:
    """The attributes by slug, with the values one chooses from."""
    for entry in data("attributes"):
        attribute, made = models.Attribute.objects.get_or_create(
            slug=entry["slug"],
            defaults={
                "name": entry["name_vi"],
                "name_sort": sort_key(entry["name_vi"]),
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
            attribute=attribute, slug=entry["slug"], name=entry["name_vi"], name_folded=fold(entry["name_vi"]), sort_order=order
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
                "name": entry["name"],
                "name_sort": sort_key(entry["name"]),
                "is_shipping_required": entry["is_shipping_required"],
            },
        )
        if made:
            models.AttributeProduct.objects.bulk_create(
                models.AttributeProduct(attribute=attributes[slug], product_type=kind, sort_order=order)
                for order, slug in enumerate(entry["product_attributes"])
            )
            models.AttributeVariant.objects.bulk_create(
                models.AttributeVariant(attribute=attributes[slug], product_type=kind, sort_order=order, variant_selection=True)
                for order, slug in enumerate(entry["variant_attributes"])
            )
    return {kind.slug: kind for kind in models.ProductType.objects.all()}
