"""Desks: pages that show rows, and counters where some columns are changed through a service."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from marketplace.core.admin.asking import TypedSearch, may_ask
from marketplace.core.admin.careful import Careful
from marketplace.core.admin.deeds import WithDeeds
from marketplace.core.admin.things import NAMED
from marketplace.core.admin.words import FIELDS
from marketplace.core.errors import DomainError, DomainErrors
from marketplace.core.office import SECTIONS, Words
from marketplace.core.vietnamese import fold

REFUSED = "refused_by_service"
"""Set on a request whose change the service refused."""


class Desk(Careful, WithDeeds):
    """A page that shows rows and changes nothing but by deeds; what can be saved, nobody saves over unseen."""

    needs: ClassVar[str] = "manage_settings"
    """Codename of the permission of the dialect."""
    section: ClassVar[str] = "settings"
    """Where it stands on the start page: a key of `core.office.SECTIONS`."""
    title: ClassVar[Words] = ""
    """What the desk is called; else the model's own name."""
    words: ClassVar[dict[str, Words]] = {}
    """Labels of columns besides those that all desks share. Not in the models: staff's words need no migration."""
    named_by: ClassVar[str] = ""
    """What events call a key of its rows ("product_id"): the trail shows their names by it."""
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # they would count every row of the table

    def __init__(self, model: type[models.Model], site: admin.AdminSite) -> None:
        super().__init__(model, site)
        label(model, self.title, self.words)
        if self.named_by:
            NAMED[self.named_by] = model

    def prepare(self, rows: Iterable[Any]) -> None:
        """Read what the columns of these rows need, for all of them at once; before a list or a row is shown."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """As above, prepared."""
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            self.prepare([found])
        return found

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:  # type: ignore[override]
        """Only what a filter of this desk asks: Django would let anybody guess at hidden columns, letter by letter."""
        return may_ask(self, lookup, value)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """With a search box that takes a line, not an essay."""
        return TypedSearch

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """As it was typed, and without marks: names are kept folded, numbers and references are not."""
        found, is_doubled = super().get_search_results(request, queryset, search_term)
        folded = fold(search_term)
        if folded in ("", search_term):
            return found, is_doubled
        more, is_doubled_too = super().get_search_results(request, queryset, folded)
        return found | more, is_doubled or is_doubled_too

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Called by the desk's own name, not "choose one to view"."""
        named = {"title": self.model._meta.verbose_name_plural, **(extra_context or {})}
        return super().changelist_view(request, self._placed(named))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        return super().changeform_view(request, object_id, form_url, self._placed(extra_context))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        return super().delete_view(request, object_id, self._placed(extra_context))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        return super().history_view(request, object_id, self._placed(extra_context))

    def _placed(self, context: dict[str, Any] | None) -> dict[str, Any]:
        """With the section in which the desk stands, for the way back: Django's would be the program's domain."""
        return {"section": SECTIONS[self.section], **(context or {})}

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return (
            request.user.is_active
            and request.user.is_staff
            and request.user.has_perm(f"account.{self.needs}")
        )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def label(model: type[models.Model], title: Any, words: dict[str, Any]) -> None:
    """Give columns (and the model) the operator's words while this program runs; migrations see the models' own."""
    own: Any
    for own in model._meta.fields:
        if found := words.get(own.name) or (None if own._verbose_name else FIELDS.get(own.name)):
            own.verbose_name = found
    if title:
        model._meta.verbose_name = model._meta.verbose_name_plural = title


class Counter(Desk):
    """A page where the columns in `writable` are changed by `write(obj, columns)`, which calls a service."""

    writable: ClassVar[tuple[str, ...]] = ()
    write: Callable[[Any, dict[str, Any]], None]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        hidden = {*self.writable, *(self.exclude or ())}
        own = [field.name for field in self.model._meta.concrete_fields if field.name not in hidden]
        return [*own, *self.readonly_fields]

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Give what was changed to the service; what it refuses is told and nothing is changed."""
        columns = {name: form.cleaned_data[name] for name in form.changed_data}
        stored = type(obj)._default_manager.get(pk=obj.pk)
        try:
            self.write(stored, columns)
        except DomainError as refused:
            for each in refused.errors if isinstance(refused, DomainErrors) else [refused]:
                self.message_user(request, str(each.message), messages.ERROR)
            setattr(request, REFUSED, True)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Back to the form after a refusal; Django would say that it was changed."""
        if hasattr(request, REFUSED):
            return HttpResponseRedirect(request.get_full_path())
        return super().response_change(request, obj)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Only what happened is logged."""
        return None if hasattr(request, REFUSED) else super().log_change(request, obj, message)


class Rows(admin.TabularInline):
    """Rows below an object, to read."""

    title: ClassVar[Any] = ""
    words: ClassVar[dict[str, Words]] = {}

    extra = 0
    can_delete = False
    show_change_link = False

    def __init__(self, parent: type[models.Model], site: admin.AdminSite) -> None:
        if self.title:
            self.verbose_name = self.verbose_name_plural = self.title
        super().__init__(parent, site)
        label(self.model, "", self.words)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # whoever sees the object sees what belongs to it
