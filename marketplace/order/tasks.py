"""What follows for orders when something has happened to an account; safe to run twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from marketplace.account.models import Address, User
from marketplace.core.jobs import enqueue_once
from marketplace.order.models import Order
from marketplace.order.statuses import OrderStatus

KEPT = timedelta(days=90)
"""So long after its last change an order of a deleted account keeps its contact: for claims and returns."""
OPEN = (OrderStatus.UNCONFIRMED, OrderStatus.UNFULFILLED, OrderStatus.PARTIALLY_FULFILLED)
FORGET = "marketplace.order.tasks.forget_buyer"


def join_guest_orders(*, user_id: int, **_event: Any) -> None:
    """On AccountConfirmed and PhoneConfirmed: what guests ordered with that e-mail or number is theirs."""
    if user := User.objects.filter(pk=user_id, is_active=True).first():
        guests = Order.objects.filter(user=None).alias(folded=Lower("email"))
        guests.filter(_reached_by(user)).update(user=user)


def join_account(*, order_id: str) -> None:
    """On OrderPlaced: the same the other way round, for accounts that are confirmed already."""
    order = Order.objects.filter(pk=UUID(order_id), user=None).first()
    if order is None:
        return
    known = User.objects.filter(is_active=True)
    user = known.filter(email=order.email.lower(), is_confirmed=True).first() if order.email else None
    if user is None and order.phone:
        user = known.filter(phone=order.phone, is_phone_confirmed=True).first()
    if user:
        Order.objects.filter(pk=order.pk, user=None).update(user=user)


@transaction.atomic
def forget_buyer(*, user_id: int, **_event: Any) -> None:
    """On AccountDeleted: orders that are done and old lose contact, address and note; again tomorrow for the others."""
    orders = Order.objects.filter(user=user_id).exclude(email="", phone="", shipping_address=None)
    due = orders.exclude(status__in=OPEN).filter(updated_at__lt=timezone.now() - KEPT)
    addresses = {
        key
        for pair in due.values_list("shipping_address", "billing_address")
        for key in pair
        if key is not None
    }
    due.update(email="", phone="", customer_note="", shipping_address=None, billing_address=None)
    Address.objects.filter(pk__in=addresses).delete()
    if orders.exists():
        tomorrow = timezone.now() + timedelta(days=1)
        enqueue_once(
            FORGET, {"user_id": user_id}, key=f"forget:{user_id}:{tomorrow:%Y%m%d}", run_after=tomorrow
        )


def _reached_by(user: User) -> Q:
    found = Q(pk=None)
    if user.email and user.is_confirmed:
        found |= Q(folded=user.email)
    if user.phone and user.is_phone_confirmed:
        found |= Q(phone=user.phone)
    return found
