"""The verbs of payments. Every amount a transaction shows is recomputed from its events."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from marketplace.core.actor import Actor
from marketplace.core.money import Money
from marketplace.core.writing import insert
from marketplace.payment.errors import (
    AlreadyProcessed,
    AmountInvalid,
    GatewayNotFound,
    KeyInUse,
    KeyTooLong,
    TransactionNotFound,
    TransferKnown,
)
from marketplace.payment.models import EventType, TransactionEvent, TransactionItem
from marketplace.payment.sums import sums
from marketplace.ports.errors import Refused, Unavailable, Unknown
from marketplace.ports.payments import Market, Outcome, OutcomeKind
from marketplace.ports.registry import gateway

KEY_LENGTH = 200
MOST = 10**15
"""Minor units of one payment: far above any order, well inside a column."""
EVENT_OF = {
    OutcomeKind.CHARGED: EventType.CHARGE_SUCCESS,
    OutcomeKind.AUTHORIZED: EventType.AUTHORIZATION_SUCCESS,
    OutcomeKind.WAITING: EventType.CHARGE_ACTION_REQUIRED,
    OutcomeKind.DECLINED: EventType.CHARGE_FAILURE,
}


@dataclass(frozen=True, slots=True)
class Due:
    """What a suborder's payee is to get after the order."""

    suborder_id: UUID
    payee_id: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Happened:
    """A payment after something was done with it, the event of it, and data for the buyer's browser."""

    item: TransactionItem
    event: TransactionEvent
    data: Mapping[str, Any]


@transaction.atomic(savepoint=False)
def await_payments(
    *, order_id: UUID, gateway_id: str, dues: Sequence[Due], actor: Actor
) -> list[TransactionItem]:
    """One transaction with a pending charge per suborder (DECISIONS 19); 2 statements for any number of them."""
    now = timezone.now()
    items = [
        TransactionItem(
            order_id=order_id,
            suborder_id=due.suborder_id,
            payee_id=due.payee_id,
            gateway=gateway_id,
            name=gateway_id,
            currency=due.amount.currency,
            charge_pending_amount=due.amount.minor,
            actor=actor.key,
            created_at=now,
            modified_at=now,
        )
        for due in dues
    ]
    insert(items)
    insert(
        _event(item, EventType.CHARGE_REQUEST, item.charge_pending_amount, actor, key="placed")
        for item in items
    )
    return items


@transaction.atomic
def adopt(*, checkout_id: UUID, order_id: UUID) -> None:
    """The payments of a checkout become its order's. 1 statement."""
    TransactionItem.objects.filter(checkout_id=checkout_id).update(
        order_id=order_id, modified_at=timezone.now()
    )


@transaction.atomic
def record_cash(*, suborder_id: UUID, amount: int, actor: Actor) -> TransactionItem | None:
    """The buyer's cash was taken: `amount` minor units. Again for the same suborder changes nothing.

    None when the suborder awaits no payment.
    """
    return _append_to_suborder(suborder_id, EventType.CHARGE_SUCCESS, amount, actor, key="cash")


@transaction.atomic
def lower(*, suborder_id: UUID, amount: int, key: str, actor: Actor) -> TransactionItem | None:
    """So much is not awaited any more, because goods were declined. Once per `key`."""
    return _append_to_suborder(suborder_id, EventType.CANCEL_SUCCESS, amount, actor, key=key)


@transaction.atomic
def record_refund(*, order_id: UUID, amount: int, reference: str, actor: Actor) -> list[TransactionItem]:
    """Money went back by a transfer of ours: taken off what was charged, the oldest payment first.

    A transfer is written down once, of whichever order: the database says so, for of two at the same moment neither
    sees the other. Raises AmountInvalid for more than was charged, and TransferKnown.
    """
    items = list(
        TransactionItem.objects.select_for_update().filter(order_id=order_id).order_by("created_at", "pk")
    )
    key: str | None = f"refund:{reference.upper()}"[:KEY_LENGTH]
    if not 0 < amount <= sum(each.charged_amount for each in items):
        raise AmountInvalid
    touched = []
    for item in items:
        if part := min(amount, item.charged_amount):
            event = _event(item, EventType.REFUND_SUCCESS, part, actor, key=key)
            event.message = reference
            _save_once(event)
            _recompute(item)
            amount, key = amount - part, None
            touched.append(item)
    return touched


def _save_once(event: TransactionEvent) -> None:
    try:
        with transaction.atomic():
            event.save()
    except IntegrityError as known:
        raise TransferKnown from known


