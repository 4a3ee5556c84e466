"""How a syllable sounds, coarsely: people write it as they say it (Xén Cù, trè, lấm)."""

from __future__ import annotations

import re

_SOUND_OF_INITIAL = {
    "ngh": "ng", "gh": "g", "gi": "d", "tr": "ch", "ph": "f", "qu": "kw", "kh": "kh",
    "x": "s", "r": "d", "z": "d", "k": "c", "l": "n",
}  # fmt: skip
_SOUND_OF_FINAL = {"ng": "n", "nh": "n", "ch": "t", "c": "t", "k": "t", "y": "i"}
_WORD = re.compile(r"[^\W\d_]+")


def sound_of(syllable: str) -> str:
    """A key that syllables share which are often taken for each other: s and x, ch and tr, l and n, n and ng.

    With marks it keeps them: "xấy" sounds like "sấy", not like "say".
    """
    if not _WORD.fullmatch(syllable):
        return syllable
    beginning, middle, ending = parts_of(syllable)
    return _SOUND_OF_INITIAL.get(beginning, "") + middle + _SOUND_OF_FINAL.get(ending, "")


def parts_of(syllable: str) -> tuple[str, str, str]:
    """Beginning, middle and end, where the first and the last are often taken for others; else they are empty."""
    beginning = next((each for each in _SOUND_OF_INITIAL if syllable.startswith(each)), "")
    rest = syllable[len(beginning) :]
    ending = next((each for each in _SOUND_OF_FINAL if rest.endswith(each) and len(rest) > len(each)), "")
    return beginning, rest[: len(rest) - len(ending)], ending
