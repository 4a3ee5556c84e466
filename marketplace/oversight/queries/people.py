"""Which cooperatives an actor may open, for which right."""

from __future__ import annotations

from django.db.models import QuerySet

from marketplace.cooperative.models import Cooperative
from marketplace.core.actor import Actor
from marketplace.oversight.errors import CooperativeNotFound

LOOKS_AT_SHOPS = "MANAGE_USERS"
"""The dialect's permission of staff who let cooperatives in, and see papers."""
LOOKS_AT_GOODS = "MANAGE_PRODUCTS"
"""The dialect's permission of staff who look at listings and take goods down."""


def cooperatives_for(actor: Actor, *rights: str, staff: str) -> QuerySet[Cooperative]:
    """Cooperatives for which the actor has one of these rights; for staff with this permission all."""
    if actor.may(staff):
        return Cooperative.objects.all()
    return Cooperative.objects.filter(pk__in=actor.may_for_which(*rights))


def cooperative_for(actor: Actor, cooperative_id: int, *rights: str, staff: str) -> Cooperative:
    """The cooperative, if the actor may do that for it. Raises CooperativeNotFound."""
    found = cooperatives_for(actor, *rights, staff=staff).filter(pk=cooperative_id).first()
    if found is None:
        raise CooperativeNotFound
    return found


def locked_cooperative(actor: Actor, cooperative_id: int, *rights: str, staff: str) -> Cooperative:
    """The same, with its row locked: of two who change it at once one waits. Raises CooperativeNotFound."""
    cooperative_for(actor, cooperative_id, *rights, staff=staff)
    return Cooperative.objects.select_for_update().get(pk=cooperative_id)
