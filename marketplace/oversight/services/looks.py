"""Opening a private file: who may, and that it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from marketplace.cooperative.rights import MONEY, SHOP
from marketplace.core import private_files
from marketplace.core.actor import Actor
from marketplace.core.errors import NotFound
from marketplace.oversight import queries
from marketplace.oversight.models import DataExport, FileLook, Paper
from marketplace.oversight.queries import LOOKS_AT_SHOPS

PAPER, EXPORT = "paper", "export"


@dataclass(frozen=True, slots=True)
class Opened:
    """A private file as it goes to whoever opened it."""

    body: bytes
    content_type: str
    file_name: str


def open_file(*, what: str, file_id: UUID, actor: Actor) -> Opened:
    """The file, if it is still there and this actor may have it; the look is written down first. Raises NotFound."""
    row = _row(what, file_id, actor)
    if row is None or not row.stored_name:
        raise NotFound
    with transaction.atomic():
        FileLook.objects.create(
            what=what,
            file_id=row.pk,
            cooperative_id=row.cooperative_id,
            at=timezone.now(),
            actor=actor.key,
        )
    try:
        body = private_files.fetch(row.stored_name)
    except FileNotFoundError as error:
        raise NotFound from error
    if isinstance(row, DataExport):
        return Opened(body, private_files.ZIP, f"cho-phien-{row.asked_at:%Y-%m-%d}.zip")
    return Opened(body, row.content_type, f"giay-to.{ENDINGS[row.content_type]}")


ENDINGS = {
    private_files.PDF: "pdf",
    private_files.JPEG: "jpg",
    private_files.WEBP: "webp",
    private_files.HEIC: "heic",
}


def _row(what: str, file_id: UUID, actor: Actor) -> Paper | DataExport | None:
    if what == PAPER:
        return queries.visible_papers(actor).filter(pk=file_id).first()
    if what == EXPORT:
        mine = queries.cooperatives_for(actor, MONEY, SHOP, staff=LOOKS_AT_SHOPS)
        return DataExport.objects.filter(pk=file_id, deleted_at=None, cooperative__in=mine).first()
    return None
