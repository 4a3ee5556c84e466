"""Other words for the same thing, from a file that staff can edit: data/synonyms.txt says how it is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from marketplace.core.vietnamese.chinese import simplified
from marketplace.core.vietnamese.spelling import Syllable, is_chinese, syllables

Phrase = tuple[Syllable, ...]
OWN_FILE = Path(__file__).parent / "data" / "synonyms.txt"
LONGEST_PHRASE = 4
LOAN_WORD = 5
"""So many letters has a word at least that is taken whatever its marks."""
FORMS = ("marked", "folded")


@dataclass(frozen=True)
class Synonyms:
    """Phrases by their folded and their marked form, with what else they are called; words that say little."""

    folded: dict[str, list[Phrase]] = field(default_factory=dict)
    marked: dict[str, list[Phrase]] = field(default_factory=dict)
    fillers: frozenset[str] = frozenset()
    filler_phrases: frozenset[str] = frozenset()
    """In both forms: without marks "gia re" is hardly anything else, as the one word "ban" may be."""
    chinese_fillers: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    """Every syllable that stands in a phrase, in both forms: such a word is no slip."""

    def of(self, phrase: Phrase) -> list[Phrase]:
        """What else this is called. Marks count where any were typed: "thơm" is a pineapple, "thom" may be.

        A longer word that is written without any is none of ours: "atisô" is "atiso".
        """
        if any(each.has_marks for each in phrase):
            marked = self.marked.get(" ".join(each.marked for each in phrase))
            if marked is not None or len(phrase) > 1 or len(phrase[0].folded) < LOAN_WORD:
                return marked or []
            return self.marked.get(phrase[0].folded, [])
        return self.folded.get(" ".join(each.folded for each in phrase), [])

    def without_chinese_fillers(self, text: str) -> str:
        """ "正宗蜂蜜" as "蜂蜜", before it is split into pairs; a text that is nothing else stays whole."""
        if not self.chinese_fillers or not is_chinese("".join(each for each in text if is_chinese(each))):
            return text
        rest = re.sub("|".join(map(re.escape, self.chinese_fillers)), " ", simplified(text))
        return rest if any(letter.isalnum() for letter in rest) else text

    def without_fillers(self, found: Sequence[Syllable]) -> list[Syllable]:
        """The words but for those that narrow nothing; a longer phrase that has another name is no such."""
        kept: list[Syllable] = []
        place = 0
        while place < len(found):
            filling = self._longest(found, place, self._is_filler)
            named = self._longest(found, place, self._is_named)
            if named < 2 or filling > named:
                named = 0
            if not named and not filling:
                named = 1
            kept += found[place : place + named]
            place += named or filling
        return kept

    def _longest(self, found: Sequence[Syllable], place: int, holds: Callable[[Phrase], bool]) -> int:
        most = min(LONGEST_PHRASE, len(found) - place)
        return next((n for n in range(most, 0, -1) if holds(tuple(found[place : place + n]))), 0)

    def _is_filler(self, phrase: Phrase) -> bool:
        if len(phrase) == 1:
            return phrase[0].marked in self.fillers
        return " ".join(each.marked for each in phrase) in self.filler_phrases

    def _is_named(self, phrase: Phrase) -> bool:
        return bool(self.of(phrase))


def read_synonyms(text: str) -> Synonyms:
    """Read the file's text. A line that is not understood is left out: staff's slip must not stop the search."""
    folded: dict[str, list[Phrase]] = defaultdict(list)
    marked: dict[str, list[Phrase]] = defaultdict(list)
    fillers: set[str] = set()
    filler_phrases: set[str] = set()
    chinese: list[str] = []
    words: set[str] = set()
    for raw in text.splitlines():
        line = raw.partition("#")[0].strip()
        if line.startswith("-"):
            found = syllables(line[1:])
            fillers.update(each.marked for each in found)
            words.update(form for each in found for form in (each.marked, each.folded))
            continue
        if line.startswith("!"):
            words.update(form for each in syllables(line[1:]) for form in (each.marked, each.folded))
            continue
        if line.startswith("~"):
            chinese += [simplified(each.strip()) for each in line[1:].split(",") if is_chinese(each.strip())]
            for phrase in _phrases(line[1:]):
                filler_phrases.update(" ".join(getattr(each, form) for each in phrase) for form in FORMS)
                words.update(getattr(each, form) for each in phrase for form in FORMS)
            continue
        left, arrow, right = line.partition("=>")
        froms, tos = _phrases(left), _phrases(right if arrow else left)
        for phrase in froms:
            others = [each for each in tos if each != phrase]
            folded[" ".join(each.folded for each in phrase)] += others
            marked[" ".join(each.marked for each in phrase)] += others
            words.update(form for each in phrase for form in (each.marked, each.folded))
    return Synonyms(
        dict(folded),
        dict(marked),
        frozenset(fillers),
        frozenset(filler_phrases),
        tuple(sorted(chinese, key=len, reverse=True)),
        frozenset(words),
    )


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
    phrases = (tuple(syllables(each)) for each in line.replace("=", ",").split(","))
    return [each for each in phrases if 0 < len(each) <= LONGEST_PHRASE]
