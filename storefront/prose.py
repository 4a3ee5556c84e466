"""EditorJS JSON, as the dialect's descriptions are, into safe HTML. Pure.

Whatever the text holds, only our own tags come out: the block tags below, and b, i and a inside a line.
"""

import json
import re
from html import escape, unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

_SAME = {"b": "b", "strong": "b", "i": "i", "em": "i"}


class _Inline(HTMLParser):
    """Keeps b, i and harmless links; everything else becomes its text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self.out.append("<br>")
        elif tag in _SAME:
            self._start(_SAME[tag], "")
        elif tag == "a" and "a" not in self.open and (href := harmless(dict(attrs).get("href"))):
            self._start("a", f' href="{escape(href)}" rel="nofollow noopener noreferrer"')

    def handle_endtag(self, tag):
        tag = _SAME.get(tag, tag)
        if tag in self.open:
            while self.open:
                closed = self.open.pop()
                self.out.append(f"</{closed}>")
                if closed == tag:
                    break

    def handle_data(self, data):
        self.out.append(escape(data))

    def _start(self, tag, attributes):
        self.open.append(tag)
        self.out.append(f"<{tag}{attributes}>")

    def finished(self) -> str:
        self.close()
        return "".join(self.out) + "".join(f"</{tag}>" for tag in reversed(self.open))


def html_of(description: str | dict | None, first_heading: int = 3) -> str:
    """HTML of an EditorJS document; plain text becomes paragraphs; nothing becomes the empty string.

    Headings start at `first_heading`, so that a page keeps one h1 and its order.
    """
    blocks = _blocks(description)
    return "\n".join(filter(None, (_block(block, first_heading) for block in blocks)))


def text_of(description: str | dict | None, limit: int = 160) -> str:
    """The first words of a description, without tags: for search engines and link previews."""
    words = " ".join(re.sub(r"<[^>]*>", " ", html_of(description)).split())
    words = unescape(words)
    return words if len(words) <= limit else words[: limit - 1].rsplit(" ", 1)[0] + "…"


def _blocks(description: Any) -> list:
    if isinstance(description, str):
        try:
            parsed = json.loads(description)
        except (ValueError, RecursionError):
            parsed = None
        if not isinstance(parsed, dict):
            paragraphs = [part for part in description.split("\n\n") if part.strip()]
            return [{"type": "paragraph", "data": {"text": escape(part)}} for part in paragraphs]
        description = parsed
    blocks = description.get("blocks") if isinstance(description, dict) else None
    return blocks if isinstance(blocks, list) else []


def _block(block: Any, first_heading: int) -> str:
    data = block.get("data") if isinstance(block, dict) else None
    if not isinstance(data, dict):
        return ""
    kind = block.get("type")
    if kind == "list":
        items = "".join(
            f"<li>{line}</li>" for item in _list(data.get("items")) if (line := _line(_item_text(item)))
        )
        tag = "ol" if data.get("style") == "ordered" else "ul"
        return f"<{tag}>{items}</{tag}>" if items else ""
    line = _line(data.get("text"))
    if not line:
        return ""
    if kind == "header":
        level = data.get("level")
        deeper = level - 2 if isinstance(level, int) else 0
        tag = f"h{min(6, max(first_heading, first_heading + deeper))}"
        return f"<{tag}>{line}</{tag}>"
    return f"<blockquote>{line}</blockquote>" if kind == "quote" else f"<p>{line}</p>"


def _list(items: Any) -> list:
    return items if isinstance(items, list) else []


def _item_text(item: Any) -> Any:
    return item.get("content") or item.get("text") if isinstance(item, dict) else item


def _line(text: Any) -> str:
    if not isinstance(text, str) or not text.strip():
        return ""
    parser = _Inline()
    parser.feed(text)
    return parser.finished().strip()


def harmless(href: str | None) -> str | None:
    """The address if a reader may follow it: the web, a letter, a call, or a path of our own; else None."""
    try:
        parts = urlsplit((href or "").strip())
    except ValueError:
        return None
    if parts.scheme in ("http", "https", "mailto", "tel"):
        return parts.geturl()
    # a path of our own; `//host` and `javascript:` are neither
    return parts.geturl() if not parts.scheme and not parts.netloc and parts.path.startswith("/") else None
