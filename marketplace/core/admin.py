"""The back office: pages for the operator's staff, read-only unless saving goes through a service.

Who may look is said by the dialect's permission in `needs`, the same word that the API asks for.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError, DomainErrors
from marketplace.core.models import Event, Job

REFUSED = "refused_by_service"
"""Set on a request whose change the service refused."""


class Desk(admin.ModelAdmin):
    """A page that shows rows and changes nothing."""

    needs: ClassVar[str] = "manage_settings"
    """Codename of the permission of the dialect."""
    list_per_page = 50
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return (
            request.user.is_active
            and request.user.is_staff
            and request.user.has_perm(f"account.{self.needs}")
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Counter(Desk):
    """A page where the columns in `writable` are changed by `write(obj, columns)`, which calls a service."""

    writable: ClassVar[tuple[str, ...]] = ()

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

    def write(self, obj: Any, columns: dict[str, Any]) -> None:
        """Call the service."""
        raise NotImplementedError


class Rows(admin.TabularInline):
    """Rows below an object, to read."""

    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # whoever sees the object sees what belongs to it


@admin.register(Event)
class EventAdmin(Desk):
    """What happened."""

    needs = "manage_orders"
    list_display = ("at", "kind", "actor", "for_whom", "cooperative_id", "order_id")
    list_filter = ("kind",)
    ordering = ("-at",)
    date_hierarchy = None
    search_fields = ("=actor", "=order_id", "=suborder_id")


@admin.register(Job)
class JobAdmin(Desk):
    """Work that is due, and work that has failed too often."""

    list_display = ("reaction", "run_after", "attempts", "failed_at", "last_error")
    list_filter = (("failed_at", admin.EmptyFieldListFilter),)
    ordering = ("-failed_at", "run_after")
    actions = ("try_again",)

    @admin.action(description=_("Try again now"))
    def try_again(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Make failed work due again, with all its attempts."""
        changed = queryset.update(failed_at=None, attempts=0, run_after=timezone.now())
        self.message_user(request, _("%(count)s jobs are due again.") % {"count": changed})
