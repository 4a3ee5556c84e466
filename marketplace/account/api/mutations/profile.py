"""What somebody changes of their own account, until they delete it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.account import services
from marketplace.account.api.own import OWN_ACCOUNT, as_it_was, own, own_or, profile_of
from marketplace.account.api.types import AccountError, AddressInput, User
from marketplace.graphql.info import Info
from marketplace.graphql.languages import LanguageCodeEnum
from marketplace.graphql.metadata import MetadataInput
from marketplace.graphql.mutation import Mutation


class AccountInput(graphene.InputObjectType):
    """What people change of themselves."""

    first_name = graphene.String()
    last_name = graphene.String()
    language_code = graphene.InputField(LanguageCodeEnum)
    default_billing_address = graphene.InputField(AddressInput)
    default_shipping_address = graphene.InputField(AddressInput)
    metadata = graphene.List(graphene.NonNull(MetadataInput))


class AccountUpdate(Mutation):
    """Change the own name, language and default addresses."""

    user = graphene.Field(User)

    class Arguments:
        customer_id = graphene.ID(description="For whom; needs IMPERSONATE_USER.")
        input = graphene.Argument(AccountInput, required=True)

    class Meta:
        errors = AccountError
        permission = OWN_ACCOUNT

    @staticmethod
    def perform(info: Info, input: Any, customer_id: str | None = None) -> Mapping[str, Any]:
        """The account as it is now."""
        return {"user": services.update_profile(user=own_or(info, customer_id), profile=profile_of(input))}


class PasswordChange(Mutation):
    """Another password. All tokens are void, this one too."""

    user = graphene.Field(User)

    class Arguments:
        new_password = graphene.String(required=True)
        old_password = graphene.String(description="Needed by everybody who has one.")

    class Meta:
        errors = AccountError
        permission = OWN_ACCOUNT

    @staticmethod
    def perform(info: Info, new_password: str, old_password: str | None = None) -> Mapping[str, Any]:
        """Whose it was."""
        user = services.change_password(user=own(info), old=old_password, new=new_password, actor=info.actor)
        return {"user": user}


class RequestEmailChange(Mutation):
    """Get a letter at the new address, with a link that makes it the account's."""

    user = graphene.Field(User)

    class Arguments:
        channel = graphene.String()
        new_email = graphene.String(required=True)
        password = graphene.String(required=True)
        redirect_url = graphene.String(required=True)

    class Meta:
        errors = AccountError
        permission = OWN_ACCOUNT

    @staticmethod
    def perform(
        info: Info, new_email: str, password: str, redirect_url: str, channel: str | None = None
    ) -> Mapping[str, Any]:
        """The account, unchanged as yet."""
        user = services.request_email_change(
            user=own(info),
            new_email=new_email,
            password=password,
            redirect_url=redirect_url,
            actor=info.actor,
        )
        return {"user": user}


class ConfirmEmailChange(Mutation):
    """The link of the letter was followed. All tokens are void, this one too."""

    user = graphene.Field(User)

    class Arguments:
        channel = graphene.String()
        token = graphene.String(required=True)

    class Meta:
        errors = AccountError
        permission = OWN_ACCOUNT

    @staticmethod
    def perform(info: Info, token: str, channel: str | None = None) -> Mapping[str, Any]:
        """The account with its new e-mail."""
        return {"user": services.confirm_email_change(user=own(info), token=token, actor=info.actor)}


class AccountRequestDeletion(Mutation):
    """Get a letter with a link that deletes the account."""

    class Arguments:
        channel = graphene.String()
        redirect_url = graphene.String(required=True)

    class Meta:
        errors = AccountError
        permission = OWN_ACCOUNT

    @staticmethod
    def perform(info: Info, redirect_url: str, channel: str | None = None) -> Mapping[str, Any]:
        """Nothing but errors."""
        services.request_deletion(user=own(info), redirect_url=redirect_url, actor=info.actor)
        return {}


class AccountDelete(Mutation):
    """The link of the letter was followed: the person's data go, the books stay."""

    user = graphene.Field(User)

    class Arguments:
        token = graphene.String(required=True)

    class Meta:
        errors = AccountError
        permission = OWN_ACCOUNT

    @staticmethod
    def perform(info: Info, token: str) -> Mapping[str, Any]:
        """The account as it was."""
        user = own(info)
        gone = as_it_was(info, "user", user)
        services.delete_by_link(user=user, token=token, actor=info.actor)
        return {"user": gone}


class Mutations:
    """Fields of Mutation."""

    account_update = AccountUpdate.field()
    password_change = PasswordChange.field()
    request_email_change = RequestEmailChange.field()
    confirm_email_change = ConfirmEmailChange.field()
    account_request_deletion = AccountRequestDeletion.field()
    account_delete = AccountDelete.field()
