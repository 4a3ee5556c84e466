"""How much of it: "5kg gạo" asks for rice, and says how much."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_GRAMS = {
    "g": 1,
    "gr": 1,
    "gram": 1,
    "lạng": 100,
    "lang": 100,
    "kg": 1000,
    "ký": 1000,
    "ki": 1000,
    "kí": 1000,
}
_GRAMS |= {"kilo": 1000, "cân": 1000, "yến": 10_000, "tạ": 100_000, "公斤": 1000, "克": 1, "斤": 500}
_MILLILITERS = {"ml": 1, "cc": 1, "lít": 1000, "lit": 1000, "l": 1000, "liter": 1000, "升": 1000}
_PACKS = ["chai", "hũ", "gói", "bó", "con", "đôi", "hộp", "túi", "lọ", "quả", "trái"]
_PACKS += ["bao", "thùng", "cái", "chiếc", "bộ"]
_UNITS = sorted([*_GRAMS, *_MILLILITERS, *_PACKS], key=len, reverse=True)
_QUANTITY = re.compile(
    rf"(?<![\w.,])(\d{{1,6}}(?:[.,]\d{{1,3}})?|nửa|một)\s*({'|'.join(map(re.escape, _UNITS))})(?!\w)"
    rf"|(?<![\w.,])(\d{{1,6}}(?:[.,]\d{{1,3}})?)\s*(公斤|克|斤|升)"
)
_WORDS = {"nửa": 500, "một": 1000}


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many thousandths of a unit: 5 kg is 5,000,000 thousandths of G. `unit` is G, ML or PIECE."""

    thousandths: int
    unit: str


def take_quantity(text: str) -> tuple[str, Quantity | None]:
    """The text without the first number and unit, and what they were. A text that is nothing else stays whole."""
    composed = unicodedata.normalize("NFC", text).lower()
    found = _QUANTITY.search(composed)
    if found is None:
        return text, None
    rest = f"{composed[: found.start()]} {composed[found.end() :]}".strip()
    if not any(letter.isalnum() for letter in rest):
        return text, None
    return rest, _read(found[1] or found[3], found[2] or found[4])


def _read(number: str, unit: str) -> Quantity:
    thousandths = _WORDS.get(number) or _thousandths(number)
    if unit in _GRAMS:
        return Quantity(thousandths * _GRAMS[unit], "G")
    if unit in _MILLILITERS:
        return Quantity(thousandths * _MILLILITERS[unit], "ML")
    return Quantity(thousandths, "PIECE")


def _thousandths(number: str) -> int:
    whole, _, part = number.replace(",", ".").partition(".")
    return int(whole) * 1000 + int(part.ljust(3, "0") or 0)
