"""What happened to a suborder, in words for its reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import graphene
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.cooperative.queries import names_of
from marketplace.cooperative.queries.people import Act
from marketplace.core.models import Event
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import WITHIN
from marketplace.graphql.types import Type
from marketplace.order import queries
from marketplace.order.api.enums import SuborderStatus

STEPS = {
    "SuborderAccepted": ("ACCEPTED", gettext_lazy("The cooperative has accepted the order.")),
    "SuborderPacked": ("PACKED", gettext_lazy("The goods are packed.")),
    "SuborderShipped": ("SHIPPED", gettext_lazy("The goods are on their way.")),
    "SuborderDelivered": ("DELIVERED", gettext_lazy("The goods have been delivered.")),
    "SuborderCanceled": ("CANCELED", gettext_lazy("The buyer has canceled this part.")),
    "SuborderReturned": ("RETURNED", gettext_lazy("The parcel came back to the cooperative.")),
    "SuborderDeclined": ("DECLINED", gettext_lazy("The cooperative cannot send this part.")),
}


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened. Without a status it changed none."""

    at: datetime
    status: str | None
    message: str
    by: str | None = None
    by_helper: bool = False


class SuborderEvent(Type):
    """Something that happened to one cooperative's part."""

    class Meta:
        values = (Step,)
        permission = WITHIN

    at = graphene.DateTime(required=True)
    status = graphene.Field(SuborderStatus)
    message = graphene.String(required=True)
    by = graphene.String(
        description="Who of the cooperative did it, by name; null for others than its people and staff."
    )
    by_helper = graphene.Boolean(required=True, description="Done by a helper, under a mandate.")


def of_suborders(rows: Any, info: Info) -> list[list[Step]]:
    """Everything that happened, oldest first; 1 statement, 2 where lines were declined, 1 or 2 more for names."""
    steps = {row.pk: [Step(row.created_at, "WAITING", _("The order was placed."))] for row in rows}
    happened = list(queries.history_of(steps))
    names = _names(happened, info)
    gone = _gone(each.payload["granted_refund_id"] for each in happened if each.kind == "LinesDeclined")
    for each in happened:
        if each.kind in STEPS:
            status, message = STEPS[each.kind]
            steps[each.suborder_id].append(Step(each.at, status, str(message), *_who(each, names)))
        elif each.kind == "LinesDeclined":
            what = "; ".join(gone.get(each.payload["granted_refund_id"], []))
            words = _("%(goods)s: not there any more, taken off the order.") % {"goods": what}
            steps[each.suborder_id].append(Step(each.at, None, words, *_who(each, names)))
    return [steps[row.pk] for row in rows]


def _names(happened: Iterable[Event], info: Info) -> dict[Act, str]:
    """Who did what, for the people of the cooperative and staff, where anybody asks."""
    if not info.asks("by") and not info.asks("byHelper"):
        return {}
    actor = info.actor
    seen = [each for each in happened if actor.sells_for(each.cooperative_id) or actor.may("MANAGE_ORDERS")]
    return names_of(map(_act, seen)) if seen else {}


def _act(event: Event) -> Act:
    return (event.cooperative_id or 0, event.actor, event.mandate_id)


def _who(event: Event, names: dict[Act, str]) -> tuple[str | None, bool]:
    name = names.get(_act(event))
    return name, name is not None and event.mandate_id is not None


def _gone(refund_ids: Iterable[int]) -> dict[int, list[str]]:
    """{granted refund: what it takes off}."""
    ids = list(refund_ids)
    found: dict[int, list[str]] = {}
    for refund, quantity, product, variant in queries.refunded_goods(ids) if ids else ():
        name = f"{product}, {variant}" if variant else product
        found.setdefault(refund, []).append(f"{quantity} × {name}")
    return found
