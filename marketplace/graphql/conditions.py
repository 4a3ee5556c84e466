"""Conditions that many filters take: a span, one of these, all of them."""

from __future__ import annotations

import graphene


class DateRangeInput(graphene.InputObjectType):
    """From a day to a day, both included."""

    gte = graphene.Date()
    lte = graphene.Date()


class DateTimeRangeInput(graphene.InputObjectType):
    """From a time to a time, both included."""

    gte = graphene.DateTime()
    lte = graphene.DateTime()


class PriceRangeInput(graphene.InputObjectType):
    """From a price to a price, both included."""

    gte = graphene.Float()
    lte = graphene.Float()


class IntRangeInput(graphene.InputObjectType):
    """From a number to a number, both included."""

    gte = graphene.Int()
    lte = graphene.Int()


class StringFilterInput(graphene.InputObjectType):
    """This text or one of these."""

    eq = graphene.String()
    one_of = graphene.List(graphene.NonNull(graphene.String))


class GlobalIDFilterInput(graphene.InputObjectType):
    """This id or one of these."""

    eq = graphene.ID()
    one_of = graphene.List(graphene.NonNull(graphene.ID))


class DecimalRangeInput(graphene.InputObjectType):
    """From a number to a number, both included."""

    gte = graphene.Decimal()
    lte = graphene.Decimal()


class DecimalFilterInput(graphene.InputObjectType):
    """This number, one of these, or from one to another."""

    eq = graphene.Decimal()
    one_of = graphene.List(graphene.NonNull(graphene.Decimal))
    range = graphene.InputField(DecimalRangeInput)


class ContainsFilterInput(graphene.InputObjectType):
    """Any of these, or all of them."""

    contains_any = graphene.List(graphene.NonNull(graphene.String))
    contains_all = graphene.List(graphene.NonNull(graphene.String))


class DateTimeFilterInput(graphene.InputObjectType):
    """This time, one of these, or from one to another."""

    eq = graphene.DateTime()
    one_of = graphene.List(graphene.NonNull(graphene.DateTime))
    range = graphene.InputField(DateTimeRangeInput)
