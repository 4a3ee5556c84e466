"""Pictures in the API: absolute addresses in the size and format asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import graphene
from django.conf import settings

from marketplace.core.pictures import SIZES, address_of
from marketplace.graphql.fields import SourceField, batch
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.types import Type


class ThumbnailFormatEnum(graphene.Enum):
    """Formats of pictures in other sizes."""

    ORIGINAL = "ORIGINAL"
    AVIF = "AVIF"
    WEBP = "WEBP"


@dataclass(frozen=True, slots=True)
class Picture:
    """Where a picture is, and what it shows."""

    url: str
    alt: str | None = None


class Image(Type):
    """A picture."""

    class Meta:
        values = (Picture,)
        permission = PUBLIC

    url = graphene.String(required=True)
    alt = graphene.String()


def picture_arguments() -> dict[str, Any]:
    """The dialect's arguments of every picture."""
    return {
        "size": graphene.Argument(graphene.Int),
        "format": graphene.Argument(ThumbnailFormatEnum, default_value="ORIGINAL"),
    }


def picture_url(name: str, size: int | None, format: Any) -> str:
    """Absolute address of a stored picture. Without a size the largest, 0 is the file as it was stored."""
    return picture_urls(size, format)(name)


def picture_urls(size: int | None, format: Any) -> Callable[[str], str]:
    """The same for many pictures in one size and format."""
    form = str(getattr(format, "value", format) or "ORIGINAL").lower()
    if size is None and form != "original":
        size = SIZES[-1]  # stored pictures are no larger, so without a format the file itself will do
    host = _host(settings.API_URL)
    return lambda name: host + address_of(name, size, form)


def absolute(path: str) -> str:
    """An address on the API's host."""
    return _host(settings.API_URL) + path


def picture(name: str, alt: str = "") -> SourceField:
    """`backgroundImage(size, format): Image` from the column that holds the picture's name; null for none.

    `alt` is the column with its text, or nothing.
    """

    def values(rows: Any, info: Info, size: int | None = None, format: Any = None) -> list[Picture | None]:
        url_of = picture_urls(size, format)
        return [
            Picture(url_of(stored), getattr(row, alt) if alt else None) if stored else None
            for row, stored in ((row, getattr(row, name)) for row in rows)
        ]

    return batch(Image, values, needs=(name, alt) if alt else (name,), **picture_arguments())


@lru_cache(maxsize=8)
def _host(api_url: str) -> str:
    parts = urlsplit(api_url)
    return f"{parts.scheme}://{parts.netloc}"
