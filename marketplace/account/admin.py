"""The operator's view of people, and how staff come into the back office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.account import queries, services
from marketplace.account.models import User
from marketplace.core.actor import Actor
from marketplace.core.admin import Deed, Desk, States, acting, masked, masked_mail
from marketplace.core.errors import DomainError
from marketplace.core.vietnamese import words
from marketplace.graphql.view import visitor_of


class SignInForm(AdminAuthenticationForm):
    """By the same service as the API's: the same limits on guesses, the same time for every refusal."""

    def clean(self) -> dict[str, Any]:
        """Whom e-mail and password are of."""
        typed = self.cleaned_data
        if typed.get("username") and typed.get("password") and self.request is not None:
            try:
                self.user_cache = services.sign_in(
                    login=typed["username"], password=typed["password"], visitor=visitor_of(self.request)
                )
            except DomainError as refused:
                raise ValidationError(str(refused.message), code=refused.code) from refused
            self.confirm_login_allowed(self.user_cache)
        return typed


admin.site.login_form = SignInForm
admin.site.unregister(Group)  # Django's own page would give anybody anything: services ask who may give what


@admin.register(Group)
class GroupDesk(Desk):
    """Groups of permissions, to read; they are changed in the dashboard, by services that judge who may give what."""

    needs = "manage_staff"
    section = "people"
    title = _("Groups of staff")
    list_display = ("name",)
    ordering = ("name",)
    fields = ("name", "permissions")


class Who(States):
    """Buyers first; staff for those who manage staff."""

    title = _("who")
    states = {
        "khach": (_("buyers"), Q(is_staff=False, deleted_at=None)),
        "nhan-vien": (_("staff"), Q(is_staff=True, deleted_at=None)),
        "ngung": (_("switched off"), Q(is_active=False, deleted_at=None)),
    }


class NewNumber(forms.Form):
    """Another phone number."""

    phone = forms.CharField(label=_("new phone number"), max_length=20)


def _switch(is_active: bool) -> Any:
    def does(user: User, actor: Actor) -> None:
        if user.is_staff:
            profile = services.Profile({"is_active": is_active})
            services.update_staff(user=user, profile=profile, actor=actor)
        else:
            services.set_active(ids=[user.pk], is_active=is_active, actor=actor)

    return does


def _renumber(user: User, actor: Actor, phone: str) -> None:
    services.update_customer(user=user, phone=phone, profile=services.Profile({}), actor=actor)


def _sign_out(user: User, actor: Actor) -> None:
    services.end_all_tokens(user=user, actor=actor)


@admin.register(User)
class UserAdmin(Desk):
    """People with an account. Passwords and token keys are shown to nobody."""

    needs = "manage_users"
    section = "people"
    title = _("Accounts")
    list_display = ("called", "mail", "number", "is_staff", "is_active", "date_joined")
    list_filter = (Who,)
    search_fields = ("search_folded",)
    search_help_text = _("Name, whole e-mail or whole phone number.")
    ordering = ("-date_joined", "pk")
    fields = (
        "email", "phone", "is_phone_confirmed", "first_name", "last_name", "language_code", "is_staff", "is_active",
        "is_confirmed", "groups", "user_permissions", "date_joined", "last_login", "note",
    )  # fmt: skip
    deeds = (
        Deed(
            "sign_out",
            _("Sign out everywhere"),
            _sign_out,
            many=True,
            warns=_("On all phones and computers, the back office included."),
        ),
        Deed(
            "new_number",
            _("The phone is lost: another number"),
            _renumber,
            NewNumber,
            lambda user: not user.is_staff,
            warns=_(
                "Have you looked at the person, or asked what only they know? "
                "Whoever is signed in by the old number is signed out."
            ),
        ),
        Deed(
            "switch_off",
            _("Switch off"),
            _switch(False),
            fits=lambda user: user.is_active,
            many=True,
            warns=_("Nobody comes in by this account any more. Its orders stay."),
        ),
        Deed("switch_on", _("Switch on again"), _switch(True), fits=lambda user: not user.is_active),
    )

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Those who look after buyers, and those who look after staff; `get_queryset` shows each what is theirs."""
        return super().has_view_permission(request, obj) or (
            request.user.is_staff and request.user.has_perm("account.manage_staff")
        )

    def may_do(self, request: HttpRequest, deed: Deed, row: User | None = None) -> bool:
        """Whoever only looks people up, for an order's sake, does nothing to them."""
        theirs = row is None or acting(request).may(services.in_charge_of(row))
        return theirs and super().may_do(request, deed, row)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return queries.visible_to(acting(request))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """By a whole e-mail or number, or by parts of the name."""
        login = queries.as_login(search_term)
        found = Q(email=login) | Q(phone=login)
        if named := words(search_term):
            queryset = queries.with_folded_names(queryset)
            found |= queries.named(named)
        return queryset.filter(found) if search_term.strip() else queryset, False

    @admin.display(description=_("name"), ordering="last_name_sort")
    def called(self, user: User) -> str:
        """Family name first."""
        return f"{user.last_name} {user.first_name}".strip() or f"#{user.pk}"

    @admin.display(description=_("e-mail"))
    def mail(self, user: User) -> str:
        """In full for colleagues only."""
        return (user.email or "") if user.is_staff else masked_mail(user.email)

    @admin.display(description=_("phone"))
    def number(self, user: User) -> str:
        """Not in full in lists."""
        return masked(user.phone)
