"""What a search tells besides the goods: facets, other words, sellers, places, pages."""

from __future__ import annotations

from dataclasses import dataclass, field

import graphene

from marketplace.content.api.pages import Page
from marketplace.cooperative.api.types import Cooperative
from marketplace.core.money import Money
from marketplace.graphql import scalars
from marketplace.graphql.fields import value
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.types import Type


@dataclass(frozen=True)
class Counted:
    """One value of a facet."""

    value: str
    name: str
    count: int


@dataclass(frozen=True)
class FacetOf:
    """A facet with its values."""

    slug: str
    name: str
    values: list[Counted]


@dataclass(frozen=True)
class Suggested:
    """One suggestion."""

    kind: str
    text: str
    slug: str


@dataclass(frozen=True)
class PriceNamed:
    """What a text says it may cost; either end may be open."""

    start: Money | None
    stop: Money | None


@dataclass(frozen=True)
class Answer:
    """Everything about one search."""

    total: int = 0
    facets: list[FacetOf] = field(default_factory=list)
    did_you_mean: str | None = None
    price: PriceNamed | None = None
    text_without_price: str | None = None
    is_suggestion: bool = False
    is_degraded: bool = False
    cooperatives: list[int] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    places: list[Suggested] = field(default_factory=list)


class SearchFacetValue(Type):
    """A value of a facet, and how many goods have it."""

    class Meta:
        permission = PUBLIC

    value = graphene.String(
        required=True, description="An id, a code, a slug, a month or a range: what the filter takes."
    )
    name = graphene.String(required=True)
    count = graphene.Int(required=True)


class SearchFacet(Type):
    """Goods counted by one of their qualities, under all filters but those of this facet."""

    class Meta:
        permission = PUBLIC

    slug = graphene.String(
        required=True, description="What is counted; of an attribute `attribute:` and its slug."
    )
    name = graphene.String(required=True)
    values = graphene.List(graphene.NonNull(SearchFacetValue), required=True)


class SearchSuggestionKind(graphene.Enum):
    """What is suggested."""

    PRODUCT = "PRODUCT"
    COOPERATIVE = "COOPERATIVE"
    PLACE = "PLACE"


class SearchSuggestion(Type):
    """Something whose name begins as was typed."""

    class Meta:
        permission = PUBLIC

    kind = value(graphene.NonNull(SearchSuggestionKind), lambda row: row.kind)
    text = graphene.String(required=True)
    slug = graphene.String(required=True, description="Its address; of a place the code of the commune.")


class SearchAnswer(Type):
    """What a search finds besides the list of goods, which is `products(search:)`."""

    class Meta:
        permission = PUBLIC

    total = graphene.Int(required=True, description="How many goods.")
    facets = graphene.List(graphene.NonNull(SearchFacet), required=True)
    did_you_mean = graphene.String(
        description="The words as they were understood, where one had to be mended."
    )
    price = graphene.Field(
        scalars.MoneyRange,
        description="What the text says it may cost, where goods are found for that; only those are listed.",
    )
    text_without_price = graphene.String(description="The text but for that price.")
    is_suggestion = graphene.Boolean(
        required=True, description="Nothing has all of the words: what is listed has some of them."
    )
    is_degraded = graphene.Boolean(
        required=True, description="The engine does not answer; lists are plain matches."
    )
    cooperatives = value(
        graphene.NonNull(graphene.List(graphene.NonNull(Cooperative))), lambda row: row.cooperatives
    )
    pages = value(graphene.NonNull(graphene.List(graphene.NonNull(Page))), lambda row: row.pages)
    places = graphene.List(graphene.NonNull(SearchSuggestion), required=True)
