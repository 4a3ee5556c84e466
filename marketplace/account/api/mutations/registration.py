"""From a registration to a confirmed account, and back from a forgotten password."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import graphene
from django.utils.translation import gettext_lazy as _

from marketplace.account import services
from marketplace.account.api.mutations.tokens import signed_in
from marketplace.account.api.own import OWN_ACCOUNT, columns_of, items, own
from marketplace.account.api.types import AccountError, User
from marketplace.core.errors import DomainError
from marketplace.graphql.errors import error_type
from marketplace.graphql.info import Info
from marketplace.graphql.languages import LanguageCodeEnum
from marketplace.graphql.metadata import MetadataInput
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import PUBLIC


class SendConfirmationEmailErrorCode(Enum):
    """Why there is no other letter."""

    INVALID = "INVALID"
    ACCOUNT_CONFIRMED = "ACCOUNT_CONFIRMED"
    CONFIRMATION_ALREADY_REQUESTED = "CONFIRMATION_ALREADY_REQUESTED"
    MISSING_CHANNEL_SLUG = "MISSING_CHANNEL_SLUG"


SendConfirmationEmailError = error_type("SendConfirmationEmailError", SendConfirmationEmailErrorCode)


class AccountRegisterInput(graphene.InputObjectType):
    """Somebody who wants an account."""

    first_name = graphene.String()
    last_name = graphene.String()
    language_code = graphene.InputField(LanguageCodeEnum)
    email = graphene.String(required=True)
    password = graphene.String(required=True)
    redirect_url = graphene.String(description="Where the letter's link leads, with `email` and `token`.")
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    channel = graphene.String()


class AccountRegister(Mutation):
    """Ask for an account. What became of it is told in a letter only."""

    requires_confirmation = graphene.Boolean()
    user = graphene.Field(User, description="Always null: it would tell whether there was an account before.")

    class Arguments:
        input = graphene.Argument(AccountRegisterInput, required=True)

    class Meta:
        errors = AccountError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, input: Any) -> Mapping[str, Any]:
        """That a letter is on its way, for everybody."""
        if not input.get("redirect_url"):
            message = _("Say where the link in the letter leads.")
            raise DomainError(message, code="REQUIRED", field="redirect_url")
        services.register(
            email=input.email,
            password=input.password,
            redirect_url=input.redirect_url,
            metadata=items(input.get("metadata")),
            visitor=info.context.visitor,
            actor=info.actor,
            **{"language_code": info.context.language, **columns_of(input)},
        )
        return {"requires_confirmation": True}


class ConfirmAccount(Mutation):
    """The link of the letter was followed."""

    user = graphene.Field(User)

    class Arguments:
        email = graphene.String(required=True)
        password = graphene.String(description="To choose another one.")
        token = graphene.String(required=True)

    class Meta:
        errors = AccountError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, email: str, token: str, password: str | None = None) -> Mapping[str, Any]:
        """Whose account it is."""
        return {"user": services.confirm(email=email, token=token, password=password, actor=info.actor)}


class SendConfirmationEmail(Mutation):
    """Get another letter with the link to confirm."""

    class Arguments:
        channel = graphene.String(required=True)
        redirect_url = graphene.String(required=True)

    class Meta:
        errors = SendConfirmationEmailError
        permission = OWN_ACCOUNT

    @staticmethod
    def perform(info: Info, channel: str, redirect_url: str) -> Mapping[str, Any]:
        """Nothing but errors."""
        services.request_confirmation(user=own(info), redirect_url=redirect_url, actor=info.actor)
        return {}


class RequestPasswordReset(Mutation):
    """Get a letter with a link to choose a new password. Whether there is such an account is not told."""

    class Arguments:
        channel = graphene.String()
        email = graphene.String(required=True)
        redirect_url = graphene.String(required=True)

    class Meta:
        errors = AccountError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, email: str, redirect_url: str, channel: str | None = None) -> Mapping[str, Any]:
        """Nothing but errors."""
        services.request_password_reset(
            email=email, redirect_url=redirect_url, visitor=info.context.visitor, actor=info.actor
        )
        return {}


class SetPassword(Mutation):
    """Choose a new password by the letter's link, and be signed in."""

    token = graphene.String()
    refresh_token = graphene.String()
    csrf_token = graphene.String(description="Always null: no cookie carries a token, so none can be abused.")
    user = graphene.Field(User)

    class Arguments:
        email = graphene.String(required=True)
        password = graphene.String(required=True)
        token = graphene.String(required=True)

    class Meta:
        errors = AccountError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, email: str, password: str, token: str) -> Mapping[str, Any]:
        """Both tokens and who it is."""
        user = services.set_password_by_link(
            email=email, token=token, password=password, visitor=info.context.visitor, actor=info.actor
        )
        return signed_in(user)


class Mutations:
    """Fields of Mutation."""

    account_register = AccountRegister.field()
    confirm_account = ConfirmAccount.field()
    send_confirmation_email = SendConfirmationEmail.field()
    request_password_reset = RequestPasswordReset.field()
    set_password = SetPassword.field()
