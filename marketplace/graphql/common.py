"""Small types that several domains share: languages, countries, weights, order of sorting, ranges."""

from __future__ import annotations

from dataclasses import dataclass

import graphene

from marketplace.graphql.countries import Country, CountryCode, CountryDisplay
from marketplace.graphql.fields import value
from marketplace.graphql.languages import LANGUAGES, Language, LanguageCodeEnum, LanguageDisplay, language_of
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.types import Type

__all__ = [
    "LANGUAGES",
    "AddressTypeEnum",
    "ContainsFilterInput",
    "Country",
    "CountryCode",
    "CountryDisplay",
    "DateRangeInput",
    "DateTimeFilterInput",
    "DateTimeRangeInput",
    "DecimalFilterInput",
    "DecimalRangeInput",
    "GlobalIDFilterInput",
    "Grams",
    "IntRangeInput",
    "Language",
    "LanguageCodeEnum",
    "LanguageDisplay",
    "OrderDirection",
    "PriceRangeInput",
    "StringFilterInput",
    "Weight",
    "WeightUnitsEnum",
    "language_of",
]


class OrderDirection(graphene.Enum):
    """Ascending or descending."""

    ASC = "ASC"
    DESC = "DESC"


class WeightUnitsEnum(graphene.Enum):
    """Units of weight."""

    G = "G"
    LB = "LB"
    OZ = "OZ"
    KG = "KG"
    TONNE = "TONNE"


class AddressTypeEnum(graphene.Enum):
    """What an address is for."""

    BILLING = "BILLING"
    SHIPPING = "SHIPPING"


@dataclass(frozen=True, slots=True)
class Grams:
    """A weight as stored."""

    grams: int


class Weight(Type):
    """A weight in kilograms."""

    class Meta:
        values = (Grams,)
        permission = PUBLIC

    unit = value(WeightUnitsEnum, lambda weight: "KG", required=True)
    value = value(graphene.Float, lambda weight: weight.grams / 1000, required=True)


class DateRangeInput(graphene.InputObjectType):
    """From a day to a day, both included."""

    gte = graphene.Date()
    lte = graphene.Date()


class DateTimeRangeInput(graphene.InputObjectType):
    """From a time to a time, both included."""

    gte = graphene.DateTime()
    lte = graphene.DateTime()


class PriceRangeInput(graphene.InputObjectType):
    """From a price to a price, both included."""

    gte = graphene.Float()
    lte = graphene.Float()


class IntRangeInput(graphene.InputObjectType):
    """From a number to a number, both included."""

    gte = graphene.Int()
    lte = graphene.Int()


class StringFilterInput(graphene.InputObjectType):
    """This text or one of these."""

    eq = graphene.String()
    one_of = graphene.List(graphene.NonNull(graphene.String))


class GlobalIDFilterInput(graphene.InputObjectType):
    """This id or one of these."""

    eq = graphene.ID()
    one_of = graphene.List(graphene.NonNull(graphene.ID))


class DecimalRangeInput(graphene.InputObjectType):
    """From a number to a number, both included."""

    gte = graphene.Decimal()
    lte = graphene.Decimal()


class DecimalFilterInput(graphene.InputObjectType):
    """This number, one of these, or from one to another."""

    eq = graphene.Decimal()
    one_of = graphene.List(graphene.NonNull(graphene.Decimal))
    range = graphene.InputField(DecimalRangeInput)


class ContainsFilterInput(graphene.InputObjectType):
    """Any of these, or all of them."""

    contains_any = graphene.List(graphene.NonNull(graphene.String))
    contains_all = graphene.List(graphene.NonNull(graphene.String))


class DateTimeFilterInput(graphene.InputObjectType):
    """This time, one of these, or from one to another."""

    eq = graphene.DateTime()
    one_of = graphene.List(graphene.NonNull(graphene.DateTime))
    range = graphene.InputField(DateTimeRangeInput)
