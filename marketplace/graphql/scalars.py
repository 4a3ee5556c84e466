"""Scalars of the dialect, and money as its objects. The only place where an amount becomes a Float."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any

import graphene
from django.utils import timezone
from graphene.types.generic import GenericScalar
from graphql import GraphQLError, GraphQLSchema, StringValueNode, Undefined, ValueNode
from graphql.language import FloatValueNode, IntValueNode

from marketplace.core import money
from marketplace.graphql.fields import value
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.types import Type

MOST_DIGITS = 30


class JSON(GenericScalar):
    """Any JSON."""


class Metadata(GenericScalar):
    """String keys with string values."""


class JSONString(graphene.Scalar):
    """JSON written as a string."""

    @staticmethod
    def serialize(value: Any) -> str:
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    @staticmethod
    def parse_value(value: Any) -> Any:
        try:
            return json.loads(value)
        except (TypeError, ValueError, RecursionError):
            raise GraphQLError("Invalid JSON string.") from None

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> Any:
        if not isinstance(node, StringValueNode):
            raise GraphQLError("JSONString must be a string.")
        return cls.parse_value(node.value)


class Number(graphene.Scalar):
    """Base of decimal numbers: exact on the way in, Float on the way out."""

    @staticmethod
    def serialize(value: Any) -> float:
        return float(value)

    @classmethod
    def parse_value(cls, value: Any) -> Decimal:
        if isinstance(value, bool):
            raise GraphQLError(f"Not a number: {value!r}")
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            raise GraphQLError(f"Not a number: {value!r}"[:80]) from None
        if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
            raise GraphQLError("Number out of range.")
        return number

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> Decimal:
        if not isinstance(node, (IntValueNode, FloatValueNode, StringValueNode)):
            raise GraphQLError("Not a number.")
        return cls.parse_value(node.value)


class PositiveDecimal(Number):
    """A decimal number that is not negative."""

    @classmethod
    def parse_value(cls, value: Any) -> Decimal:
        number = super().parse_value(value)
        if number < 0:
            raise GraphQLError("Value cannot be lower than 0.")
        return number


class WeightScalar(PositiveDecimal):
    """A weight as a number, in the shop's default unit."""


class UUID(graphene.Scalar):
    """A UUID as text."""

    serialize = str

    @staticmethod
    def parse_value(value: Any) -> uuid.UUID:
        try:
            return uuid.UUID(str(value))
        except ValueError:
            raise GraphQLError(f"Not a UUID: {str(value)[:60]!r}") from None

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> uuid.UUID:
        if not isinstance(node, StringValueNode):
            raise GraphQLError("UUID must be a string.")
        return cls.parse_value(node.value)


class BoundedInt(graphene.Int):
    """Base of integers with a smallest value."""

    smallest = 0

    @classmethod
    def parse_value(cls, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not cls.smallest <= value < 2**31:
            raise GraphQLError(f"Not an integer from {cls.smallest}: {str(value)[:40]}")
        return value

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> int:
        if not isinstance(node, IntValueNode) or len(node.value) > 11:
            raise GraphQLError("Not an integer.")
        return cls.parse_value(int(node.value))


class PositiveInt(BoundedInt):
    """An integer from 1."""

    smallest = 1


class Minute(BoundedInt):
    """Minutes."""


class Day(BoundedInt):
    """Days."""


class Upload(graphene.Scalar):
    """A file, sent as the GraphQL multipart request specification says."""

    @staticmethod
    def parse_value(value: Any) -> Any:
        if not hasattr(value, "read"):
            raise GraphQLError("Send the file as multipart/form-data.")
        return value


def refuse_endless(schema: GraphQLSchema) -> None:
    """Refuse what cannot be reckoned with where it is read: 1e999, NaN, a time before the first one in UTC."""
    for name, is_usual in USUAL.items():
        scalar: Any = schema.type_map[name]
        scalar.parse_value = _checked(scalar.parse_value, is_usual)
        scalar.parse_literal = _checked(scalar.parse_literal, is_usual)


def _checked(read: Callable[..., Any], is_usual: Callable[[Any], bool]) -> Callable[..., Any]:
    def checked(given: Any, variables: Any = None) -> Any:
        try:
            found = read(given, variables) if isinstance(given, ValueNode) else read(given)
            if found is Undefined or is_usual(found):
                return found
        except OverflowError:  # an integer of hundreds of digits, a time that is none in UTC
            pass
        raise GraphQLError("Value out of range.")

    return checked


def _has_utc(found: datetime) -> bool:
    aware = found if found.tzinfo else timezone.make_aware(found)
    return bool(aware.astimezone(UTC))


USUAL: dict[str, Callable[[Any], bool]] = {
    "Float": isfinite,
    "Decimal": lambda number: number.is_finite() and abs(number.adjusted()) <= MOST_DIGITS,
    "DateTime": _has_utc,
}


class Money(Type):
    """An amount of money, exact in `fractionalAmount` (64 bit: docs/adr/0007-the-dialect.md)."""

    class Meta:
        values = (money.Money,)
        permission = PUBLIC

    currency = graphene.String(required=True)
    # the nearest float, as float(each.amount) is
    amount = value(
        graphene.Float, lambda each: each.minor / 10 ** money.decimals_of(each.currency), required=True
    )
    fractional_amount = value(graphene.Int, lambda each: each.minor, required=True)
    fraction_digits = value(graphene.Int, lambda each: money.decimals_of(each.currency), required=True)


class TaxedMoney(Type):
    """Net, gross, and the tax between them."""

    class Meta:
        permission = PUBLIC

    currency = graphene.String(required=True)
    gross = graphene.Field(Money, required=True)
    net = graphene.Field(Money, required=True)
    tax = graphene.Field(Money, required=True)


class MoneyRange(Type):
    """From the lowest to the highest amount."""

    class Meta:
        permission = PUBLIC

    start = graphene.Field(Money)
    stop = graphene.Field(Money)


class TaxedMoneyRange(Type):
    """From the lowest to the highest taxed amount."""

    class Meta:
        permission = PUBLIC

    start = graphene.Field(TaxedMoney)
    stop = graphene.Field(TaxedMoney)
