"""Papers: given and taken back by cooperatives, judged by staff, forgotten when their time is over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.cooperative.rights import SHOP
from marketplace.core import private_files
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.events import emit
from marketplace.core.moves import IllegalMove, move
from marketplace.core.pictures import Upload
from marketplace.oversight import queries
from marketplace.oversight.events import PaperAccepted, PaperGiven, PaperRefused, PaperRemoved
from marketplace.oversight.models import Paper, PaperKind, PaperStatus
from marketplace.oversight.models.papers import NEXT_PAPER
from marketplace.oversight.queries import LOOKS_AT_SHOPS
from marketplace.oversight.services.history import worded

MOST_PAPERS = 60
"""Of one cooperative; whoever needs more talks to staff."""
FOLDER = "papers"


def give_paper(
    *,
    cooperative_id: int,
    kind_id: int,
    file: Upload,
    number: str = "",
    valid_until: date | None = None,
    actor: Actor,
) -> Paper:
    """A paper of this kind, from a photo or a PDF; a newer one stands before older ones.

    Raises CooperativeNotFound, NotFound (kind), BadFile, BadPicture, DomainError for a paper that is over.
    """
    cooperative = queries.cooperative_for(actor, cooperative_id, SHOP, staff=LOOKS_AT_SHOPS)
    kind = PaperKind.objects.filter(pk=kind_id).first()
    if kind is None:
        raise NotFound(_("There is no such kind of paper."), field="kind")
    if valid_until and valid_until < timezone.localdate():
        raise DomainError(_("This paper is over already."), field="valid_until")
    if Paper.objects.filter(cooperative=cooperative, removed_at=None).count() >= MOST_PAPERS:
        raise DomainError(_("There are very many papers already. Please call us."), field="file")
    read = private_files.read_paper(file)
    stored = private_files.keep(f"{FOLDER}/{cooperative.pk}", read.body)
    with transaction.atomic():
        paper = Paper.objects.create(
            cooperative=cooperative,
            kind=kind,
            number=" ".join(number.split())[:100],
            valid_until=valid_until,
            stored_name=stored,
            content_type=read.content_type,
            size=len(read.body),
            given_at=timezone.now(),
            given_by=actor.key,
        )
        emit(PaperGiven(cooperative.pk, paper.pk), actor=actor)
    return paper


def remove_paper(*, paper_id: UUID, actor: Actor) -> Paper:
    """Take a paper back that staff have not accepted; its file is deleted. Raises NotFound, IllegalMove."""
    with transaction.atomic():
        paper = _found(paper_id, actor)
        rows = Paper.objects.filter(pk=paper.pk, removed_at=None).exclude(status=PaperStatus.ACCEPTED)
        stored = paper.stored_name
        if not rows.update(removed_at=timezone.now(), stored_name=""):
            raise IllegalMove(_("This paper was accepted and stays."))
        paper.refresh_from_db()
        emit(PaperRemoved(paper.cooperative_id, paper.pk), actor=actor)
    private_files.forget(stored)
    return paper


@transaction.atomic
def accept_paper(*, paper_id: UUID, actor: Actor) -> Paper:
    """Staff accept the paper. Raises NotFound, IllegalMove."""
    paper = _found(paper_id, actor, is_staff=True)
    decision: dict[str, Any] = {"decided_at": timezone.now(), "decided_by": actor.key, "reason": ""}
    move(paper, PaperStatus.ACCEPTED, table=NEXT_PAPER, **decision)
    emit(PaperAccepted(paper.cooperative_id, paper.pk), actor=actor)
    return paper


@transaction.atomic
def refuse_paper(*, paper_id: UUID, reason: str, actor: Actor) -> Paper:
    """Staff do not accept the paper, and say why. Raises NotFound, IllegalMove, ReasonMissing."""
    paper = _found(paper_id, actor, is_staff=True)
    decision: dict[str, Any] = {
        "decided_at": timezone.now(),
        "decided_by": actor.key,
        "reason": worded(reason)[:500],
    }
    move(paper, PaperStatus.REFUSED, table=NEXT_PAPER, **decision)
    emit(PaperRefused(paper.cooperative_id, paper.pk), actor=actor)
    return paper


def forget_papers(*, cooperative_id: int, days: int) -> None:
    """Delete the files of papers of kinds that live `days` after the decision, decided that long ago. Safe twice."""
    until = timezone.now() - timedelta(days=days)
    rows = Paper.objects.filter(cooperative=cooperative_id, kind__delete_after_days=days)
    for paper in rows.filter(given_at__lte=until).exclude(stored_name=""):
        private_files.forget(paper.stored_name)
        Paper.objects.filter(pk=paper.pk).update(stored_name="")


def _found(paper_id: UUID, actor: Actor, *, is_staff: bool = False) -> Paper:
    found = queries.visible_papers(actor).filter(pk=paper_id).first()
    if found is None or (is_staff and not actor.may(LOOKS_AT_SHOPS)):
        raise NotFound(_("There is no such paper."), field="id")
    return found
