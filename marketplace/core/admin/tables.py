"""Tables below a form: one line is one row, and the head of a column names what is typed below it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest


class Table(admin.TabularInline):
    """Django's, with each box named: a column's head alone is not read to who sees none."""

    def get_formset(self, request: HttpRequest, obj: Any = None, **options: Any) -> Any:
        """The desk's own kind, with names."""
        made = super().get_formset(request, obj, **options)
        return type(made.__name__, (Named, made), {})


class Named(forms.BaseFormSet):
    """Every box says the name of its column, and in which line it stands."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Django's own boxes too, by which a line is taken away."""
        super().add_fields(form, index)
        line = "" if index is None else f" {index + 1}"
        for name, field in form.fields.items():
            inner = getattr(
                field.widget, "widget", field.widget
            )  # Django wraps those that lead to other desks
            if not inner.is_hidden:
                inner.attrs.setdefault("aria-label", f"{field.label or name}{line}")
