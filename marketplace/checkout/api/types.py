"""Checkout, its lines and parcels."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import QuerySet

from marketplace.account.api.types import Address, User
from marketplace.catalog.api.types import ProductVariant
from marketplace.channel.api.types import Channel
from marketplace.channel.models import Channel as ChannelRow
from marketplace.checkout import models
from marketplace.checkout.api import deliveries
from marketplace.checkout.api.deliveries import Delivery
from marketplace.checkout.api.reading import (
    Cart,
    ParcelView,
    available_to_lines,
    carts,
    in_own_cart,
    of_cart,
    of_line,
    paid,
    views,
)
from marketplace.cooperative.api.types import Cooperative
from marketplace.core.actor import Actor
from marketplace.core.money import Money as MoneyValue
from marketplace.graphql.fields import batch, column, listed, many, one, value
from marketplace.graphql.ids import to_global_id
from marketplace.graphql.info import Info
from marketplace.graphql.languages import LanguageCodeEnum
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.permissions import PUBLIC, WITHIN, staff
from marketplace.graphql.scalars import UUID, Money, TaxedMoney
from marketplace.graphql.types import Node, Type, extend, global_id
from marketplace.graphql.weights import Grams, Weight
from marketplace.payment.api.types import PaymentGateway, TransactionItem, Way
from marketplace.payment.models import TransactionItem as TransactionRow
from marketplace.payment.queries import Amounts, ways_to_pay
from marketplace.ports.payments import Market
from marketplace.shipping.api.types import DeliveryMethod, ShippingMethod
from marketplace.site.api.facts import facts


class CheckoutAuthorizeStatusEnum(graphene.Enum):
    """How much of the total is set aside or taken."""

    NONE = "NONE"
    PARTIAL = "PARTIAL"
    FULL = "FULL"


class CheckoutChargeStatusEnum(graphene.Enum):
    """How much of the total is taken."""

    NONE = "NONE"
    PARTIAL = "PARTIAL"
    FULL = "FULL"
    OVERCHARGED = "OVERCHARGED"


class CheckoutLine(MetadataFields, Type):
    """One good in a cart, with its price now."""

    class Meta:
        model = models.CheckoutLine
        interfaces = (Node, ObjectWithMetadata)
        metadata = (PUBLIC, staff("MANAGE_CHECKOUTS"))
        permission = WITHIN

    id = global_id("CheckoutLine")
    variant = one(ProductVariant, "variant_id", required=True)
    quantity_available = batch(
        graphene.Int,
        available_to_lines,
        needs=("pk", "checkout_id"),
        required=True,
        description="How many this line can have: what is free and what it holds itself.",
    )
    quantity = graphene.Int(required=True)
    unit_price = batch(
        TaxedMoney, of_line(lambda line, price, _: price.unit), needs=("pk", "checkout_id"), required=True
    )
    undiscounted_unit_price = batch(
        Money,
        of_line(lambda line, price, _: price.undiscounted_unit),
        needs=("pk", "checkout_id"),
        required=True,
    )
    total_price = batch(
        TaxedMoney, of_line(lambda line, price, _: price.total), needs=("pk", "checkout_id"), required=True
    )
    undiscounted_total_price = batch(
        Money,
        of_line(lambda line, price, _: price.undiscounted_total.gross),
        needs=("pk", "checkout_id"),
        required=True,
    )
    requires_shipping = batch(
        graphene.Boolean,
        of_line(lambda line, price, _: line.goods.is_shipping_required),
        needs=("pk", "checkout_id"),
        required=True,
    )
    is_gift = value(graphene.Boolean, lambda row: False)


class CheckoutParcel(Type):
    """One cooperative's part of a cart, and how it is sent."""

    class Meta:
        values = (ParcelView,)
        permission = WITHIN

    id = value(graphene.ID, lambda view: to_global_id("CheckoutParcel", view.parcel.id), required=True)
    cooperative = value(Cooperative, lambda view: view.parcel.cooperative_id, required=True)
    lines = listed(
        CheckoutLine, lambda rows, info: [[line.id for line in view.parcel.lines] for view in rows]
    )
    shipping_methods = listed(
        ShippingMethod,
        lambda rows, info: [deliveries.of_parcel(view.parcel) for view in rows],
        description="All methods with this parcel's price; where one cannot be used, why.",
    )
    delivery_method = value(ShippingMethod, lambda view: deliveries.chosen(view.parcel))
    weight = value(Weight, lambda view: Grams(view.parcel.weight_g), required=True)
    minimum_order = value(
        Money,
        lambda view: MoneyValue(view.parcel.minimum, view.parcel.currency) if view.parcel.minimum else None,
        description="The smallest order this cooperative sends; null where it sends any.",
    )
    missing_for_minimum = value(
        Money,
        lambda view: MoneyValue(view.parcel.missing_for_minimum, view.parcel.currency),
        required=True,
        description="Goods for so much are missing from the smallest order; zero where nothing is.",
    )
    subtotal_price = value(TaxedMoney, lambda view: view.part.subtotal, required=True)
    shipping_price = value(TaxedMoney, lambda view: view.part.shipping, required=True)
    total_price = value(TaxedMoney, lambda view: view.part.total, required=True)


