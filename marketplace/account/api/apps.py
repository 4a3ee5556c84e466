"""Programs that act, as the dialect's clients ask for them. None is installed yet: people or the shop did all."""

from __future__ import annotations

from dataclasses import dataclass

import graphene

from marketplace.account.api.types import User
from marketplace.graphql.fields import value
from marketplace.graphql.permissions import WITHIN
from marketplace.graphql.types import Node, Type


class IconThumbnailFormatEnum(graphene.Enum):
    """What a logo is sent as."""

    ORIGINAL = "ORIGINAL"
    WEBP = "WEBP"


class AppBrandLogo(Type):
    """A program's logo."""

    class Meta:
        permission = WITHIN

    default = value(
        graphene.String,
        lambda row: "",
        required=True,
        size=graphene.Int(),
        format=graphene.Argument(IconThumbnailFormatEnum, default_value="ORIGINAL"),
    )


class AppBrand(Type):
    """How a program shows itself."""

    class Meta:
        permission = WITHIN

    logo = graphene.Field(AppBrandLogo, required=True)


class App(Type):
    """A program that acts by itself."""

    class Meta:
        interfaces = (Node,)
        permission = WITHIN

    id = graphene.ID(required=True)
    name = graphene.String()
    app_url = graphene.String()
    brand = graphene.Field(AppBrand)


class UserOrApp(graphene.Union):
    """Who did something: a person or a program."""

    class Meta:
        types = (User, App)


@dataclass(frozen=True, slots=True)
class Doer:
    """A user by their key, where a person or a program may stand."""

    pk: int
    typename = "User"


def user_key(actor: str) -> int | None:
    """The user of a history's "user:5"; None for guests, members, helpers and the shop itself."""
    kind, _, number = actor.partition(":")
    return int(number) if kind == "user" and number.isdecimal() else None


def doer(actor: str) -> Doer | None:
    """The same where a person or a program may stand."""
    key = user_key(actor)
    return None if key is None else Doer(key)
