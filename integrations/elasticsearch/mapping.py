"""The index as a typed document. `whitespace` only: folding, synonyms and pairs are made by `core.vietnamese`.

No `from __future__ import annotations` here: elasticsearch.dsl reads the annotations.
"""

from typing import Any

from elasticsearch.dsl import Document, GeoPoint, Keyword, Long, M, MetaField, Text, mapped_field

from marketplace.ports.search import NUMBERS, SEVERAL, TAGS, TEXTS


def text_field() -> Any:
    """A field of words: only whether they stand there counts, so neither places nor lengths are kept."""
    return mapped_field(Text(analyzer="whitespace", index_options="docs", norms=False))


def tag_field() -> Any:
    """A field of whole words."""
    return mapped_field(Keyword(multi=True))


def number_field() -> Any:
    """A field of one whole number."""
    return mapped_field(Long())


def numbers_field() -> Any:
    """A field of several whole numbers."""
    return mapped_field(Long(multi=True))


def point_field() -> Any:
    """A point on the earth."""
    return mapped_field(GeoPoint())


class Found(Document):
    """What can be found. Unknown fields are refused."""

    key: M[str] = tag_field()
    version: M[str] = tag_field()

    said: M[str] = text_field()
    starts: M[str] = text_field()

    kind: M[str] = tag_field()
    channel: M[str] = tag_field()
    shown: M[str] = tag_field()
    category: M[str] = tag_field()
    collection: M[str] = tag_field()
    product_type: M[str] = tag_field()
    cooperative: M[str] = tag_field()
    commune: M[str] = tag_field()
    certificate: M[str] = tag_field()
    price_band: M[str] = tag_field()
    season: M[str] = tag_field()
    attribute: M[str] = tag_field()
    stock: M[str] = tag_field()
    words: M[str] = tag_field()
    codes: M[str] = tag_field()

    number: M[int] = number_field()
    price: M[int] = number_field()
    price_per_kg: M[int] = number_field()
    rating: M[int] = number_field()
    sold: M[int] = number_field()
    latitude: M[int] = number_field()
    longitude: M[int] = number_field()
    published: M[int] = number_field()
    available: M[int] = number_field()
    packs: M[int] = numbers_field()
    location: M[Any] = point_field()

    class Meta:
        dynamic = MetaField("strict")


FIELDS = {"key", "version", "location", *TEXTS, *TAGS, *NUMBERS, *SEVERAL}
"""What the port may write; a test holds the class above equal to it."""
