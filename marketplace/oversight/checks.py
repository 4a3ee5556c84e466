"""What a listing's texts say, for staff's list of words. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from marketplace.core.vietnamese import fold

_TAG = re.compile(r"<[^>]*>")
_NOT_WORD = re.compile(r"[^\w]+")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")


def legible(text: str) -> str:
    """Text as words are looked for in it: no marks, tags, invisible letters, punctuation; a space around each word."""
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return f" {_NOT_WORD.sub(' ', fold(_TAG.sub(' ', unicodedata.normalize('NFKC', seen)))).strip()} "


def words_in(texts: Iterable[str], watched: Iterable[str]) -> list[str]:
    """Which of the watched words (folded) stand in one of these texts, whole; Chinese ones anywhere."""
    spaced = [legible(text) for text in texts if text]
    closed = [each.replace(" ", "") for each in spaced]
    return [word for word in watched if _stands(word, closed if _IDEOGRAPH.search(word) else spaced)]


def _stands(word: str, texts: list[str]) -> bool:
    wanted = legible(word)
    if _IDEOGRAPH.search(word):
        wanted = wanted.replace(" ", "")
    return bool(wanted.strip()) and any(wanted in text for text in texts)


def texts_of(document: Any) -> Iterable[str]:
    """Every piece of text in an EditorJS document, however deep."""
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict):
        for value in document.values():
            yield from texts_of(value)
    elif isinstance(document, list):
        for value in document:
            yield from texts_of(value)
