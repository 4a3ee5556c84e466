"""Weights: stored in grams, told in kilograms."""

from __future__ import annotations

from dataclasses import dataclass

import graphene

from marketplace.graphql.fields import value
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.types import Type


class WeightUnitsEnum(graphene.Enum):
    """Units of weight."""

    G = "G"
    LB = "LB"
    OZ = "OZ"
    KG = "KG"
    TONNE = "TONNE"


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
