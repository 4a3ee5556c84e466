"""Seeing as a cooperative: a one-time link for staff, into a workspace that cannot be changed by it."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.cooperative.errors import CooperativeNotFound
from marketplace.cooperative.events import ViewingBegun, ViewingEnded, ViewingOffered
from marketplace.cooperative.models import Cooperative, Viewing
from marketplace.cooperative.queries import STAFF_WHO_VIEW
from marketplace.core.actor import Actor, ActorKind
from marketplace.core.errors import DomainError, NotFound, PermissionDenied
from marketplace.core.events import emit

OPENS = timedelta(minutes=5)
"""So long the link waits to be opened."""


@transaction.atomic
def offer_viewing(*, cooperative_id: int, reason: str, actor: Actor) -> str:
    """The secret of a one-time link by which this member of staff sees as the cooperative; kept with the reason.

    Raises PermissionDenied, CooperativeNotFound, REQUIRED on `reason`.
    """
    if actor.user_id is None or not actor.may(STAFF_WHO_VIEW):
        raise PermissionDenied(permissions=(STAFF_WHO_VIEW,))
    if not Cooperative.objects.filter(pk=cooperative_id).exists():
        raise CooperativeNotFound
    if not (reason := " ".join(reason.split())[:500]):
        raise DomainError(_("Please write why."), code="REQUIRED", field="reason")
    token, now = secrets.token_urlsafe(32), timezone.now()
    viewing = Viewing.objects.create(
        cooperative_id=cooperative_id,
        user_id=actor.user_id,
        reason=reason,
        digest=_digest(token),
        made_at=now,
        expires_at=now + OPENS,
    )
    emit(ViewingOffered(cooperative_id, viewing.pk), actor=actor)
    return token


@transaction.atomic
def begin_viewing(*, token: str) -> Viewing | None:
    """Spend the link; None for a secret that is none, is over, or was spent. Of two who open it at once one gets in."""
    now = timezone.now()
    links = Viewing.objects.filter(digest=_digest(token))
    if not links.filter(used_at=None, ended_at=None, expires_at__gt=now).update(used_at=now):
        return None
    viewing = links.get()
    emit(
        ViewingBegun(viewing.cooperative_id, viewing.pk),
        actor=Actor(ActorKind.STAFF, user_id=viewing.user_id),
    )
    return viewing


@transaction.atomic
def end_viewing(*, viewing_id: int, actor: Actor) -> None:
    """It shows nothing from now on. Raises PermissionDenied, NotFound for one that is over."""
    if not actor.may(STAFF_WHO_VIEW):
        raise PermissionDenied(permissions=(STAFF_WHO_VIEW,))
    viewing = Viewing.objects.select_for_update().filter(pk=viewing_id, ended_at=None).first()
    if viewing is None:
        raise NotFound(field="id")
    viewing.ended_at = timezone.now()
    viewing.save(update_fields=["ended_at"])
    emit(ViewingEnded(viewing.cooperative_id, viewing.pk), actor=actor)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
