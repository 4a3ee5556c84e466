"""A row of A and of B in every table that life (`world.py`) left empty, and words of their own in all that is B's.

A new table needs nothing here as long as its columns can be guessed. Where they cannot, say them in ROWS.
"""

import itertools
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.utils import timezone

from marketplace.account.models import Address, User
from marketplace.cooperative.models import Cooperative
from marketplace.oversight.services.looks import PAPER
from tests.isolation.ownership import owned_models_cached, rows_of, ways_of

ROWS = {
    "core.Job": lambda side: {"reaction": "none", "event": _first("core.Event", side)},
    "catalog.CollectionProduct": lambda side: {"product": side.seen.product},
    "oversight.FileLook": lambda side: {"what": PAPER, "file_id": _first("oversight.Paper", side).pk},
    "oversight.TakeDownRequest": lambda side: {
        "take_down": None,
        "status": "REFUSED",
        "refusal": "x",
        "ended_at": timezone.now(),
    },
}
"""Columns of a row, by table, where a guess does not do: {"app.Model": lambda side: {column: value}}."""
_numbers = itertools.count(70_001)


def fill(world):
    """Fill every owned table for both cooperatives. Raises AssertionError with what the author is to say."""
    waiting = [(model, side) for model in owned_models_cached() for side in (world.a, world.b)]
    while waiting:
        failed = [(model, side, error) for model, side in waiting if (error := _fill(model, side))]
        if len(failed) == len(waiting):
            raise AssertionError("\n".join({_sentence(model, error) for model, _side, error in failed}))
        waiting = [(model, side) for model, side, _error in failed]


def _fill(model, side):
    """None when there is a row; else why none could be made."""
    if rows_of(model, side.cooperative).exists():
        return None
    special = ROWS.get(model._meta.label)
    try:
        with transaction.atomic():
            model(**(_guessed(model, side) | (special(side) if special else {}))).save(force_insert=True)
    except (DatabaseError, ValidationError, TypeError, ValueError, LookupError) as error:
        return error
    return None if rows_of(model, side.cooperative).exists() else ValueError("the row made is not theirs")


def _sentence(model, error):
    return (
        f"{model._meta.label} has a way to a cooperative ({', '.join(ways_of(model))}), but no row of A and B is made: "
        f"{error!r}. Say its columns in tests/isolation/filling.py ROWS, make it in world.py, or name it in "
        "ownership.py NOT_OWNED with the reason."
    )


def _guessed(model, side):
    first_steps = {way.split("__")[0] for way in owned_models_cached().get(model, ())}
    given = {}
    for each in model._meta.concrete_fields:
        optional = each.null or each.has_default() or each.blank or getattr(each, "auto_now_add", False)
        if (each.primary_key and not each.is_relation) or (
            optional and each.name not in first_steps and each.attname not in first_steps
        ):
            continue
        given[each.name] = _value(each, side)
    return given


def _value(field, side):
    if field.attname in ("cooperative_id", "suborder_id") and not field.is_relation:
        return (
            side.cooperative.pk
            if field.attname == "cooperative_id"
            else side.cooperative.suborders.first().pk
        )
    if field.is_relation:
        return _related(field.related_model, side)
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.DateTimeField):
        return timezone.now() + timedelta(days=1)
    if isinstance(field, models.DateField):
        return timezone.localdate() + timedelta(days=1)
    if isinstance(field, (models.IntegerField, models.DecimalField)):
        return next(_numbers) % 30_000 + 1
    if isinstance(field, models.BooleanField):
        return True
    if isinstance(field, models.UUIDField):
        return next(iter(side.orders)).pk
    if isinstance(field, models.JSONField):
        return {}
    if isinstance(field, models.FileField):
        return f"{side.name}-{next(_numbers)}.bin"
    return f"{side.name}-{next(_numbers)}"[: field.max_length]


def _related(model, side):
    if model is Cooperative:
        return side.cooperative
    if model is User:
        return side.people["owner"].user
    if model in owned_models_cached():
        return _first(model._meta.label, side)
    if model is Address:
        return Address.objects.create(city="Xã Bắc Hà", country="VN")
    there = model._base_manager.order_by("pk").first()
    return there or model._base_manager.create(**_guessed(model, side))


def _first(label, side):
    (model,) = (each for each in owned_models_cached() if each._meta.label == label)
    return rows_of(model, side.cooperative).order_by("pk")[0]
