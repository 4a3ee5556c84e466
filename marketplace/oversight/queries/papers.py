"""Papers as different people may see them."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from marketplace.cooperative.rights import SHOP
from marketplace.core.actor import Actor
from marketplace.oversight.models import Paper, PaperStatus
from marketplace.oversight.queries.people import LOOKS_AT_SHOPS


def visible_papers(actor: Actor) -> QuerySet[Paper]:
    """Papers one may see: staff who let cooperatives in all, others those of shops for which they have SHOP."""
    papers = Paper.objects.filter(removed_at=None)
    if actor.may(LOOKS_AT_SHOPS):
        return papers
    return papers.filter(cooperative__in=actor.may_for_which(SHOP))


def valid_papers(cooperative_id: int) -> QuerySet[Paper]:
    """A cooperative's papers that staff accepted and that are not over today (Vietnam's day)."""
    today = timezone.localdate()
    papers = Paper.objects.filter(cooperative=cooperative_id, status=PaperStatus.ACCEPTED, removed_at=None)
    return papers.filter(Q(valid_until=None) | Q(valid_until__gte=today))
