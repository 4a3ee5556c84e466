"""Private files in the API: papers and downloads, with links for whoever asks, and who has looked."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from urllib.parse import urljoin

import graphene
from django.conf import settings

from marketplace.core.private_files import link_of
from marketplace.graphql.fields import batch, column, listed, one, value
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.types import Node, Type, global_id
from marketplace.oversight import models
from marketplace.oversight.api.enums import OF_DATA, OF_SHOP, OF_STAFF, PaperStatus
from marketplace.oversight.services.looks import EXPORT, PAPER


def names(rows: Any, info: Info) -> list[str]:
    """In the reader's language."""
    own = {"en": "name_en", "zh-hans": "name_zh"}.get(info.context.language, "name")
    return [getattr(row, own) or row.name for row in rows]


def links(what: str) -> Any:
    """A source of fresh links to files of this kind, for whoever asks; null where the file is gone."""

    def values(rows: Any, info: Info) -> list[str | None]:
        return [
            urljoin(settings.API_URL, link_of(what, row.pk, info.actor.key)) if row.stored_name else None
            for row in rows
        ]

    return values


def looks(what: str) -> Any:
    """A source of who has opened files of this kind, the newest first; one statement."""

    def values(rows: Any, info: Info) -> list[list[models.FileLook]]:
        found: dict[Any, list[models.FileLook]] = defaultdict(list)
        all_looks = models.FileLook.objects.filter(what=what, file_id__within=[row.pk for row in rows])
        for look in all_looks.order_by("-at", "-pk"):
            found[look.file_id].append(look)
        return [found[row.pk] for row in rows]

    return values


class FileLook(Type):
    """Somebody has opened a private file."""

    class Meta:
        values = (models.FileLook,)
        permission = OF_STAFF

    at = graphene.DateTime(required=True)
    by = value(
        graphene.String,
        lambda look: look.actor,
        required=True,
        description='Without names: "user:5", "member:12".',
    )


class PaperKind(Type):
    """A kind of paper."""

    class Meta:
        model = models.PaperKind
        interfaces = (Node,)
        permission = PUBLIC

    id = global_id("PaperKind")
    slug = graphene.String(required=True)
    name = batch(graphene.String, names, needs=("name", "name_en", "name_zh"), required=True)
    help = graphene.String(required=True, description="What to photograph, in Vietnamese.")


class Paper(Type):
    """A paper of a cooperative; its file is private."""

    class Meta:
        model = models.Paper
        interfaces = (Node,)
        permission = OF_SHOP

    id = global_id("Paper")
    kind = one(PaperKind, "kind_id", required=True)
    number = graphene.String(required=True)
    valid_until = graphene.Date()
    status = graphene.Field(PaperStatus, required=True)
    reason = graphene.String(required=True, description="Why it was refused.")
    content_type = graphene.String(required=True)
    size = graphene.Int(required=True)
    given = column(graphene.DateTime, "given_at", required=True)
    url = batch(
        graphene.String,
        links(PAPER),
        needs=("pk", "stored_name"),
        description="Opens the file for whoever asks now, for five minutes; each look is written down.",
    )
    looks = listed(FileLook, looks(PAPER), needs=("pk",), permission=OF_STAFF, required=False)


class DataExport(Type):
    """A file with everything that is a cooperative's own."""

    class Meta:
        model = models.DataExport
        interfaces = (Node,)
        permission = OF_DATA

    id = global_id("DataExport")
    asked = column(graphene.DateTime, "asked_at", required=True)
    ready = column(graphene.DateTime, "ready_at")
    deleted = column(graphene.DateTime, "deleted_at")
    size = graphene.Int(required=True)
    url = batch(
        graphene.String,
        links(EXPORT),
        needs=("pk", "stored_name"),
        description="Opens the file for whoever asks now, for five minutes; null until it is ready.",
    )
