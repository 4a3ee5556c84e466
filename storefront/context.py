"""What the frame of every page needs: shelves, the count in the cart, the other languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from storefront.api import ApiDown, ApiRefused, remembered
from storefront.languages import LANGUAGES, VIETNAMESE, in_language
from storefront.wording import today


def market(request: HttpRequest) -> dict:
    """Top shelves and sellers, at most a minute old; empty when the API is down, so that error pages still open."""
    try:
        answer = remembered(request, "Market")
    except (ApiDown, ApiRefused):
        return {"shelves": [], "cooperatives": [], "footer": []}
    return {
        "footer": (answer["footer"] or {}).get("items") or [],
        "shelves": [edge["node"] for edge in answer["categories"]["edges"]],
        "cooperatives": [edge["node"] for edge in answer["cooperatives"]["edges"]],
    }


def looking(session: Any) -> bool:
    """Whether staff see as a cooperative: only while that very token is in use."""
    last_letters = session.get("looking")
    token = session.get("by_link") or session.get("access") or ""
    return bool(last_letters) and token.endswith(last_letters)


def every_page(request: HttpRequest) -> dict:
    """Context of the base template."""
    language = getattr(request, "language", VIETNAMESE)
    all_languages = [{"language": one, "path": in_language(request.path, one)} for one in LANGUAGES]
    session = getattr(request, "session", {})
    return {
        "market": SimpleLazyObject(lambda: market(request)),
        "cart_count": session.get("count", 0),
        "workspace": session.get("workspace"),
        "signed_in": bool(session.get("refresh")),
        "looking": looking(session),
        "language": language,
        "all_languages": all_languages,
        "other_languages": [one for one in all_languages if one["language"] != language],
        "adult": session.get("adult", False),
        "public_url": settings.PUBLIC_URL,
        "month": today().month,
    }
