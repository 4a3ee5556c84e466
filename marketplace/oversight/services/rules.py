"""What staff ask of sellers, written and dropped; every change is kept with what stood there before."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError, DomainErrors, NotFound, PermissionDenied
from marketplace.core.events import emit
from marketplace.core.vietnamese import fold
from marketplace.oversight.events import RuleChanged
from marketplace.oversight.models import CategoryRule, PaperKind, RuleChange, Ruled, WantedStep, WatchedWord
from marketplace.oversight.queries import LOOKS_AT_GOODS, LOOKS_AT_SHOPS

TABLES: dict[Ruled, tuple[type[models.Model], str]] = {
    Ruled.WORD: (WatchedWord, LOOKS_AT_GOODS),
    Ruled.SHELF: (CategoryRule, LOOKS_AT_GOODS),
    Ruled.STEP: (WantedStep, LOOKS_AT_SHOPS),
    Ruled.PAPER: (PaperKind, LOOKS_AT_SHOPS),
}
"""Where each kind of rule stands, and who may write it."""


@transaction.atomic
def write_rule(*, what: Ruled, rule_id: int | None = None, actor: Actor, **columns: Any) -> Any:
    """A new rule, or with `rule_id` another wording of that one. The same again changes nothing and is not noted.

    Raises PermissionDenied, NotFound, and DomainErrors with the columns' names for what cannot stand.
    """
    table = _table(what, actor)
    row = _locked(table, rule_id) if rule_id else table()
    before = _told(row) if rule_id else None
    for name, value in columns.items():
        setattr(row, name, value)
    if isinstance(row, WatchedWord):
        row.text = " ".join(row.text.split())
        row.text_folded = fold(row.text)
    if before == _told(row):
        return row
    _refuse_wrong(row)
    row.save()
    _note(what, row.pk, before, _told(row), actor)
    return row


@transaction.atomic
def drop_rule(*, what: Ruled, rule_id: int, actor: Actor) -> None:
    """The rule holds no more. Raises PermissionDenied, NotFound, INVALID for a kind of paper in use."""
    row = _locked(_table(what, actor), rule_id)
    in_use = DomainError(
        _("This kind of paper is asked for, or was given. Change those first."), code="INVALID"
    )
    if isinstance(row, PaperKind):
        asks = (WantedStep.objects.filter(paper_kind=row), CategoryRule.objects.filter(paper_kind=row))
        if any(each.exists() for each in asks):
            raise in_use
    before = _told(row)
    try:
        row.delete()
    except ProtectedError as error:
        raise in_use from error
    _note(what, rule_id, before, None, actor)


def _table(what: Ruled, actor: Actor) -> type[models.Model]:
    table, permission = TABLES[what]
    if not actor.may(permission):
        raise PermissionDenied(permissions=(permission,))
    return table


def _locked(table: type[models.Model], rule_id: int) -> models.Model:
    row = table._default_manager.select_for_update().filter(pk=rule_id).first()
    if row is None:
        raise NotFound(field="id")
    return row


def _told(row: models.Model) -> dict[str, Any]:
    """The columns as they are kept in the history."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }


def _refuse_wrong(row: models.Model) -> None:
    try:
        row.full_clean()
    except ValidationError as wrong:
        raise DomainErrors(
            [
                DomainError(" ".join(messages), field=None if name == "__all__" else name)
                for name, messages in wrong.message_dict.items()
            ]
        ) from wrong


def _note(
    what: Ruled, rule_id: int, before: dict[str, Any] | None, after: dict[str, Any] | None, actor: Actor
) -> None:
    change = RuleChange.objects.create(
        what=what, rule_id=rule_id, at=timezone.now(), actor=actor.key, before=before, after=after
    )
    emit(RuleChanged(str(what), rule_id, change.pk), actor=actor)
