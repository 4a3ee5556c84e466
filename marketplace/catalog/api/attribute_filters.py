"""Products by the values they or their variants have of an attribute."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import graphene
from django.db.models import Q
from django.utils.translation import gettext as _

from marketplace.catalog import models
from marketplace.catalog.api.goods import Goods
from marketplace.catalog.api.types.attributes import REFERENCES
from marketplace.content.models import Page
from marketplace.core.errors import DomainError
from marketplace.graphql.conditions import (
    ContainsFilterInput,
    DateRangeInput,
    DateTimeRangeInput,
    DecimalFilterInput,
    IntRangeInput,
    StringFilterInput,
)
from marketplace.graphql.ids import key_of, split_global_id
from marketplace.graphql.searching import compared


class AssignedAttributeReferenceInput(graphene.InputObjectType):
    """What a value points to."""

    referenced_ids = graphene.InputField(ContainsFilterInput)
    page_slugs = graphene.InputField(ContainsFilterInput)
    product_slugs = graphene.InputField(ContainsFilterInput)
    product_variant_skus = graphene.InputField(ContainsFilterInput)
    category_slugs = graphene.InputField(ContainsFilterInput)
    collection_slugs = graphene.InputField(ContainsFilterInput)


class AssignedAttributeValueInput(graphene.InputObjectType):
    """What a value is like; one of these."""

    slug = graphene.InputField(StringFilterInput)
    name = graphene.InputField(StringFilterInput)
    numeric = graphene.InputField(DecimalFilterInput)
    date = graphene.InputField(DateRangeInput)
    date_time = graphene.InputField(DateTimeRangeInput)
    boolean = graphene.Boolean()
    reference = graphene.InputField(AssignedAttributeReferenceInput)


class AttributeInput(graphene.InputObjectType):
    """An attribute and what its value is like; without any of it, any value."""

    slug = graphene.String()
    value = graphene.InputField(AssignedAttributeValueInput)
    values = graphene.List(graphene.NonNull(graphene.String))
    values_range = graphene.InputField(IntRangeInput)
    date_time = graphene.InputField(DateTimeRangeInput)
    date = graphene.InputField(DateRangeInput)
    boolean = graphene.Boolean()


def with_attribute(goods: Goods, wanted: Any) -> Q:
    """Products that have such a value themselves, or a variant that has it.

    For visitors an attribute that is not shown to them is not there: what may not be read may not be guessed.
    """
    condition = Q()
    shown = Q(attribute__visible_in_storefront=True) if goods.only_shown else Q()
    for of_value in _conditions(wanted):
        values = models.AttributeValue.objects.filter(of_value, shown)
        if wanted.get("slug"):
            values = values.filter(attribute__slug=wanted["slug"])
        products = models.AssignedProductAttributeValue.objects.filter(value__in=values)
        variants = models.AssignedVariantAttributeValue.objects.filter(value__in=values)
        condition &= Q(**{f"{goods.key}__in": products.values("product_id")}) | Q(
            **{f"{goods.key}__in": variants.values("variant__product_id")}
        )
    return condition


def _conditions(wanted: Any) -> list[Q]:
    """What values must be like: each of these has to be met by one of the product's, as a rule there is one."""
    value = wanted.get("value")
    if value is not None and value.get("reference") is not None:
        _only_one(value)
        return references(value["reference"])
    condition = Q()
    for name, made in KINDS.items():
        if wanted.get(name) is not None:
            condition &= made(wanted[name])
    return [condition]


def _days(value: Any) -> Q:
    """A day is stored as its midnight in UTC."""
    condition = Q()
    if value.get("gte") is not None:
        condition &= Q(date_time__gte=datetime.combine(value["gte"], time.min, UTC))
    if value.get("lte") not in (None, date.max):  # which is every day
        condition &= Q(date_time__lt=datetime.combine(value["lte"], time.min, UTC) + timedelta(days=1))
    return condition


def _value(value: Any) -> Q:
    name, each = _only_one(value)
    return VALUES[name](each)


def _only_one(given: Any) -> tuple[str, Any]:
    found = [(name, each) for name, each in given.items() if each is not None]
    if len(found) != 1:
        raise DomainError(_("Give exactly one condition for a value."), field="attributes")
    return found[0]


def references(given: Any) -> list[Q]:
    """What values must point to: any of the things named, or in turn each of them."""
    name, wanted = _only_one(given)
    how, words = _only_one(wanted)
    if how == "contains_any":
        return [POINTING[name](words)]
    return [POINTING[name]([word]) for word in words] or [Q()]


def _pointing_to_ids(global_ids: list[str]) -> Q:
    condition = Q()
    for each in global_ids:
        key = key_of(each, *COLUMNS, field="attributes")
        condition |= Q(**{COLUMNS[split_global_id(each)[0]]: key})
    return condition


COLUMNS = {typename: column for column, typename in REFERENCES}
POINTING: dict[str, Any] = {
    "referenced_ids": _pointing_to_ids,
    "page_slugs": lambda slugs: Q(reference_page_id__in=Page.objects.filter(slug__in=slugs).values("pk")),
    "product_slugs": lambda slugs: Q(reference_product__slug__in=slugs),
    "product_variant_skus": lambda skus: Q(reference_variant__sku__in=skus),
    "category_slugs": lambda slugs: Q(reference_category__slug__in=slugs),
    "collection_slugs": lambda slugs: Q(reference_collection__slug__in=slugs),
}

VALUES: dict[str, Any] = {
    "slug": lambda value: compared("slug", value),
    "name": lambda value: compared("name", value),
    "numeric": lambda value: compared("numeric", value),
    "date": _days,
    "date_time": lambda value: compared("date_time", value),
    "boolean": lambda value: Q(boolean=value),
}
KINDS: dict[str, Any] = {
    "value": _value,
    "values": lambda value: Q(slug__in=value),
    "values_range": lambda value: compared("numeric", value),
    "date_time": lambda value: compared("date_time", value),
    "date": _days,
    "boolean": lambda value: Q(boolean=value),
}
