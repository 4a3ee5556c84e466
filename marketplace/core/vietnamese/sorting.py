"""A sort key in Vietnamese order, the same in every database.

SQLite's and PostgreSQL's collations put Đ in different wrong places, so the key is computed here and stored.
The order is the dictionary's (TCVN 5712): letters a ă â b c d đ e ê …, then among equal words the tones
level, falling, asking, tumbling, rising, heavy.
"""

from __future__ import annotations

import unicodedata

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = {"\u0306": "1", "\u0302": "2", "\u031b": "3"}
_SEPARATOR = "\t"  # sorts before the space, so that "á" stands before "a b"


def sort_key(text: str) -> str:
    """An ASCII-ordered key: compare keys bytewise to get Vietnamese dictionary order. Letters first, then tones."""
    letters: list[str] = []
    tones: list[str] = []
    for mark in unicodedata.normalize("NFD", text.casefold().replace("đ", "d\u0306")):
        if mark in _TONES:
            tones[-1:] = [_TONES[mark]]
        elif mark in _SHAPES:
            letters[-1:] = [letters[-1][0] + _SHAPES[mark]] if letters else []
        elif not unicodedata.combining(mark):
            letters.append(mark + "0")
            tones.append("0")
    return "".join(letters) + _SEPARATOR + "".join(tones)
