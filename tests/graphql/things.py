"""A small schema with every hard case of execution: errors, nulls that propagate, lists of lists, abstract places."""

from __future__ import annotations

from dataclasses import dataclass

import graphene

from marketplace.graphql.fields import batch, value
from marketplace.graphql.permissions import PUBLIC, STAFF
from marketplace.graphql.types import Type
from marketplace.graphql.view import Endpoint


@dataclass(frozen=True)
class Thing:
    number: int


@dataclass(frozen=True)
class Other:
    number: int


def below(thing, count):
    """Children with numbers that follow from the parent's, so that both executors see the same world."""
    return [Thing((thing.number * 5 + i) % 97) for i in range(count)]


def one_by_one(function):
    """A batch resolver whose failures are values, each for its own row."""

    def values(rows, info, **arguments):
        answers = []
        for row in rows:
            try:
                answers.append(function(row, **arguments))
            except Exception as error:  # noqa: BLE001 -- becomes the value
                answers.append(error)
        return answers

    return values


def failing(thing):
    if thing.number % 7 == 3:
        raise ValueError(f"{thing.number} fails")
    return None if thing.number % 7 == 5 else f"thing {thing.number}"


class Mood(graphene.Enum):
    CALM = "calm"
    WILD = "wild"


class Numbered(graphene.Interface):
    number = graphene.Int(required=True)


class OtherType(Type):
    class Meta:
        permission = PUBLIC
        name = "Other"
        interfaces = (Numbered,)
        values = (Other,)

    number = graphene.Int(required=True)
    twice = value(graphene.Int, lambda row: row.number * 2)


class ThingType(Type):
    class Meta:
        permission = PUBLIC
        name = "Thing"
        interfaces = (Numbered,)
        values = (Thing,)

    number = graphene.Int(required=True)
    may_fail = batch(graphene.String, one_by_one(failing))
    must = batch(graphene.String, one_by_one(failing), required=True)
    mood = value(Mood, lambda row: "calm" if row.number % 2 else Mood.WILD)
    echo = batch(
        graphene.String,
        one_by_one(lambda row, text, times: text * times),
        text=graphene.String(default_value="a"),
        times=graphene.Int(default_value=1),
    )
    child = batch(
        lambda: ThingType, one_by_one(lambda row: None if row.number % 4 == 0 else below(row, 1)[0])
    )
    sure_child = batch(
        lambda: ThingType,
        one_by_one(lambda row: None if row.number % 11 == 4 else below(row, 1)[0]),
        required=True,
    )
    children = batch(
        graphene.List(graphene.NonNull(lambda: ThingType)),
        one_by_one(lambda row: None if row.number % 6 == 1 else below(row, row.number % 4)),
        required=False,
    )
    holes = batch(
        graphene.List(lambda: ThingType),
        one_by_one(lambda row: [each if each.number % 3 else None for each in below(row, 3)]),
        required=True,
    )
    grid = value(
        graphene.List(graphene.List(graphene.NonNull(graphene.Int))),
        lambda row: [[1, row.number], None, []] if row.number % 5 else [[None, 2], [3]],
    )
    any = batch(
        lambda: Anything, one_by_one(lambda row: Other(row.number) if row.number % 2 else below(row, 1)[0])
    )
    numbered = batch(
        graphene.List(graphene.NonNull(Numbered)),
        one_by_one(lambda row: [Other(row.number), *below(row, 2)]),
        required=True,
    )
    secret = batch(graphene.String, one_by_one(lambda row: "secret"), permission=STAFF)


class Anything(graphene.Union):
    class Meta:
        types = (ThingType, OtherType)


class Query(graphene.ObjectType):
    thing = batch(
        ThingType, lambda rows, info, number=1: [Thing(number)], number=graphene.Int(), permission=PUBLIC
    )
    things = batch(
        graphene.List(graphene.NonNull(ThingType)),
        lambda rows, info, count=3: [[Thing(i) for i in range(count)]],
        required=True,
        count=graphene.Int(),
        permission=PUBLIC,
    )


schema = graphene.Schema(query=Query)
endpoint = Endpoint(schema.graphql_schema)
