"""What else the words that were typed are called. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from marketplace.core.vietnamese import Syllable
from marketplace.core.vietnamese.spelling import is_chinese
from marketplace.core.vietnamese.synonyms import LONGEST_PHRASE, Phrase
from marketplace.search.reading import Known

EMPTY = "子儿类叶"
"""Chinese characters that say little behind another: 橙子 is 橙, 茶叶 is 茶; but 牛肉 is no 牛, and 石头 no 石."""
HISSING = ("s", "x", "z", "ch", "sh", "o")
"""What takes "es" in the plural: clothes are no cloth."""
SHORTEST_IN_NUMBER = 3
"""Letters of an English word that is looked for in the singular and in the plural."""


def others_of(words: tuple[Syllable, ...], known: Known, *, instead: bool) -> list[list[Phrase]]:
    """For each word, the phrases that may stand in place of one it belongs to."""
    found: list[list[Phrase]] = [in_other_number(each, known.words) for each in words]
    for length in range(LONGEST_PHRASE, 0, -1):
        for start in range(len(words) - length + 1):
            for other in _also(tuple(words[start : start + length]), known, instead=instead):
                for place in range(start, start + length):
                    if other not in found[place]:
                        found[place].append(other)
    return found


def characters_of(word: Syllable, known: Mapping[str, int]) -> str:
    """Of a pair of Chinese characters each alone, where names have both: 乌鸡 is 乌骨鸡, and 桃子 is 桃."""
    pair = word.marked
    if len(pair) != 2 or not is_chinese(pair) or pair[0] not in known:
        return ""
    if pair[1] in EMPTY:
        return pair[0]
    return pair if pair[1] in known else ""


def _also(phrase: Phrase, known: Known, *, instead: bool) -> Iterator[Phrase]:
    """What else a phrase is called, and what may do instead; an English word in the singular and in the plural."""
    forms = [phrase]
    if len(phrase) == 1:
        forms += [(Syllable(each, each),) for each in _numbers_of(phrase[0])]
    for form in forms:
        others = known.synonyms.of(form)
        for other in [*others, *known.synonyms.instead_of(form)] if instead else others:
            yield other
            if len(other) == 1:
                yield from in_other_number(other[0], known.words)


def in_other_number(word: Syllable, known: Mapping[str, int]) -> list[Phrase]:
    """English: "plum" for "plums" and the other way round, where the index has both. No Vietnamese syllable ends so."""
    return [(Syllable(each, each),) for each in _numbers_of(word) if each in known]


def _numbers_of(word: Syllable) -> list[str]:
    written = word.marked
    if not written.isascii() or len(written) < SHORTEST_IN_NUMBER:
        return []
    forms = [written[:-3] + "y", written[:-1]] if written.endswith("s") else []
    if written.endswith("es") and written[:-2].endswith(HISSING):
        forms.append(written[:-2])
    forms += [f"{written}s", f"{written[:-1]}ies"]
    if written.endswith(HISSING):
        forms.append(f"{written}es")
    return [each for each in forms if each != written]
