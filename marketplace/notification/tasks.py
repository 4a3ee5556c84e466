"""What follows for readers when something happened to an order. Each takes an event's ids and is safe to run twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marketplace.cooperative.models import CooperativeMember
from marketplace.cooperative.services import make_link
from marketplace.notification import letters, links, queries
from marketplace.notification.letters import Part
from marketplace.notification.queries import Reader
from marketplace.notification.services import tell
from marketplace.notification.wording import speaking
from marketplace.order.models import Suborder
from marketplace.order.statuses import SuborderStatus

COOPERATIVES_LANGUAGE = "vi"


def thank_buyer(*, order_id: str) -> None:
    """On OrderPlaced: the buyer gets the order's link."""
    order = queries.whole_order(UUID(order_id))
    reader = queries.buyer_of(order)
    parts = queries.parts_of(order.pk)
    due = queries.due_of_all(parts)
    with speaking(reader.language):
        letter = letters.order_placed(
            name=reader.name,
            number=order.number,
            parts=[_part(each) for each in parts],
            due=due,
            link=links.order_page(order.pk),
        )
        tell(key=f"placed:{order.pk}", kind="order_placed", reader=reader, letter=letter, order_id=order.pk)


def call_cooperatives(*, order_id: str) -> None:
    """On OrderPlaced: every cooperative's owner gets what is wanted and a one-time link to answer.

    What has been answered meanwhile (an order taken by phone), or canceled, asks for no answer.
    """
    for suborder in queries.parts_of(UUID(order_id)):
        key = f"placed:{suborder.pk}:cooperative"
        if suborder.status == SuborderStatus.WAITING and not queries.already_told(key):
            _call(suborder, key)


def tell_accepted(*, suborder_id: str, **_event: Any) -> None:
    """On SuborderAccepted."""
    _tell_buyer(suborder_id, "accepted", lambda _suborder, part: letters.accepted(part))


def tell_packed(*, suborder_id: str, **_event: Any) -> None:
    """On SuborderPacked."""
    _tell_buyer(
        suborder_id,
        "packed",
        lambda suborder, part: letters.packed(part, collects_in_person=suborder.collects_in_person),
    )


def tell_shipped(*, suborder_id: str, **_event: Any) -> None:
    """On SuborderShipped."""
    _tell_buyer(
        suborder_id,
        "shipped",
        lambda suborder, part: letters.shipped(
            part, carrier=suborder.carrier_name, tracking=suborder.tracking_number
        ),
    )


def tell_delivered(*, suborder_id: str, **_event: Any) -> None:
    """On SuborderDelivered."""
    _tell_buyer(suborder_id, "delivered", lambda _suborder, part: letters.delivered(part))


def tell_declined(*, suborder_id: str, **_event: Any) -> None:
    """On SuborderDeclined."""
    _tell_buyer(
        suborder_id,
        "declined",
        lambda suborder, part: letters.declined(part, reason=suborder.decline_reason),
    )


def tell_lines_declined(*, suborder_id: str, granted_refund_id: int, **_event: Any) -> None:
    """On LinesDeclined."""
    gone, reason = queries.declined_goods(granted_refund_id)
    _tell_buyer(
        suborder_id,
        f"lines_declined:{granted_refund_id}",
        lambda _suborder, part: letters.lines_declined(part, gone=gone, reason=reason),
    )


def tell_canceled(*, suborder_id: str, granted_refund_id: int, **_event: Any) -> None:
    """On SuborderCanceled: the cooperative has nothing to send any more, and the buyer has it in writing."""
    _tell_cooperative_canceled(queries.part(UUID(suborder_id)), granted_refund_id)
    _tell_buyer(suborder_id, "canceled", lambda _suborder, part: letters.canceled(part))


def tell_returned(*, suborder_id: str, granted_refund_id: int, **_event: Any) -> None:
    """On SuborderReturned."""
    reason, goes_back = queries.refund(granted_refund_id)
    _tell_buyer(
        suborder_id,
        "returned",
        lambda _suborder, part: letters.returned(part, goes_back=goes_back, reason=reason),
    )


def _tell_cooperative_canceled(suborder: Suborder, granted_refund_id: int) -> None:
    owner = queries.owner_of(suborder.cooperative)
    if owner is None:
        return
    goods, reason = queries.declined_goods(granted_refund_id)
    with speaking(COOPERATIVES_LANGUAGE):
        letter = letters.canceled_for_cooperative(
            name=owner.name, number=suborder.number, goods=goods, reason=reason
        )
        tell(
            key=f"canceled:{suborder.pk}:cooperative",
            kind="canceled_for_cooperative",
            reader=_reader_of(owner, suborder),
            letter=letter,
            order_id=suborder.order_id,
            suborder_id=suborder.pk,
        )


def _reader_of(owner: CooperativeMember, suborder: Suborder) -> Reader:
    email = "" if owner.phone else suborder.cooperative.email
    return Reader(f"member:{owner.pk}", owner.name, email, owner.phone, COOPERATIVES_LANGUAGE)


def _call(suborder: Suborder, key: str) -> None:
    owner = queries.owner_of(suborder.cooperative)
    if owner is None:
        return
    with speaking(COOPERATIVES_LANGUAGE):
        letter = letters.order_for_cooperative(
            name=owner.name, part=_part(suborder), link=links.way_in(make_link(member=owner))
        )
        tell(
            key=key,
            kind="order_for_cooperative",
            reader=_reader_of(owner, suborder),
            letter=letter,
            order_id=suborder.order_id,
            suborder_id=suborder.pk,
        )


def _tell_buyer(suborder_id: str, what: str, sentence: Callable[[Suborder, Part], str]) -> None:
    """One sentence about a part, in the buyer's language. `what` and the part make the message's key."""
    suborder = queries.part(UUID(suborder_id))
    order, reader = suborder.order, queries.buyer_of(suborder.order)
    with speaking(reader.language):
        letter = letters.about_part(
            name=reader.name,
            number=order.number,
            sentence=sentence(suborder, _part(suborder)),
            link=links.order_page(order.pk),
        )
        tell(
            key=f"{what}:{suborder.pk}",
            kind=what.partition(":")[0],
            reader=reader,
            letter=letter,
            order_id=order.pk,
            suborder_id=suborder.pk,
        )


def _part(suborder: Suborder) -> Part:
    return Part(
        number=suborder.number,
        cooperative=suborder.cooperative.name,
        goods=queries.goods_of(suborder),
        due=queries.due(suborder),
    )
