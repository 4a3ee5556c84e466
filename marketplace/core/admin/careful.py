"""Nobody saves over what they have not seen: a page carries marks of what it showed, and saving compares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from json import dumps
from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SHOWN = "shown"
"""The hidden field with the marks."""
MOST_TOLD = 12
LONGEST_TOLD = 80

Places = Mapping[str, list[forms.BoundField]]
"""Each field of a form by its name, each row of a table by its key: what can be changed by itself."""


class Marks(forms.CharField):
    """What the page showed. It is nobody's change, and never counts as one."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class Careful:
    """Mixed into an admin page: of two who have it open, the second to save is told what the first has changed.

    The marks are compared under the lock of the row, so that also of two who save at once only one does.
    """

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """With the marks, where something stands there already that this person may change."""
        made: Any = super().get_form(request, obj, change, **kwargs)  # type: ignore[misc]
        asked_for_names = kwargs.get("fields") is None
        if obj is None or asked_for_names or not self.has_change_permission(request, obj):  # type: ignore[attr-defined]
            return made

        def clean(form: forms.ModelForm) -> Any:
            shown = form.cleaned_data.pop(SHOWN, "")
            if changed := unseen(shown, self._standing(request, made, obj.pk)):
                form.add_error(None, refusal(changed, request.get_full_path()))
            return made.clean(form)

        return type(made.__name__, (made,), {SHOWN: Marks(required=False), "clean": clean})

    def _standing(self, request: HttpRequest, form: Any, key: Any) -> Places:
        """What the page would show now, and for as long as the transaction lasts."""
        rows = self.get_queryset(request).filter(pk=key)  # type: ignore[attr-defined]
        if (row := rows.select_for_update(of=("self",)).first()) is None:
            return {}
        tables = (
            table(instance=row, queryset=inline.get_queryset(request))
            for table, inline in self.get_formsets_with_inlines(request, row)  # type: ignore[attr-defined]
            if inline.has_change_permission(request, row)
        )
        return places(form(instance=row), tables)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """The row's page; after a refusal with the marks it came with, so that it stays refused."""
        form = context["adminform"].form
        if SHOWN in form.fields and not form.is_bound:
            tables = (each.formset for each in context["inline_admin_formsets"] if each.has_change_permission)
            form.fields[SHOWN].initial = marks(places(form, tables))
        return super().render_change_form(request, context, add, change, form_url, obj)  # type: ignore[misc]


def places(form: forms.BaseForm, tables: Iterable[Any] = ()) -> Places:
    """What a form and the tables below it begin with."""
    found = {each.name: [each] for each in form if each.name != SHOWN}
    for table in tables:
        found |= {f"{table.prefix}:{row.instance.pk}": list(row) for row in table.initial_forms}
    return found


def marks(now: Places) -> str:
    """A short mark for each place: "name=0a1b2c3d4e5f values:7=…"."""
    return " ".join(f"{place}={_mark(fields)}" for place, fields in now.items())


def unseen(shown: str, now: Places) -> list[str]:
    """What stands otherwise than the page showed, in words as it stands now; nothing where all is as it was."""
    then = dict(each.split("=", 1) for each in shown.split() if "=" in each)
    told = [_told(fields) for place, fields in now.items() if then.get(place) != _mark(fields)]
    if gone := len(then.keys() - now.keys()):
        told.append(ngettext("%(n)s row is gone", "%(n)s rows are gone", gone) % {"n": gone})
    return told


def refusal(changed: list[str], address: str) -> SafeString:
    """Why nothing was saved, and what the other person has changed."""
    told = changed[:MOST_TOLD] + (["…"] if len(changed) > MOST_TOLD else [])
    return format_html(
        '{} <ul>{}</ul> {} <a href="{}" target="_blank" rel="noopener">{}</a>',
        _("Somebody changed this while you had the page open. Nothing of yours is saved. Now there stands:"),
        format_html_join("", "<li>{}</li>", ((each,) for each in told)),
        _("What you typed is still below; write it where the new state is."),
        address,
        _("Open the page anew"),
    )


def _value(field: forms.BoundField) -> Any:
    return field.field.prepare_value(field.initial)


def _mark(fields: list[forms.BoundField]) -> str:
    values = [[each.name, _value(each)] for each in fields]
    return sha256(dumps(values, default=str).encode()).hexdigest()[:12]


def _told(fields: list[forms.BoundField]) -> str:
    """ "place: 8, name: Tháng năm"."""
    shown = (each for each in fields if not each.is_hidden and each.name != DELETION_FIELD_NAME)
    return ", ".join(f"{each.label}: {_said(each)}" for each in shown)


def _said(field: forms.BoundField) -> str:
    value = _value(field)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    choices = getattr(field.field, "choices", ())
    named = next((str(name) for key, name in choices if str(key) == str(value)), value)
    return Truncator("–" if named in (None, "") else named).chars(LONGEST_TOLD)
