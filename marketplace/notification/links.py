"""Addresses of pages of the shop, as they stand in messages."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings


def order_page(order_id: UUID) -> str:
    """The buyer's page of an order; the link is its key, so it goes to the buyer only (DECISIONS 2)."""
    return f"{settings.PUBLIC_URL.rstrip('/')}/don/{order_id}"


def way_in(token: str) -> str:
    """The cooperative's workspace, by a link that opens it once."""
    return f"{settings.PUBLIC_URL.rstrip('/')}/ban-hang/vao/{token}"


def opening(cooperative_id: int) -> str:
    """The checklist of a shop that opens."""
    return f"{settings.PUBLIC_URL.rstrip('/')}/ban-hang/mo-quay/{cooperative_id}"


def own_listings() -> str:
    """How a shop's listings stand."""
    return f"{settings.PUBLIC_URL.rstrip('/')}/ban-hang/hang"


def own_data() -> str:
    """Where a shop's own data are fetched."""
    return f"{settings.PUBLIC_URL.rstrip('/')}/ban-hang/du-lieu"
