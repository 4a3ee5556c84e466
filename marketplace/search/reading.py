"""What somebody typed, understood: words of the thing, places, how much of it for how much, what was mended. Pure."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from marketplace.core.vietnamese import (
    PriceRange,
    Quantity,
    Syllable,
    Synonyms,
    fold,
    sound_of,
    spelled,
    syllables,
    take_price,
    take_quantity,
)
from marketplace.core.vietnamese.folding import LONGEST_SEARCH, MOST_WORDS
from marketplace.core.vietnamese.synonyms import LONGEST_PHRASE, Phrase
from marketplace.search.correcting import Vocabulary, corrected
from marketplace.search.names import (
    any_marks,
    elsewhere_in,
    form_of,
    names_in,
    without_destination,
    without_kinds,
    without_places,
    without_seller,
)

_HOLDERS = """
chai hũ gói hộp lọ thùng khay chục bao cân ký kí lít nải con bịch bọc lon bình chum vò két lốc vỉ ổ ly cốc tách chén
chiếc cái tấm mảnh miếng khúc tảng bức bó chậu cặp đôi suất vé buồng chùm lạng yến tạ tấn
hu goi hop thung chuc kg lit bich chiec buc mieng
"""
HOLDERS = frozenset(_HOLDERS.split())
"""What stands before the thing and says how it is counted: "thùng cam", "chiếc khăn". Of a bag it may be the bag that
is wanted; without marks "can" and "lo" are of names of places too. No name that is known begins with what would be left
out."""
MOST_READ = 40
"""Syllables that are read at most; of what narrows something, MOST_WORDS of them are searched for."""
SHORTEST_AS_SAID = 3
"""Syllables of a name that is known by its sound; of a shorter one only where it says what no word here is."""
IN_SEASON = frozenset(
    ("đang mùa", "mùa này", "vào mùa", "đúng mùa", "đúng vụ", "đang vụ", "chính vụ", "in season")
)
"""What stands for the month it is."""
IN_SEASON_CHINESE = re.compile("当季|當季|应季|應季|时令|時令|正当季")
KNOWN_IN_TALE = 3
"""With so many words that goods have, those of a long tale that nobody says narrow nothing."""
LONG_TALE = 6
"""So many words say more than a thing's name."""
IN_SEASON_BARE = frozenset(map(fold, IN_SEASON))


COMMUNE = "xã"


