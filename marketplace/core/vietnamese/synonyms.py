"""Other words for the same thing, from a file that staff can edit: data/synonyms.txt says how it is written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from marketplace.core.vietnamese.spelling import Syllable, syllables

Phrase = tuple[Syllable, ...]
OWN_FILE = Path(__file__).parent / "data" / "synonyms.txt"
LONGEST_PHRASE = 4


@dataclass(frozen=True)
class Synonyms:
    """Phrases by their folded and their marked form, with what else they are called; words that say little."""

    folded: dict[str, list[Phrase]] = field(default_factory=dict)
    marked: dict[str, list[Phrase]] = field(default_factory=dict)
    fillers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    """Every syllable that stands in a phrase, in both forms: such a word is no slip."""

    def of(self, phrase: Phrase) -> list[Phrase]:
        """What else this is called. Marks count where any were typed: "thơm" is a pineapple, "thom" may be."""
        if any(each.has_marks for each in phrase):
            return self.marked.get(" ".join(each.marked for each in phrase), [])
        return self.folded.get(" ".join(each.folded for each in phrase), [])

    def is_filler(self, word: Syllable) -> bool:
        """Whether the word narrows nothing: "mua", "the"."""
        return word.marked in self.fillers


def read_synonyms(text: str) -> Synonyms:
    """Read the file's text. A line that is not understood is left out: staff's slip must not stop the search."""
    folded: dict[str, list[Phrase]] = defaultdict(list)
    marked: dict[str, list[Phrase]] = defaultdict(list)
    fillers: set[str] = set()
    words: set[str] = set()
    for raw in text.splitlines():
        line = raw.partition("#")[0].strip()
        if line.startswith("-"):
            found = syllables(line[1:])
            fillers.update(each.marked for each in found)
            words.update(form for each in found for form in (each.marked, each.folded))
            continue
        left, arrow, right = line.partition("=>")
        froms, tos = _phrases(left), _phrases(right if arrow else left)
        for phrase in froms:
            others = [each for each in tos if each != phrase]
            folded[" ".join(each.folded for each in phrase)] += others
            marked[" ".join(each.marked for each in phrase)] += others
            words.update(form for each in phrase for form in (each.marked, each.folded))
    return Synonyms(dict(folded), dict(marked), frozenset(fillers), frozenset(words))


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
