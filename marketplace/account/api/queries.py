"""Asking for people."""

from __future__ import annotations

from typing import Any

import graphene

from marketplace.account import models
from marketplace.account.api.addresses import AddressValidationData, rules
from marketplace.account.api.types import User
from marketplace.graphql.common import CountryCode
from marketplace.graphql.fields import root
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.reading import one_row


def me(info: Info) -> Any:
    """The user who asks; null for visitors and for members who came by a link, never an error."""
    return info.actor.user_id and one_row(info, models.User.objects.filter(pk=info.actor.user_id))


class Queries:
    """Fields of Query."""

    me = root(User, me, permission=PUBLIC)
    address_validation_rules = root(
        AddressValidationData,
        rules,
        permission=PUBLIC,
        country_code=graphene.Argument(CountryCode, required=True),
        country_area=graphene.String(),
        city=graphene.String(),
        city_area=graphene.String(),
    )
