"""Our executor and graphql-core give the same answers, on queries made by chance over the real schema and goods."""

import os
import random

import pytest
from graphql import execute, parse

from marketplace.core.actor import GUEST, SYSTEM
from marketplace.graphql.context import Context
from marketplace.schema import endpoint
from tests.fuzz import world
from tests.fuzz.documents import Writer
from tests.fuzz.values import Values

SEED = int(os.environ.get("FUZZ_SEED", 2026))


@pytest.mark.django_db
def test_three_hundred_queries_are_answered_alike():
    assert _compared(SEED, 300) > 150


@pytest.mark.nightly
@pytest.mark.django_db
def test_five_thousand_queries_are_answered_alike():
    assert _compared(SEED + 1, 5000) > 2500


def _compared(seed, count):
    """How many queries were compared; fails at the first that differs."""
    chance = random.Random(seed)
    pool = world.stage(chance)
    world.trade(pool)
    compared = 0
    for _ in range(count):
        request = Writer(world.SCHEMA, chance, Values(chance, pool), size=chance.choice((8, 20, 40))).query()
        actor = chance.choice((GUEST, SYSTEM))
        ours = endpoint.answer(request.query, request.variables, None, Context(actor=actor))
        pool.harvest(ours.data)
        if ours.data is None and ours.errors and ours.errors[0].path is None:
            continue  # refused before it was run
        theirs = execute(
            world.SCHEMA,
            parse(request.query),
            context_value=(Context(actor=actor), {}),
            variable_values=request.variables,
        )
        compared += 1
        assert ours.data == theirs.data, f"seed {seed}: {request.told()}"
    return compared
