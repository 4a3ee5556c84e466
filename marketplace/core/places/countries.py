"""Names of the world's countries, for addresses and phone numbers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

LANGUAGES = ("en", "vi", "zh-hans")
_LINES = (Path(__file__).parent / "data" / "countries.tsv").read_text("utf-8").splitlines()
CODES = tuple(line[:2] for line in _LINES)
"""Two letters each, in the dialect's order."""


def name_of(code: str, language: str) -> str:
    """The country's name in vi, en or zh-hans; in English for other languages, the code itself for an unknown one."""
    names = _names().get(code)
    if names is None:
        return code
    return names[LANGUAGES.index(language) if language in LANGUAGES else 0]


@cache
def _names() -> dict[str, list[str]]:
    return {code: names for code, *names in (line.split("\t") for line in _LINES)}
