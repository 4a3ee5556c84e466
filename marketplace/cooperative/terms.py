"""On what terms a cooperative sends its goods: how soon, and how far those that do not keep. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

LONGEST_HANDLING = 30
"""Working days."""
SUNDAY = 6


def near(near_provinces: Sequence[str], own: str) -> tuple[str, ...]:
    """Codes of the provinces fresh goods reach; without a word of the cooperative only its own."""
    return tuple(near_provinces) or (own,)


def sent_by(today: date, handling_days: int, closed_until: date | None = None) -> date:
    """The day on which what is ordered today leaves at the latest. Working days are Monday to Saturday."""
    day = max(today, closed_until or today)
    while day.weekday() == SUNDAY:
        day += timedelta(days=1)
    for _ in range(handling_days):
        day += timedelta(days=1)
        while day.weekday() == SUNDAY:
            day += timedelta(days=1)
    return day
