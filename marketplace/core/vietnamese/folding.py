"""Text without marks, for people who type `gao seng cu`."""

from __future__ import annotations

import re
import unicodedata

_STROKED = str.maketrans("đĐ", "dD")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Lower case, no marks, đ as d, single spaces: "Gạo  SÉNG Cù" is "gao seng cu". NFC and NFD fold alike."""
    decomposed = unicodedata.normalize("NFD", text.translate(_STROKED))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(unicodedata.normalize("NFC", bare).casefold().split())


def slugify(text: str) -> str:
    """A slug for addresses that get printed on jars: ASCII, words joined by hyphens."""
    return _NOT_WORD.sub("-", fold(text)).strip("-")
