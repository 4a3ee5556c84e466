"""What an engine is given of goods, cooperatives, places and pages: from rows to documents. 500 at a time."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from html import unescape
from typing import Any

from marketplace.core.places import commune, former_names_of, province
from marketplace.core.places.units import COMMUNE_TYPES, PROVINCE_TYPES, bare
from marketplace.core.vietnamese import Analyzed, Words, analyze, beginnings, is_word, syllables
from marketplace.ports.search import Document
from marketplace.search.weights import PAIR, weighed

BANDS = (50_000, 100_000, 200_000, 500_000, 1_000_000)
"""Where bands of prices end, in minor units; the tag of a band is its lower end."""
DISTRICT_TYPES = ("Huyện ", "Thị xã ", "Thành phố ", "Quận ")
MONTHS = tuple(str(month) for month in range(1, 13))
_MARKUP = re.compile(r"<[^>]*>")
LONGEST_BODY = 5000


@dataclass
class Said:
    """The texts of something, by the weight they have; and what else an engine keeps."""

    name: str
    other: Sequence[str] = ()
    shelf: Sequence[str] = ()
    place: Sequence[str] = ()
    facts: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    is_sold_out: bool = False
    """Whether none of it can be bought now."""
    tags: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    several: dict[str, list[int]] = field(default_factory=dict)


def document(key: str, said: Said) -> Document:
    """The document: its words in both forms with what they weigh, its beginnings, and a version of all that."""
    fields = {
        "name": [said.name],
        "other": said.other,
        "shelf": _apart(said.shelf),
        "facts": _apart(said.facts),
        "body": [each[:LONGEST_BODY] for each in said.body],
    }
    analyzed = {
        name: analyze(given, each_character=name in ("name", "other")) for name, given in fields.items()
    }
    places, analyzed["place"] = _of_places(tuple(said.place))
    starts = " ".join(beginnings(each) for each in (said.name, *said.other))
    texts = {"said": weighed(analyzed, is_sold_out=said.is_sold_out), "starts": starts}
    tags = {**said.tags, **_words((*analyzed.values(), places))}
    return _made(
        key,
        {name: text for name, text in texts.items() if text},
        {name: sorted(set(each)) for name, each in tags.items() if each},
        dict(said.numbers),
        {name: sorted(set(each)) for name, each in said.several.items() if each},
    )


def _apart(texts: Iterable[str]) -> list[str]:
    """What commas set apart is no neighbour: on the shelf of "Cá, trứng, gà vịt" are no eggs of chickens (trứng gà)."""
    return [part for text in texts for part in text.split(",")]


@lru_cache(maxsize=4000)
def _of_places(names: tuple[str, ...]) -> tuple[Analyzed, Analyzed]:
    """The words of these names, and what is said of them: neighbours, and names that are one syllable."""
    found, alone = analyze(names), analyze([name for name in names if " " not in name.strip()])
    parts = zip(found, alone, strict=True)
    said = ({word: None for word in all_of.said if PAIR in word or word in one.said} for all_of, one in parts)
    return found, Analyzed(*(Words(words) for words in said))


def _words(analyzed: Iterable[Analyzed]) -> dict[str, list[str]]:
    """Every word that is said anywhere, with its marks; no neighbours. Without them it can be told from that.

    Numbers and codes are kept apart: each good has its own, and whoever reads the dictionary wants none of them.
    """
    found: dict[str, list[str]] = {"words": [], "codes": []}
    for word in set().union(*(each.marked.said for each in analyzed)):
        if PAIR not in word:
            found["words" if _is_word(word) else "codes"].append(word)
    return found


_is_word = lru_cache(maxsize=50_000)(is_word)


_written = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def _made(
    key: str,
    texts: dict[str, str],
    tags: dict[str, list[str]],
    numbers: dict[str, int],
    several: dict[str, list[int]],
) -> Document:
    digest = sha256(_written([key, texts, tags, numbers, several]).encode()).hexdigest()
    return Document(key, texts, tags, numbers, several, version=digest[:20])


@lru_cache(maxsize=4000)
def names_of_place(commune_code: str) -> tuple[str, ...]:
    """A commune with its province, and the communes, districts and provinces it was before: bare names."""
    place = commune(commune_code)
    if place is None:
        return ()
    over = province(place.province_code)
    former = (
        bare(name, (*COMMUNE_TYPES, *DISTRICT_TYPES, *PROVINCE_TYPES))
        for name in former_names_of(commune_code)
    )
    return tuple(dict.fromkeys([place.name, *([over.name] if over else []), *former]))


def place_phrases(commune_codes: Iterable[str]) -> frozenset[str]:
    """Names of these places as queries are matched with: folded, of two syllables or more."""
    names = {name for code in commune_codes for name in names_of_place(code)}
    phrases = (" ".join(each.folded for each in syllables(name)) for name in names)
    return frozenset(phrase for phrase in phrases if " " in phrase)


def plain_text(blocks: Mapping[str, Any] | None) -> str:
    """The words of an EditorJS text, whatever its blocks."""
    return "\n".join(_texts(blocks.get("blocks"))) if isinstance(blocks, dict) else ""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            if name in ("text", "caption", "content") and isinstance(each, str):
                yield unescape(_MARKUP.sub(" ", each))
            else:
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from [unescape(_MARKUP.sub(" ", each))] if isinstance(each, str) else _texts(each)


def band_of(price: int) -> str:
    """The tag of the band a price lies in."""
    return str(max((end for end in BANDS if end <= price), default=0))


def degrees(value: Any) -> int:
    """A coordinate in 100,000ths of a degree."""
    return round(value * 100_000)


def grouped(rows: Iterable[tuple[Any, ...]]) -> dict[Any, list[tuple[Any, ...]]]:
    """Rows by their first column, without it."""
    found: dict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *rest in rows:
        found[key].append(tuple(rest))
    return found
