"""Strong drink: which goods it is, and whether this visitor has said to be grown up. Pure but for the session."""

from collections.abc import Iterable

from django.http import HttpRequest


def is_spirit(good: dict) -> bool:
    """Whether only adults may buy it: staff say so of its type (law L23)."""
    return bool((good.get("productType") or {}).get("isForAdults"))


def has_spirits(checkout: dict) -> bool:
    """Whether a cart holds any."""
    return any(
        is_spirit(line["variant"]["product"]) for parcel in checkout["parcels"] for line in parcel["lines"]
    )


def without_spirits(goods: Iterable[dict]) -> list[dict]:
    """The goods that may be put forward to everybody: strong drink is sold here, never praised."""
    return [good for good in goods if not is_spirit(good)]


def is_adult(request: HttpRequest) -> bool:
    """Whether the person at this browser has said to be 18 or older."""
    return bool(request.session.get("adult"))