def lines_in_order() -> QuerySet[models.CheckoutLine]:
    """Lines as they were put in."""
    return models.CheckoutLine.objects.order_by("position", "created_at", "pk")


def transactions_in_order() -> QuerySet[TransactionRow]:
    """Payments, oldest first."""
    return TransactionRow.objects.order_by("created_at", "pk")


def is_theirs(actor: Actor, user_id: int | None, *permissions: str) -> bool:
    """Whether the actor is this user, or may see users of others."""
    return user_id is not None and (actor.user_id == user_id or actor.may(*permissions))


def owners(rows: Any, info: Info) -> list[int | None]:
    """Whose cart it is, for themselves and for staff; the cart's id alone does not tell."""
    may = ("MANAGE_CHECKOUTS", "HANDLE_PAYMENTS")
    return [row.user_id if is_theirs(info.actor, row.user_id, *may) else None for row in rows]


def gateways(rows: Any, info: Info) -> list[list[Way]]:
    """Ways to pay in each cart's market."""
    channels = ChannelRow.objects.in_bulk({row.channel_id for row in rows})
    found = []
    for row in rows:
        channel = channels[row.channel_id]
        market = Market(
            channel.currency_code,
            row.shipping_address__country or channel.default_country,
            channel.allow_cash_on_delivery,
        )
        ways = ways_to_pay(market).items()
        found.append([Way(key, name, (channel.currency_code,)) for key, name in ways])
    return found


def authorize_status(total: int, amounts: Amounts) -> str:
    """NONE, PARTIAL or FULL of a total in minor units; what is charged counts as set aside."""
    covered = amounts.authorized + amounts.charged
    return "FULL" if covered >= total else "PARTIAL" if covered else "NONE"


def charge_status(total: int, amounts: Amounts) -> str:
    """NONE, PARTIAL, FULL or OVERCHARGED of a total in minor units."""
    if amounts.charged > total:
        return "OVERCHARGED"
    return "FULL" if amounts.charged == total else "PARTIAL" if amounts.charged else "NONE"


def of_money(function: Any) -> Any:
    """A field of Checkout that follows from its total and its payments."""

    def values(rows: Any, info: Info) -> list[Any]:
        known, amounts = carts(info, [row.pk for row in rows]), paid(rows, info)
        return [function(known[row.pk].prices.total.gross, amounts[row.pk]) for row in rows]

    return values


def quantity(cart: Cart) -> int:
    """Pieces of all goods."""
    return sum(line.quantity for line in cart.snapshot.lines)


