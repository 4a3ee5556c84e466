"""Names of sellers, provinces and places among the words that were typed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence

from marketplace.core.vietnamese import Syllable
from marketplace.core.vietnamese.synonyms import LONGEST_PHRASE, Phrase

_KINDS_OF_SELLERS = (
    "lien hiep, to hop tac, hop tac xa, ho kinh doanh, htx, ho, nha, xuong, co so, cooperative"
)
KINDS_OF_SELLERS = tuple(tuple(each.split()) for each in _KINDS_OF_SELLERS.split(","))
"""What stands before the name of a seller and says no more than that it is one, folded."""
SENDING = frozenset(("giao", "ship", "gui", "ve", "den", "toi"))
"""What stands before the name of a province that it is to be sent to, folded."""
KINDS_OF_PLACES = frozenset(
    tuple(each.split())
    for each in ("thi xa", "thanh pho", "thi tran", "huyen", "tinh", "xa", "phuong", "tp", "tx")
)
"""What stands before the name of a place and says no more than that it is one, folded."""


def without_seller(found: list[Syllable], sellers: frozenset[str]) -> tuple[list[Syllable], Phrase]:
    """The words but for the name of a seller that is said to be one, and that name: "htx Nếp Nhà" is no rice (nếp)."""
    for place in range(len(found)):
        behind = place + len(kind_of_seller(found[place:]))
        if behind > place:
            for length in range(LONGEST_PHRASE, 1, -1):
                name = tuple(found[behind : behind + length])
                if form_of(name, "folded") in sellers:
                    return [*found[:place], *found[behind + length :]], name
    return found, ()


def kind_of_seller(found: Sequence[Syllable]) -> Sequence[Syllable]:
    """What kind of seller it is said to be at the beginning: the "Liên hiệp HTX" of "Liên hiệp HTX Rừng Quế"."""
    folded, count = tuple(each.folded for each in found), 0
    while kind := next((each for each in KINDS_OF_SELLERS if folded[count : count + len(each)] == each), ()):
        count += len(kind)
    return found[:count]


def without_destination(found: list[Syllable], elsewhere: Mapping[str, str]) -> list[Syllable]:
    """ "ship Đà Nẵng" says where it is to go, not where it is from."""
    for place in range(1, len(found)):
        if found[place - 1].folded in SENDING:
            for length in range(LONGEST_PHRASE, 1, -1):
                if form_of(found[place : place + length], "folded") in elsewhere:
                    return [*found[: place - 1], *found[place + length :]] or found
    return found


def elsewhere_in(words: Phrase, elsewhere: Mapping[str, str]) -> Iterator[Phrase]:
    """Names of those provinces, with their marks where the words have any; they alone are what they are."""
    form = "marked" if any_marks(words) else "folded"
    for name in names_in(words, elsewhere):
        if len(name) < len(words) and (
            form == "folded" or form_of(name, form) == elsewhere[form_of(name, "folded")]
        ):
            yield name


def without_kinds(typed: list[Syllable], places: frozenset[str]) -> list[Syllable]:
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


def without_places(
    content: list[Syllable], place_of: Callable[[Phrase], Phrase | None]
) -> tuple[list[Syllable], list[Phrase]]:
    """The words that are no place's name, and the places. A name that stands first is one where something follows."""
    words: list[Syllable] = []
    found: list[Phrase] = []
    place = 0
    while place < len(content):
        for length in range(LONGEST_PHRASE, 1, -1):
            phrase = tuple(content[place : place + length])
            if len(phrase) == length and (name := place_of(phrase)):
                found.append(name)
                place += length
                break
        else:
            words.append(content[place])
            place += 1
    return words, found


def names_in(words: Sequence[Syllable], names: Container[str]) -> Iterator[Phrase]:
    """Which of these names stand among the words."""
    for length in range(LONGEST_PHRASE, 1, -1):
        for place in range(len(words) - length + 1):
            phrase = tuple(words[place : place + length])
            if form_of(phrase, "folded") in names:
                yield phrase


def form_of(phrase: Sequence[Syllable], form: str) -> str:
    """The words in this form, "marked" or "folded"."""
    return " ".join(getattr(each, form) for each in phrase)


def any_marks(words: Sequence[Syllable]) -> bool:
    """Whether any of them was written with marks."""
    return any(each.has_marks for each in words)
