"""Accounts by phone number: ours, as most sellers and many buyers have no e-mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.account import services
from marketplace.account.api.mutations.tokens import signed_in
from marketplace.account.api.own import OWN_ACCOUNT, own
from marketplace.account.api.types import AccountError, User
from marketplace.account.models import Purpose
from marketplace.core.errors import PermissionDenied
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import PUBLIC


class OneTimeCodePurpose(graphene.Enum):
    """What a code is good for."""

    SIGN_IN = "SIGN_IN"
    CHANGE_PHONE = "CHANGE_PHONE"


class OneTimeCodeSend(Mutation):
    """Get a code by short text. To change the number, one is sent to the new number, and one to the old."""

    class Arguments:
        phone = graphene.String(required=True)
        purpose = graphene.Argument(OneTimeCodePurpose, default_value="SIGN_IN")

    class Meta:
        errors = AccountError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, phone: str, purpose: Any = "SIGN_IN") -> Mapping[str, Any]:
        """Nothing but errors; whether somebody has the number is not told."""
        if getattr(purpose, "value", purpose) == Purpose.CHANGE_PHONE:
            if not OWN_ACCOUNT.allows(info.actor):
                raise PermissionDenied("", OWN_ACCOUNT.names)
            services.send_code_to_change(user=own(info), phone=phone, visitor=info.context.visitor)
        else:
            services.send_code(phone=phone, purpose=Purpose.SIGN_IN, visitor=info.context.visitor)
        return {}


class TokenCreateByCode(Mutation):
    """Sign in by the code that was sent to the number. A number nobody has opens a new account."""

    token = graphene.String()
    refresh_token = graphene.String()
    user = graphene.Field(User)

    class Arguments:
        phone = graphene.String(required=True)
        code = graphene.String(required=True)
        password = graphene.String(description="Needed for an account that was not used for half a year.")
        start_afresh = graphene.Boolean(
            default_value=False,
            description="The account with this number is somebody else's: open a new one.",
        )

    class Meta:
        errors = AccountError
        permission = PUBLIC

    @staticmethod
    def perform(
        info: Info, phone: str, code: str, password: str | None = None, start_afresh: bool | None = False
    ) -> Mapping[str, Any]:
        """Both tokens and who it is."""
        user = services.sign_in_by_code(
            phone=phone,
            code=code,
            password=password,
            start_afresh=bool(start_afresh),
            language_code=info.context.language,
            visitor=info.context.visitor,
            actor=info.actor,
        )
        return signed_in(user)


class AccountPhoneChange(Mutation):
    """Another number, by its code; the password, or a code at the old number, says that it is the owner who asks."""

    token = graphene.String()
    refresh_token = graphene.String()
    user = graphene.Field(User)

    class Arguments:
        phone = graphene.String(required=True)
        code = graphene.String(required=True)
        password = graphene.String()
        old_code = graphene.String(description="In place of a password, where there is none.")

    class Meta:
        errors = AccountError
        permission = OWN_ACCOUNT

    @staticmethod
    def perform(
        info: Info, phone: str, code: str, password: str | None = None, old_code: str | None = None
    ) -> Mapping[str, Any]:
        """The account with its new number, and fresh tokens: all others are void."""
        user = services.change_phone(
            user=own(info), phone=phone, code=code, password=password, old_code=old_code, actor=info.actor
        )
        return signed_in(user)


class Mutations:
    """Fields of Mutation."""

    one_time_code_send = OneTimeCodeSend.field()
    token_create_by_code = TokenCreateByCode.field()
    account_phone_change = AccountPhoneChange.field()
