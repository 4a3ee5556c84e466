"""What somebody typed, understood: words of the thing, places, how much of it for how much, what was mended. Pure."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from marketplace.core.vietnamese import (
    PriceRange,
    Quantity,
    Syllable,
    Synonyms,
    fold,
    spelled,
    syllables,
    take_price,
    take_quantity,
)
from marketplace.core.vietnamese.folding import LONGEST_SEARCH, MOST_WORDS
from marketplace.core.vietnamese.synonyms import LONGEST_PHRASE, Phrase
from marketplace.search.correcting import Vocabulary, corrected

_HOLDERS = "chai hũ gói hộp lọ thùng khay chục bao cân ký kí lít nải con hu goi hop thung chuc kg lit"
HOLDERS = frozenset(_HOLDERS.split())
"""What stands before the thing and says what it is packed in: "thùng cam". Of a bag it may be the bag that is wanted;
without marks "can" and "lo" are of names of places too. No name that is known begins with what would be left out."""
MOST_READ = 40
"""Syllables that are read at most; of what narrows something, MOST_WORDS of them are searched for."""
IN_SEASON = frozenset(("đang mùa", "mùa này", "vào mùa", "đúng mùa", "đúng vụ", "đang vụ", "chính vụ"))
"""What stands for the month it is."""
IN_SEASON_BARE = frozenset(map(fold, IN_SEASON))


@dataclass(frozen=True)
class Known:
    """What there is to know when a query is read: words of the index with their documents, places, synonyms."""

    words: Mapping[str, int]
    places: frozenset[str]
    synonyms: Synonyms
    documents: int = 1

    sellers: frozenset[str] = frozenset()
    """Names of cooperatives, folded."""
    around: frozenset[str] = frozenset()
    """Names of the other places of those provinces, folded: nothing is from there, but they are no sacks and boxes."""
    codes: Container[str] = frozenset()
    """Words of the index that have digits behind their letters."""
    month: int = 0
    """Which one it is, for "đang mùa"."""

    def prepare(self) -> None:
        """Make all that is made once, so that no search waits for it."""
        _made = self.vocabulary, self.spelling, self.joined

    @cached_property
    def spelling(self) -> Vocabulary:
        """What a slip may have meant: words of the index, and those the words file has another name for."""
        return Vocabulary({**dict.fromkeys(self.synonyms.called, 0), **self.words})

    def is_right(self, word: str) -> bool:
        """Whether it is no slip whatever words there are: one of the words file, or a code, "tra100" where "tra" is."""
        return word in self.synonyms.words or word in self.codes

    @cached_property
    def joined(self) -> dict[str, Phrase]:
        """Names of places that may be written as one word: "simacai"."""
        return {name.replace(" ", ""): tuple(syllables(name)) for name in self.places}

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """Queries that were read before: a page's goods and its facets ask the same."""
        return {}

    @cached_property
    def questions(self) -> dict[int, Any]:
        """What is asked first about each of them, by its id."""
        return {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words as they are looked up for what was mistyped."""
        return Vocabulary(self.words)


@dataclass(frozen=True)
class Reading:
    """A query understood: content words, words of places, how much of it for how much, and what was mended."""

    words: tuple[Syllable, ...] = ()
    places: tuple[Phrase, ...] = ()
    has_marks: bool = False
    is_place: bool = False
    """Whether the words are nothing but the name of a place."""
    quantity: Quantity | None = None
    price: PriceRange | None = None
    without_price: str = ""
    """What was typed but for that, where a price was named."""
    mended: str = ""
    """The query as it was understood, where a word of it had to be mended; else empty."""
    sellers: tuple[Phrase, ...] = ()
    """Names of cooperatives among the words."""
    as_typed: Reading | None = None
    """The query without that, for when nothing is what was understood: "mạt ong" is no "mạc ong"."""


READINGS_AT_MOST = 1000


def read_before(text: str, known: Known) -> Reading:
    """As `read`, and each text once."""
    key = text[:LONGEST_SEARCH]
    if (reading := known.readings.get(key)) is None:
        if len(known.readings) >= READINGS_AT_MOST:
            known.readings.clear()
        reading = known.readings[key] = read(text, known)
    return reading


def read(text: str, known: Known, *, is_priced: bool = True) -> Reading:
    """Understand what was typed, a price in it too where it `is_priced`. Never raises, whatever the text."""
    typed_text = _CODE.sub(lambda found: _code(found[0], known), text[:LONGEST_SEARCH])
    unpriced, price = take_price(typed_text) if is_priced else (typed_text, None)
    rest, quantity = take_quantity(known.synonyms.without_chinese_fillers(unpriced))
    typed = _without_kinds(_apart(syllables(rest)[:MOST_READ], known), known.places)
    found = corrected(typed, known.spelling, known.is_right)
    words, places = _understood(found, known)
    reading = Reading(
        words,
        places,
        _has_marks(words),
        " ".join(each.folded for each in words) in known.places,
        quantity,
        price,
        unpriced if price else "",
        sellers=tuple(_names_in(words, known.sellers)),
    )
    if found == typed:
        return reading
    words, places = _understood(typed, known)
    mended = " ".join(each.marked for each in found)
    as_typed = replace(reading, words=words, places=places, has_marks=_has_marks(words), is_place=False)
    return replace(reading, mended=mended, as_typed=as_typed)


_CODE = re.compile(r"(?<![\w-])[^\W\d_][^\W_]*(?:-[^\W_]+)+(?![\w-])")


def joined_code(code: str) -> str:
    """A code of goods as one word: the "TOM" of "TOM-250" is no shrimp (tôm). Without digits it may be a name."""
    return code.replace("-", "") if any(map(str.isdigit, code)) else code


def _code(typed: str, known: Known) -> str:
    """As one word where goods have such a code: "gạo-250g" and "omega-3" are none."""
    code = joined_code(typed)
    return code if spelled(code) in known.codes else typed


def _understood(found: list[Syllable], known: Known) -> tuple[Phrase, tuple[Phrase, ...]]:
    content = known.synonyms.without_fillers(found) or found
    if len(content) > 1 and content[0].marked in HOLDERS and not _begins_a_name(content, known):
        content = content[1:]
    words, places = _without_places(content, known.places)
    return (tuple(words[:MOST_WORDS]), tuple(places)) if words else (tuple(content[:MOST_WORDS]), ())


def _begins_a_name(content: Sequence[Syllable], known: Known) -> bool:
    """Whether a name stands first: the "thung" of the seller Thung Bạc is no box, the "bao" of Bảo Yên no sack."""
    if known.synonyms.is_name(content, 0):
        return True
    first = {_form(content[:length], "folded") for length in range(2, LONGEST_PHRASE + 1)}
    return any(first & names for names in (known.places, known.sellers, known.around))


def _apart(typed: Sequence[Syllable], known: Known) -> list[Syllable]:
    """Names of places that were written as one word, as several; and the month it is for "đang mùa"."""
    apart = [each for word in typed for each in known.joined.get(word.marked, (word,))]
    if not known.month:
        return apart
    found: list[Syllable] = []
    for word in apart:
        found.append(word)
        if (
            _form(found[-2:], "marked") in IN_SEASON
            or not _has_marks(tuple(apart))
            and _form(found[-2:], "folded") in IN_SEASON_BARE
        ):
            found[-2:] = syllables(f"tháng {known.month}")
    return found


def _names_in(words: Sequence[Syllable], names: frozenset[str]) -> Iterator[Phrase]:
    """Which of these names stand among the words."""
    for length in range(LONGEST_PHRASE, 1, -1):
        for place in range(len(words) - length + 1):
            phrase = tuple(words[place : place + length])
            if _form(phrase, "folded") in names:
                yield phrase


def _form(phrase: Sequence[Syllable], form: str) -> str:
    return " ".join(getattr(each, form) for each in phrase)


def _has_marks(words: Phrase) -> bool:
    return any(each.has_marks for each in words)


def with_places(reading: Reading) -> Reading:
    """The same, where places are words like others: when there is little of the thing itself."""
    return replace(reading, words=(*reading.words, *(each for place in reading.places for each in place)))


KINDS_OF_PLACES = frozenset(
    tuple(each.split())
    for each in ("thi xa", "thanh pho", "thi tran", "huyen", "tinh", "xa", "phuong", "tp", "tx")
)
"""What stands before the name of a place and says no more than that it is one, folded."""


def _without_kinds(typed: list[Syllable], places: frozenset[str]) -> list[Syllable]:
    """ "chè huyện Văn Chấn tỉnh Yên Bái" as "chè Văn Chấn Yên Bái": only right before a name that is known."""
    folded = [each.folded for each in typed]
    kept, place = [], 0
    while place < len(typed):
        behind = next(
            (place + n for n in (2, 1) if tuple(folded[place : place + n]) in KINDS_OF_PLACES), place
        )
        names = (" ".join(folded[behind : behind + n]) for n in range(2, LONGEST_PHRASE + 1))
        if behind > place and any(each in places for each in names):
            place = behind
        else:
            kept.append(typed[place])
            place += 1
    return kept


def _without_places(content: list[Syllable], places: frozenset[str]) -> tuple[list[Syllable], list[Phrase]]:
    """The words that are no place's name, and the places. A name that stands first is one where something follows."""
    words: list[Syllable] = []
    found: list[Phrase] = []
    place = 0
    while place < len(content):
        for length in range(LONGEST_PHRASE, 1, -1):
            phrase = tuple(content[place : place + length])
            if len(phrase) == length and " ".join(each.folded for each in phrase) in places:
                found.append(phrase)
                place += length
                break
        else:
            words.append(content[place])
            place += 1
    return words, found
