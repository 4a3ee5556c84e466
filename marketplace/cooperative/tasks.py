"""What follows for the people of cooperatives when something happened to an account. Each is safe to run twice."""

from __future__ import annotations

from typing import Any

from marketplace.cooperative import services


def join_account(*, user_id: int, **_event: Any) -> None:
    """On PhoneConfirmed."""
    services.join_account(user_id=user_id)


def release_phone(*, user_id: int, **_event: Any) -> None:
    """On PhoneChanged and PhoneReleased."""
    services.release_phone(user_id=user_id)


def let_go(*, user_id: int, **_event: Any) -> None:
    """On AccountDeleted."""
    services.let_account_go(user_id=user_id)
