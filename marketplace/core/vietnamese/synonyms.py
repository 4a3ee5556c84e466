"""Other words for the same thing, from a file that staff can edit: data/synonyms.txt says how it is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice, product
from pathlib import Path

from marketplace.core.vietnamese.chinese import simplified
from marketplace.core.vietnamese.folding import fold
from marketplace.core.vietnamese.spelling import Syllable, is_chinese, syllables

Phrase = tuple[Syllable, ...]
OWN_FILE = Path(__file__).parent / "data" / "synonyms.txt"
LONGEST_PHRASE = 4
MOST_WAYS = 200
LOAN_WORD = 5
"""So many letters has a word at least that is taken whatever its marks."""
FORMS = ("marked", "folded")
Names = dict[str, list[Phrase]]
"""Phrases by one of their forms, with what else they are called."""


@dataclass(frozen=True)
class Synonyms:
    """Phrases by their folded and their marked form, with what else they are called; words that say little."""

    folded: Names = field(default_factory=dict)
    marked: Names = field(default_factory=dict)
    folded_instead: Names = field(default_factory=dict)
    """Other things, which may do where there is none of it."""
    marked_instead: Names = field(default_factory=dict)
    fillers: frozenset[str] = frozenset()
    filler_phrases: frozenset[str] = frozenset()
    """With their marks."""
    unmarked_phrases: frozenset[str] = frozenset()
    """Without: "gia re" is hardly anything else, as the one word "ban" may be, where the whole query has no marks."""
    chinese_fillers: tuple[str, ...] = ()
    things: Mapping[str, Phrase] = field(default_factory=dict)
    """Names of several words that are a thing of their own, in both forms, as the file writes them."""
    single_things: frozenset[str] = frozenset()
    """Those of one syllable, with their marks: they are meant where they are named first, "cua hoàng đế"."""
    words: frozenset[str] = frozenset()
    """Every syllable that stands in a phrase, in both forms: such a word is no slip."""

    def of(self, phrase: Phrase) -> list[Phrase]:
        """What else this is called. Marks count where any were typed: "thơm" is a pineapple, "thom" may be.

        A longer word that is written without any is none of ours: "atisô" is "atiso".
        """
        return _called(phrase, self.marked, self.folded)

    def fuller(self, word: Syllable) -> list[Phrase]:
        """Longer names that the word is short for: "quà biếu" of "quà"."""
        return [each for each in self.of((word,)) if len(each) > 1 and word in each]

    @cached_property
    def called(self) -> frozenset[str]:
        """Longer words of phrases that are called something else too: what a slip may have meant."""
        said = (
            word for names in (self.marked, self.marked_instead) for each in names for word in each.split()
        )
        return frozenset(word for word in said if len(word) >= LOAN_WORD)

    def instead_of(self, phrase: Phrase) -> list[Phrase]:
        """Other things, which are only suggested where there is none of this: buffalo for beef."""
        return _called(phrase, self.marked_instead, self.folded_instead)

    def without_chinese_fillers(self, text: str) -> str:
        """ "正宗蜂蜜" as "蜂蜜", before it is split into pairs; a text that is nothing else stays whole.

        So does a name: the 送 of 送礼 is no "to send", gifts are called so.
        """
        if not self.chinese_fillers or not is_chinese("".join(each for each in text if is_chinese(each))):
            return text
        rest = self._chinese.sub(self._unless_named, simplified(text))
        return rest if any(letter.isalnum() for letter in rest) else text

    @cached_property
    def _chinese(self) -> re.Pattern[str]:
        pairs = {each for names in (self.marked, self.marked_instead) for each in names if is_chinese(each)}
        said = sorted(
            {*self.chinese_fillers, *(each for each in pairs if " " not in each)}, key=len, reverse=True
        )
        return re.compile("|".join(map(re.escape, said)))

    def _unless_named(self, found: re.Match[str]) -> str:
        return " " if found[0] in self.chinese_fillers else found[0]

    def without_fillers(self, found: Sequence[Syllable]) -> list[Syllable]:
        """The words but for those that narrow nothing; a longer phrase that has another name is no such.

        Where all of them narrow nothing, what has another name was meant: "biếu sếp" asks for gifts.
        """
        return self._narrowing(found) or self.named_alone(found)

    @cached_property
    def _fillers_without_marks(self) -> frozenset[str]:
        return frozenset(map(fold, self.fillers))

    def named_alone(self, found: Iterable[Syllable]) -> list[Syllable]:
        """Words that narrow nothing by themselves and have another name: no half of "trung thu" is an egg."""
        said = tuple(found)
        has_marks = any(each.has_marks for each in said)
        alone = [
            each.marked in self.fillers or not has_marks and each.marked in self._fillers_without_marks
            for each in said
        ]
        return [
            each for each, is_alone in zip(said, alone, strict=True) if is_alone and self._is_named((each,))
        ]

    def _narrowing(self, found: Sequence[Syllable]) -> list[Syllable]:
        has_marks = any(each.has_marks for each in found)
        fills = self._fills_among_marks if has_marks else self._fills_without_marks
        kept: list[Syllable] = []
        place = 0
        while place < len(found):
            filling = self._longest_filling(found, place, fills)
            named = self._longest(found, place, self._is_named)
            if named < 2 or filling > named:
                named = 0
            if not named and not filling:
                named = 1
            kept += found[place : place + named]
            place += named or filling
        return kept

    def _longest_filling(self, found: Sequence[Syllable], place: int, fills: Callable[[Phrase], bool]) -> int:
        """How many words from here on narrow nothing; the "làm quà" of "làm quà cưới" takes no half of a name along."""
        count = self._longest(found, place, fills)
        while count > 1 and any(
            inside + self._longest(found, place + inside, self._is_named) > count
            for inside in range(1, count)
        ):
            count = next((n for n in range(count - 1, 0, -1) if fills(tuple(found[place : place + n]))), 0)
        return count

    def _longest(self, found: Sequence[Syllable], place: int, holds: Callable[[Phrase], bool]) -> int:
        most = min(LONGEST_PHRASE, len(found) - place)
        return next((n for n in range(most, 0, -1) if holds(tuple(found[place : place + n]))), 0)

    def _fills_among_marks(self, phrase: Phrase) -> bool:
        """Somebody who types marks writes them here too: the "ong ba" of "mật ong ba kích" are no grandparents."""
        return _said(phrase, "marked") in (self.fillers if len(phrase) == 1 else self.filler_phrases)

    def _fills_without_marks(self, phrase: Phrase) -> bool:
        return self._fills_among_marks(phrase) or (
            len(phrase) > 1 and _said(phrase, "folded") in self.unmarked_phrases
        )

    def is_name(self, found: Sequence[Syllable], place: int) -> bool:
        """Whether several words from here on are called something else too, or are a thing of their own."""
        return self._longest(found, place, self._is_named) > 1

    def bound_in(self, found: Sequence[Syllable]) -> list[Phrase]:
        """Things of their own, with their marks: "hải sản" is not what says "hải" here, "sản" there, nor "hai sản"."""
        parts = (
            tuple(found[place : place + n])
            for place in range(len(found))
            for n in range(2, min(LONGEST_PHRASE, len(found) - place) + 1)
        )
        things = [thing for each in parts if (thing := self._thing(each))]
        return things or [(each,) for each in found[:1] if each.marked in self.single_things]

    def _thing(self, phrase: Phrase) -> Phrase | None:
        form = "marked" if any(each.has_marks for each in phrase) else "folded"
        return self.things.get(_said(phrase, form))

    def _is_named(self, phrase: Phrase) -> bool:
        return bool(self.of(phrase) or self.instead_of(phrase) or self._thing(phrase))


def read_synonyms(text: str) -> Synonyms:
    """Read the file's text. A line that is not understood is left out: staff's slip must not stop the search."""
    lines = _Lines()
    for raw in text.splitlines():
        lines.take(raw.partition("#")[0].strip())
    return lines.synonyms()


class _Lines:
    """Sorts lines by their marks."""

    def __init__(self) -> None:
        self.names: dict[str, Names] = {form: defaultdict(list) for form in FORMS}
        self.instead: dict[str, Names] = {form: defaultdict(list) for form in FORMS}
        self.fillers: set[str] = set()
        self.phrases: dict[str, set[str]] = {form: set() for form in FORMS}
        self.chinese: list[str] = []
        self.words: set[str] = set()
        self.things: dict[str, Phrase] = {}
        self.single_things: set[str] = set()

    def take(self, line: str) -> None:
        """Understand one line, or leave it out."""
        if line.startswith("-"):
            self.fillers.update(each.marked for each in self._right(syllables(line[1:])))
        elif line.startswith("!"):
            self._right(syllables(line[1:]))
            for phrase in _phrases(line[1:]):
                self._own(phrase)
                self.single_things.update(each.marked for each in phrase if len(phrase) == 1)
        elif line.startswith("~!"):
            self._fill(line[2:], FORMS[:1])
        elif line.startswith("~"):
            self.chinese += [
                simplified(each.strip()) for each in line[1:].split(",") if is_chinese(each.strip())
            ]
            self._fill(line[1:], FORMS)
        elif "~>" in line:
            left, _arrow, right = line.partition("~>")
            self._name(left, right, self.instead)
            for phrase in _phrases(left):
                self._own(phrase)
        else:
            left, arrow, right = line.partition("=>")
            self._name(left, right if arrow else left, self.names)

    def _fill(self, line: str, forms: Sequence[str]) -> None:
        for phrase in _phrases(line):
            self._right(phrase)
            for form in forms:
                self.phrases[form].add(_said(phrase, form))

    def _name(self, left: str, right: str, names: dict[str, Names]) -> None:
        tos = _phrases(right)
        for phrase in _phrases(left):
            self._right(phrase)
            for form in FORMS:
                names[form][_said(phrase, form)] += [each for each in tos if each != phrase]

    def _own(self, phrase: Phrase) -> None:
        self._right(phrase)
        if len(phrase) > 1:
            for form in FORMS:
                self.things.setdefault(_said(phrase, form), phrase)

    def _right(self, found: Sequence[Syllable]) -> Sequence[Syllable]:
        self.words.update(form for each in found for form in (each.marked, each.folded))
        return found

    def synonyms(self) -> Synonyms:
        """All of it."""
        return Synonyms(
            folded=dict(self.names["folded"]),
            marked=dict(self.names["marked"]),
            folded_instead=dict(self.instead["folded"]),
            marked_instead=dict(self.instead["marked"]),
            fillers=frozenset(self.fillers),
            filler_phrases=frozenset(self.phrases["marked"]),
            unmarked_phrases=frozenset(self.phrases["folded"]),
            chinese_fillers=tuple(sorted(self.chinese, key=len, reverse=True)),
            things=self.things,
            single_things=frozenset(self.single_things),
            words=frozenset(self.words),
        )


def _called(phrase: Phrase, marked: Names, folded: Names) -> list[Phrase]:
    if not any(each.has_marks for each in phrase):
        return folded.get(_said(phrase, "folded"), [])
    others = marked.get(_said(phrase, "marked"))
    if others is not None or len(phrase) > 1 or len(phrase[0].folded) < LOAN_WORD:
        return others or []
    return marked.get(phrase[0].folded, [])


def _said(phrase: Phrase, form: str) -> str:
    return " ".join(getattr(each, form) for each in phrase)


def synonyms_of(path: Path) -> Synonyms:
    """The synonyms of a file, read again when it has changed; none when it is not there."""
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        return Synonyms()
    return _read(path, stamp)


@lru_cache(maxsize=4)
def _read(path: Path, stamp: int) -> Synonyms:
    return read_synonyms(path.read_text("utf-8", errors="replace"))


def _phrases(line: str) -> list[Phrase]:
    phrases = (tuple(syllables(each)) for said in line.replace("=", ",").split(",") for each in _ways(said))
    return [each for each in phrases if 0 < len(each) <= LONGEST_PHRASE]


def _ways(said: str) -> Iterator[str]:
    """Every way to say it: "cho|tặng mẹ|bố" is four phrases."""
    ways = [part.split("|") for part in said.split()[: LONGEST_PHRASE + 1]]
    return map(" ".join, islice(product(*ways), MOST_WAYS))
