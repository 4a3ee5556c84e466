"""Text without marks, for people who type `gao seng cu`."""

from __future__ import annotations

import re
import unicodedata

_STROKED = str.maketrans("đĐ", "dD")
LONGEST_SEARCH = 200
"""Characters of a search that are read. SQLite takes no pattern of 50,000."""
MOST_WORDS = 12
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Lower case, no marks, đ as d, single spaces: "Gạo  SÉNG Cù" is "gao seng cu". NFC and NFD fold alike."""
    decomposed = unicodedata.normalize("NFD", text.translate(_STROKED))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(unicodedata.normalize("NFC", bare).casefold().split())


def words(search: str) -> list[str]:
    """The words somebody looks for, folded, each once; of a whole essay the first few."""
    return list(dict.fromkeys(fold(search[:LONGEST_SEARCH]).split()))[:MOST_WORDS]


def slugify(text: str) -> str:
    """A slug for addresses that get printed on jars: ASCII, words joined by hyphens."""
    return _NOT_WORD.sub("-", fold(text)).strip("-")
