"""Pages as people type them, and as EditorJS JSON. Pure.

    ## A heading                  ### a smaller one
    - an item                     1. a numbered item
    A paragraph with **bold** words and [a link](/luat-cho/).

An empty line ends a paragraph. What EditorJS can hold beyond this (pictures, tables) is not typed here: `plain`
says whether a text can be edited this way without loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import groupby
from typing import Any

_HEADING = re.compile(r"(#{2,4}) +(.+)")
_ITEM = re.compile(r"- +(.+)")
_NUMBERED = re.compile(r"\d+\. +(.+)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\]\[]+)\]\(([^()\s]+)\)")
_HTML_BOLD = re.compile(r"<b>(.+?)</b>")
_HTML_LINK = re.compile(r'<a href="([^"()\s]+)">([^\]\[<]+)</a>')


def to_blocks(text: str) -> dict[str, Any]:
    """The EditorJS document of a typed text."""
    lines = [line.strip() for line in text.splitlines()]
    blocks = [block for kind, run in groupby(lines, _kind) for block in _blocks(kind, list(run))]
    return {"time": 0, "blocks": blocks, "version": "2.24.3"}


def to_text(document: dict[str, Any] | None) -> str:
    """The typed text of an EditorJS document."""
    return "\n\n".join(filter(None, map(_typed, (document or {}).get("blocks", []))))


def plain(document: dict[str, Any] | None) -> bool:
    """Whether nothing is lost when the document is typed anew."""
    return not document or to_blocks(to_text(document))["blocks"] == document.get("blocks")


def is_document(value: Any) -> bool:
    """Whether this has the shape of an EditorJS document: blocks with a type and data."""
    blocks = value.get("blocks") if isinstance(value, dict) else None
    return isinstance(blocks, list) and all(
        isinstance(block, dict) and isinstance(block.get("type"), str) and isinstance(block.get("data"), dict)
        for block in blocks
    )


def _kind(line: str) -> str:
    for kind, pattern in (("header", _HEADING), ("unordered", _ITEM), ("ordered", _NUMBERED)):
        if pattern.fullmatch(line):
            return kind
    return "paragraph" if line else ""


def _blocks(kind: str, lines: list[str]) -> Iterator[dict[str, Any]]:
    if kind == "header":
        for marks, words in (match.groups() for match in map(_HEADING.fullmatch, lines) if match):
            yield {"type": "header", "data": {"text": _html(words), "level": len(marks)}}
    elif kind == "paragraph":
        yield {"type": "paragraph", "data": {"text": _html(" ".join(lines))}}
    elif kind:
        pattern = _ITEM if kind == "unordered" else _NUMBERED
        items = [_html(match[1]) for match in map(pattern.fullmatch, lines) if match]
        yield {"type": "list", "data": {"style": kind, "items": items}}


def _typed(block: dict[str, Any]) -> str:
    data = block.get("data", {})
    if block.get("type") == "header":
        return f"{'#' * data.get('level', 2)} {_words(data.get('text', ''))}"
    if block.get("type") == "list":
        numbered = data.get("style") == "ordered"
        items = [item if isinstance(item, str) else item.get("content", "") for item in data.get("items", [])]
        marks = (f"{number}." if numbered else "-" for number in range(1, len(items) + 1))
        return "\n".join(f"{mark} {_words(item)}" for mark, item in zip(marks, items, strict=True))
    return _words(data.get("text", ""))


def _html(words: str) -> str:
    marked = _BOLD.sub(r"<b>\1</b>", escape(words, quote=False))
    return _LINK.sub(lambda link: f'<a href="{escape(unescape(link[2]))}">{link[1]}</a>', marked)


def _words(html: str) -> str:
    marked = _HTML_LINK.sub(r"[\2](\1)", _HTML_BOLD.sub(r"**\1**", html))
    return unescape(marked)