class Checkout(MetadataFields, Type):
    """What a buyer is about to order. Its id is the guest's key."""

    class Meta:
        model = models.Checkout
        interfaces = (Node, ObjectWithMetadata)
        channel_column = "channel_id"
        metadata = (PUBLIC, staff("MANAGE_CHECKOUTS"))
        permission = WITHIN

    id = global_id("Checkout")
    token = column(UUID, "pk", required=True)
    created = column(graphene.DateTime, "created_at", required=True)
    updated_at = graphene.DateTime(required=True)
    user = batch(User, owners, needs=("user_id",))
    channel = one(Channel, "channel_id", required=True)
    billing_address = one(Address, "billing_address_id")
    shipping_address = one(Address, "shipping_address_id")
    customer_note = column(graphene.String, "note", required=True)
    email = value(graphene.String, lambda row: row.email or None, needs=("email",))
    phone = value(graphene.String, lambda row: row.phone or None, needs=("phone",))
    payment_gateway = value(
        graphene.String, lambda row: row.payment_gateway or None, needs=("payment_gateway",)
    )
    language_code = value(
        LanguageCodeEnum,
        lambda row: row.language_code.upper().replace("-", "_"),
        needs=("language_code",),
        required=True,
    )
    stock_reservation_expires = column(graphene.DateTime, "holds_until")
    lines = in_own_cart(many(CheckoutLine, lines_in_order, by="checkout_id"))
    parcels = listed(
        CheckoutParcel,
        of_cart(views, with_quotes=lambda info: info.asks("shippingMethods")),
        needs=("pk",),
    )
    quantity = batch(graphene.Int, of_cart(quantity), needs=("pk",), required=True)
    is_shipping_required = batch(
        graphene.Boolean,
        of_cart(lambda cart: any(parcel.needs_delivery for parcel in cart.snapshot.parcels)),
        needs=("pk",),
        required=True,
    )
    shipping_methods = listed(
        ShippingMethod,
        of_cart(lambda cart: deliveries.of_cart(cart.snapshot), with_quotes=lambda info: True),
        needs=("pk",),
    )
    delivery = batch(Delivery, of_cart(lambda cart: deliveries.delivery(cart.snapshot)), needs=("pk",))
    shipping_method = batch(
        ShippingMethod, of_cart(lambda cart: deliveries.common(cart.snapshot)), needs=("pk",)
    )
    delivery_method = batch(
        DeliveryMethod, of_cart(lambda cart: deliveries.common(cart.snapshot)), needs=("pk",)
    )
    subtotal_price = batch(
        TaxedMoney, of_cart(lambda cart: cart.prices.subtotal), needs=("pk",), required=True
    )
    shipping_price = batch(
        TaxedMoney, of_cart(lambda cart: cart.prices.shipping), needs=("pk",), required=True
    )
    total_price = batch(TaxedMoney, of_cart(lambda cart: cart.prices.total), needs=("pk",), required=True)
    total_balance = batch(
        Money,
        of_money(lambda total, amounts: MoneyValue(amounts.charged, total.currency) - total),
        needs=("pk",),
        required=True,
    )
    authorize_status = batch(
        CheckoutAuthorizeStatusEnum,
        of_money(lambda total, amounts: authorize_status(total.minor, amounts)),
        needs=("pk",),
        required=True,
    )
    charge_status = batch(
        CheckoutChargeStatusEnum,
        of_money(lambda total, amounts: charge_status(total.minor, amounts)),
        needs=("pk",),
        required=True,
    )
    transactions = many(
        TransactionItem,
        transactions_in_order,
        by="checkout_id",
        required=False,
        permission=staff("MANAGE_CHECKOUTS", "HANDLE_PAYMENTS"),
    )
    available_payment_gateways = listed(
        PaymentGateway, gateways, needs=("channel_id", "shipping_address__country")
    )
    display_gross_prices = batch(
        graphene.Boolean,
        lambda rows, info: [facts(info.context).display_gross_prices] * len(rows),
        required=True,
    )
    discount = batch(
        Money,
        of_cart(lambda cart: MoneyValue.zero(cart.snapshot.currency)),
        needs=("pk",),
        description="Nothing: there are no vouchers yet.",
    )
    discount_name = value(graphene.String, lambda row: None)
    translated_discount_name = value(graphene.String, lambda row: None)
    voucher_code = value(graphene.String, lambda row: None)


extend(
    TransactionItem,
    checkout=batch(Checkout, lambda rows, info: [row.checkout_id for row in rows], needs=("checkout_id",)),
)
