"""Orders and suborders, as different people may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Min, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from marketplace.cooperative.rights import MONEY, ORDERS
from marketplace.core.actor import Actor
from marketplace.core.models import Event
from marketplace.order.models import (
    GrantedRefund,
    GrantedRefundLine,
    Order,
    OrderLine,
    RefundStatus,
    Suborder,
)
from marketplace.order.statuses import SuborderStatus
from marketplace.payment.models import TransactionItem


def visible_to(actor: Actor) -> QuerySet[Order]:
    """Orders in lists: staff with MANAGE_ORDERS see all, a user the own ones, a guest none."""
    if actor.may("MANAGE_ORDERS"):
        return Order.objects.all()
    return placed_by(actor.user_id) if actor.user_id is not None else Order.objects.none()


def placed_by(user_id: int) -> QuerySet[Order]:
    """A user's own orders."""
    return Order.objects.filter(user=user_id)


def with_id(order_id: UUID) -> Order | None:
    """The order for whoever knows its id: the id is the guest's key (DECISIONS 2)."""
    return Order.objects.filter(pk=order_id).first()


def order_of(checkout_id: UUID) -> Order | None:
    """The one order a checkout can have."""
    return Order.objects.filter(checkout_id=checkout_id).first()


def suborders_visible_to(actor: Actor) -> QuerySet[Suborder]:
    """Suborders one may see: staff with MANAGE_ORDERS all, sellers those whose orders or money they tend."""
    return _of_sellers(actor, ORDERS, MONEY)


def workable_by(actor: Actor) -> QuerySet[Suborder]:
    """Suborders one may work on: staff with MANAGE_ORDERS all, sellers those whose orders they tend."""
    return _of_sellers(actor, ORDERS)


def _of_sellers(actor: Actor, *rights: str) -> QuerySet[Suborder]:
    if actor.may("MANAGE_ORDERS"):
        return Suborder.objects.all()
    return Suborder.objects.filter(cooperative__in=actor.may_for_which(*rights))


def work_of(cooperative_id: int) -> QuerySet[Suborder]:
    """A cooperative's suborders, the oldest unanswered first, then what is to be packed, sent, and what is done."""
    return Suborder.objects.filter(cooperative=cooperative_id).order_by("turn", "created_at", "pk")


def history_of_orders(order_ids: Iterable[UUID]) -> QuerySet[Event]:
    """What happened to these orders and their parts, oldest first."""
    return Event.objects.filter(order_id__within=list(order_ids)).order_by("at", "pk")


def history_of(suborder_ids: Iterable[UUID]) -> QuerySet[Event]:
    """What happened to these suborders, oldest first."""
    return Event.objects.filter(suborder_id__in=list(suborder_ids)).order_by("at", "pk")


def remaining(line: OrderLine) -> int:
    """How many of a line are still to be sent."""
    return line.quantity - line.quantity_fulfilled - line.quantity_declined


def granted_to(order_ids: Iterable[UUID]) -> dict[UUID, int]:
    """{order id: minor units of its granted refunds}, 0 for none; one statement."""
    rows = GrantedRefund.objects.filter(order_id__within=list(order_ids)).order_by().values("order_id")
    return defaultdict(int, rows.annotate(sum=Sum("amount")).values_list("order_id", "sum"))


def whole_refunds_of(suborder_ids: Iterable[UUID]) -> QuerySet[GrantedRefund]:
    """What was granted for whole parts, delivery and all, with the part; the last one last."""
    rows = GrantedRefund.objects.filter(suborder_id__within=list(suborder_ids), shipping_included=True)
    return rows.select_related("suborder").order_by("pk")


def unanswered(hours: int) -> QuerySet[Suborder]:
    """Suborders that have been waiting for an answer for more than so many hours."""
    before = timezone.now() - timedelta(hours=hours)
    return Suborder.objects.filter(status=SuborderStatus.WAITING, created_at__lt=before)


def with_owed(orders: QuerySet[Order]) -> QuerySet[Any]:
    """With `owed`: what buyers have paid beyond what they have to pay after all that was granted; minor units.

    And `owed_since`, the first refund that is pending.
    """
    of_order = {"order_id": OuterRef("pk")}
    paid = TransactionItem.objects.filter(**of_order).order_by().values("order_id")
    granted = GrantedRefund.objects.filter(**of_order).order_by().values("order_id")
    pending = granted.filter(status=RefundStatus.PENDING)
    return orders.annotate(
        owed=Coalesce(Subquery(paid.annotate(sum=Sum("charged_amount")).values("sum")), 0)
        + Coalesce(Subquery(granted.annotate(sum=Sum("amount")).values("sum")), 0)
        - F("total_gross_amount"),
        owed_since=Subquery(pending.annotate(first=Min("created_at")).values("first")),
    )


def owing(orders: QuerySet[Order]) -> QuerySet[Any]:
    """Those of which a buyer is still to get money back, with `owed` and `owed_since`."""
    some = Exists(GrantedRefund.objects.filter(order_id=OuterRef("pk"), status=RefundStatus.PENDING))
    return with_owed(orders.filter(some)).filter(owed__gt=0)


def parts_of(order_ids: Iterable[UUID]) -> QuerySet[Suborder]:
    """The parts of these orders with their methods, by number."""
    rows = Suborder.objects.filter(order_id__within=list(order_ids)).select_related("shipping_method")
    return rows.order_by("order_id", "position")


def lines_of_refunds(refund_ids: Iterable[int]) -> QuerySet[GrantedRefundLine]:
    """The lines of these refunds with the order's lines."""
    rows = GrantedRefundLine.objects.filter(granted_refund_id__within=list(refund_ids))
    return rows.select_related("order_line").order_by("pk")


def refunded_goods(refund_ids: Iterable[int]) -> QuerySet[GrantedRefundLine, tuple[int, int, str, str]]:
    """(granted refund, quantity, product, variant) of all lines these refunds take off."""
    rows = GrantedRefundLine.objects.filter(granted_refund_id__within=list(refund_ids)).order_by("pk")
    return rows.values_list(
        "granted_refund_id", "quantity", "order_line__product_name", "order_line__variant_name"
    )
