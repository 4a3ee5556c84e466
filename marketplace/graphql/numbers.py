"""JSON as it comes in, where numbers keep the digits they were written with (DECISIONS 9), and as it goes out."""

from __future__ import annotations

import json
from typing import Any

import orjson


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


def write_json(value: Any) -> bytes:
    """JSON as clients get it. What orjson does not take, json writes: a WrittenFloat, integers of more than 64 bits,
    keys that are numbers, hundreds of lists within lists."""
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")
