"""What a word weighs in a document, settled when it is indexed.

A document says each of its words once, with its whole weight: `gao~12`. So a question about a word is a few short lists
that no document stands in twice, instead of one list for every field; and engines only add up.
"""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.core.vietnamese import HEAD

FIELDS = {"name": 10, "other": 9, "shelf": 5, "place": 4, "facts": 3}
"""Where words stand, and what they weigh there; the heaviest place counts."""
BODY, SHELF_AGAIN = 1, 2
"""A little more for a word that is said once more: the shelf is what the thing is, in another's words."""
PAIR = "_"
"""Stands in two neighbours that are one word (`vietnamese.pair_of`)."""
WEIGHTS = sorted(
    {
        *(best + body for best in FIELDS.values() if best != FIELDS["shelf"] for body in (0, BODY)),
        *(
            best + SHELF_AGAIN + body
            for best in FIELDS.values()
            if best >= FIELDS["shelf"]
            for body in (0, BODY)
        ),
        BODY,
    }
)
"""Every weight a word can have."""
PAIR_WEIGHTS = sorted({*FIELDS.values(), BODY})
"""Every weight of neighbours that are one word."""


def weighed(fields: Mapping[str, str]) -> str:
    """The words of a document with their weights, from the words of its fields; and how its name begins."""
    words = {name: frozenset(text.split()) for name, text in fields.items()}
    found = dict.fromkeys(words["body"], BODY)
    for name in sorted(FIELDS, key=FIELDS.__getitem__):
        found |= dict.fromkeys(words[name], FIELDS[name])
    said = [
        weighing(word, best if PAIR in word else best + _again(word, best, words))
        for word, best in found.items()
        if not word.startswith(HEAD)
    ]
    return " ".join([*said, *(word for word in words["name"] if word.startswith(HEAD))])


def weights_of(word: str) -> list[int]:
    """Every weight this word can have."""
    return PAIR_WEIGHTS if PAIR in word else WEIGHTS


def _again(word: str, best: int, words: Mapping[str, frozenset[str]]) -> int:
    return BODY * (best > BODY and word in words["body"]) + SHELF_AGAIN * (word in words["shelf"])


def weighing(word: str, weight: int) -> str:
    """A word with its weight, as one word of the index."""
    return f"{word}~{weight}"
