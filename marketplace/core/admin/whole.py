"""Pages whose columns and tables are saved together, by services; what those refuse stands above what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from marketplace.core.admin.desks import Desk
from marketplace.core.errors import DomainError, DomainErrors

REFUSAL = "refusal_of_a_service"


class Whole(Desk):
    """Whoever may look may write: `save_whole` calls services, within one transaction."""

    makes_new: ClassVar[bool] = True

    save_whole: Callable[[HttpRequest, Any, Any, list[Any]], None]
    """`save_whole(request, obj, form, formsets)` gives everything to the services; the row of `obj` is there."""
    make_new: Callable[[HttpRequest, Any], Model]
    """`make_new(request, form)`: the row of a new object, by its service. A desk without it has `makes_new = False`."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.makes_new and self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request, obj)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> Any:
        """As Django's; after a refusal, with nothing written, the page once more with its reasons."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except DomainError as refused:
            setattr(request, REFUSAL, refused)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """With what a service refused as the form's own errors."""
        made: Any = super().get_form(request, obj, change, **kwargs)
        refused = getattr(request, REFUSAL, None)
        if refused is None:
            return made
        every = refused.errors if isinstance(refused, DomainErrors) else [refused]

        def clean(form: forms.ModelForm) -> Any:
            given = made.clean(form)
            for each in every:
                form.add_error(each.field if each.field in form.fields else None, str(each.message))
            return given

        return type(made.__name__, (made,), {"clean": clean})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A new object gets its row; all else is saved with its tables."""
        if not change:
            obj.pk = self.make_new(request, form).pk

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Everything by the services; Django's own saving is left out."""
        for each in formsets:
            each.new_objects, each.changed_objects, each.deleted_objects = [], [], []
        if change:
            self.save_whole(request, form.instance, form, list(formsets))

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        """On to its page, where its tables are."""
        self.message_user(request, _("It is there. Go on here."), messages.SUCCESS)
        opts = self.model._meta
        return HttpResponseRedirect(
            reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[obj.pk])
        )


def rows_kept(formset: Any) -> list[dict[str, Any]]:
    """What was typed in a table, by its places, without what was struck out; what has no place comes last."""
    rows = [each.cleaned_data for each in formset.forms if each.cleaned_data]
    kept = [each for each in rows if not each.get("DELETE")]
    return sorted(kept, key=lambda each: (each["sort_order"] is None, each["sort_order"]))
