"""Programs that act, as the dialect's clients ask for them. None is installed yet: people or the shop did all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import graphene

from marketplace.account.api.types import User
from marketplace.account.queries import visible_to
from marketplace.graphql.fields import value
from marketplace.graphql.info import Info
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


class AppTypeEnum(graphene.Enum):
    """Whether a program was made for this shop, or comes from others."""

    LOCAL = "LOCAL"
    THIRDPARTY = "THIRDPARTY"


class App(Type):
    """A program that acts by itself."""

    class Meta:
        interfaces = (Node,)
        permission = WITHIN

    id = graphene.ID(required=True)
    identifier = graphene.String()
    name = graphene.String()
    type = graphene.Field(AppTypeEnum)
    is_active = graphene.Boolean()
    app_url = graphene.String()
    manifest_url = graphene.String()
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


def users_of(actors: Sequence[str], info: Info) -> list[int | None]:
    """The user of each, for those who may look that user up, and for themselves; nobody else learns of colleagues."""
    keys = [user_key(each) for each in actors]
    known: dict[int, bool] = info.context.memory.setdefault(
        "users who may be seen", {info.actor.user_id: True}
    )
    if missing := {key for key in keys if key is not None and key not in known}:
        seen = set(visible_to(info.actor).filter(pk__in=missing).values_list("pk", flat=True))
        known.update({key: key in seen for key in missing})
    return [key if key is not None and known[key] else None for key in keys]


def doers_of(actors: Sequence[str], info: Info) -> list[Doer | None]:
    """The same where a person or a program may stand."""
    return [None if key is None else Doer(key) for key in users_of(actors, info)]
