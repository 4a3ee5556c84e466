"""What a word weighs in a document, settled when it is indexed.

A document says each of its words in both forms, folded `gao~` and with marks `gạo=`; whether it says one is one list.
What says the thing itself, in names and on shelves, stands once more with all its weight, `gao~12`, and as what does,
`gao~!`. So what a word adds to scores are a few short lists. Where a thing comes from and what else is known of it
decide only whether it is found, and those lists, the longest, are not gone through for scores. Descriptions say
neighbours only: `.séng_cù=`. Nor does a place say its syllables: the "cai" of Lào Cai is no cabbage (cải).
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from marketplace.core.vietnamese import HEAD, TAIL, Analyzed, Words

FIELDS = {"name": 10, "other": 9, "shelf": 5}
"""Where words say what a thing is, and what they weigh there; the heaviest place counts."""
LIGHTEST_FIRST = sorted(FIELDS, key=FIELDS.__getitem__)
AROUND = ("place", "facts")
"""Where words say what is known of it."""
BODY, PAIR_AROUND, SHELF_AGAIN = 1, 3, 2
"""What neighbours weigh that stand in descriptions alone, and in any other place. A word weighs a little more that is
said once more in the description (BODY) or on the shelf, which is what the thing is, in another's words."""
PAIR = "_"
"""Stands in two neighbours that are one word (`vietnamese.pair_of`)."""
FORMS = {"marked": "=", "folded": "~"}
"""What stands behind a word in this form."""
IN_BODY = "."
"""Stands before neighbours that only a description says."""
ITSELF = "!"
"""Stands behind a word that a name or the shelf says, whatever it weighs: it is the thing, not known of it."""
NAMED = FIELDS["other"]
"""The least weight of a word that stands in a name."""
SOLD_OUT = 1
"""So much less each word weighs of goods that cannot be bought now: alike ones that can stand before them, and who asks
for just these finds them first. Neighbours weigh the same."""
_WEIGHTS = {FIELDS["shelf"] + SHELF_AGAIN + body for body in (0, BODY)} | {
    FIELDS[name] + body + shelf
    for name in ("name", "other")
    for body in (0, BODY)
    for shelf in (0, SHELF_AGAIN)
}
WEIGHTS = sorted(_WEIGHTS | {weight - SOLD_OUT for weight in _WEIGHTS})
"""Every weight a word can have."""
WEIGHTS_OF_THING = [weight for weight in WEIGHTS if weight >= FIELDS["name"] + SHELF_AGAIN]
"""Of a word that stands in the name and on the shelf: it says what the thing is, as the "chè" of "Hái chè" does not."""
PAIR_WEIGHTS = sorted(FIELDS.values())
"""Every weight of neighbours that are one word."""


def weighed(fields: Mapping[str, Analyzed], *, is_sold_out: bool = False) -> str:
    """The words of a document in both forms with their weights, from the words of its fields; and its name's heads."""
    less = SOLD_OUT * is_sold_out
    marked = _weighed({name: each.marked for name, each in fields.items()}, "marked", less)
    folded = _weighed({name: each.folded for name, each in fields.items()}, "folded", less)
    return " ".join(marked + folded)


def weights_of(word: str) -> list[int]:
    """Every weight this word can have where it says what the thing is."""
    return PAIR_WEIGHTS if PAIR in word else WEIGHTS


def saying(form: str, word: str) -> str:
    """What a document says that has this word outside its description."""
    return f"{word}{FORMS[form]}"


def weighing(form: str, word: str, weight: int) -> str:
    """What a document says in which the word weighs so much."""
    return f"{word}{FORMS[form]}{weight}"


def describing(form: str, pair: str) -> str:
    """What a document says that has these neighbours in its description alone."""
    return f"{IN_BODY}{pair}{FORMS[form]}"


def tailing(word: str) -> str:
    """What a document says whose name in another language ends with this word."""
    return f"{TAIL}{word}{FORMS['marked']}"


def heading(form: str, word: str) -> str:
    """What a document says whose name begins with this word."""
    return f"{HEAD}{word}{FORMS[form]}"


def _weighed(fields: Mapping[str, Words], form: str, less: int) -> list[str]:
    """As one loop without calls: a document has hundreds of words, and a rebuild goes through all documents."""
    mark = FORMS[form]
    best = dict.fromkeys(chain.from_iterable(fields[name].said for name in AROUND), 0)
    for name in LIGHTEST_FIRST:
        best |= dict.fromkeys(fields[name].said, FIELDS[name])
    body, shelf = fields["body"].said, fields["shelf"].said
    said: list[str] = []
    for word, weight in best.items():
        said.append(word + mark)
        if not weight:
            continue
        if PAIR not in word:
            weight += BODY * (word in body) + SHELF_AGAIN * (word in shelf) - less
        said += (f"{word}{mark}{weight}", word + mark + ITSELF)
    said += [IN_BODY + word + mark for word in body if PAIR in word and not best.get(word)]
    if form == "marked":
        said += [tailing(word) for word in fields["other"].tails]
    return said + [heading(form, word) for word in fields["name"].heads]
