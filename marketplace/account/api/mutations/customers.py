"""What staff do with customers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.account import models, queries, services
from marketplace.account.api.own import as_it_was, profile_of
from marketplace.account.api.types import AccountError, AddressInput, User
from marketplace.core.errors import DomainError, NotFound
from marketplace.graphql.errors import error_values
from marketplace.graphql.ids import key_of, keys_of
from marketplace.graphql.info import Info
from marketplace.graphql.languages import LanguageCodeEnum
from marketplace.graphql.metadata import MetadataInput
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import staff
from marketplace.graphql.reading import exactly_one

MANAGE_USERS = staff("MANAGE_USERS")
Ids = graphene.List(graphene.NonNull(graphene.ID), required=True)


class CustomerInput(graphene.InputObjectType):
    """What staff change of a customer."""

    default_billing_address = graphene.InputField(AddressInput)
    default_shipping_address = graphene.InputField(AddressInput)
    first_name = graphene.String()
    last_name = graphene.String()
    email = graphene.String()
    phone = graphene.String(description="Counts once its code was typed.")
    is_active = graphene.Boolean()
    note = graphene.String()
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    private_metadata = graphene.List(graphene.NonNull(MetadataInput))
    language_code = graphene.InputField(LanguageCodeEnum)
    external_reference = graphene.String()
    is_confirmed = graphene.Boolean()


class UserCreateInput(graphene.InputObjectType):
    """A new customer."""

    default_billing_address = graphene.InputField(AddressInput)
    default_shipping_address = graphene.InputField(AddressInput)
    first_name = graphene.String()
    last_name = graphene.String()
    email = graphene.String()
    phone = graphene.String(description="In place of an e-mail, or besides.")
    is_active = graphene.Boolean()
    note = graphene.String()
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    private_metadata = graphene.List(graphene.NonNull(MetadataInput))
    language_code = graphene.InputField(LanguageCodeEnum)
    external_reference = graphene.String()
    redirect_url = graphene.String(description="Where the invitation leads, with `email` and `token`.")
    channel = graphene.String()


def known_customer(id: str | None, external_reference: str | None) -> models.User:
    """The customer of this id or reference."""
    try:
        exactly_one(id=id, external_reference=external_reference)
    except DomainError as refused:
        raise DomainError(refused.message, code="GRAPHQL_ERROR", field="id") from refused
    rows = queries.customers()
    rows = (
        rows.filter(pk=key_of(id, "User"))
        if id is not None
        else rows.filter(external_reference=external_reference)
    )
    if (user := rows.first()) is None:
        raise NotFound(field="id")
    return user


class OfCustomer(Mutation):
    """What staff do with one customer."""

    error_type = AccountError
    permission = MANAGE_USERS

    user = graphene.Field(User)

    class Meta:
        abstract = True


class OfCustomers(Mutation):
    """What staff do with many at once, or with none."""

    error_type = AccountError
    permission = MANAGE_USERS

    count = graphene.Int(required=True)

    class Meta:
        abstract = True


class CustomerCreate(OfCustomer):
    """Make an account for a customer."""

    class Arguments:
        input = graphene.Argument(UserCreateInput, required=True)

    @staticmethod
    def perform(info: Info, input: Any) -> Mapping[str, Any]:
        """The customer."""
        user = services.create_customer(
            email=input.get("email"),
            phone=input.get("phone"),
            profile=profile_of(input),
            redirect_url=input.get("redirect_url"),
            actor=info.actor,
        )
        return {"user": user}


class CustomerUpdate(OfCustomer):
    """Change a customer."""

    class Arguments:
        external_reference = graphene.String()
        id = graphene.ID()
        input = graphene.Argument(CustomerInput, required=True)

    @staticmethod
    def perform(
        info: Info, input: Any, id: str | None = None, external_reference: str | None = None
    ) -> Mapping[str, Any]:
        """The customer as they are now."""
        user = services.update_customer(
            user=known_customer(id, external_reference),
            email=input.get("email"),
            phone=input.get("phone"),
            profile=profile_of(input),
            actor=info.actor,
        )
        return {"user": user}


class CustomerDelete(OfCustomer):
    """Delete a customer's account; orders stay."""

    class Arguments:
        external_reference = graphene.String()
        id = graphene.ID()

    @staticmethod
    def perform(
        info: Info, id: str | None = None, external_reference: str | None = None
    ) -> Mapping[str, Any]:
        """The customer as they were."""
        user = known_customer(id, external_reference)
        gone = as_it_was(info, "user", user)
        services.delete_customers(ids=[user.pk], actor=info.actor)
        return {"user": gone}


class CustomerBulkDelete(OfCustomers):
    """Delete customers' accounts, all or none; orders stay."""

    class Arguments:
        ids = Ids

    @staticmethod
    def perform(info: Info, ids: list[str]) -> Mapping[str, Any]:
        """How many."""
        return all_or_none(lambda: services.delete_customers(ids=keys_of(ids, "User"), actor=info.actor))


class UserBulkSetActive(OfCustomers):
    """Switch customers' accounts on or off."""

    class Arguments:
        ids = Ids
        is_active = graphene.Boolean(required=True)

    @staticmethod
    def perform(info: Info, ids: list[str], is_active: bool) -> Mapping[str, Any]:
        """How many."""
        keys = keys_of(ids, "User")
        return all_or_none(lambda: services.set_active(ids=keys, is_active=is_active, actor=info.actor))


def all_or_none(change: Any, errors: Any = AccountError) -> Mapping[str, Any]:
    """The count of a bulk mutation, which is 0 and not null where it was refused."""
    try:
        return {"count": change()}
    except DomainError as refused:
        return {"count": 0, "errors": error_values(refused, errors)}


class Mutations:
    """Fields of Mutation."""

    customer_create = CustomerCreate.field()
    customer_update = CustomerUpdate.field()
    customer_delete = CustomerDelete.field()
    customer_bulk_delete = CustomerBulkDelete.field()
    user_bulk_set_active = UserBulkSetActive.field()
