"""TaxClass."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import graphene

from marketplace.graphql.countries import Country, CountryDisplay
from marketplace.graphql.fields import listed, value
from marketplace.graphql.info import Info
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.permissions import PUBLIC, staff
from marketplace.graphql.types import Node, Type, global_id
from marketplace.tax import models, queries
from marketplace.tax.rates import rate_on


@dataclass(frozen=True, slots=True)
class CountryRate:
    """What sellers in general pay today for goods of a class."""

    country: Country
    rate: Fraction
    tax_class: int


class TaxClassCountryRate(Type):
    """A tax class's rate in a country, in percent."""

    class Meta:
        permission = PUBLIC

    country = graphene.Field(CountryDisplay, required=True)
    rate = value(graphene.Float, lambda each: each.rate * 100, required=True)
    tax_class = graphene.Field(lambda: TaxClass)


def country_rates(rows: Any, info: Info) -> list[list[CountryRate]]:
    """Today's rate in Vietnam; kinds of sellers with a rate of their own are not in the dialect."""
    table, day = queries.rates_of([row.pk for row in rows]), queries.today()
    return [
        [CountryRate(Country("VN"), rate_on(table[row.pk], kind="", day=day), row.pk)]
        if table.get(row.pk)
        else []
        for row in rows
    ]


class TaxClass(MetadataFields, Type):
    """A kind of goods, as far as tax is concerned."""

    class Meta:
        model = models.TaxClass
        interfaces = (Node, ObjectWithMetadata)
        permission = PUBLIC
        metadata = (staff("MANAGE_TAXES"), staff("MANAGE_TAXES"))

    id = global_id("TaxClass")
    name = graphene.String(required=True)
    countries = listed(TaxClassCountryRate, country_rates, needs=("pk",))
