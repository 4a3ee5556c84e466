"""Attributes and their values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene
from django.db.models import QuerySet

from marketplace.catalog import models
from marketplace.catalog.api.enums import (
    AttributeEntityTypeEnum,
    AttributeInputTypeEnum,
    AttributeTypeEnum,
    MeasurementUnitsEnum,
)
from marketplace.catalog.api.inputs import AttributeChoicesSortingInput, AttributeValueFilterInput
from marketplace.graphql.connection import Listing, connection
from marketplace.graphql.fields import column, value
from marketplace.graphql.ids import keys_of, to_global_id
from marketplace.graphql.info import Info
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.permissions import PUBLIC, staff
from marketplace.graphql.rows import Row
from marketplace.graphql.scalars import JSONString
from marketplace.graphql.searching import with_words
from marketplace.graphql.sorting import ordered
from marketplace.graphql.translations import language, translation
from marketplace.graphql.types import Node, Type, global_id
from marketplace.site.api.pictures import absolute

WITH_CHOICES = ("DROPDOWN", "MULTISELECT", "SWATCH")
"""Kinds of input whose values are chosen from a list."""
REFERENCES = (
    ("reference_product_id", "Product"),
    ("reference_variant_id", "ProductVariant"),
    ("reference_category_id", "Category"),
    ("reference_collection_id", "Collection"),
    ("reference_page_id", "Page"),
)


class AttributeValueTranslation(Type):
    """A value's texts in another language."""

    class Meta:
        model = models.AttributeValueTranslation
        interfaces = (Node,)
        permission = PUBLIC

    id = global_id("AttributeValueTranslation")
    language = language()
    name = value(graphene.String, lambda row: row.name or "", needs=("name",), required=True)
    rich_text = graphene.Field(JSONString)
    plain_text = graphene.String()


class AttributeTranslation(Type):
    """An attribute's name in another language."""

    class Meta:
        model = models.AttributeTranslation
        interfaces = (Node,)
        permission = PUBLIC

    id = global_id("AttributeTranslation")
    language = language()
    name = value(graphene.String, lambda row: row.name or "", needs=("name",), required=True)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that belongs to a value."""

    url: str
    content_type: str | None


class File(Type):
    """A stored file."""

    class Meta:
        values = (StoredFile,)
        permission = PUBLIC

    url = graphene.String(required=True)
    content_type = graphene.String()


def file_of(row: Any) -> StoredFile | None:
    """The file with its absolute address."""
    if not row.file_url:
        return None
    return StoredFile(
        row.file_url if "://" in row.file_url else absolute(f"/media/{row.file_url}"), row.content_type
    )


def reference_of(row: Any) -> str | None:
    """Id of what the value points to."""
    found = ((getattr(row, name), type_) for name, type_ in REFERENCES)
    return next((to_global_id(type_, pk) for pk, type_ in found if pk is not None), None)


class AttributeValue(Type):
    """A value of an attribute: an entry of its list, or what was written for one object."""

    class Meta:
        model = models.AttributeValue
        interfaces = (Node,)
        permission = PUBLIC

    id = global_id("AttributeValue")
    name = graphene.String()
    slug = graphene.String()
    translation = translation(AttributeValueTranslation, models.AttributeValueTranslation, "value_id")
    input_type = column(AttributeInputTypeEnum, "attribute__input_type")
    reference = value(graphene.ID, reference_of, needs=tuple(name for name, _ in REFERENCES))
    file = value(File, file_of, needs=("file_url", "content_type"))
    rich_text = graphene.Field(JSONString)
    plain_text = graphene.String()
    boolean = graphene.Boolean()
    date = value(
        graphene.Date,
        lambda row: row.date_time.date() if row.date_time and row.attribute__input_type == "DATE" else None,
        needs=("date_time", "attribute__input_type"),
    )
    date_time = value(
        graphene.DateTime,
        lambda row: row.date_time if row.attribute__input_type == "DATE_TIME" else None,
        needs=("date_time", "attribute__input_type"),
    )
    external_reference = graphene.String()
    value = graphene.String()  # last: it hides the function of that name


def choices(info: Info, sort_by: Any = None, filter: Any = None, search: str | None = None) -> Listing:
    """The list of an attribute whose values are chosen; other attributes have none."""
    rows: QuerySet = models.AttributeValue.objects.filter(attribute__input_type__in=WITH_CHOICES)
    wanted = filter or {}
    for text in (search, wanted.get("search")):
        if text:
            rows = rows.filter(with_words(text, "name_folded"))
    if wanted.get("ids") is not None:
        rows = rows.filter(pk__in=keys_of(wanted["ids"], "AttributeValue"))
    if wanted.get("slugs") is not None:
        rows = rows.filter(slug__in=wanted["slugs"])
    return Listing(rows, ordered(sort_by, {"NAME": ("name_folded",), "SLUG": ("slug",)}, ("sort_order",)))


class Attribute(MetadataFields, Type):
    """A quality goods can have."""

    class Meta:
        model = models.Attribute
        interfaces = (Node, ObjectWithMetadata)
        permission = PUBLIC
        metadata = (
            staff("MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES"),
            staff("MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES"),
        )

    id = global_id("Attribute")
    input_type = graphene.Field(AttributeInputTypeEnum)
    entity_type = graphene.Field(AttributeEntityTypeEnum)
    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    type = graphene.Field(AttributeTypeEnum, required=True)
    unit = graphene.Field(MeasurementUnitsEnum)
    choices = connection(
        AttributeValue,
        choices,
        by="attribute_id",
        sort_by=graphene.Argument(AttributeChoicesSortingInput),
        filter=graphene.Argument(AttributeValueFilterInput),
        search=graphene.Argument(graphene.String),
    )
    value_required = graphene.Boolean(required=True)
    visible_in_storefront = graphene.Boolean(required=True)
    filterable_in_storefront = graphene.Boolean(required=True)
    filterable_in_dashboard = graphene.Boolean(required=True)
    available_in_grid = graphene.Boolean(required=True)
    storefront_search_position = graphene.Int(required=True)
    translation = translation(AttributeTranslation, models.AttributeTranslation, "attribute_id")
    with_choices = value(
        graphene.Boolean, lambda row: row.input_type in WITH_CHOICES, needs=("input_type",), required=True
    )
    external_reference = graphene.String()


@dataclass(frozen=True, slots=True)
class Selected:
    """An attribute and the values one object has of it."""

    attribute: Row
    values: list[Row]


class SelectedAttribute(Type):
    """An attribute and the values one object has of it."""

    class Meta:
        values = (Selected,)
        permission = PUBLIC

    attribute = graphene.Field(Attribute, required=True)
    values = graphene.List(graphene.NonNull(AttributeValue), required=True)
