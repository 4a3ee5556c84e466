"""Whom to tell, and what the telling is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from marketplace.cooperative.models import Cooperative, CooperativeMember, Role
from marketplace.core.money import Money
from marketplace.core.shown import shown
from marketplace.notification.models import Message
from marketplace.order.models import GrantedRefund, Order, OrderLine, RefundStatus, Suborder


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody to be told. `key` names them without personal data; mail is preferred where there is an address."""

    key: str
    name: str
    email: str
    phone: str
    language: str


def already_told(key: str) -> bool:
    """Whether this message was handed over before."""
    return Message.objects.filter(key=key).exists()


def whole_order(order_id: UUID) -> Order:
    """The order with what a letter about it needs."""
    return Order.objects.select_related("shipping_address", "billing_address").get(pk=order_id)


def parts_of(order_id: UUID) -> list[Suborder]:
    """Its parts with their cooperatives, in order."""
    return list(Suborder.objects.filter(order=order_id).select_related("cooperative").order_by("position"))


def part(suborder_id: UUID) -> Suborder:
    """One part with its order and its cooperative."""
    rows = Suborder.objects.select_related("cooperative", "order__shipping_address", "order__billing_address")
    return rows.get(pk=suborder_id)


def buyer_of(order: Order) -> Reader:
    """Who ordered, with the language they ordered in."""
    address = order.shipping_address or order.billing_address
    name = " ".join(filter(None, (address.first_name, address.last_name))) if address else ""
    return Reader("buyer", name, order.email, order.phone, order.language_code)


def owner_of(cooperative: Cooperative) -> CooperativeMember | None:
    """Who answers for a cooperative: its owner, else a manager, else whoever there is."""
    members = list(CooperativeMember.objects.filter(cooperative=cooperative, is_active=True).order_by("pk"))
    ranks = {Role.OWNER: 0, Role.MANAGER: 1}
    return min(members, key=lambda member: ranks.get(Role(member.role), 2), default=None)


def goods_of(suborder: Suborder) -> str:
    """What is left of the part, as one line: "1 × Gạo Séng Cù, Bao 5 kg; 6 × Quýt"."""
    return in_one_line(OrderLine.objects.filter(suborder=suborder).order_by("position"))


def in_one_line(lines: Iterable[OrderLine]) -> str:
    """Lines with what was not declined of them."""
    left = ((line.quantity - line.quantity_declined, line) for line in lines)
    return "; ".join(f"{count} × {_name(line)}" for count, line in left if count)


def declined_goods(granted_refund_id: int) -> tuple[str, str]:
    """What a granted refund takes off, as one line, and the cooperative's reason."""
    refund = GrantedRefund.objects.get(pk=granted_refund_id)
    rows = refund.lines.select_related("order_line").order_by("pk")
    return "; ".join(f"{row.quantity} × {_name(row.order_line)}" for row in rows), refund.reason


def refund(granted_refund_id: int) -> tuple[str, bool]:
    """Why it was granted, and whether money has to go back."""
    found = GrantedRefund.objects.get(pk=granted_refund_id)
    return found.reason, found.status != RefundStatus.NONE


def due(suborder: Suborder) -> str:
    """What is collected for the part, as printed; empty for nothing."""
    return due_of_all([suborder])


def due_of_all(suborders: Sequence[Suborder]) -> str:
    """What is collected for all these parts of one order, as printed; empty for nothing."""
    amount = sum(each.amount_due_amount for each in suborders)
    return shown(Money(amount, suborders[0].currency)) if amount else ""


def _name(line: OrderLine) -> str:
    return f"{line.product_name}, {line.variant_name}" if line.variant_name else line.product_name
