"""Asking for channels."""

from __future__ import annotations

from typing import Any

import graphene

from marketplace.channel import queries
from marketplace.channel.api.types import Channel
from marketplace.graphql.fields import root
from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.reading import all_rows, exactly_one, one_row


def channel(info: Info, id: str | None = None, slug: str | None = None) -> Any:
    """The channel of this id or slug that the actor may know of."""
    exactly_one(id=id, slug=slug)
    wanted = {"pk": key_of(id, "Channel")} if id is not None else {"slug": slug}
    return one_row(info, queries.visible_to(info.actor).filter(**wanted))


def channels(info: Info) -> Any:
    """Those an actor may know of."""
    return all_rows(info, queries.visible_to(info.actor).order_by("pk"))


class Queries:
    """Fields of Query."""

    channel = root(Channel, channel, permission=PUBLIC, id=graphene.ID(), slug=graphene.String())
    channels = root(graphene.List(graphene.NonNull(Channel)), channels, permission=PUBLIC)
