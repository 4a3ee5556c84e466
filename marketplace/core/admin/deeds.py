"""Deeds: what staff do to a row. Each asks back on a page of its own, is sent by POST only, and calls one service."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin, display
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from marketplace.core import errors
from marketplace.core.actor import Actor, ActorKind
from marketplace.core.admin.asking import is_key
from marketplace.core.admin.careful import SHOWN, marks, places, refusal, unseen
from marketplace.core.office import Words

SURE = "sure"
"""In a POST that was asked back already."""
SEEN = "seen"
"""The digest of what was looked at: in the address of a row's deed; with the row's key, in the form that asks back."""
MOST_AT_ONCE = 100


class Reasoned(forms.Form):
    """Why; the person concerned is told."""

    reason = forms.CharField(
        label=gettext_lazy("reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4, "cols": 60})
    )


@dataclass(frozen=True, slots=True)
class Deed:
    """Something staff do to a row: `does(row, actor, **answers)` calls a service, which may refuse.

    `asks` is what has to be typed, `fits` whether the deed makes sense for a row now, `many` whether it can be done
    to several rows of a list at once, `warns` what follows. `needs` is a permission besides the desk's own.
    """

    name: str
    label: Words
    does: Callable[..., Any]
    asks: type[forms.Form] = forms.Form
    fits: Callable[[Any], bool] = lambda row: True
    many: bool = False
    warns: Words = ""
    needs: str = ""
    tells: Callable[[Any], str] = lambda result: ""
    """What is said of the result besides that it is done."""
    begins: Callable[[Any], dict[str, Any]] = lambda row: {}
    """What the form holds at first."""
    overwrites: bool = False
    """Whether that is what stands there now and will stand no more: nobody writes over what they have not seen."""
    shown: Callable[[Sequence[Any]], Mapping[Any, str]] | None = None
    """{key: digest} of what these rows show now; `does` is given as `seen` the digest of what this person looked at."""


def acting(request: HttpRequest) -> Actor:
    """The member of staff at the keyboard, with what they may do."""
    user: Any = request.user
    given = (
        each.removeprefix("account.") for each in user.get_all_permissions() if each.startswith("account.")
    )
    return Actor(ActorKind.STAFF, user_id=user.pk, permissions=frozenset(each.upper() for each in given))


class WithDeeds(ModelAdmin):
    """An admin page whose buttons and list actions are deeds."""

    deeds: tuple[Deed, ...] = ()
    makes: Deed | None = None
    """The deed by which a new row comes about; its row is None."""
    change_form_template = "office/change_form.html"

    @display(description=mark_safe('<input type="checkbox" id="action-toggle">'))  # noqa: S308 - Django's own
    def action_checkbox(self, obj: Any) -> SafeString:
        """As Django's, named by the key: its own says the row's whole name, a person's e-mail among them."""
        label = _("choose #%(key)s") % {"key": obj.pk}
        box = '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{}">'
        return format_html(box, ACTION_CHECKBOX_NAME, obj.pk, label)

    def may_do(self, request: HttpRequest, deed: Deed, row: Any = None) -> bool:
        """Whether this person may do this here; with a `row`, to it."""
        may = not deed.needs or request.user.has_perm(f"account.{deed.needs}")
        return may and self.has_view_permission(request)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """The deeds that can be done to several rows, besides plain actions."""
        actions = {
            name: each for name, each in super().get_actions(request).items() if name != "delete_selected"
        }
        offered = [each for each in self.deeds if each.many and self.may_do(request, each)]
        return {**actions, **{each.name: (_action(each), each.name, each.label) for each in offered}}

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """As Django's, for what can be a key."""
        return super().get_object(request, object_id, from_field) if is_key(self, object_id) else None

    def response_action(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """As Django's, for keys that can be keys."""
        if not all(is_key(self, each) for each in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            return HttpResponseBadRequest()
        return super().response_action(request, queryset)

    def get_urls(self) -> list[Any]:
        """A page for each deed, below its row."""
        opts = self.model._meta
        own = path(
            "<path:object_id>/viec/<slug:name>/",
            self.admin_site.admin_view(self.deed_view),
            name=f"{opts.app_label}_{opts.model_name}_deed",
        )
        return [own, *super().get_urls()]

    def deed_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """Ask back, or do it."""
        row = self.get_object(request, object_id)
        deed = next((each for each in self.deeds if each.name == name), None)
        if row is None or deed is None:
            raise Http404
        opts = self.model._meta
        back = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
        if self.may_do(request, deed, row) and not deed.fits(row):
            self.message_user(request, _too_late(row), messages.ERROR)
            return HttpResponseRedirect(back)
        return self.ask(request, deed, [row], back=back)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.makes is not None and self.may_do(request, self.makes)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """A new row, by its deed."""
        if self.makes is None:
            return super().add_view(request, form_url, extra_context)
        opts = self.model._meta
        back = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        return self.ask(request, self.makes, [None], back=back)

    def ask(self, request: HttpRequest, deed: Deed, rows: Sequence[Any], *, back: str) -> HttpResponse:
        """The page that asks back; with a good answer the deed is done."""
        if not all(self.may_do(request, deed, each) for each in rows):
            raise PermissionDenied
        sure = request.method == "POST" and SURE in request.POST
        seen = _seen(request, deed, rows, sure)
        form = deed.asks(
            request.POST if sure else None, initial=deed.begins(rows[0]) if len(rows) == 1 else {}
        )
        known = not (sure and deed.overwrites) or _as_shown(request, form)
        if sure and form.is_valid() and known and self._do(request, deed, rows, form, seen):
            return HttpResponseRedirect(back)
        context = {
            **self.admin_site.each_context(request),
            "title": deed.label,
            "opts": self.model._meta,
            "deed": deed,
            "rows": [each for each in rows if each is not None],
            "form": form,
            "back": back,
            "seen": [(f"{SEEN}-{key}", digest) for key, digest in seen.items()],
            SHOWN: deed.overwrites and (request.POST.get(SHOWN, "") if sure else marks(places(form))),
            "chosen": ACTION_CHECKBOX_NAME if "action" in request.POST else "",
            "words": {"yes": deed.label, "no": _("No, back"), "about": _("This is about:")},
        }
        return TemplateResponse(request, "office/ask.html", context)

    def _do(
        self,
        request: HttpRequest,
        deed: Deed,
        rows: Sequence[Any],
        form: forms.Form,
        seen: Mapping[Any, str],
    ) -> bool:
        """Whether it is done for at least one; else the form stays, with the words of the refusal."""
        refusals: list[str] = []
        done = 0
        for row in rows:
            if row is not None and not deed.fits(row):
                refusals.append(_too_late(row))
                continue
            try:
                looked_at = {SEEN: seen[row.pk]} if deed.shown else {}
                result = deed.does(row, acting(request), **form.cleaned_data, **looked_at)
            except errors.PermissionDenied as denied:
                raise PermissionDenied from denied
            except errors.DomainError as refused:
                every = refused.errors if isinstance(refused, errors.DomainErrors) else [refused]
                about = f"{row}: " if row is not None and len(rows) > 1 else ""
                refusals += [f"{about}{each.message}" for each in every]
                continue
            done += 1
            if told := deed.tells(result):
                self.message_user(request, told, messages.SUCCESS)
        if not done:
            for each in refusals:
                form.add_error(None, each)
            return False
        for each in refusals:
            self.message_user(request, each, messages.ERROR)
        words = ngettext("%(deed)s: done for %(n)s.", "%(deed)s: done for %(n)s.", done)
        self.message_user(request, words % {"deed": deed.label, "n": done}, messages.SUCCESS)
        return True

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """The row's page, with a button for each deed that fits."""
        opts = self.model._meta
        context["deeds"] = [
            (each, _address(each, obj))
            for each in self.deeds
            if obj is not None and each.fits(obj) and self.may_do(request, each, obj)
        ]
        if obj is not None:
            context["title"] = opts.verbose_name
        return super().render_change_form(request, context, add, change, form_url, obj)


def _address(deed: Deed, row: Any) -> str:
    opts = row._meta
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_deed", args=[row.pk, deed.name])
    return f"{address}?{urlencode({SEEN: deed.shown([row])[row.pk]})}" if deed.shown else address


def _as_shown(request: HttpRequest, form: forms.Form) -> bool:
    """Whether the form still begins with what it showed; else it says so."""
    if changed := unseen(request.POST.get(SHOWN, ""), places(form)):
        form.add_error(None, refusal(changed, request.get_full_path()))
    return not changed


def _seen(request: HttpRequest, deed: Deed, rows: Sequence[Any], sure: bool) -> Mapping[Any, str]:
    """{key: digest} as the form has kept it; at first as the row's page gave it, or as a list's rows are now."""
    if deed.shown is None:
        return {}
    if sure:
        return {row.pk: request.POST.get(f"{SEEN}-{row.pk}", "") for row in rows}
    if len(rows) == 1 and SEEN in request.GET:
        return {rows[0].pk: request.GET[SEEN]}
    return deed.shown(rows)


def _too_late(row: Any) -> str:
    return _("This is not possible any more: %(row)s.") % {"row": row}


def _action(deed: Deed) -> Callable[..., HttpResponse]:
    def act(desk: WithDeeds, request: HttpRequest, rows: QuerySet) -> HttpResponse:
        return desk.ask(request, deed, list(rows[:MOST_AT_ONCE]), back=request.get_full_path())

    return act
