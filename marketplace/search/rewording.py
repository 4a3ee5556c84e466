"""What a beginning that no name has may mean: Telex left-overs, and what else a thing is called. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from marketplace.core.vietnamese import Syllable, Synonyms, decode_keys, fold, syllables
from marketplace.core.vietnamese.folding import MOST_WORDS
from marketplace.core.vietnamese.synonyms import LONGEST_PHRASE

MOST_BEGINNINGS = 4
"""So many are asked for at most, one after the other while nothing is found."""
NEXT = "_"
"""Stands between the syllables of a beginning (`vietnamese.started`)."""


def beginnings_meant(text: str, synonyms: Synonyms) -> list[str]:
    """Beginnings as `started` writes them, the likeliest first; none is what was typed itself.

    "chef" is "che", "tra shan" is "che_shan". A word put in place of the last one is whole: it is looked for with
    another behind it first, so that for "heo" no name with "long" comes before those with "lợn".
    """
    typed = syllables(text)[:MOST_WORDS]
    decoded = [_decoded(each) for each in typed]
    made = dict.fromkeys([_begun(decoded), *_reworded(decoded, synonyms)])
    return [each for each in made if each and each != _begun(typed)][:MOST_BEGINNINGS]


def _decoded(typed: Syllable) -> Syllable:
    meant = decode_keys(typed.marked)
    return typed if meant == typed.marked else Syllable(meant, fold(meant))


def _reworded(typed: list[Syllable], synonyms: Synonyms) -> Iterator[str]:
    """One phrase replaced, the longest first."""
    for length in range(min(LONGEST_PHRASE, len(typed)), 0, -1):
        for start in range(len(typed) - length + 1):
            behind = typed[start + length :]
            for other in synonyms.of(tuple(typed[start : start + length])):
                begun = _begun([*typed[:start], *other, *behind])
                yield from (begun,) if behind else (begun + NEXT, begun)


def _begun(said: list[Syllable]) -> str:
    return NEXT.join(each.folded for each in said)
