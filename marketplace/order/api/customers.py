"""What orders add to the list of customers."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import Count, Q

from marketplace.account.api.lists import FILTERS, CustomerFilterInput
from marketplace.graphql.conditions import DateRangeInput, IntRangeInput
from marketplace.graphql.searching import compared
from marketplace.graphql.types import extend_input
from marketplace.order.models import Order


def placed(given: Any) -> Q:
    """Who ordered within these days."""
    return Q(pk__in=Order.objects.filter(compared("created_at__date", given)).values("user"))


def counted(given: Any) -> Q:
    """Who has so many orders; who has none is in no row of orders."""
    counts = Order.objects.exclude(user=None).order_by().values("user").annotate(count=Count("pk"))
    found = Q(pk__in=counts.filter(compared("count", given)).values("user"))
    if (given.get("gte") or 0) > 0:
        return found
    return found | ~Q(pk__in=Order.objects.exclude(user=None).values("user"))


extend_input(
    CustomerFilterInput,
    number_of_orders=graphene.InputField(IntRangeInput),
    placed_orders=graphene.InputField(DateRangeInput),
)
FILTERS["placed_orders"] = placed
FILTERS["number_of_orders"] = counted
