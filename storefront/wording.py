"""How money, weights, days and hours are written in the shop. Pure: no settings, no request."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

NBSP = "\u00a0"
MARKET_TIME = ZoneInfo("Asia/Ho_Chi_Minh")
_SIGNS = {"VND": "₫", "USD": "$", "EUR": "€"}
_KINDS_OF_SELLER = {"HTX", "HỢP", "TÁC", "XÃ", "THT", "LHHTX"}
_WHOLE = {"VND", "JPY", "KRW"}


def money(amount: object, currency: str = "VND") -> str:
    """`190.000 ₫` with a no-break space: dots between thousands, a comma before cents."""
    value = Decimal(str(amount))
    digits = f"{value:,.0f}" if currency in _WHOLE else f"{value:,.2f}"
    swapped = digits.translate(str.maketrans(",.", ".,"))
    return f"{swapped}{NBSP}{_SIGNS.get(currency, currency)}"


def dong_typed(text: str) -> int | None:
    """The amount a person typed as `50.000`, `50 000 ₫` or `50000`; None when it is not one, or beyond reason."""
    digits = re.sub(r"[\s.,₫đ\u00a0]", "", (text or "").strip().lower())
    if not re.fullmatch(r"[0-9]{1,12}", digits):
        return None
    return int(digits)


def count_typed(text: str) -> int | None:
    """A whole number as typed into a quantity field, or None for anything else."""
    text = (text or "").strip()
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def moment(value: str | datetime) -> datetime:
    """An API time in the market's own time zone. Raises ValueError for text that is no time."""
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value.replace("Z", "+00:00"))
    return found.astimezone(MARKET_TIME)


def today() -> date:
    """The day it is in Lào Cai."""
    return datetime.now(MARKET_TIME).date()


def day(value: str | date | datetime) -> str:
    """`23/11/2026`."""
    if isinstance(value, str):
        value = moment(value) if "T" in value else date.fromisoformat(value)
    elif isinstance(value, datetime):
        value = moment(value)
    return f"{value.day}/{value.month}/{value.year}"


def hour_vi(value: str | datetime) -> str:
    """`9 giờ 12`, and `9 giờ` on the hour."""
    found = moment(value)
    return f"{found.hour} giờ" + (f" {found.minute:02}" if found.minute else "")


def hour(value: str | datetime) -> str:
    """`9:12`, for the other languages."""
    found = moment(value)
    return f"{found.hour}:{found.minute:02}"


def number(value: object) -> str:
    """A quantity with a decimal comma and no needless zeros: 1,5 – 12 – 0,25."""
    try:
        text = format(Decimal(str(value)).normalize(), "f")
    except InvalidOperation:
        return str(value)
    return text.replace(".", ",")


def weight(grams: int) -> str:
    """`500 g`, `1,5 kg`."""
    return f"{number(Decimal(grams) / 1000)}{NBSP}kg" if grams >= 1000 else f"{grams}{NBSP}g"


def phone(text: str) -> str:
    """`0912 345 678` from `+84912345678`, `0214 000 0101` from a landline's; other numbers as they are."""
    digits = re.sub(r"[^\d+]", "", text or "")
    local = re.sub(r"^(\+?84)", "0", digits) if digits.startswith(("+84", "84")) else digits
    if re.fullmatch(r"0\d{9,10}", local):  # eleven digits are a landline with its area's number
        return NBSP.join((local[:4], local[4:7], local[7:]))
    return text or ""


def initials(name: str) -> str:
    """Two letters for a cooperative's crest: `HTX Nương Mây` → NM."""
    words = [word for word in re.findall(r"\w+", name) if word.upper() not in _KINDS_OF_SELLER]
    return "".join(word[0] for word in words[:2]).upper() or "HT"