def initialize(
    *,
    checkout_id: UUID,
    gateway_id: str,
    amount: Money,
    market: Market,
    capture: bool = True,
    data: Mapping[str, Any],
    key: str,
    actor: Actor,
) -> Happened:
    """Begin to pay for a checkout by a gateway whose money comes before the order.

    Without `capture` the money is set aside only. Our row exists before the gateway is called, and the call is
    outside of any transaction. The same `key` again goes on with the same payment.
    Raises GatewayNotFound, AmountInvalid, KeyTooLong, KeyInUse.
    """
    adapter = gateway(gateway_id)
    if adapter is None or not adapter.available_for(market):
        raise GatewayNotFound
    if not 0 < amount.minor <= MOST:
        raise AmountInvalid
    if len(key) > KEY_LENGTH:
        raise KeyTooLong
    item = _claimed(checkout_id, gateway_id, amount, key or str(uuid.uuid4()), actor)
    if settled := item.events.exclude(type=EventType.CHARGE_REQUEST).last():
        return Happened(item, settled, {})
    return _asked(
        item, amount, actor, lambda: adapter.initialize(amount, capture=capture, key=str(item.pk), data=data)
    )


def process(*, item_id: UUID, data: Mapping[str, Any], actor: Actor) -> Happened:
    """Go on with a waiting payment. Raises TransactionNotFound, AlreadyProcessed, GatewayNotFound."""
    item = TransactionItem.objects.filter(pk=item_id).first()
    if item is None:
        raise TransactionNotFound
    adapter = gateway(item.gateway)
    if adapter is None:
        raise GatewayNotFound
    if not item.charge_pending_amount:
        raise AlreadyProcessed
    amount, reference = Money(item.charge_pending_amount, item.currency), item.psp_reference
    return _asked(
        item, amount, actor, lambda: adapter.process(amount, key=str(item.pk), reference=reference, data=data)
    )


@transaction.atomic
def _claimed(checkout_id: UUID, gateway_id: str, amount: Money, key: str, actor: Actor) -> TransactionItem:
    """Our row with a pending charge, made once per key."""
    now = timezone.now()
    item, is_new = TransactionItem.objects.get_or_create(
        gateway=gateway_id,
        idempotency_key=key,
        defaults={
            "checkout_id": checkout_id,
            "name": gateway_id,
            "currency": amount.currency,
            "charge_pending_amount": amount.minor,
            "actor": actor.key,
            "created_at": now,
            "modified_at": now,
        },
    )
    if is_new:
        _event(item, EventType.CHARGE_REQUEST, amount.minor, actor, key="asked").save()
    elif item.checkout_id != checkout_id:
        raise KeyInUse
    return item


def _asked(item: TransactionItem, amount: Money, actor: Actor, call: Any) -> Happened:
    """Call the gateway and write down what it said; when it does not say, the payment stays pending."""
    try:
        outcome: Outcome = call()
    except Refused as refusal:
        outcome = Outcome(OutcomeKind.DECLINED, amount, message=str(refusal))
    except (Unavailable, Unknown) as silence:
        outcome = Outcome(OutcomeKind.WAITING, amount, message=str(silence))
    return _noted(item.pk, outcome, actor)


@transaction.atomic
def _noted(item_id: UUID, outcome: Outcome, actor: Actor) -> Happened:
    item = TransactionItem.objects.select_for_update().get(pk=item_id)
    last = item.events.order_by("pk").last()
    if last and not item.charge_pending_amount:  # somebody else asked at the same time and was told the same
        return Happened(item, last, outcome.data)
    item.psp_reference = outcome.reference or item.psp_reference
    item.message = outcome.message[:500]
    event = _event(item, EVENT_OF[outcome.kind], outcome.amount.minor, actor)
    event.save()
    _recompute(item)
    return Happened(item, event, outcome.data)


def _append_to_suborder(
    suborder_id: UUID, kind: EventType, amount: int, actor: Actor, *, key: str
) -> TransactionItem | None:
    item = TransactionItem.objects.select_for_update().filter(suborder_id=suborder_id).order_by("pk").first()
    if item is None:
        return None
    if not item.events.filter(idempotency_key=key).exists():
        _event(item, kind, amount, actor, key=key).save()
        _recompute(item)
    return item


def _event(
    item: TransactionItem, kind: EventType, amount: int, actor: Actor, *, key: str | None = None
) -> TransactionEvent:
    return TransactionEvent(
        transaction=item,
        type=kind,
        currency=item.currency,
        amount=amount,
        psp_reference=item.psp_reference,
        idempotency_key=key,
        message=item.message,
        actor=actor.key,
        created_at=timezone.now(),
    )


def _recompute(item: TransactionItem) -> None:
    """Write the sums of all events, and whatever else changed on the row."""
    rows: Iterable[tuple[str, int]] = item.events.order_by("pk").values_list("type", "amount")
    for column, amount in sums(rows).items():
        setattr(item, column, amount)
    item.modified_at = timezone.now()
    item.save()
