"""What testifies to goods: attributes whose text names the paper, and till when it is good. Pure.

"Một sản phẩm loại này được 4 sao năm 2023, hạn 28/12/2026" counts to the end of that day and not a day longer: an
expired star on a page is a broken promise. A text without such a day has no end.
"""

from __future__ import annotations

import re
from datetime import date

ATTRIBUTES = ("chi-dan-dia-ly", "nhan-hieu", "ocop")
"""Geographical indications, marks, and stars of the One Commune One Product programme."""
_UNTIL = re.compile(r"\b(?:hạn|until)\s+(\d{1,2})/(\d{1,2})/(\d{4})", re.IGNORECASE)


def is_valid(text: str, day: date) -> bool:
    """Whether what this text names still holds on the day; a day that is none does not."""
    try:
        return all(last >= day for last in last_days(text))
    except ValueError:
        return False


def last_days(text: str) -> list[date]:
    """The last days this text names. Raises ValueError for one that is none."""
    return [date(int(year), int(month), int(day)) for day, month, year in _UNTIL.findall(text)]


def ended_between(text: str, since: date, before: date) -> bool:
    """Whether what this text names held on `since` and does not on `before`."""
    return is_valid(text, since) and not is_valid(text, before)
