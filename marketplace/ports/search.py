"""What we ask of a search engine. The words are ours: folding, synonyms and typing slips are settled before.

Every engine splits texts at spaces, adds up whole numbers and sorts by them, so that all give the same answer.
A score is the sum of the weights of the words that were found: of each group the best one, and every bonus.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

EDITION = 9
"""Raised whenever documents say their words in another way: an index of another edition is not opened."""
TEXTS = ("said", "starts")
"""Fields that hold words with spaces between. `said` is what names, shelves, places and facts say, and neighbours in
descriptions, with what they weigh; `starts` what a name can be found by while it is typed."""
TAGS = (
    "kind", "channel", "shown", "category", "collection", "product_type", "cooperative", "commune", "certificate",
    "price_band", "season", "attribute", "stock", "words", "codes",
)  # fmt: skip
"""Fields that hold whole words, several each, which are filtered by and counted."""
NUMBERS = (
    "number",
    "price",
    "price_per_kg",
    "rating",
    "sold",
    "latitude",
    "longitude",
    "published",
    "available",
)
"""Fields that hold one whole number. `number` is the document's own id among its kind; degrees in 100,000ths."""
SEVERAL = ("packs",)
"""Fields that hold whole numbers, several each: what each pack of it costs. One in a range is enough (`Between`)."""
DEEPEST = 10_000
"""The last place that can be paged to. Who needs more asks `ids`."""


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be found. `key` is its own among all; fields are some of those above."""

    key: str
    texts: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, Sequence[str]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    several: Mapping[str, Sequence[int]] = field(default_factory=dict)
    version: str = ""
    """A digest of all of it: what `ids` gives back, to see what has changed."""

    def every_number(self) -> Iterator[tuple[str, int]]:
        """Each field of a number with it, once for each of several."""
        yield from self.numbers.items()
        yield from ((name, number) for name, some in self.several.items() for number in some)


class Word(NamedTuple):
    """This word stands in this field; with `is_prefix` a word that begins so. A question has a hundred of them."""

    field: str
    word: str
    weight: int = 0
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """All of these are found; together they weigh `weight`, whatever they weigh alone."""

    parts: tuple[Word | Group, ...]
    weight: int


Alternative = Word | Every


@dataclass(frozen=True, slots=True)
class Group:
    """One thing that is looked for: any of these, and the heaviest one found counts."""

    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A filter: one of these tags; with `is_not`, none of them."""

    field: str
    values: tuple[str, ...]
    is_not: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    """A filter: a number in this range, ends included. Without the number it is not."""

    field: str
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Among:
    """A filter: a number that is one of these."""

    field: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """A filter and an order: within so many meters of a point (degrees in 100,000ths), the nearest first.

    The score of a hit is then its distance in meters.
    """

    latitude: int
    longitude: int
    meters: int


@dataclass(frozen=True, slots=True)
class Order:
    """By one of NUMBERS instead of by score, alike ones by `number`; without the number they come last.

    The score of a hit is then that number, 0 without. `is_downwards` turns both around, but for those without.
    """

    field: str
    is_downwards: bool = False


Filter = Tagged | Between | Among


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: at least so many of the groups are found, all filters hold. No groups: everything.

    Bonuses only add to the score.
    """

    groups: tuple[Group, ...] = ()
    at_least: int = 0
    bonuses: tuple[Alternative, ...] = ()
    filters: tuple[Filter, ...] = ()
    facets: tuple[str, ...] = ()
    near: Near | None = None
    order: Order | None = None
    start: int = 0
    size: int = 24
    only_numbers: bool = False
    """Hits need no keys: where thousands are wanted, telling those can take longer than finding them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One document found. `key` may be empty where only numbers were asked for."""

    key: str
    number: int
    score: int


@dataclass(frozen=True, slots=True)
class Page:
    """Hits from `start` on, how many there are in all, and for each facet how many have each tag."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Health:
    """How an engine is: whether it answers, its documents, and what staff should know."""

    is_up: bool
    documents: int = 0
    note: str = ""


Progress = Callable[[int], None]


class SearchEngine(Protocol):
    """A search engine. Every method raises Unavailable when it does not answer in time."""

    def put(self, documents: Iterable[Document]) -> None:
        """Add these or replace those of the same key; seen by searches within a second.

        Before the first `rebuild`, which reads everything anyway, nothing happens: half an index would hide goods.
        """

    def drop(self, keys: Iterable[str]) -> None:
        """Take these away. Unknown keys are ignored."""

    def search(self, query: Query) -> Page:
        """The page that is asked for, best first, alike by number; or in the order that is asked for."""

    def suggest(self, text: str, filters: tuple[Filter, ...], size: int) -> Sequence[Hit]:
        """Documents with a beginning (`vietnamese.started`) like this; those whose name begins so come first."""

    def rebuild(self, documents: Iterable[Document], progress: Progress = lambda done: None) -> int:
        """Build a new index beside the old, then swap: searches see the one or the other. Gives how many."""

    def ids(self) -> Mapping[str, str]:
        """Every key with its document's version."""

    def words(self) -> Mapping[str, int]:
        """Every tag of `words`, and how many documents have it."""

    def explain(self, query: Query, key: str) -> Any:
        """The engine's own account of why a document got its score, as JSON would hold it; None for no such."""

    def health(self) -> Health:
        """How it is. Never raises."""
