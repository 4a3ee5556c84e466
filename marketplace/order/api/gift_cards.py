"""What the dialect's dashboard asks about gift cards beside a customer. There are none yet."""

from __future__ import annotations

from types import SimpleNamespace

import graphene

from marketplace.account.api.types import User
from marketplace.graphql.connection import connection_field, empty_pages
from marketplace.graphql.fields import root
from marketplace.graphql.permissions import WITHIN, staff
from marketplace.graphql.types import Type, extend
from marketplace.order.api.discounts import GiftCard


class TimePeriodTypeEnum(graphene.Enum):
    """What a time is counted in."""

    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    YEAR = "YEAR"


class TimePeriod(Type):
    """How long."""

    class Meta:
        permission = WITHIN

    amount = graphene.Int(required=True)
    type = graphene.Field(TimePeriodTypeEnum, required=True)


class GiftCardSettingsExpiryTypeEnum(graphene.Enum):
    """Whether gift cards run out by themselves."""

    NEVER_EXPIRE = "NEVER_EXPIRE"
    EXPIRY_PERIOD = "EXPIRY_PERIOD"


class GiftCardSettings(Type):
    """The shop's rules for gift cards."""

    class Meta:
        permission = WITHIN

    expiry_type = graphene.Field(GiftCardSettingsExpiryTypeEnum, required=True)
    expiry_period = graphene.Field(TimePeriod)


RULES = SimpleNamespace(expiry_type="NEVER_EXPIRE", expiry_period=None)

extend(User, gift_cards=connection_field(GiftCard, empty_pages, description="None yet."))


class Queries:
    """Fields of Query."""

    gift_card_settings = root(
        GiftCardSettings,
        lambda info: RULES,
        required=True,
        permission=staff("MANAGE_GIFT_CARD"),
    )
