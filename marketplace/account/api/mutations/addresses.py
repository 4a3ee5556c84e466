"""Address books: one's own, and customers' by staff."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import graphene

from marketplace.account import models, queries, services
from marketplace.account.api.addresses import given_address
from marketplace.account.api.own import OWN_ACCOUNT, as_it_was, items, own, own_or
from marketplace.account.api.types import AccountError, Address, AddressInput, AddressTypeEnum, User
from marketplace.core.errors import NotFound
from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import staff

MANAGE_USERS = staff("MANAGE_USERS")


def own_entry(info: Info, id: str) -> tuple[models.User, models.Address]:
    """An entry of the own book, and whose it is. Others' entries are not there."""
    user = own(info)
    row = user.addresses.filter(pk=key_of(id, "Address")).first()
    if row is None:
        raise NotFound(field="id")
    return user, row


def customers_entry(info: Info, id: str) -> tuple[models.User, models.Address]:
    """An entry of some customer's book, and whose it is. Addresses of orders and places are in no book."""
    key = key_of(id, "Address")
    user = queries.customers().filter(addresses=key).order_by("pk").first()
    if user is None:
        raise NotFound(field="id")
    return user, user.addresses.get(pk=key)


def customer(id: str, field: str = "user_id") -> models.User:
    """A customer of this id."""
    user = queries.customers().filter(pk=key_of(id, "User", field=field)).first()
    if user is None:
        raise NotFound(field=field)
    return user


class OfBook(Mutation):
    """What is done to somebody's address book."""

    error_type = AccountError

    user = graphene.Field(User)

    class Meta:
        abstract = True


class OfEntry(OfBook):
    """What is done to an entry, which `found` looks up with its book's owner."""

    found: ClassVar[Callable[..., tuple[models.User, models.Address]]]

    address = graphene.Field(Address)

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        abstract = True


class EntryUpdate(OfEntry):
    """Change it."""

    class Arguments(OfEntry.Arguments):
        input = graphene.Argument(AddressInput, required=True)

    class Meta:
        abstract = True

    @classmethod
    def perform(cls, info: Info, id: str, input: Any) -> Mapping[str, Any]:
        """The book's owner and the entry, written officially."""
        user, row = cls.found(info, id)
        row = services.update_address(
            row=row, address=given_address(input), metadata=items(input.get("metadata"))
        )
        return {"user": user, "address": row}


class EntryDelete(OfEntry):
    """Remove it."""

    class Meta:
        abstract = True

    @classmethod
    def perform(cls, info: Info, id: str) -> Mapping[str, Any]:
        """The book's owner, and the entry as it was."""
        user, row = cls.found(info, id)
        gone = as_it_was(info, "address", row)
        services.delete_address(row=row)
        return {"user": user, "address": gone}


class AccountAddressCreate(OfBook):
    """Put an address into the own book."""

    permission = OWN_ACCOUNT

    address = graphene.Field(Address)

    class Arguments:
        customer_id = graphene.ID(description="For whom; needs IMPERSONATE_USER.")
        input = graphene.Argument(AddressInput, required=True)
        type = graphene.Argument(AddressTypeEnum, description="Also the default of this kind.")

    @staticmethod
    def perform(
        info: Info, input: Any, type: Any = None, customer_id: str | None = None
    ) -> Mapping[str, Any]:
        """The book's owner and the entry, written officially."""
        user = own_or(info, customer_id)
        address = services.create_address(
            user=user,
            address=given_address(input),
            kind=type.value if type else None,
            metadata=items(input.get("metadata")),
        )
        return {"user": user, "address": address}


class AccountAddressUpdate(EntryUpdate):
    """Change an address of the own book."""

    permission = OWN_ACCOUNT
    found = staticmethod(own_entry)


class AccountAddressDelete(EntryDelete):
    """Remove an address from the own book."""

    permission = OWN_ACCOUNT
    found = staticmethod(own_entry)


class AccountSetDefaultAddress(OfBook):
    """Make an entry of the own book the default."""

    permission = OWN_ACCOUNT

    class Arguments:
        id = graphene.ID(required=True)
        type = graphene.Argument(AddressTypeEnum, required=True)

    @staticmethod
    def perform(info: Info, id: str, type: Any) -> Mapping[str, Any]:
        """The account as it is now."""
        key = key_of(id, "Address")
        return {"user": services.set_default_address(user=own(info), address_id=key, kind=type.value)}


class AddressCreate(OfBook):
    """Put an address into a customer's book."""

    permission = MANAGE_USERS

    address = graphene.Field(Address)

    class Arguments:
        input = graphene.Argument(AddressInput, required=True)
        user_id = graphene.ID(required=True)

    @staticmethod
    def perform(info: Info, input: Any, user_id: str) -> Mapping[str, Any]:
        """The customer and the entry."""
        user = customer(user_id)
        row = services.create_address(
            user=user, address=given_address(input), metadata=items(input.get("metadata"))
        )
        return {"user": user, "address": row}


class AddressUpdate(EntryUpdate):
    """Change an address of a customer's book."""

    permission = MANAGE_USERS
    found = staticmethod(customers_entry)


class AddressDelete(EntryDelete):
    """Remove an address from a customer's book."""

    permission = MANAGE_USERS
    found = staticmethod(customers_entry)


class AddressSetDefault(OfBook):
    """Make an entry of a customer's book the default."""

    permission = MANAGE_USERS

    class Arguments:
        address_id = graphene.ID(required=True)
        type = graphene.Argument(AddressTypeEnum, required=True)
        user_id = graphene.ID(required=True)

    @staticmethod
    def perform(info: Info, address_id: str, type: Any, user_id: str) -> Mapping[str, Any]:
        """The customer as they are now."""
        key = key_of(address_id, "Address", field="address_id")
        user = services.set_default_address(user=customer(user_id), address_id=key, kind=type.value)
        return {"user": user}


class Mutations:
    """Fields of Mutation."""

    account_address_create = AccountAddressCreate.field()
    account_address_update = AccountAddressUpdate.field()
    account_address_delete = AccountAddressDelete.field()
    account_set_default_address = AccountSetDefaultAddress.field()
    address_create = AddressCreate.field()
    address_update = AddressUpdate.field()
    address_delete = AddressDelete.field()
    address_set_default = AddressSetDefault.field()
