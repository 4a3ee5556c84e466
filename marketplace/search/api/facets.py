"""Facets: goods counted by their qualities, each under all filters but its own, with names in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy

from marketplace.catalog.api.goods import Goods
from marketplace.catalog.models import (
    Attribute,
    AttributeTranslation,
    AttributeValueTranslation,
    Category,
    CategoryTranslation,
)
from marketplace.content.queries import BASE_LANGUAGE
from marketplace.cooperative.models import Cooperative, CooperativeTranslation
from marketplace.core.fields import PENDING
from marketplace.core.money import decimals_of
from marketplace.core.places import commune
from marketplace.core.statements import Question, Statement, asked_together, kept
from marketplace.graphql.ids import to_global_id
from marketplace.ports.search import Page, Query
from marketplace.search.api.narrowing import Narrowed
from marketplace.search.api.types import Counted, FacetOf
from marketplace.search.documents import BANDS
from marketplace.search.finding import Found
from marketplace.search.goods import SEASON

TITLES = {
    "category": gettext_lazy("Category"),
    "cooperative": gettext_lazy("Cooperative"),
    "commune": gettext_lazy("Commune"),
    "certificate": gettext_lazy("Certificate"),
    "price_band": gettext_lazy("Price"),
    "season": gettext_lazy("Season"),
}
ATTRIBUTE = "attribute"
FACETS = (*TITLES, ATTRIBUTE)
MOST_VALUES, MOST_ATTRIBUTES = 30, 20
Searching = Callable[[Query], Found]
Counts = dict[str, Mapping[str, int]]


def counted(search: Searching, narrow: Narrowed) -> tuple[Found, Counts]:
    """The search under all filters, and for each facet how many goods there are of each value under the others."""
    found = search(Query(filters=narrow.filters(), facets=FACETS, size=0))
    counts = _by_facet(found.page)
    for facet in narrow.chosen:
        field = facet.partition(":")[0]
        if field in FACETS:
            without = search(Query(filters=narrow.filters(without=facet), facets=(field,), size=0))
            counts[facet] = _by_facet(without.page).get(facet, {})
    return found, counts


def _by_facet(page: Page) -> Counts:
    """Tags of attributes are "slug:value": each attribute is a facet of its own."""
    counts: dict[str, dict[str, int]] = {}
    for field, tags in page.facets.items():
        for tag, count in tags.items():
            facet, value = (field, tag) if field != ATTRIBUTE else _split(tag)
            counts.setdefault(facet, {})[value] = count
    return dict(counts)


def _split(tag: str) -> tuple[str, str]:
    slug, _colon, value = tag.partition(":")
    return f"{ATTRIBUTE}:{slug}", value


def named(counts: Counts, goods: Goods, language: str | None) -> list[FacetOf]:
    """The facets that have anything, the fixed ones first, then those attributes that the shop filters by."""
    most = {facet: _most(counts[facet]) for facet in TITLES if counts.get(facet)}
    by_attribute = {slug: _most(counts[f"{ATTRIBUTE}:{slug}"]) for slug in _slugs_of_attributes(counts)}
    slugs = [*most.get("certificate", ()), *by_attribute]
    titles, about = _titles(get_language()), [(_attributes_by_slug(language), slugs)] if slugs else []
    with asked_together([*about, *_questions(most, by_attribute, language)]):
        attributes = [row for statement, given in about for row in statement.run(given)]
        reader = _Reader(goods, language, attributes)
        found = [
            FacetOf(facet, titles[facet], _values(there, NAMES[facet](list(there), reader)))
            for facet, there in most.items()
        ]
        found += _of_attributes(by_attribute, reader)
    return [facet for facet in found if facet.values]


@dataclass(frozen=True)
class _Reader:
    """What decides how values are called and which attributes are shown."""

    goods: Goods
    language: str | None
    attributes: Sequence[Sequence[Any]]
    """Rows of OF_ATTRIBUTES: of certificates, and of those that goods are counted by."""


@cache
def _titles(language: str | None) -> dict[str, str]:
    """The titles in the language of the request, looked up once."""
    return {facet: str(title) for facet, title in TITLES.items()}


def _questions(
    most: Mapping[str, Mapping[str, int]], by_attribute: Mapping[str, Mapping[str, int]], language: str | None
) -> Iterator[Question]:
    """What the names of values ask the database."""
    for facet, there in most.items():
        if facet in ASKS:
            yield ASKS[facet](list(there), language)
    if by_attribute:
        yield _values_by_slug(language), _value_slugs(by_attribute)


def _most(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:MOST_VALUES])


def _values(counts: Mapping[str, int], names: Names) -> list[Counted]:
    """What has no name is gone since it was indexed, or is not for this reader."""
    return [Counted(*names[tag], count) for tag, count in counts.items() if tag in names]


def _categories(tags: list[str], reader: _Reader) -> Names:
    return _with_ids("Category", ASKS["category"](tags, reader.language))


def _cooperatives(tags: list[str], reader: _Reader) -> Names:
    return _with_ids("Cooperative", ASKS["cooperative"](tags, reader.language))


def _communes(tags: list[str], reader: _Reader) -> Names:
    return {tag: (tag, place.full_name) for tag in tags if (place := commune(tag))}


def _certificates(tags: list[str], reader: _Reader) -> Names:
    return {
        slug: (slug, told or name) for _pk, slug, name, *_shown, told in reader.attributes if slug in tags
    }


def _bands(tags: list[str], reader: _Reader) -> Names:
    """ "50000" as ("50000-99999", the same in words): what `minimalPrice` takes, both ends included."""
    assert reader.goods.market is not None
    unit = 10 ** decimals_of(reader.goods.market.currency)
    ends = dict(zip((0, *BANDS), BANDS, strict=False))
    found = {}
    for tag in tags:
        start, end = int(tag), ends.get(int(tag))
        value = f"{start // unit}-{'' if end is None else Decimal(end - 1) / unit}"
        spelled = [f"{each // unit:,}".replace(",", ".") for each in (start, end) if each is not None]
        found[tag] = value, " – ".join(spelled) if end is not None else f"≥ {spelled[0]}"
    return found


def _season(tags: list[str], reader: _Reader) -> Names:
    """Only the month it is."""
    month = str(timezone.localdate().month)
    return {month: (month, gettext("In season now"))} if month in tags else {}


OF_ATTRIBUTES = ("pk", "slug", "name", "filterable_in_storefront", "visible_in_storefront")
Names = Mapping[str, tuple[str, str]]
"""By tag: what the filter takes, and its name."""
NAMES: dict[str, Callable[[list[str], _Reader], Names]] = {
    "category": _categories,
    "cooperative": _cooperatives,
    "commune": _communes,
    "certificate": _certificates,
    "price_band": _bands,
    "season": _season,
}


def _of_attributes(counts: Mapping[str, Mapping[str, int]], reader: _Reader) -> list[FacetOf]:
    """One facet for each attribute that the shop filters by and the reader may see; the season has its own."""
    attributes = [
        (pk, slug, told or name)
        for pk, slug, name, is_filtered_by, is_shown, told in reader.attributes
        if slug in counts and slug != SEASON and is_filtered_by and (is_shown or not reader.goods.only_shown)
    ][:MOST_ATTRIBUTES]
    if not attributes:
        return []
    names = _value_names(counts, [pk for pk, *_more in attributes], reader.language)
    return [
        FacetOf(f"{ATTRIBUTE}:{slug}", name, _values(counts[slug], names.get(pk, {})))
        for pk, slug, name in attributes
    ]


def _slugs_of_attributes(counts: Counts) -> list[str]:
    return [facet.partition(":")[2] for facet in counts if facet.startswith(f"{ATTRIBUTE}:")]


def _value_names(
    most: Mapping[str, Mapping[str, int]], attributes: list[int], language: str | None
) -> dict[int, dict[str, tuple[str, str]]]:
    found: dict[int, dict[str, tuple[str, str]]] = {}
    for attribute, slug, name, told in _values_by_slug(language).run(_value_slugs(most)):
        if attribute in attributes:
            found.setdefault(attribute, {})[slug] = slug, told or name
    return found


def _value_slugs(most: Mapping[str, Mapping[str, int]]) -> list[str]:
    return sorted({value for values in most.values() for value in values})


def _values_by_slug(language: str | None) -> Statement:
    return _told("values by slug", AttributeValueTranslation, language, ("attribute", "slug", "name"))


def _with_ids(typename: str, question: Question) -> Names:
    """Names of rows that have an id in the API."""
    statement, keys = question
    return {str(pk): (to_global_id(typename, pk), told or name) for pk, name, told in statement.run(keys)}


def _by_key(model: type[Any], translations: type[Any], tags: list[str], language: str | None) -> Question:
    def rows() -> QuerySet[Any]:
        return model.objects.filter(pk__within=PENDING)

    statement = _told(("names of", model), translations, language, ("pk", "name"), rows)
    return statement, [int(tag) for tag in tags]


def _attributes_by_slug(language: str | None) -> Statement:
    def rows() -> QuerySet[Any]:
        return Attribute.objects.filter(slug__within=PENDING).order_by("name_sort", "pk")

    return _told("attributes by slug", AttributeTranslation, language, OF_ATTRIBUTES, rows)


ASKS: dict[str, Callable[[list[str], str | None], Question]] = {
    "category": partial(_by_key, Category, CategoryTranslation),
    "cooperative": partial(_by_key, Cooperative, CooperativeTranslation),
}
"""What the names of a facet's values ask the database, where they ask anything."""


def _told(
    key: Any,
    translations: type[Any],
    language: str | None,
    columns: tuple[str, ...],
    rows: Callable[[], QuerySet[Any]] | None = None,
) -> Statement:
    """These columns of rows, by slug unless said otherwise, and what each is called in the reader's language.

    Without a language, or in our own, that is nothing. One statement for both.
    """

    def made() -> QuerySet[Any]:
        (owner,) = (each for each in translations._meta.fields if each.is_relation)
        wanted = rows() if rows else owner.related_model.objects.filter(slug__within=PENDING)
        if language is None or language == BASE_LANGUAGE:
            return wanted.annotate(told=Value(""))
        there = translations.objects.filter(**{owner.name: OuterRef("pk")}, language_code=language)
        return wanted.annotate(told=Subquery(there.values("name")[:1]))

    return kept(("named", key, language or BASE_LANGUAGE), made, (*columns, "told"))
