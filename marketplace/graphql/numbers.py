"""JSON as it comes in: numbers keep the digits they were written with (DECISIONS 9)."""

from __future__ import annotations

import json
from typing import Any


class WrittenFloat(float):
    """A float for those who want one (latitudes), and its exact text for those who make a Decimal of it (money)."""

    text: str

    def __new__(cls, text: str) -> WrittenFloat:
        number = super().__new__(cls, text)
        number.text = text
        return number

    def __str__(self) -> str:
        return self.text


def read_json(text: str | bytes) -> Any:
    """Like json.loads, with WrittenFloat for numbers with a point. NaN and Infinity are no JSON: ValueError."""
    return json.loads(text, parse_float=WrittenFloat, parse_constant=_refuse)


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")
