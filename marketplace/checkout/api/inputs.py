"""What the mutations of carts take, and how it becomes what the services take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import graphene
from django.utils.translation import gettext_lazy as _

from marketplace.account.api.addresses import given_address
from marketplace.account.api.types import AddressInput
from marketplace.checkout.errors import CheckoutError, CheckoutErrorCode
from marketplace.checkout.services import AddressInput as GivenAddress
from marketplace.checkout.services import LineInput, LineUpdate
from marketplace.core.address import Rules
from marketplace.graphql.ids import key_of
from marketplace.graphql.languages import LanguageCodeEnum
from marketplace.graphql.metadata import MetadataInput
from marketplace.graphql.scalars import PositiveDecimal


class CheckoutLineInput(graphene.InputObjectType):
    """So many of a variant."""

    quantity = graphene.Int(required=True)
    variant_id = graphene.ID(required=True)
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    price = PositiveDecimal(description="Refused: a line has the price of its goods.")


class CheckoutLineUpdateInput(graphene.InputObjectType):
    """From now on so many of a line."""

    variant_id = graphene.ID()
    quantity = graphene.Int()
    line_id = graphene.ID()
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    price = PositiveDecimal(description="Refused: a line has the price of its goods.")


class CheckoutAddressValidationRules(graphene.InputObjectType):
    """How strictly an address is read."""

    check_required_fields = graphene.Boolean(default_value=True)
    check_fields_format = graphene.Boolean(default_value=True)
    enable_fields_normalization = graphene.Boolean(default_value=True)


class CheckoutValidationRules(graphene.InputObjectType):
    """How strictly the addresses of a new cart are read."""

    shipping_address = graphene.InputField(CheckoutAddressValidationRules)
    billing_address = graphene.InputField(CheckoutAddressValidationRules)


class CheckoutCreateInput(graphene.InputObjectType):
    """A new cart."""

    channel = graphene.String()
    lines = graphene.List(graphene.NonNull(CheckoutLineInput), required=True)
    email = graphene.String()
    save_shipping_address = graphene.Boolean()
    shipping_address = graphene.InputField(AddressInput)
    save_billing_address = graphene.Boolean()
    billing_address = graphene.InputField(AddressInput)
    language_code = graphene.InputField(LanguageCodeEnum)
    validation_rules = graphene.InputField(CheckoutValidationRules)
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    private_metadata = graphene.List(graphene.NonNull(MetadataInput))


class CheckoutParcelInput(graphene.InputObjectType):
    """This cooperative's part goes this way."""

    cooperative = graphene.ID(required=True)
    delivery_method_id = graphene.ID(required=True)


def items(given: Iterable[Any] | None) -> dict[str, str]:
    """Metadata as keys and values."""
    return {item["key"]: item["value"] for item in given or ()}


def without_own_price(line: Any) -> Any:
    """The line, if it names no price. Raises INVALID: nobody sets the prices of a cooperative's goods in a cart."""
    if line.get("price") is not None:
        message = _("A line has the price of its goods.")
        raise CheckoutError(message, code=CheckoutErrorCode.INVALID, field="price")
    return line


def line_inputs(given: Iterable[Any]) -> list[LineInput]:
    """Lines to put in."""
    return [
        LineInput(
            variant_id=key_of(line["variant_id"], "ProductVariant", field="variant_id"),
            quantity=line["quantity"],
            metadata=items(line.get("metadata")),
        )
        for line in map(without_own_price, given)
    ]


def line_updates(given: Iterable[Any]) -> list[LineUpdate]:
    """Lines to change, named by either id."""
    return [
        LineUpdate(
            quantity=line.get("quantity"),
            line_id=key_of(line["line_id"], "CheckoutLine", field="line_id") if line.get("line_id") else None,
            variant_id=(
                key_of(line["variant_id"], "ProductVariant", field="variant_id")
                if line.get("variant_id")
                else None
            ),
            metadata=items(line.get("metadata")),
        )
        for line in map(without_own_price, given)
    ]


def rules(given: Any) -> Rules:
    """How strictly to read an address."""
    given = given or {}
    return Rules(
        check_required=given.get("check_required_fields", True),
        check_format=given.get("check_fields_format", True),
        normalize=given.get("enable_fields_normalization", True),
    )


def address(given: Any, how: Any = None) -> GivenAddress:
    """An address as typed, with how to read it."""
    value = given_address(given)
    return GivenAddress(value, rules(how), value.validation_skipped)
