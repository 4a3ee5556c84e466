"""Payments, read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from uuid import UUID

from django.db.models import QuerySet, Sum

from marketplace.core.fields import ONE
from marketplace.core.statements import kept
from marketplace.payment.models import TransactionItem
from marketplace.ports.payments import Market, Paid
from marketplace.ports.registry import gateway, gateways


def of_checkout(checkout_id: UUID) -> QuerySet[TransactionItem]:
    """A checkout's payments, oldest first."""
    return TransactionItem.objects.filter(checkout_id=checkout_id).order_by("created_at", "pk")


def of_orders(order_ids: Iterable[UUID]) -> QuerySet[TransactionItem]:
    """Payments of these orders, oldest first."""
    return TransactionItem.objects.filter(order_id__in=list(order_ids)).order_by("created_at", "pk")


def secured(checkout_id: UUID, currency: str) -> int:
    """Minor units that are charged or authorized for a checkout."""
    rows = kept(
        ("secured", currency),
        lambda: TransactionItem.objects.filter(checkout_id__being=ONE, currency=currency),
        ("charged_amount", "authorized_amount"),
    )
    return sum(charged + authorized for charged, authorized in rows.run(one=checkout_id))


@dataclass(frozen=True, slots=True)
class Amounts:
    """What the payments of one cart or order add up to, in minor units."""

    authorized: int = 0
    authorize_pending: int = 0
    charged: int = 0
    charge_pending: int = 0
    refunded: int = 0
    refund_pending: int = 0
    canceled: int = 0
    cancel_pending: int = 0


def amounts_by(column: str, keys: Iterable[UUID]) -> dict[UUID, Amounts]:
    """{key: sums} over transactions by `column` ("checkout_id" or "order_id"), in one statement."""
    names = [each.name for each in fields(Amounts)]
    rows = TransactionItem.objects.filter(**{f"{column}__within": list(keys)}).order_by().values(column)
    sums = rows.annotate(**{f"sum_{name}": Sum(f"{name}_amount") for name in names})
    found = {each[column]: Amounts(*(each[f"sum_{name}"] for name in names)) for each in sums}
    return defaultdict(Amounts, found)


def ways_to_pay(market: Market) -> dict[str, str]:
    """{id: name} of the gateways buyers of this market can use."""
    return {key: each.name for key, each in gateways().items() if each.available_for(market)}


def offered(gateway_id: str, market: Market) -> bool:
    """Whether buyers of this market can pay by this gateway."""
    found = gateway(gateway_id)
    return found is not None and found.available_for(market)


def is_paid_on_delivery(gateway_id: str) -> bool:
    """Whether this gateway's money comes with the goods; False for unknown ones and for none."""
    found = gateway(gateway_id)
    return found is not None and found.paid is Paid.ON_DELIVERY
