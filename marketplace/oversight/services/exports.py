"""A seller's own data as a file: asked for, made by a job, told, opened by a link, deleted after some days."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from marketplace.cooperative.models import Cooperative
from marketplace.cooperative.rights import MONEY, SHOP
from marketplace.core import private_files
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.events import emit
from marketplace.core.jobs import enqueue
from marketplace.oversight import queries
from marketplace.oversight.events import DataAsked, DataReady
from marketplace.oversight.models import DataExport
from marketplace.oversight.queries import LOOKS_AT_SHOPS
from marketplace.oversight.queries.own_data import profile_of, tables_of

FOLDER = "exports"
KEPT = timedelta(days=7)
MAKE = "marketplace.oversight.services.exports.make_export"
FORGET = "marketplace.oversight.services.exports.forget_export"
READ_ME = """\
profile.json: what the market knows of your shop.
The tables (.csv) open in any spreadsheet; times are UTC, amounts whole dong.
orders.csv has your part of each order, and of the buyer what you need to send it.
Descriptions and other formatted texts are JSON, as the market keeps them; pictures.csv has where your pictures are.
"""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def ask_for_data(*, cooperative_id: int, actor: Actor) -> DataExport:
    """Everything of a cooperative as one file, told when it is there. While one is made, that one is the answer.

    Raises CooperativeNotFound.
    """
    cooperative = queries.cooperative_for(actor, cooperative_id, MONEY, SHOP, staff=LOOKS_AT_SHOPS)
    try:
        with transaction.atomic():
            made = DataExport.objects.create(
                cooperative=cooperative, asked_at=timezone.now(), asked_by=actor.key
            )
            emit(DataAsked(cooperative.pk, made.pk), actor=actor)
            enqueue([(MAKE, {"export_id": str(made.pk)})])
    except IntegrityError:
        # the one that was in the way; the worker may have made it meanwhile
        return DataExport.objects.filter(cooperative=cooperative).latest("asked_at")
    return made


def make_export(*, export_id: str) -> None:
    """Write the file, and put its end down as due. A worker that dies in between writes it again."""
    export = DataExport.objects.select_related("cooperative").get(pk=UUID(export_id))
    if export.ready_at:
        return
    body = zipped(export.cooperative)
    stored = private_files.keep(f"{FOLDER}/{export.cooperative_id}", body)
    with transaction.atomic():
        now = timezone.now()
        rows = DataExport.objects.filter(pk=export.pk, ready_at=None)
        if rows.update(ready_at=now, stored_name=stored, size=len(body)):
            emit(DataReady(export.cooperative_id, export.pk), actor=SYSTEM)
            enqueue([(FORGET, {"export_id": export_id})], run_after=now + KEPT)
            return
    private_files.forget(stored)  # another worker was faster


def forget_export(*, export_id: str) -> None:
    """Delete the file; that it was asked for stays. Safe to run twice."""
    export = DataExport.objects.get(pk=UUID(export_id))
    private_files.forget(export.stored_name)
    DataExport.objects.filter(pk=export.pk, deleted_at=None).update(stored_name="", deleted_at=timezone.now())


def zipped(cooperative: Cooperative) -> bytes:
    """The file itself."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("README.txt", READ_ME)
        profile = json.dumps(profile_of(cooperative), ensure_ascii=False, indent=1, default=str)
        file.writestr("profile.json", profile)
        for name, columns, rows in tables_of(cooperative):
            file.writestr(f"{name}.csv", table(columns, rows))
    return out.getvalue()


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A CSV that spreadsheets open: with a byte order mark, and nothing in it that they would run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
