"""The words an index holds of a text. Every engine gets these, separated by spaces, and splits at spaces only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from marketplace.core.vietnamese.spelling import Syllable, is_chinese, syllables

HEAD, TAIL = "^", "$"
"""Stand before the words a name begins with and ends with, before what a comma or bracket sets apart: in Vietnamese the
thing itself is named first, in English and Chinese last."""
SHORT = 80
"""Characters of a text that is likely to be said of many things."""
_SET_APART = re.compile(r"[,;:(（/–—|]")


@dataclass(frozen=True, slots=True)
class Analyzed:
    """Words of some texts: with marks, and folded; neighbours as one word with "_" between in both."""

    marked: str = ""
    folded: str = ""


def analyze(texts: Iterable[str], *, each_character: bool = False) -> Analyzed:
    """The words of these texts; neighbours only within each. Of names also each Chinese character: 蜜 finds 蜂蜜."""
    said = [
        _said_often(text, each_character) if len(text) <= SHORT else _said(text, each_character)
        for text in texts
    ]
    marked, folded = (dict.fromkeys(word for each in said for word in each[form]) for form in (0, 1))
    return Analyzed(" ".join(marked), " ".join(folded))


def _said(text: str, each_character: bool) -> tuple[list[str], list[str]]:
    found = syllables(text)
    marked = [each.marked for each in found]
    folded = [each.folded for each in found]
    marked += [f"{one}_{other}" for one, other in pairwise(marked)]
    folded += [f"{one}_{other}" for one, other in pairwise(folded)]
    if found:
        marked.append(HEAD + found[0].marked)
        folded.append(HEAD + found[0].folded)
    if each_character:
        marked += _tails(text)
        alone = [character for each in found if is_chinese(each.marked) for character in each.marked]
        marked += alone
        folded += alone
    return marked, folded


_said_often = lru_cache(maxsize=20_000)(_said)
"""Shelves, places and facts are said of many goods."""


def _tails(name: str) -> list[str]:
    """What a name ends with, where that has no marks: its last word; in Chinese two characters and one."""
    found = syllables(_SET_APART.split(name, maxsplit=1)[0])
    if not found or found[-1].has_marks:
        return []
    last = found[-1].marked
    return [TAIL + last, TAIL + last[-1]] if is_chinese(last) and len(last) > 1 else [TAIL + last]


def pair_of(first: Syllable, second: Syllable, form: str) -> str:
    """Two neighbours as one word of the index."""
    return f"{getattr(first, form)}_{getattr(second, form)}"


def beginnings(text: str, longest: int = 48) -> str:
    """What a text can be found by while it is typed: itself from each of its words on, as one word each."""
    folded = [each.folded for each in syllables(text)]
    tails = ["_".join(folded[place:])[:longest] for place in range(min(len(folded), 8))]
    return " ".join([*(HEAD + each for each in tails[:1]), *tails])


def started(text: str) -> str:
    """The beginning that was typed so far, as `beginnings` writes it."""
    return "_".join(each.folded for each in syllables(text))
