"""What it may cost: "trà dưới 200 nghìn" asks for tea, and says how much money there is for it.

Marks that were typed must be those of the word that is meant: degrees (độ) are no dollars, mushrooms (nấm) no five.
Where none were, "nghin" behind a number is no other word than "nghìn"; numbers in words are taken without marks only
from a text that has none. Other money than đồng is reckoned at a rough rate; who asks sees what was understood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

ABOUT = 4
"""A part of what "tầm 300k" says may be more or less: a quarter."""
DEAREST = 10**12
LEAST_ALONE = 10_000
"""From so much on a number that is compared needs no unit where the text ends with it."""
_NUMBER = r"\d{1,3}(?:[.,]\d{3})+|\d{1,9}(?:[.,]\d{1,2})?"
_DIGITS = {"khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7}
_DIGITS |= {"tam": 8, "tám": 8, "chin": 9}
_SPOKEN = rf"(?:(?:{'|'.join(_DIGITS)}|muoi|tram|linh|le|nua)\s+)+"
_TIMES = {"k": 1000, "nghin": 1000, "ngan": 1000, "ngh": 1000, "tr": 10**6, "trieu": 10**6}
_TIMES |= {"tram": 100_000, "万": 10_000, "千": 1000, "百万": 10**6}
_DONG = r"dong|vnd|d|₫|越南盾|越盾|盾"
RATES = {
    "元": 3700,
    "块": 3700,
    "块钱": 3700,
    "人民币": 3700,
    "rmb": 3700,
    "¥": 3700,
    "usd": 26_000,
    "dollars": 26_000,
}
RATES |= {
    "dollar": 26_000,
    "đô": 26_000,
    "đô la": 26_000,
    "do la": 26_000,
    "$": 26_000,
    "€": 29_000,
    "euro": 29_000,
}
"""Đồng for one of these, roughly. "do" alone is as often degrees, or red."""
_MARKED_WORDS = """
một bốn tư năm lăm sáu bảy bẩy tám chín mươi mười trăm lẻ nửa nghìn ngàn rưỡi triệu đ đồng đô dưới không quá tối đa
rẻ ít nhỏ thấp hơn chưa đến tới trên từ thiểu nhất tầm giá mức giữa khoảng cỡ chừng xấp xỉ gần trở xuống lên đổ lại và
"""
_MARKED = frozenset(_MARKED_WORDS.split())
"""Words of prices that have marks. With others they are other words."""
_KEPT = frozenset({"đô", "tám", "tầm"})
"""Of these, the ones that the patterns tell from others of the same letters."""
_NUMBERS_IN_WORDS = frozenset(_DIGITS) - {"hai", "ba", "tu"} | {"muoi", "tram", "le", "nua"}
"""Without marks they are many other words."""
_WORD = re.compile(r"[a-z\u00e0-\u1ef9]+")
OTHER = "_"
"""Stands for each letter of a word that belongs to no price."""
_TO = r"\s*(?:-|–|—|~|den|toi|to|and|va|到|至)\s*"
_MOST = r"duoi|khong qua|toi da|re hon|it hon|nho hon|thap hon|chua den|chua toi|under|below|less than|up to|at most"
_MOST += r"|cheaper than|max|<=|<|≤|低于|不超过|少于|小于|最多"
_LEAST = r"tren|hon|tu|toi thieu|it nhat|over|above|more than|from|at least|min|>=|>|≥|高于|超过|大于|至少"
_NEAR = r"tầm gia|tầm|tam gia|tam(?=\s*\d)|khoang|co|chung|xap xi|gan|about|around|大约|约|~"
_AS_MOST = r"tro xuong|do lai|do xuong|tro lai|or less|以下|以内|之内|内"
_AS_LEAST = r"tro len|or more|以上|起"
_FROM = r"(?:tu|from|between|khoang|tầm|tam|giua)"
_PER = r"(?:\s*/\s*[a-z]+)?"
_COSTS = r"(?:(?:gia|muc gia|tầm gia|tam gia|price|价格|价)\s*)?"
_EDGE = r"(?<![a-z0-9.,/])"


def _amount(place: int) -> str:
    """A number in digits or words, what it is times, and whose money, as groups of this place."""
    times, money = _any_of(_TIMES), f"{_DONG}|{_any_of(RATES)}"
    return (
        rf"(?:(?P<before{place}>[$¥€])\s*)?(?P<number{place}>{_NUMBER}|{_SPOKEN})\s*"
        rf"(?:(?P<times{place}>{times})(?![a-z])\s*(?P<more{place}>ruoi|\d{{1,3}}(?![\d.,]*\s*[a-z]))?)?"
        rf"\s*(?P<money{place}>(?:{money})(?![a-z]))?"
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_BETWEEN = re.compile(rf"{_EDGE}{_COSTS}(?:{_FROM}\s+)?{_amount(1)}{_TO}{_amount(2)}{_PER}(?![a-z0-9])")
_ONE = re.compile(
    rf"(?:{_EDGE}{_COSTS}(?:(?P<most>{_MOST})|(?P<least>{_LEAST})|(?P<near>{_NEAR}))?\s*{_EDGE})"
    rf"{_amount(1)}\s*(?:(?P<as_most>{_AS_MOST})|(?P<as_least>{_AS_LEAST})|左右)?{_PER}(?![a-z0-9])"
)


@dataclass(frozen=True, slots=True)
class PriceRange:
    """From `least` to `most` đồng, ends included; either may be open."""

    least: int | None = None
    most: int | None = None


def take_price(text: str) -> tuple[str, PriceRange | None]:
    """The text without the first price that it names, and that price; what is left may be empty."""
    # single spaces: the patterns would try every way to share out a long run of them
    composed = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    bare = _told_apart(composed)
    for pattern, read in ((_BETWEEN, _between), (_ONE, _one)):
        for found in pattern.finditer(bare):
            if (price := read(found)) is not None:
                rest = f"{composed[: found.start()]} {composed[found.end() :]}"
                return " ".join(rest.split()), price
    return text, None


def _told_apart(text: str) -> str:
    """As long as the text: its words without marks, and nothing of those whose marks are another word's."""
    has_marks = any(_bare(letter) != letter for letter in text)

    def told(found: re.Match[str]) -> str:
        word = found[0]
        letters = "".join(map(_bare, word))
        is_other = word not in _MARKED if word != letters else has_marks and word in _NUMBERS_IN_WORDS
        return OTHER * len(word) if is_other else word if word in _KEPT else letters

    return _WORD.sub(told, text)


