"""Products by the values they or their variants have of an attribute."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import graphene
from django.db.models import Q
from django.utils.translation import gettext as _

from marketplace.catalog import models
from marketplace.catalog.api.goods import Goods
from marketplace.core.errors import DomainError
from marketplace.graphql.common import (
    DateRangeInput,
    DateTimeRangeInput,
    DecimalFilterInput,
    IntRangeInput,
    StringFilterInput,
)
from marketplace.graphql.searching import compared


class AssignedAttributeValueInput(graphene.InputObjectType):
    """What a value is like; one of these."""

    slug = graphene.InputField(StringFilterInput)
    name = graphene.InputField(StringFilterInput)
    numeric = graphene.InputField(DecimalFilterInput)
    date = graphene.InputField(DateRangeInput)
    date_time = graphene.InputField(DateTimeRangeInput)
    boolean = graphene.Boolean()


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
    """Products that have such a value themselves, or a variant that has it."""
    values = models.AttributeValue.objects.filter(_condition(wanted))
    if wanted.get("slug"):
        values = values.filter(attribute__slug=wanted["slug"])
    products = models.AssignedProductAttributeValue.objects.filter(value__in=values)
    variants = models.AssignedVariantAttributeValue.objects.filter(value__in=values)
    return Q(**{f"{goods.key}__in": products.values("product_id")}) | Q(
        **{f"{goods.key}__in": variants.values("variant__product_id")}
    )


def _condition(wanted: Any) -> Q:
    condition = Q()
    for name, made in KINDS.items():
        if wanted.get(name) is not None:
            condition &= made(wanted[name])
    return condition


def _days(value: Any) -> Q:
    """A day is stored as its midnight in UTC."""
    condition = Q()
    if value.get("gte") is not None:
        condition &= Q(date_time__gte=datetime.combine(value["gte"], time.min, UTC))
    if value.get("lte") is not None:
        condition &= Q(date_time__lt=datetime.combine(value["lte"], time.min, UTC) + timedelta(days=1))
    return condition


def _value(value: Any) -> Q:
    given = {name: each for name, each in value.items() if each is not None}
    if len(given) != 1:
        raise DomainError(_("Give exactly one condition for a value."), field="attributes")
    ((name, each),) = given.items()
    return VALUES[name](each)


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
