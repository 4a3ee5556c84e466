"""What is asked of sellers: watched words, rules of shelves, the checklist, kinds of papers; and who changed it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.models import Category
from marketplace.core.actor import Actor
from marketplace.core.admin import Deed, Desk, lines, names_of, said, things_of
from marketplace.oversight import services
from marketplace.oversight.models import (
    CategoryRule,
    PaperKind,
    RuleChange,
    Ruled,
    WantedStep,
    WatchedWord,
)
from marketplace.oversight.services.rules import TABLES


class ShelfChoice(forms.ModelChoiceField):
    """A shelf, with its place in the tree."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Category.objects.order_by("path"), **options)

    def label_from_instance(self, obj: Any) -> str:
        """Moved in by its level."""
        return "· " * obj.level + obj.name


def _form(of: type, *columns: str) -> type[forms.Form]:
    """The fields of these columns, as a plain form: the row itself is judged by the service."""
    made = {column: of._meta.get_field(column).formfield() for column in columns}  # type: ignore[attr-defined]
    if "category" in made:
        old = made["category"]
        made["category"] = ShelfChoice(label=old.label, required=old.required)
    return type("RuleForm", (forms.Form,), made)


def _writing(what: Ruled, form: type[forms.Form]) -> tuple[Deed, tuple[Deed, ...]]:
    """The deeds of a table of rules: a new one, another wording, its end."""

    def write(row: Any, actor: Actor, **columns: Any) -> Any:
        return services.write_rule(what=what, rule_id=row.pk if row else None, actor=actor, **columns)

    def drop(row: Any, actor: Actor) -> None:
        services.drop_rule(what=what, rule_id=row.pk, actor=actor)

    def begins(row: Any) -> dict[str, Any]:
        return {name: getattr(row, name) for name in form.base_fields} if row else {}

    return Deed("write", _("Write it down"), write, form), (
        Deed("change", _("Change"), write, form, begins=begins, overwrites=True),
        Deed(
            "drop", _("Drop"), drop, warns=_("It holds no more from now on; the history keeps it."), many=True
        ),
    )


class RuleDesk(Desk):
    """A table of rules with each rule's history."""

    section = "rules"
    what: Ruled

    @admin.display(description=_("history"))
    def history(self, row: Any) -> SafeString:
        """Who changed it, the newest first."""
        changes = RuleChange.objects.filter(what=self.what, rule_id=row.pk).order_by("-at", "-pk")[:20]
        _name(changes)
        return lines((each.at, f"{each.actor}: {_before(each)} → {_after(each)}") for each in changes)


def _name(changes: Iterable[Any]) -> None:
    """Give these changes the names of what their rules point to."""
    names = names_of(
        thing
        for each in changes
        for columns in (each.before, each.after)
        for thing in things_of(_table(each), columns)
    )
    for each in changes:
        each.names = names


def _before(change: Any) -> str:
    """What stood there and stands no more, in words."""
    return said(_table(change), change.before, change.after, change.names)


def _after(change: Any) -> str:
    """What stands there instead."""
    return said(_table(change), change.after, change.before, change.names)


def _table(change: RuleChange) -> type[Model]:
    return TABLES[Ruled(change.what)][0]


@admin.register(WatchedWord)
class WordDesk(RuleDesk):
    """Words that ask for a look."""

    needs = "manage_products"
    what = Ruled.WORD
    list_display = ("text", "category", "why")
    list_select_related = ("category",)
    ordering = ("text_folded",)
    search_fields = ("text_folded__contains",)
    fields = ("text", "category", "why", "history")
    makes, deeds = _writing(Ruled.WORD, _form(WatchedWord, "text", "category", "why"))


@admin.register(CategoryRule)
class ShelfRuleDesk(RuleDesk):
    """Demands of shelves."""

    needs = "manage_products"
    what = Ruled.SHELF
    list_display = ("category", "demand", "paper_kind", "why")
    list_filter = ("demand",)
    list_select_related = ("category", "paper_kind")
    ordering = ("category__path", "pk")
    fields = ("category", "demand", "paper_kind", "why", "history")
    makes, deeds = _writing(Ruled.SHELF, _form(CategoryRule, "category", "demand", "paper_kind", "why"))


@admin.register(WantedStep)
class StepDesk(RuleDesk):
    """The checklist of each kind of seller."""

    needs = "manage_users"
    what = Ruled.STEP
    list_display = ("step", "kind", "paper_kind", "page", "position")
    list_filter = ("kind", "step")
    list_select_related = ("paper_kind", "page")
    ordering = ("kind", "position", "pk")
    fields = ("kind", "step", "paper_kind", "page", "position", "history")
    makes, deeds = _writing(Ruled.STEP, _form(WantedStep, "kind", "step", "paper_kind", "page", "position"))


NAMES = ("slug", "name", "name_en", "name_zh", "help", "delete_after_days", "position")


@admin.register(PaperKind)
class PaperKindDesk(RuleDesk):
    """Kinds of papers."""

    needs = "manage_users"
    what = Ruled.PAPER
    list_display = ("name", "slug", "delete_after_days", "position")
    ordering = ("position", "pk")
    fields = (*NAMES, "history")
    makes, deeds = _writing(Ruled.PAPER, _form(PaperKind, *NAMES))


@admin.register(RuleChange)
class RuleChangeDesk(Desk):
    """Every change of the rules; only to be read."""

    needs = "manage_observability"
    section = "trail"
    list_display = ("at", "what", "rule_id", "actor", "before_told", "after_told")
    list_filter = ("what",)
    ordering = ("-at", "-pk")
    search_fields = ("=actor",)
    fields = ("at", "what", "rule_id", "actor", "before_told", "after_told")
    words = {"rule_id": _("rule")}

    def prepare(self, rows: Iterable[Any]) -> None:
        """The names of what rules point to."""
        _name(rows)

    @admin.display(description=_("before"))
    def before_told(self, change: RuleChange) -> str:
        """As it stood."""
        return _before(change)

    @admin.display(description=_("after"))
    def after_told(self, change: RuleChange) -> str:
        """As it stands."""
        return _after(change)
