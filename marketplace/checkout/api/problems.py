"""What stands in a cart's way, in the dialect's unions and our one member more."""

from __future__ import annotations

from typing import Any

import graphene

from marketplace.catalog.api.types import ProductVariant
from marketplace.checkout import problems
from marketplace.checkout.api.deliveries import Delivery, of_problem
from marketplace.checkout.api.reading import with_stock
from marketplace.checkout.api.types import Checkout, CheckoutLine
from marketplace.graphql.fields import listed, value
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import WITHIN
from marketplace.graphql.scalars import Money
from marketplace.graphql.types import Type, extend


class CheckoutLineProblemInsufficientStock(Type):
    """Fewer are left than the line asks for."""

    class Meta:
        values = (problems.InsufficientStock,)
        permission = WITHIN

    available_quantity = value(graphene.Int, lambda problem: problem.available)
    line = value(CheckoutLine, lambda problem: problem.line.id, required=True)
    variant = value(ProductVariant, lambda problem: problem.line.goods.variant_id, required=True)


class CheckoutLineProblemVariantNotAvailable(Type):
    """The goods cannot be bought now."""

    class Meta:
        values = (problems.NotAvailable,)
        permission = WITHIN

    line = value(CheckoutLine, lambda problem: problem.line.id, required=True)
    reason = value(
        graphene.String,
        lambda problem: str(problem.refusal.message),
        required=True,
        description="Why, in the reader's language: sold no more, not yet, closed until a day, not to there.",
    )


class CheckoutLineProblemPriceChanged(Type):
    """The unit price is another than the buyer has seen."""

    class Meta:
        values = (problems.PriceChanged,)
        permission = WITHIN

    line = value(CheckoutLine, lambda problem: problem.line.id, required=True)
    old_price = value(Money, lambda problem: problem.old, required=True)
    new_price = value(Money, lambda problem: problem.new, required=True)


class CheckoutProblemDeliveryMethodStale(Type):
    """The chosen way costs another sum than when it was chosen."""

    class Meta:
        values = (problems.DeliveryStale,)
        permission = WITHIN

    delivery = value(Delivery, lambda problem: of_problem(problem), required=True)


class CheckoutProblemDeliveryMethodInvalid(Type):
    """A parcel cannot go the chosen way."""

    class Meta:
        values = (problems.DeliveryInvalid,)
        permission = WITHIN

    delivery = value(Delivery, lambda problem: of_problem(problem), required=True)


class CheckoutLineProblem(graphene.Union):
    """What can be wrong with a line."""

    class Meta:
        types = (
            CheckoutLineProblemInsufficientStock,
            CheckoutLineProblemVariantNotAvailable,
            CheckoutLineProblemPriceChanged,
        )


class CheckoutProblem(graphene.Union):
    """What can be wrong with a cart."""

    class Meta:
        types = (
            CheckoutProblemDeliveryMethodStale,
            CheckoutProblemDeliveryMethodInvalid,
            CheckoutLineProblemInsufficientStock,
            CheckoutLineProblemVariantNotAvailable,
            CheckoutLineProblemPriceChanged,
        )


OF_LINES = (problems.InsufficientStock, problems.NotAvailable, problems.PriceChanged)


def of_lines(rows: Any, info: Info) -> list[list[problems.Problem]]:
    """Each line's own problems."""
    known = with_stock(info, [row.checkout_id for row in rows])
    return [
        [
            each
            for each in known[row.checkout_id].problems
            if isinstance(each, OF_LINES) and each.line.id == row.pk
        ]
        for row in rows
    ]


def of_carts(rows: Any, info: Info) -> list[list[problems.Problem]]:
    """All problems of each cart."""
    known = with_stock(info, [row.pk for row in rows])
    return [known[row.pk].problems for row in rows]


extend(
    CheckoutLine, problems=listed(CheckoutLineProblem, of_lines, needs=("pk", "checkout_id"), required=False)
)
extend(Checkout, problems=listed(CheckoutProblem, of_carts, needs=("pk",), required=False))