def _bare(letter: str) -> str:
    """Without its marks, always one letter for one."""
    return "d" if letter == "đ" else unicodedata.normalize("NFD", letter)[0]


def _between(found: re.Match[str]) -> PriceRange | None:
    """ "từ 50 đến 100k": the first takes its unit from the second."""
    most, unit = _dong(found, 2, 1)
    least, _unit = _dong(found, 1, unit)
    if most is None or least is None or not _has_unit(found, 2) or least > most:
        return None
    return PriceRange(least, most)


def _one(found: re.Match[str]) -> PriceRange | None:
    amount, _unit = _dong(found, 1, 1)
    if amount is None:
        return None
    if found["most"] or found["as_most"]:
        price = PriceRange(most=amount)
    elif found["as_least"] or found["least"]:
        price = PriceRange(least=amount)
    else:
        price = PriceRange(amount - amount // ABOUT, amount + amount // ABOUT)
    is_hundreds = found["times1"] == "tram" and not found["money1"]  # "một trăm cái bánh"
    return price if _has_unit(found, 1) and not is_hundreds or _is_compared(found, amount) else None


def _is_compared(found: re.Match[str], amount: int) -> bool:
    """Whether a number without a unit is money: "dưới 200000", but not "trên 1500 mét" and not "khoảng 1000 người"."""
    compares = any(found[each] for each in ("most", "as_most", "as_least", "least", "near"))
    rest = found.string[found.end() :]
    return compares and amount >= LEAST_ALONE and not any(map(str.isalnum, rest.replace(OTHER, "a")))


def _has_unit(found: re.Match[str], place: int) -> bool:
    """Whether it is money: "dưới 100k", not "nếp 87"; đồng alone only where it is enough for a price."""
    money, times = found[f"money{place}"], found[f"times{place}"]
    return bool(times or found[f"before{place}"] or money in RATES) or (
        money is not None and (_counted(found[f"number{place}"]) or 0) >= 1000
    )


def _dong(found: re.Match[str], place: int, unit: int) -> tuple[int | None, int]:
    """How many đồng, and how many one of these is; None for what nobody could pay."""
    number = _counted(found[f"number{place}"])
    times, money = found[f"times{place}"], found[f"money{place}"] or found[f"before{place}"]
    if times or money:
        unit = _TIMES.get(times or "", 1) * RATES.get(money or "", 1)
    if number is None:
        return None, unit
    amount = int(number * unit)
    if more := found[f"more{place}"]:
        amount += unit // 2 if more == "ruoi" else int(more) * unit // 10 ** len(more)
    return (amount, unit) if 0 < amount < DEAREST else (None, unit)


def _counted(number: str) -> Decimal | None:
    """Of digits or words: "1.500.000", "1,5", "hai trăm", "năm mươi", "nửa"."""
    words = number.split()
    if number[0].isdigit():
        if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", number):
            return Decimal(re.sub(r"[.,]", "", number))
        return Decimal(number.replace(",", "."))
    total, last = Decimal(0), Decimal(1)
    for word in words:
        if word == "nua":
            total += Decimal("0.5")
        elif word in ("muoi", "tram"):
            total = (total - last if last and total else Decimal(0)) + (last or 1) * (
                10 if word == "muoi" else 100
            )
            last = Decimal(0)
        elif word in _DIGITS:
            last = Decimal(_DIGITS[word])
            total += last
    return total or None
