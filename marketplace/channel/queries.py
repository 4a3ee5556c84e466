"""Reads of channels."""

from __future__ import annotations

from django.db.models import QuerySet

from marketplace.channel.models import Channel
from marketplace.core.actor import Actor, ActorKind


def visible_to(actor: Actor) -> QuerySet[Channel]:
    """Channels an actor may know of: the open, public ones; staff and apps see all."""
    if actor.is_staff or actor.kind is ActorKind.APP:
        return Channel.objects.all()
    return Channel.objects.filter(is_active=True, is_public=True)


def by_slug(slug: str) -> Channel | None:
    """The channel of this slug, active or not."""
    return Channel.objects.filter(slug=slug).first()
