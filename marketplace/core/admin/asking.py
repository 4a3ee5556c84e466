"""What the address of a list may ask: the desk's own filters, a page, an order, a line of words. Nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList, ChangeListSearchForm
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest

from marketplace.core.vietnamese.folding import LONGEST_SEARCH

YEARS = range(1900, 3000)
"""Of a list that is leafed through by date; beyond them dates cannot be reckoned with."""


def may_ask(desk: ModelAdmin, lookup: str, value: str) -> bool:
    """Whether a filter of the desk asks this, and the value can be put to a database."""
    if "\0" in value:
        return False
    if desk.date_hierarchy and lookup == f"{desk.date_hierarchy}__year":
        return value.isdecimal() and len(value) == 4 and int(value) in YEARS
    return lookup in {name for each in desk.list_filter for name in _asked_by(desk, each)} | {
        f"{desk.date_hierarchy}__{part}" for part in ("month", "day") if desk.date_hierarchy
    }


def _asked_by(desk: ModelAdmin, each: Any) -> Iterable[str]:
    """The parameters of a filter."""
    if isinstance(each, type):
        return [each.parameter_name]  # type: ignore[attr-defined]
    path = each if isinstance(each, str) else each[0]
    field: Any = get_fields_from_path(desk.model, path)[-1]
    if field.is_relation:
        return [f"{path}__{field.target_field.name}__exact", f"{path}__isnull"]
    return [path, f"{path}__exact", f"{path}__isnull", f"{path}__isempty"]


def is_key(desk: ModelAdmin, typed: str) -> bool:
    """Whether a row of the desk could have this key."""
    field: Any = desk.model._meta.pk
    while field.remote_field:
        field = field.target_field
    try:
        field.clean(typed, None)
    except ValidationError:
        return False
    return True


class SearchForm(ChangeListSearchForm):
    """The search box: of an essay a database makes a condition too deep for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[SEARCH_VAR].validators.append(MaxLengthValidator(LONGEST_SEARCH))


class TypedSearch(ChangeList):
    """A list of a desk, with that search box."""

    search_form_class = SearchForm

    def get_results(self, request: HttpRequest) -> None:
        """The rows of this page, with what the desk reads for all of them at once."""
        super().get_results(request)
        self.model_admin.prepare(self.result_list)  # type: ignore[attr-defined]
