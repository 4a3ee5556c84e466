"""User, Address and what people are refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene
from django.contrib.auth.hashers import is_password_usable
from django.db.models import QuerySet

from marketplace.account import models, queries
from marketplace.account.errors import AccountErrorCode
from marketplace.channel.api.types import Channel
from marketplace.channel.models import Channel as ChannelRow
from marketplace.graphql.countries import Country, CountryCode, CountryDisplay
from marketplace.graphql.errors import error_type
from marketplace.graphql.fields import batch, column, listed, many, one, value
from marketplace.graphql.info import Info
from marketplace.graphql.languages import LanguageCodeEnum
from marketplace.graphql.metadata import MetadataFields, MetadataInput, ObjectWithMetadata
from marketplace.graphql.permissions import WITHIN, staff
from marketplace.graphql.types import Node, Type, global_id


class AddressTypeEnum(graphene.Enum):
    """What an address is for."""

    BILLING = "BILLING"
    SHIPPING = "SHIPPING"


AccountError = error_type(
    "AccountError",
    AccountErrorCode,
    address_type=AddressTypeEnum,
    attributes=graphene.List(graphene.NonNull(graphene.ID)),
)

PermissionEnum = graphene.Enum(
    "PermissionEnum",
    [(codename.upper(), codename.upper()) for codename, _ in models.PERMISSIONS],
    description="What members of staff may be allowed to do.",
)


class AddressInput(graphene.InputObjectType):
    """An address as people write it; Vietnamese ones in two levels, former names are understood."""

    first_name = graphene.String()
    last_name = graphene.String()
    company_name = graphene.String()
    street_address_1 = graphene.String()
    street_address_2 = graphene.String()
    city = graphene.String()
    city_area = graphene.String()
    postal_code = graphene.String()
    country = graphene.InputField(CountryCode)
    country_area = graphene.String()
    phone = graphene.String()
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    skip_validation = graphene.Boolean(default_value=False)


def is_default(rows: Any, info: Info, which: str) -> list[bool | None]:
    """Whether each address is the reader's default one; null for visitors, as addresses of carts have no owner."""
    if info.actor.user_id is None:
        return [None] * len(rows)
    known = info.context.memory
    if "own default addresses" not in known:
        columns = ("default_shipping_address_id", "default_billing_address_id")
        known["own default addresses"] = (
            models.User.objects.filter(pk=info.actor.user_id).values(*columns).first() or {}
        )
    default = known["own default addresses"].get(which)
    return [row.pk == default for row in rows]


class Address(MetadataFields, Type):
    """A postal address."""

    class Meta:
        model = models.Address
        metadata = (staff("MANAGE_USERS"), staff("MANAGE_USERS"))
        interfaces = (Node, ObjectWithMetadata)
        permission = WITHIN

    id = global_id("Address")
    first_name = graphene.String(required=True)
    last_name = graphene.String(required=True)
    company_name = graphene.String(required=True)
    street_address_1 = graphene.String(required=True)
    street_address_2 = graphene.String(required=True)
    city = graphene.String(required=True)
    city_area = graphene.String(required=True)
    postal_code = graphene.String(required=True)
    country = value(CountryDisplay, lambda row: Country(row.country), needs=("country",), required=True)
    country_area = graphene.String(required=True)
    phone = value(graphene.String, lambda row: row.phone or None, needs=("phone",))
    is_default_shipping_address = batch(
        graphene.Boolean,
        lambda rows, info: is_default(rows, info, "default_shipping_address_id"),
        needs=("pk",),
    )
    is_default_billing_address = batch(
        graphene.Boolean,
        lambda rows, info: is_default(rows, info, "default_billing_address_id"),
        needs=("pk",),
    )


@dataclass(frozen=True, slots=True)
class Granted:
    """A permission somebody has, by its word in the dialect."""

    code: str

    @property
    def name(self) -> str:
        """What it allows, in words."""
        return dict(models.PERMISSIONS)[self.code.lower()]


class UserPermission(Type):
    """A permission of a member of staff."""

    class Meta:
        values = (Granted,)
        permission = WITHIN

    code = graphene.Field(PermissionEnum, required=True)
    name = graphene.String(required=True)


def phones(rows: Any, info: Info) -> list[str | None]:
    """Numbers, for those they are of and for staff who work with people."""
    may = info.actor.may(*queries.SEE_NUMBERS)
    return [row.phone if may or row.pk == info.actor.user_id else None for row in rows]


def with_passwords(rows: Any, info: Info) -> list[bool | None]:
    """Whether there is a password to ask for: told to whose it is, and to nobody else."""
    return [is_password_usable(row.password) if row.pk == info.actor.user_id else None for row in rows]


def own_addresses() -> QuerySet[models.Address]:
    """Address books, oldest entries first."""
    return models.Address.objects.order_by("pk")


def permissions_of(rows: Any, info: Info) -> list[list[Granted]]:
    """Permissions of members of staff; none of buyers."""
    found = queries.permissions_by(rows)
    return [[Granted(code) for code in sorted(found[row.pk])] for row in rows]


def open_channels(rows: Any, info: Info) -> list[list[int]]:
    """Staff work with all channels: there are no restrictions by channel."""
    every = (
        list(ChannelRow.objects.order_by("pk").values_list("pk", flat=True))
        if any(row.is_staff for row in rows)
        else []
    )
    return [every if row.is_staff else [] for row in rows]


class User(MetadataFields, Type):
    """Somebody with an account."""

    class Meta:
        model = models.User
        metadata = (staff("MANAGE_USERS"), staff("MANAGE_USERS"))
        interfaces = (Node, ObjectWithMetadata)
        permission = WITHIN

    id = global_id("User")
    email = value(graphene.String, lambda row: row.email or "", needs=("email",), required=True)
    phone = batch(graphene.String, phones, needs=("pk", "phone"))
    has_password = batch(graphene.Boolean, with_passwords, needs=("pk", "password"))
    first_name = graphene.String(required=True)
    last_name = graphene.String(required=True)
    is_staff = graphene.Boolean(required=True)
    is_active = graphene.Boolean(required=True)
    is_confirmed = graphene.Boolean(required=True)
    addresses = many(Address, own_addresses, by="owners")
    default_shipping_address = one(Address, "default_shipping_address_id")
    default_billing_address = one(Address, "default_billing_address_id")
    language_code = value(
        LanguageCodeEnum,
        lambda row: row.language_code.upper().replace("-", "_"),
        needs=("language_code",),
        required=True,
    )
    note = column(graphene.String, "note", permission=staff("MANAGE_USERS", "MANAGE_STAFF"))
    external_reference = graphene.String()
    last_login = graphene.DateTime()
    date_joined = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)
    user_permissions = listed(
        UserPermission, permissions_of, needs=("pk", "is_staff", "is_active", "is_superuser"), required=False
    )
    accessible_channels = listed(Channel, open_channels, needs=("is_staff",), required=False)
    restricted_access_to_channels = value(graphene.Boolean, lambda row: False, required=True)
