"""How much of it: "5kg gạo" asks for rice, and says how much."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from marketplace.core.vietnamese.folding import fold

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
    "kilogram": 1000,
    "kilograms": 1000,
    "kilos": 1000,
    "grams": 1,
    "lb": 454,
    "lbs": 454,
    "pound": 454,
    "pounds": 454,
}
_GRAMS |= {"kilo": 1000, "cân": 1000, "yến": 10_000, "tạ": 100_000, "公斤": 1000, "克": 1, "斤": 500}
_MILLILITERS = {"ml": 1, "cc": 1, "lít": 1000, "lit": 1000, "l": 1000, "liter": 1000, "升": 1000}
_PACKS = ["chai", "hũ", "gói", "bó", "con", "đôi", "hộp", "túi", "lọ", "quả", "trái"]
_PACKS += ["bao", "thùng", "cái", "chiếc", "bộ", "chục", "khay", "nải", "buồng", "miếng", "tấm", "suất"]
_PACKS += [
    "năm tuổi",
    "người",
    "đêm",
    "lốc",
    "vỉ",
    "phần",
    "cm",
    "mm",
    "mét",
    "tháng",
    "ngày",
    "tuổi",
    "ticket",
    "tickets",
    "people",
    "person",
    "nights",
]
_PACKS += ["bottle", "jar", "box", "pack", "packet", "bag", "can", "tin", "piece", "dozen", "cup"]
_PACKS += ["bottles", "jars", "boxes", "packs", "packets", "bags", "cans", "tins", "pieces", "cups"]
_BARE_GRAMS = {fold(unit): grams for unit, grams in _GRAMS.items()}
_BARE_MILLILITERS = {fold(unit): milliliters for unit, milliliters in _MILLILITERS.items()}
_UNITS = sorted(
    {*_GRAMS, *_MILLILITERS, *_PACKS, *map(fold, (*_GRAMS, *_MILLILITERS, *_PACKS))}, key=len, reverse=True
)
"""With marks and without: behind a number "hu" is no other word than "hũ"."""
_MEASURES = (
    "cao",
    "dài",
    "rộng",
    "loại",
    "cỡ",
    "khổ",
    "vé",
    "a",
    "an",
    "of",
    "by",
    "in",
    "the",
    "per",
    "sold",
    "grade",
)
_UNITS_AND_PACKS = frozenset(
    {*_UNITS, *_MEASURES, "bán", "theo", "nguyên", "nửa", "cắt", "tảng", "buồng", "bát", "chùm", "tấm"}
)
_HOLDERS = ("chai", "hũ", "gói", "hộp", "túi", "lọ", "bao", "thùng", "can")
"""What stands before a number too: "túi 1kg"."""
_ALONE = re.compile(
    r"^\s*(?:(?:a|an|one|some|half a)\s+)?"
    r"(?:bottle|jar|box|boxe|pack|packet|bag|can|tin|piece|dozen|cup|kilo|kg|pound|bunche|bunch|pair|set|glass|pot|tray|bowl|basket|bouquet)s?\s+of\b"
)
_COUNTED = "公斤|克|斤|升|瓶|盒|袋|包|罐|箱|只|個|个|条|條|块|塊|件|张|張"
_NUMBER = r"\d{1,6}(?:[.,/]\d{1,3})?"
_ONES, _MORE = "nửa|một|nua|mot", "hai|ba|bốn|sáu|bảy|mười|vài|mấy"
_FIRST_ONLY = "năm|tám|chín"
"""Behind another word they are a year, a kind of rice, and ripe."""
_MARKED_UNITS = sorted({*_GRAMS, *_MILLILITERS, *_PACKS}, key=len, reverse=True)
_QUANTITY = re.compile(
    rf"(?<![\w.,/])(?<!tháng )(?<!thang )(?:(?:{'|'.join(sorted({*_HOLDERS, *map(fold, _HOLDERS)}))})\s+)?"
    rf"({_NUMBER})\s*({'|'.join(map(re.escape, _UNITS))})(?!\w)"
    rf"|(?<![0-9a-z.,/半一二两兩三四五十])({_NUMBER}|[半一二两兩三四五十])\s*({_COUNTED})"
)
_IN_WORDS = re.compile(
    rf"(?<![\w.,/])(?:({_ONES})\s+({'|'.join(map(re.escape, _UNITS))})"
    rf"|({_MORE}|^\s*(?:{_FIRST_ONLY}))\s+({'|'.join(map(re.escape, _MARKED_UNITS))}))(?!\w)"
)
"""A bag is no "ba g", nor is "ba lo" three jars: a space between, and but for "mot" units with their marks."""
_WORDS = {
    "nửa": 500,
    "nua": 500,
    "một": 1000,
    "mot": 1000,
    "半": 500,
    "一": 1000,
    "二": 2000,
    "两": 2000,
    "兩": 2000,
}
_WORDS |= {
    "hai": 2000,
    "ba": 3000,
    "bốn": 4000,
    "năm": 5000,
    "sáu": 6000,
    "bảy": 7000,
    "tám": 8000,
    "chín": 9000,
}
_WORDS |= {"mười": 10_000, "vài": 3000, "mấy": 3000}
_WORDS |= {"三": 3000, "四": 4000, "五": 5000, "十": 10_000}


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many thousandths of a unit: 5 kg is 5,000,000 thousandths of G. `unit` is G, ML or PIECE."""

    thousandths: int
    unit: str


def take_quantity(text: str) -> tuple[str, Quantity | None]:
    """The text without the first number and unit, and what they were. A text that is nothing else stays whole.

    Nor does what it is packed in narrow anything: "a bottle of honey".
    """
    composed = unicodedata.normalize("NFKC", text).lower()
    quantity = None
    if found := _QUANTITY.search(composed) or _IN_WORDS.search(composed):
        rest = f"{composed[: found.start()]} {composed[found.end() :]}".strip()
        if any(letter.isalnum() for letter in rest):
            text = composed = rest
            quantity = _read((found[1] or found[3]).strip(), found[2] or found[4])
    if (first := _ALONE.match(composed)) and any(map(str.isalnum, composed[first.end() :])):
        text = composed[first.end() :].strip()
    return text, quantity


def without_packs(text: str) -> str:
    """What the name of a pack says besides how much it is: the "mứt" of "Hũ mứt 300 g"; nothing of "Bó 500 g".

    Of a part with a number what stands before it: the "khăn" of "Khăn 40 × 160 cm".
    """
    rest, _quantity = take_quantity(text)
    kept = [_BEFORE_NUMBER.match(part)[0] for part in _PARTS.split(rest)]  # type: ignore[index]
    return ", ".join(filter(None, map(_unpacked, kept)))


_PARTS = re.compile(r",(?!\d)|，|、")
_BEFORE_NUMBER = re.compile(r"\D*")


def _unpacked(part: str) -> str:
    said = part.split()
    while said and said[0].lower() in _UNITS_AND_PACKS:
        del said[0]
    return " ".join(said)


def _read(number: str, unit: str) -> Quantity:
    thousandths = _WORDS.get(number) or _thousandths(number)
    if bare := _BARE_GRAMS.get(fold(unit)):
        return Quantity(thousandths * bare, "G")
    if bare := _BARE_MILLILITERS.get(fold(unit)):
        return Quantity(thousandths * bare, "ML")
    return Quantity(thousandths, "PIECE")


def _thousandths(number: str) -> int:
    whole, slash, below = number.partition("/")
    if slash:
        return int(whole) * 1000 // max(1, int(below))
    whole, _, part = number.replace(",", ".").partition(".")
    return int(whole) * 1000 + int(part.ljust(3, "0") or 0)
