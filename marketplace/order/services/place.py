"""From a draft to an order: frozen, split by cooperative, its goods promised."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import asdict

from django.db import transaction

from marketplace.account.models import Address
from marketplace.core.actor import Actor
from marketplace.core.address import Address as AddressValue
from marketplace.core.events import emit
from marketplace.core.money import Money, TaxedMoney
from marketplace.core.writing import insert
from marketplace.order import pricing
from marketplace.order.events import OrderPlaced
from marketplace.order.models import Order, OrderLine, OrderNumber, Suborder
from marketplace.payment import services as payment
from marketplace.warehouse import services as warehouse

FIRST_NUMBER = 1000
"""Orders are numbered from 1001."""


@transaction.atomic(savepoint=False)
def place(*, draft: pricing.Draft, actor: Actor) -> Order:
    """Make the order of a draft with one suborder per part, promise its goods, and emit OrderPlaced.

    Raises StockExhausted when goods are gone; then nothing was placed, and a transaction around it is undone as a
    whole (no savepoint of its own: two statements fewer). A checkout can have one order only (unique).
    """
    order = _order(draft)
    suborders = list(_suborders(order, draft))
    lines = [
        pair for part, suborder in zip(draft.parts, suborders, strict=True) for pair in _lines(suborder, part)
    ]
    for position, (line, _source) in enumerate(lines):
        line.position = position
    insert([order])
    insert(suborders)
    insert(line for line, _source in lines)
    warehouse.allocate(
        claims=[warehouse.Claim(line.pk, source.variant_id, line.quantity) for line, source in lines],
        holds={line.pk: source.hold for line, source in lines if source.hold},
    )
    _money(order, suborders, draft, actor)
    emit(OrderPlaced(order.pk), actor=actor)
    return order


def _order(draft: pricing.Draft) -> Order:
    shipping_address, billing_address = _addresses(draft.shipping_address, draft.billing_address)
    return Order(
        number=FIRST_NUMBER + OrderNumber.objects.create().pk,
        checkout_id=draft.checkout_id,
        user_id=draft.user_id,
        channel_id=draft.channel_id,
        email=draft.email,
        phone=draft.phone,
        language_code=draft.language_code,
        origin=draft.origin,
        shipping_address=shipping_address,
        billing_address=billing_address,
        currency=draft.currency,
        **_amounts("subtotal", draft.subtotal),
        **_amounts("shipping", draft.shipping),
        **_amounts("total", draft.total),
        **_amounts("undiscounted_total", draft.undiscounted_total),
        display_gross_prices=draft.display_gross_prices,
        payment_gateway=draft.payment_gateway,
        weight_g=sum(line.unit_weight_g * line.price.quantity for part in draft.parts for line in part.lines),
        customer_note=draft.customer_note,
        redirect_url=draft.redirect_url,
        metadata=draft.metadata,
        private_metadata=draft.private_metadata,
        created_at=draft.placed_at,
        updated_at=draft.placed_at,
    )


def _addresses(*values: AddressValue | None) -> list[Address | None]:
    """Rows of the order's own, in one statement."""
    rows = [Address(**asdict(value)) if value else None for value in values]
    insert(row for row in rows if row)
    return rows


def _amounts(name: str, money: TaxedMoney) -> dict[str, int]:
    return {f"{name}_net_amount": money.net.minor, f"{name}_gross_amount": money.gross.minor}


def _suborders(order: Order, draft: pricing.Draft) -> Iterator[Suborder]:
    due = pricing.amounts_due(draft.paid, [part.total.gross for part in draft.parts])
    for position, (part, amount_due) in enumerate(zip(draft.parts, due, strict=True), start=1):
        yield Suborder(
            order=order,
            cooperative_id=part.cooperative_id,
            position=position,
            number=f"{order.number}-{position}",
            shipping_method_id=part.shipping_method_id,
            shipping_method_name=part.shipping_method_name,
            collects_in_person=part.collects_in_person,
            shipping_tax_class_id=part.shipping_tax_class_id,
            shipping_tax_class_name=part.shipping_tax_class_name,
            shipping_tax_percent=pricing.percent(part.shipping_tax_rate),
            currency=order.currency,
            **_amounts("subtotal", part.subtotal),
            **_amounts("shipping", part.shipping),
            **_amounts("total", part.total),
            amount_due_amount=amount_due.minor,
            payment_gateway=order.payment_gateway,
            created_at=order.created_at,
            updated_at=order.created_at,
        )


def _lines(suborder: Suborder, part: pricing.DraftPart) -> Iterator[tuple[OrderLine, pricing.DraftLine]]:
    for source in part.lines:
        price = source.price
        yield (
            OrderLine(
                id=uuid.uuid4(),
                order_id=suborder.order_id,
                suborder=suborder,
                variant_id=source.variant_id,
                product_name=source.product_name,
                variant_name=source.variant_name,
                translated_product_name=source.translated_product_name,
                translated_variant_name=source.translated_variant_name,
                sku=source.sku,
                is_shipping_required=source.is_shipping_required,
                quantity=price.quantity,
                unit_weight_g=source.unit_weight_g,
                currency=suborder.currency,
                **_amounts("unit", price.unit),
                undiscounted_unit_gross_amount=price.undiscounted_unit.minor,
                **_amounts("total", price.total),
                **_amounts("undiscounted_total", price.undiscounted_total),
                tax_class_id=source.tax_class_id,
                tax_class_name=source.tax_class_name,
                tax_percent=pricing.percent(price.tax_rate),
                created_at=suborder.created_at,
            ),
            source,
        )


def _money(order: Order, suborders: list[Suborder], draft: pricing.Draft, actor: Actor) -> None:
    """Money that comes with the goods waits per suborder (DECISIONS 19); what came before moves to the order."""
    if draft.pays_on_delivery:
        dues = [
            payment.Due(each.pk, each.cooperative_id, Money(each.amount_due_amount, each.currency))
            for each in suborders
        ]
        payment.await_payments(order_id=order.pk, gateway_id=draft.payment_gateway, dues=dues, actor=actor)
    elif draft.checkout_id:
        payment.adopt(checkout_id=draft.checkout_id, order_id=order.pk)
