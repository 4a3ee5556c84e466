"""What staff decide about a shop: its account, and whether it may sell. Each decision is told and kept."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.cooperative.models import Cooperative, OpeningStatus
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError, DomainErrors
from marketplace.core.events import emit
from marketplace.core.jobs import enqueue
from marketplace.oversight import queries
from marketplace.oversight.events import (
    BankAccountConfirmed,
    OpeningApproved,
    OpeningEvent,
    OpeningMoreWanted,
    OpeningRefused,
)
from marketplace.oversight.models import Application, Paper, PaperKind, PaperStatus, Step
from marketplace.oversight.queries import LOOKS_AT_SHOPS, StepState
from marketplace.oversight.queries.checklist import account_of
from marketplace.oversight.services.applications import gap
from marketplace.oversight.services.history import step, worded

FORGET = "marketplace.oversight.services.papers.forget_papers"


@transaction.atomic
def confirm_bank_account(*, cooperative_id: int, actor: Actor) -> Cooperative:
    """Staff have seen that this very account is the cooperative's. Raises CooperativeNotFound, StepMissing."""
    cooperative = queries.locked_cooperative(actor, cooperative_id, staff=LOOKS_AT_SHOPS)
    account = account_of(cooperative)
    if not account:
        raise DomainError(_("The bank account is missing."), code="REQUIRED", field="bank_account")
    seen = {
        "bank_confirmed": account,
        "bank_confirmed_at": timezone.now(),
        "bank_confirmed_by": actor.key,
    }
    Application.objects.update_or_create(
        cooperative=cooperative,
        defaults=seen,
        create_defaults={"created_at": timezone.now(), **seen},
    )
    emit(BankAccountConfirmed(cooperative.pk), actor=actor)
    return cooperative


@transaction.atomic
def approve(*, cooperative_id: int, actor: Actor) -> Cooperative:
    """Let the shop in: papers that nobody refused count as accepted, approved listings are on sale from now on.

    Raises CooperativeNotFound, IllegalMove, and DomainErrors while a step is missing or the account not confirmed.
    """
    cooperative = queries.locked_cooperative(actor, cooperative_id, staff=LOOKS_AT_SHOPS)
    if cooperative.opening_status == OpeningStatus.SUBMITTED:
        _refuse_gaps(cooperative)
    decided(cooperative, OpeningStatus.APPROVED, OpeningApproved, actor)
    Paper.objects.filter(cooperative=cooperative, status=PaperStatus.GIVEN, removed_at=None).update(
        status=PaperStatus.ACCEPTED, decided_at=timezone.now(), decided_by=actor.key
    )
    _forget_in_time(cooperative)
    return cooperative


@transaction.atomic
def ask_more(*, cooperative_id: int, reason: str, actor: Actor) -> Cooperative:
    """Not ready yet; the reason says what is wanted. Raises CooperativeNotFound, IllegalMove, ReasonMissing."""
    cooperative = queries.locked_cooperative(actor, cooperative_id, staff=LOOKS_AT_SHOPS)
    decided(cooperative, OpeningStatus.MORE_WANTED, OpeningMoreWanted, actor, worded(reason))
    return cooperative


@transaction.atomic
def refuse(*, cooperative_id: int, reason: str, actor: Actor) -> Cooperative:
    """The shop is not let in, and is told why. Raises CooperativeNotFound, IllegalMove, ReasonMissing."""
    cooperative = queries.locked_cooperative(actor, cooperative_id, staff=LOOKS_AT_SHOPS)
    decided(cooperative, OpeningStatus.REFUSED, OpeningRefused, actor, worded(reason))
    _forget_in_time(cooperative)
    return cooperative


def decided(
    cooperative: Cooperative, to: OpeningStatus, event: type[OpeningEvent], actor: Actor, reason: str = ""
) -> None:
    """Move the shop there, with staff's last word on it. Inside the caller's transaction."""
    step(cooperative, to, event=event, actor=actor, reason=reason)
    last = {"decided_at": timezone.now(), "reason": reason, "suspends_at": None}
    Application.objects.update_or_create(
        cooperative=cooperative, defaults=last, create_defaults={"created_at": timezone.now(), **last}
    )


def _refuse_gaps(cooperative: Cooperative) -> None:
    steps = queries.checklists([cooperative])[cooperative.pk]
    gaps: list[DomainError] = [gap(each) for each in queries.missing_steps(steps)]
    if any(each.step == Step.BANK_ACCOUNT and each.state is StepState.GIVEN for each in steps):
        gaps.append(
            DomainError(
                _("Confirm the bank account first: compare its name with the papers."),
                code="REQUIRED",
                field="bank_account",
            )
        )
    if gaps:
        raise DomainErrors(gaps)


def _forget_in_time(cooperative: Cooperative) -> None:
    """Identity papers are deleted some days after the decision."""
    kinds = PaperKind.objects.filter(papers__cooperative=cooperative, delete_after_days__isnull=False)
    for days in sorted({each.delete_after_days or 0 for each in kinds}):
        arguments = {"cooperative_id": cooperative.pk, "days": days}
        enqueue([(FORGET, arguments)], run_after=timezone.now() + timedelta(days=days))
