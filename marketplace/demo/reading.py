"""The demo's data files and pictures."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Model

from marketplace.core.pictures import stored_name
from marketplace.site.models import SlugRedirect

Thing = TypeVar("Thing", bound=Model)

HERE = Path(__file__).parent
OPENING = datetime(2026, 11, 1, tzinfo=UTC)
"""Since when the demo's goods are on sale."""
LANGUAGES = (("en", "en"), ("zh-hans", "zh"))
"""Codes of the other languages, and what the data's keys in them end with."""
PICTURE_SIDE = 960
"""Pixels of the products' pictures, both ways."""


def data(name: str) -> list[dict[str, Any]]:
    """What `data/<name>.json` lists."""
    return json.loads((HERE / "data" / f"{name}.json").read_text(encoding="utf-8"))


def by_slug(model: type[Thing]) -> dict[str, Thing]:
    """All rows by their slugs, former ones included: what a person has renamed is not made again."""
    rows = {row.pk: row for row in model._default_manager.all()}
    former = SlugRedirect.objects.filter(kind=model._meta.model_name, object_id__in=rows)
    found = {slug: rows[pk] for slug, pk in former.values_list("old_slug", "object_id")}
    return found | {row.slug: row for row in rows.values()}  # type: ignore[attr-defined]


def store_picture(folder: str, name: str) -> str:
    """Put `pictures/<name>.webp` into the shop's storage, once, and give its stored name; "" if there is none."""
    path = HERE / "pictures" / f"{name}.webp"
    if not path.exists():
        return ""
    body = path.read_bytes()
    stored = stored_name(folder, body, "webp")
    if not default_storage.exists(stored):
        default_storage.save(stored, ContentFile(body))
    return stored


def editor_text(text: str) -> dict[str, Any]:
    """Plain text as EditorJS, one paragraph a line: what the dialect's clients expect of a description."""
    blocks = [
        {"type": "paragraph", "data": {"text": html.escape(line, quote=False)}}
        for line in text.splitlines()
        if line
    ]
    return {"time": 0, "blocks": blocks, "version": "2.24.3"}


def translations(entry: dict[str, Any], *, described: bool = False) -> list[dict[str, Any]]:
    """The other languages of an entry: language_code, name and, where wanted, description."""
    found = []
    for code, suffix in LANGUAGES:
        if name := entry.get(f"name_{suffix}"):
            texts: dict[str, Any] = {"language_code": code, "name": name}
            if described and (text := entry.get(f"description_{suffix}")):
                texts["description"] = editor_text(text)
            found.append(texts)
    return found
