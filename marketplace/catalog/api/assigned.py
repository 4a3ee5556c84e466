"""`assignedAttributes`: the attributes of an object, each of a type of its own by the kind of its values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import graphene
from django.db.models import QuerySet

from marketplace.catalog import models
from marketplace.catalog.api.attributes import Carried, Values, assigned, carried
from marketplace.catalog.api.types.attributes import Attribute, File, file_of
from marketplace.core.fields import PENDING
from marketplace.core.statements import kept
from marketplace.graphql.fields import SourceField, batch, listed, value
from marketplace.graphql.info import Info
from marketplace.graphql.languages import LanguageCodeEnum, language_of
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.scalars import JSON, PositiveInt
from marketplace.graphql.types import Type

SINGLE = {"SINGLE_REFERENCE": "Single", "REFERENCE": "Multi"}
ENTITIES = {
    "PRODUCT": "Product",
    "PRODUCT_VARIANT": "ProductVariant",
    "CATEGORY": "Category",
    "COLLECTION": "Collection",
    "PAGE": "Page",
}
KINDS = {
    "NUMERIC": "AssignedNumericAttribute",
    "RICH_TEXT": "AssignedTextAttribute",
    "PLAIN_TEXT": "AssignedPlainTextAttribute",
    "FILE": "AssignedFileAttribute",
    "DROPDOWN": "AssignedSingleChoiceAttribute",
    "MULTISELECT": "AssignedMultiChoiceAttribute",
    "SWATCH": "AssignedSwatchAttribute",
    "BOOLEAN": "AssignedBooleanAttribute",
    "DATE": "AssignedDateAttribute",
    "DATE_TIME": "AssignedDateTimeAttribute",
}
COLUMNS = (
    "numeric",
    "rich_text",
    "reference_product_id",
    "reference_variant_id",
    "reference_category_id",
    "reference_collection_id",
    "reference_page_id",
)
"""Columns of values that these types need besides the usual ones."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """An attribute with the values of one object; `typename` says of which kind."""

    typename: str
    attribute: Any
    values: list[Any]

    @property
    def first(self) -> Any:
        """The only value of a kind that has one, None without any."""
        return self.values[0] if self.values else None


class AssignedAttribute(graphene.Interface):
    """An attribute with what one object has of it."""

    attribute = graphene.Field(Attribute, required=True)


class ObjectWithAttributes(graphene.Interface):
    """An object with attributes."""

    assigned_attribute = graphene.Field(
        AssignedAttribute, slug=graphene.Argument(graphene.String, required=True)
    )
    assigned_attributes = graphene.Field(
        graphene.List(graphene.NonNull(AssignedAttribute)),
        required=True,
        limit=graphene.Argument(PositiveInt, default_value=100),
    )


def of_products(rows: Any, info: Info, limit: int = 100) -> list[list[Assigned]]:
    """`Product.assignedAttributes`."""
    there = carried(info, {row.product_type_id for row in rows}, info.columns("attribute"))
    values = assigned(
        info, models.AssignedProductAttributeValue, "product", [row.pk for row in rows], COLUMNS
    )
    return [
        assigned_of(there[row.product_type_id], values, row.pk, of_variants=False)[:limit] for row in rows
    ]


def of_variants(rows: Any, info: Info, limit: int = 100) -> list[list[Assigned]]:
    """`ProductVariant.assignedAttributes`."""
    there = carried(info, {row.product__product_type_id for row in rows}, info.columns("attribute"))
    values = assigned(
        info, models.AssignedVariantAttributeValue, "variant", [row.pk for row in rows], COLUMNS
    )
    return [
        assigned_of(there[row.product__product_type_id], values, row.pk, of_variants=True)[:limit]
        for row in rows
    ]


def by_slug(all_of: Callable[[Any, Info], list[list[Assigned]]]) -> Callable[..., list[Assigned | None]]:
    """`assignedAttribute(slug)`: one of these."""

    def values(rows: Any, info: Info, slug: str) -> list[Assigned | None]:
        return [
            next((each for each in there if each.attribute.slug == slug), None)
            for there in all_of(rows, info)
        ]

    return values


def assigned_of(there: Iterable[Carried], values: Values, pk: int, *, of_variants: bool) -> list[Assigned]:
    """Each carried attribute with the values one object has of it, as the type of its kind."""
    own = values.get(pk, {})
    return [
        Assigned(kind_of(each.attribute), each.attribute, own.get(each.attribute.pk, []))
        for each in there
        if each.of_variants == of_variants
    ]


def kind_of(attribute: Any) -> str:
    """The type that shows values of this attribute."""
    if attribute.input_type in SINGLE:
        return f"Assigned{SINGLE[attribute.input_type]}{ENTITIES[attribute.entity_type]}ReferenceAttribute"
    return KINDS[attribute.input_type]


def translated(column: str, type_: Any, value_of: Callable[[Any], Any]) -> SourceField:
    """`translation(languageCode)`: `column` of the translation of the one value that `value_of` a row is."""

    def values(rows: Any, info: Info, language_code: Any) -> list[Any]:
        language = language_of(language_code)
        known = info.context.memory.setdefault(("translated values", language), {})
        wanted = {there.pk for row in rows if (there := value_of(row)) is not None}
        if missing := wanted - known.keys():
            statement = kept(("translated values", language), lambda: _translations(language), TRANSLATED)
            known.update(dict.fromkeys(missing, {}))
            known.update(
                (pk, dict(zip(TRANSLATED[1:], texts, strict=True))) for pk, *texts in statement.run(missing)
            )
        found = (value_of(row) for row in rows)
        return [None if there is None else known[there.pk].get(column) or None for there in found]

    return batch(type_, values, language_code=graphene.Argument(LanguageCodeEnum, required=True))


def assigned_fields(all_of: Callable[..., list[list[Assigned]]], *needs: str) -> dict[str, SourceField]:
    """The two fields of ObjectWithAttributes."""
    slug, limit = (
        graphene.Argument(graphene.String, required=True),
        graphene.Argument(PositiveInt, default_value=100),
    )
    return {
        "assigned_attribute": batch(AssignedAttribute, by_slug(all_of), needs=needs, slug=slug),
        "assigned_attributes": listed(AssignedAttribute, all_of, needs=needs, limit=limit),
    }


TRANSLATED = ("value_id", "name", "plain_text", "rich_text")


def _translations(language: str) -> QuerySet:
    return models.AttributeValueTranslation.objects.filter(language_code=language, value__within=PENDING)


class AssignedChoiceAttributeValue(Type):
    """An entry of a list that an object has."""

    class Meta:
        permission = PUBLIC

    name = graphene.String()
    slug = graphene.String()
    translation = translated("name", graphene.String, lambda each: each)


class AssignedSwatchAttributeValue(Type):
    """A color or pattern that an object has."""

    class Meta:
        permission = PUBLIC

    name = graphene.String()
    slug = graphene.String()
    hex_color = value(graphene.String, lambda each: each.value or None)
    file = value(File, file_of)
    translation = translated("name", graphene.String, lambda each: each)


def kind(name: str, what: str, **fields: Any) -> type[Type]:
    """The type of one kind of attribute."""
    meta = type("Meta", (), {"interfaces": (AssignedAttribute,), "permission": PUBLIC})
    attribute = graphene.Field(Attribute, required=True)
    return type(
        name,
        (Type,),
        {"__doc__": f"An attribute with {what}.", "Meta": meta, "attribute": attribute, **fields},
    )


def of_first(type_: Any, column: str) -> SourceField:
    """A column of the only value."""
    return value(type_, lambda row: None if row.first is None else getattr(row.first, column))


def several(type_: Any, function: Callable[..., Any] | None = None) -> SourceField:
    """`value(limit)`: all values."""
    plain = function or (lambda rows, info, limit=100: [row.values[:limit] for row in rows])
    limit = graphene.Argument(PositiveInt, default_value=100)
    return batch(graphene.List(graphene.NonNull(type_)), plain, required=True, limit=limit)


def day_of(row: Any) -> Any:
    """The day behind the stored midnight."""
    return row.first.date_time.date() if row.first is not None and row.first.date_time else None


TYPES = [
    kind("AssignedNumericAttribute", "a number", value=of_first(graphene.Float, "numeric")),
    kind(
        "AssignedTextAttribute",
        "formatted text",
        value=of_first(JSON, "rich_text"),
        translation=translated("rich_text", JSON, lambda row: row.first),
    ),
    kind(
        "AssignedPlainTextAttribute",
        "text",
        value=of_first(graphene.String, "plain_text"),
        translation=translated("plain_text", graphene.String, lambda row: row.first),
    ),
    kind(
        "AssignedFileAttribute",
        "a file",
        value=value(File, lambda row: None if row.first is None else file_of(row.first)),
    ),
    kind(
        "AssignedSingleChoiceAttribute",
        "one entry of a list",
        value=value(AssignedChoiceAttributeValue, lambda row: row.first),
    ),
    kind("AssignedMultiChoiceAttribute", "entries of a list", value=several(AssignedChoiceAttributeValue)),
    kind(
        "AssignedSwatchAttribute",
        "a color or pattern",
        value=value(AssignedSwatchAttributeValue, lambda row: row.first),
    ),
    kind("AssignedBooleanAttribute", "yes or no", value=of_first(graphene.Boolean, "boolean")),
    kind("AssignedDateAttribute", "a day", value=value(graphene.Date, day_of)),
    kind("AssignedDateTimeAttribute", "a time", value=of_first(graphene.DateTime, "date_time")),
]
