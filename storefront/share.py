"""What a link to a page shows in Zalo, Facebook and search engines: words, a picture, and what it is about."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

WIDTH, HEIGHT = 1200, 630
"""The size all of them show without cutting."""
COVER = "share/cho.jpg"
LANDSCAPES = ("ruong-bac-thang", "doi-che", "vuon-man", "ho-thac-ba", "khung-cui")


@dataclass(frozen=True)
class Share:
    """Words and picture of a shared link; `image` is a path of the shop. `about` is schema.org's."""

    title: str
    text: str
    image: str
    kind: str = "website"
    about: list[dict[str, Any]] = field(default_factory=list)


def public(path: str) -> str:
    """A path of the shop as an address others can open."""
    return path if path.startswith("http") else settings.PUBLIC_URL + path


def cover() -> str:
    """The market's own picture."""
    return static(COVER)


def landscape_of(seller: dict) -> str:
    """The name of one of our landscapes, always the same for the same seller."""
    return LANDSCAPES[sum(seller["slug"].encode()) % len(LANDSCAPES)]


def address(name: str, *args: str) -> str:
    """The absolute address of a page in the visitor's language."""
    return public(reverse(name, args=args))
