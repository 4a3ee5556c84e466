"""Emit: write down what happened, and one due job for each consequence, in the caller's transaction."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from marketplace.core.actor import Actor
from marketplace.core.errors import ReadOnly
from marketplace.core.jobs import enqueue
from marketplace.core.models import Event
from marketplace.core.writing import insert

SUBJECTS = ("order_id", "suborder_id", "cooperative_id")
"""Fields of an event that also get a column of their own, to be found by."""


Words = str | Promise


@dataclass(frozen=True)
class DomainEvent:
    """Base of all events: frozen dataclasses of ids and words, named in the past participle."""

    told: ClassVar[Words] = ""
    """What has happened, for people to read. An event without it is a base of others, and happens not itself."""


def kinds() -> dict[str, Words]:
    """{"OrderPlaced": "An order was placed"}: everything that can happen, and how it is told."""
    found, below = {}, DomainEvent.__subclasses__()
    for each in below:
        below += each.__subclasses__()
        if each.told:
            found[each.__name__] = each.told
    return found


def told(kind: str) -> str:
    """The sentence of a kind; of one that this release has no longer, the name that was written down."""
    return str(kinds().get(kind, kind))


def emit(event: DomainEvent, *, actor: Actor) -> Event:
    """Store `event` and its due jobs. Must run inside the transaction of the change it tells of.

    Who did it, for whom and under which mandate follows from the actor and the event's `cooperative_id`.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("emit() belongs inside the transaction of the change it tells of")
    if (
        actor.reads_only
    ):  # the API refuses before; should a change ever come by another way, it is undone here
        raise ReadOnly
    payload = {
        name: str(value) if isinstance(value, UUID) else value for name, value in asdict(event).items()
    }
    for_whom, mandate_id = actor.for_whom(getattr(event, "cooperative_id", None))
    stored = Event(
        kind=type(event).__name__,
        at=timezone.now(),
        actor=actor.key,
        for_whom=for_whom,
        mandate_id=mandate_id,
        payload=payload,
        **{name: getattr(event, name) for name in SUBJECTS if hasattr(event, name)},
    )
    insert([stored])
    enqueue([(reaction, payload) for reaction in _reactions_to(type(event))], event=stored)
    return stored


def _reactions_to(kind: type[DomainEvent]) -> list[str]:
    return _reaction_names().get(kind, [])


@cache
def _reaction_names() -> dict[type[DomainEvent], list[str]]:
    """The table of reactions, found through a setting so that core imports nothing above itself."""
    table: dict[type[DomainEvent], list[Any]] = import_string(settings.REACTIONS)
    return {
        kind: [f"{each.__module__}.{each.__qualname__}" for each in each_list]
        for kind, each_list in table.items()
    }
