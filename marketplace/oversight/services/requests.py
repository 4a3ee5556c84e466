"""Requests to take goods down: written down when they come, then done or refused; what was asked is never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.events import emit
from marketplace.core.moves import move
from marketplace.oversight.events import TakeDownAsked, TakeDownRefused
from marketplace.oversight.models import Asker, RequestStatus, TakeDownRequest
from marketplace.oversight.models.requests import NEXT_REQUEST
from marketplace.oversight.queries import LOOKS_AT_GOODS
from marketplace.oversight.services.history import worded
from marketplace.oversight.services.take_downs import WITHIN, refuse_future, subject_of, take_down


@transaction.atomic
def receive_request(
    *,
    cooperative_id: int | None = None,
    product_id: int | None = None,
    asker: Asker,
    asked_by: str,
    reference: str = "",
    received_at: datetime,
    reason: str,
    actor: Actor,
) -> TakeDownRequest:
    """Write down that somebody wants one product gone, or with only a cooperative its whole shop. Nothing is hidden.

    Raises CooperativeNotFound, ListingNotFound, ReasonMissing, DomainError where nobody asks, an authority's number is
    missing, or it is still to come.
    """
    cooperative, product = subject_of(cooperative_id, product_id, actor)
    if not asked_by.strip():
        raise DomainError(_("Write down who asks."), code="REQUIRED", field="asked_by")
    if asker == Asker.AUTHORITY and not reference.strip():
        raise DomainError(_("An authority's request has a number."), code="REQUIRED", field="reference")
    refuse_future(received_at)
    made = TakeDownRequest.objects.create(
        cooperative=cooperative,
        product=product,
        product_name=product.name if product else "",
        is_whole_shop=product is None,
        asker=asker,
        asked_by=asked_by.strip()[:250],
        reference=reference.strip()[:100],
        reason=worded(reason),
        received_at=received_at,
        deadline_at=received_at + WITHIN,
        written_at=timezone.now(),
        written_by=actor.key,
    )
    emit(TakeDownAsked(cooperative.pk, made.pk), actor=actor)
    return made


@transaction.atomic
def follow_request(*, request_id: UUID, actor: Actor) -> TakeDownRequest:
    """Take the goods down as asked. Raises NotFound, and IllegalMove where it is done or refused already.

    Raises ListingNotFound where the goods are gone meanwhile: refuse it then, with that reason.
    """
    asked = _found(request_id, actor)
    done = take_down(
        cooperative_id=asked.cooperative_id,
        product_id=None if asked.is_whole_shop else asked.product_id or 0,
        asker=Asker(asked.asker),
        authority=asked.asked_by,
        reference=asked.reference or str(asked.pk),
        received_at=asked.received_at,
        reason=asked.reason,
        actor=actor,
    )
    _end(asked, RequestStatus.DONE, actor, take_down=done)
    return asked


@transaction.atomic
def refuse_request(*, request_id: UUID, reason: str, actor: Actor) -> TakeDownRequest:
    """The goods stay, and this is why. Raises NotFound, ReasonMissing, and IllegalMove where it has ended already."""
    reason = worded(reason)
    asked = _found(request_id, actor)
    _end(asked, RequestStatus.REFUSED, actor, refusal=reason)
    emit(TakeDownRefused(asked.cooperative_id, asked.pk), actor=actor)
    return asked


def _end(asked: TakeDownRequest, to: RequestStatus, actor: Actor, **how: Any) -> None:
    move(asked, to, table=NEXT_REQUEST, ended_at=timezone.now(), ended_by=actor.key, **how)


def _found(request_id: UUID, actor: Actor) -> TakeDownRequest:
    rows = TakeDownRequest.objects.all() if actor.may(LOOKS_AT_GOODS) else TakeDownRequest.objects.none()
    if (asked := rows.filter(pk=request_id).select_for_update().first()) is None:
        raise NotFound(_("There is no such request."), field="id")
    return asked
