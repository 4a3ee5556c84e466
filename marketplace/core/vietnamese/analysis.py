"""The words an index holds of a text. Every engine gets these, separated by spaces, and splits at spaces only."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from marketplace.core.vietnamese.spelling import Syllable, is_chinese, syllables

HEAD, TAIL = "^", "$"
"""Stand before the words a name begins with and ends with, before what a comma or bracket sets apart: in Vietnamese the
thing itself is named first, in English and Chinese last."""
SHORT = 80
"""Characters of a text that is likely to be said of many things."""
_SET_APART = re.compile(r"[,;:(（/–—|]")


class Words(NamedTuple):
    """What is said in one form: every word and every two neighbours once, in their order; and names' ends."""

    said: Mapping[str, None] = {}
    heads: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()


class Analyzed(NamedTuple):
    """Words of some texts: with marks, and folded; neighbours as one word with "_" between in both."""

    marked: Words = Words()
    folded: Words = Words()


def analyze(texts: Sequence[str], *, each_character: bool = False) -> Analyzed:
    """The words of these texts; neighbours only within each. Of names also each Chinese character: 蜜 finds 蜂蜜."""
    said = [
        _said_often(text, each_character) if len(text) <= SHORT else _said(text, each_character)
        for text in texts
    ]
    if len(said) == 1:
        return said[0]
    return Analyzed(_together([each.marked for each in said]), _together([each.folded for each in said]))


def _together(parts: Sequence[Words]) -> Words:
    said, heads, tails = zip(*parts, strict=True) if parts else ((), (), ())
    return Words(
        dict.fromkeys(chain.from_iterable(said)),
        tuple(dict.fromkeys(chain.from_iterable(heads))),
        tuple(dict.fromkeys(chain.from_iterable(tails))),
    )


def _said(text: str, each_character: bool) -> Analyzed:
    found = syllables(text)
    marked = [each.marked for each in found]
    folded = [each.folded for each in found]
    tails = _tails(text) if each_character else ()
    alone = [
        character
        for each in (found if each_character else ())
        if is_chinese(each.marked)
        for character in each.marked
    ]
    return Analyzed(_words(marked, alone, tails), _words(folded, alone, ()))


def _words(syllables_: list[str], alone: list[str], tails: tuple[str, ...]) -> Words:
    pairs = [f"{one}_{other}" for one, other in pairwise(syllables_)]
    return Words(dict.fromkeys(syllables_ + pairs + alone), tuple(syllables_[:1]), tails)


_said_often = lru_cache(maxsize=20_000)(_said)
"""Shelves, places and facts are said of many goods."""


def _tails(name: str) -> tuple[str, ...]:
    """What a name ends with, where that has no marks: its last word; in Chinese two characters and one."""
    found = syllables(_SET_APART.split(name, maxsplit=1)[0])
    if not found or found[-1].has_marks:
        return ()
    last = found[-1].marked
    return (last, last[-1]) if is_chinese(last) and len(last) > 1 else (last,)


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
