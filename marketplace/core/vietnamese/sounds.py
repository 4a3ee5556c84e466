"""How a syllable sounds, coarsely: people write it as they say it (Xén Cù, trè, lấm)."""

from __future__ import annotations

import re

_INITIALS = (
    ("ngh", "ng"), ("gh", "g"), ("gi", "d"), ("tr", "ch"), ("ph", "f"), ("qu", "kw"), ("kh", "kh"),
    ("x", "s"), ("r", "d"), ("z", "d"), ("k", "c"), ("l", "n"),
)  # fmt: skip
_FINALS = (("ng", "n"), ("nh", "n"), ("ch", "t"), ("c", "t"), ("y", "i"))
_WORD = re.compile(r"[^\W\d_]+")


def sound_of(syllable: str) -> str:
    """A key that syllables share which are often taken for each other: s and x, ch and tr, l and n, n and ng.

    With marks it keeps them: "xấy" sounds like "sấy", not like "say".
    """
    if not _WORD.fullmatch(syllable):
        return syllable
    start = next(((old, new) for old, new in _INITIALS if syllable.startswith(old)), ("", ""))
    sound = start[1] + syllable[len(start[0]) :]
    end = next(
        ((old, new) for old, new in _FINALS if sound.endswith(old) and len(sound) > len(old)), ("", "")
    )
    return sound[: len(sound) - len(end[0])] + end[1]
