"""The operator's view of people."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.account import services
from marketplace.account.models import User
from marketplace.core.actor import Actor, ActorKind
from marketplace.core.admin import Desk


@admin.register(User)
class UserAdmin(Desk):
    """People with an account. Passwords and token keys are shown to nobody."""

    needs = "manage_users"
    list_display = ("email", "phone", "first_name", "last_name", "is_staff", "is_active", "date_joined")
    list_filter = ("is_staff", "is_active")
    search_fields = ("email__startswith", "phone__startswith")
    ordering = ("-date_joined", "pk")
    fields = (
        "email", "phone", "first_name", "last_name", "language_code", "is_staff", "is_active", "is_confirmed",
        "groups", "user_permissions", "date_joined", "last_login", "note",
    )  # fmt: skip
    actions = ("sign_out",)

    @admin.action(description=_("Sign out everywhere"))
    def sign_out(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """End all tokens of these people."""
        actor = Actor(ActorKind.STAFF, user_id=request.user.pk)
        for user in queryset:
            services.end_all_tokens(user=user, actor=actor)
        self.message_user(request, _("%(count)s people are signed out.") % {"count": len(queryset)})