@dataclass(frozen=True)
class Known:
    """What there is to know when a query is read: words of the index with their documents, places, synonyms."""

    words: Mapping[str, int]
    places: frozenset[str]
    synonyms: Synonyms
    documents: int = 1

    sellers: frozenset[str] = frozenset()
    """Names of cooperatives, folded."""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Names of provinces that nothing is from: folded, and as they are written."""
    around: frozenset[str] = frozenset()
    """Names of the other places of those provinces, folded: nothing is from there, but they are no sacks and boxes."""
    codes: Container[str] = frozenset()
    """Words of the index that have digits behind their letters."""
    month: int = 0
    """Which one it is, for "đang mùa"."""

    def prepare(self) -> None:
        """Make all that is made once, so that no search waits for it."""
        _made = self.vocabulary, self.spelling, self.joined, self.pairs_of_places, self.places_as_said

    @cached_property
    def spelling(self) -> Vocabulary:
        """What a slip may have meant: words of the index, and those the words file has another name for."""
        return Vocabulary({**dict.fromkeys(self.synonyms.called, 0), **self.words})

    def is_right(self, word: str) -> bool:
        """Whether it is no slip whatever words there are: of the words file, a pack, or a code ("tra100")."""
        return word in self.synonyms.words or word in HOLDERS or word in self.codes

    @cached_property
    def joined(self) -> dict[str, Phrase]:
        """Names of places that may be written as one word: "simacai"."""
        return {name.replace(" ", ""): tuple(syllables(name)) for name in self.places}

    def place_of(self, phrase: Phrase) -> Phrase | None:
        """The place this names, as it is written here: "Xi Ma Cai" and "Mù Căng Trải" are said like it."""
        if form_of(phrase, "folded") in self.places:
            return phrase
        if len(phrase) < SHORTEST_AS_SAID and all(each.marked in self.words for each in phrase):
            return None
        if phrase[0].marked == COMMUNE:  # that of Pá Lau is no Sa Pa
            return None
        return self.places_as_said.get(_as_said(each.folded for each in phrase))

    @cached_property
    def places_as_said(self) -> dict[str, Phrase]:
        """Places by how they sound."""
        return {_as_said(name.split()): tuple(syllables(name)) for name in self.places}

    @cached_property
    def pairs_of_places(self) -> frozenset[str]:
        """Every two neighbours in the name of a place, folded, as the index has them."""
        return frozenset("_".join(two) for name in self.places for two in pairwise(name.split()))

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
    is_seller: bool = False
    """Whether the words are nothing but the name of a seller, and were said to be."""
    bound: tuple[Phrase, ...] = ()
    """Things of their own among the words: not what says one word here, the other there."""
    elsewhere: tuple[Phrase, ...] = ()
    """Names of provinces among the words that nothing is from."""
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


def _as_said(folded: Iterable[str]) -> str:
    return " ".join(map(sound_of, folded))


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
    seasoned = IN_SEASON_CHINESE.sub(f" tháng {known.month} ", unpriced) if known.month else unpriced
    rest, quantity = take_quantity(known.synonyms.without_chinese_fillers(seasoned))
    typed = without_kinds(_apart(syllables(rest)[:MOST_READ], known), known.places)
    named = {each.marked for name in names_in(typed, known.elsewhere) for each in name}
    found = corrected(typed, known.spelling, lambda word: word in named or known.is_right(word))
    reading = replace(
        _understood(found, known), quantity=quantity, price=price, without_price=unpriced if price else ""
    )
    if found == typed:
        return reading
    mended = " ".join(each.marked for each in found)
    as_typed = _understood(typed, known)
    as_typed = replace(
        reading, words=as_typed.words, places=as_typed.places, has_marks=as_typed.has_marks, is_place=False
    )
    return replace(reading, mended=mended, as_typed=as_typed)


_CODE = re.compile(r"(?<![\w-])[^\W\d_][^\W_]*(?:-[^\W_]+)+(?![\w-])")


def joined_code(code: str) -> str:
    """A code of goods as one word: the "TOM" of "TOM-250" is no shrimp (tôm). Without digits it may be a name."""
    return code.replace("-", "") if any(map(str.isdigit, code)) else code


def _code(typed: str, known: Known) -> str:
    """As one word where goods have such a code: "gạo-250g" and "omega-3" are none."""
    code = joined_code(typed)
    return code if spelled(code) in known.codes else typed


def _understood(found: list[Syllable], known: Known) -> Reading:
    rest, seller = without_seller(without_destination(found, known.elsewhere), known.sellers)
    is_seller = bool(seller) and not known.synonyms.without_fillers(rest)
    words, places = (seller, ()) if is_seller else _content(rest, known)
    return Reading(
        words,
        places,
        has_marks=any_marks(words),
        is_place=form_of(words, "folded") in known.places,
        is_seller=is_seller,
        sellers=(seller,) if seller else tuple(names_in(words, known.sellers)),
        bound=tuple(known.synonyms.bound_in(words)),
        elsewhere=tuple(elsewhere_in(words, known.elsewhere)),
    )


def is_month(words: Sequence[Syllable]) -> bool:
    """Whether this is "tháng 12"."""
    return len(words) == 2 and words[0].folded == "thang" and words[1].folded.isdigit()


def _content(found: list[Syllable], known: Known) -> tuple[Phrase, tuple[Phrase, ...]]:
    is_named = form_of(found, "folded") in known.sellers
    content = found if is_named else known.synonyms.without_fillers(found) or found
    if is_month(content):
        content = [*known.synonyms.named_alone(each for each in found if each not in content), *content]
    content = _without_unknown(content, known)
    if len(content) > 1 and content[0].marked in HOLDERS and not _begins_a_name(content, known):
        content = content[1:]
    words, places = without_places(content, known.place_of)
    return (tuple(words[:MOST_WORDS]), tuple(places)) if words else (tuple(content[:MOST_WORDS]), ())


def _without_unknown(content: list[Syllable], known: Known) -> list[Syllable]:
    """A long tale but for what nobody says, where goods have enough of its words: "to offer at midnight"."""
    if len(content) < LONG_TALE:
        return content
    there = [each for each in content if each.folded in known.words or known.is_right(each.marked)]
    return there if len(there) >= KNOWN_IN_TALE else content


def _begins_a_name(content: Sequence[Syllable], known: Known) -> bool:
    """Whether a name stands first: the "thung" of the seller Thung Bạc is no box, the "bao" of Bảo Yên no sack."""
    if known.synonyms.is_name(content, 0):
        return True
    first = {form_of(content[:length], "folded") for length in range(2, LONGEST_PHRASE + 1)}
    return any(
        name in names
        for name in first
        for names in (known.places, known.sellers, known.around, known.elsewhere)
    )


def _apart(typed: Sequence[Syllable], known: Known) -> list[Syllable]:
    """Names of places that were written as one word, as several; and the month it is for "đang mùa"."""
    apart = [each for word in typed for each in known.joined.get(word.marked, (word,))]
    if not known.month:
        return apart
    found: list[Syllable] = []
    for word in apart:
        found.append(word)
        if (
            form_of(found[-2:], "marked") in IN_SEASON
            or not any_marks(tuple(apart))
            and form_of(found[-2:], "folded") in IN_SEASON_BARE
        ):
            found[-2:] = syllables(f"tháng {known.month}")
    return found


def without(reading: Reading, names: Sequence[Phrase]) -> Reading:
    """The same without these names."""
    left = {each for name in names for each in name}
    words = tuple(each for each in reading.words if each not in left)
    return replace(reading, words=words, has_marks=any_marks(words), elsewhere=())


def with_places(reading: Reading) -> Reading:
    """The same, where places are words like others: when there is little of the thing itself."""
    return replace(reading, words=(*reading.words, *(each for place in reading.places for each in place)))
