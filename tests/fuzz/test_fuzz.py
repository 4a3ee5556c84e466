"""Whatever is sent, the answer is JSON of the dialect, in time, without a fault of ours; and the books stay right.

`FUZZ_SEED=7 FUZZ_REQUESTS=500 pytest tests/fuzz -k two_thousand` asks other questions, or more. A find is told with its seed, the
request, and the smallest document that still fails; put it into corpus/ (README there), where it stays.
"""

import base64
import json
import os
import random
from dataclasses import replace

import pytest

from marketplace.core.jobs import run_due
from tests.fuzz import hostile, invariants, journeys, world
from tests.fuzz.asking import Asker, shortened
from tests.fuzz.documents import Writer
from tests.fuzz.shrink import shrink
from tests.fuzz.values import Values

SEED = int(os.environ.get("FUZZ_SEED", 2026))
LANES = 4
"""Parts of the CI's 2,000, so that two processes share them."""
MOST_FINDS = 8
FRESH_TOKENS_EVERY = 400
PEOPLE = ("guest", "buyer", "staff", "nobody", "member 1", "member 2")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("lane", range(LANES))
def test_two_thousand_requests_get_answers_without_a_fault(lane):
    hunt(SEED + lane, int(os.environ.get("FUZZ_REQUESTS", 2000)) // LANES)


@pytest.mark.nightly
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("lane", range(10))
def test_fifty_thousand_requests_get_answers_without_a_fault(lane):
    hunt(SEED + 1000 + lane, int(os.environ.get("FUZZ_REQUESTS", 50_000)) // 10)


class Hunt:
    """One seeded run over a fresh market."""

    def __init__(self, seed, asker):
        self.chance = random.Random(seed)
        self.asker = asker
        self.pool = world.stage(self.chance)
        self.finds = {}
        kind = Values(self.chance, self.pool)
        self.buyers = [journeys.Buyer(world.SCHEMA, self.chance, kind, self.pool) for _ in range(3)]
        asker.people = world.tokens_of_people()

    def run(self, count):
        """Ask `count` requests, or until there are enough finds."""
        for number in range(count):
            if number % FRESH_TOKENS_EVERY == FRESH_TOKENS_EVERY - 1:
                self.asker.people = world.tokens_of_people()
            if number % 50 == 0:
                world.one_time_link(self.pool)
            self.one(number)
            if len(self.finds) >= MOST_FINDS:
                break

    def one(self, number):
        """Ask one request, learn from the answer, and keep what is wrong with it."""
        request, buyer = self.next_request()
        answer = self.asker.ask(request)
        self.pool.harvest(answer.data)
        if buyer:
            buyer.learn(answer.data)
        for fault in answer.faults[-1:]:
            self.finds.setdefault(fault, (number, request, answer))

    def next_request(self):
        """A request by chance, and the buyer it is of, if any."""
        roll = self.chance.random()
        if roll < 0.12:
            return hostile.raw_request(self.chance), None
        values = Values(self.chance, self.pool, spite=self.chance.choice((0, 0, 0, 0.1, 0.3)))
        if roll < 0.3:
            buyer = self.chance.choice(self.buyers)
            return self.as_somebody(buyer.step(), "guest"), buyer
        if roll < 0.36:
            return self.as_somebody(journeys.work(world.SCHEMA, self.chance, values)), None
        if roll < 0.42:
            return self.as_somebody(journeys.any_operation(world.SCHEMA, self.chance, values)), None
        writer = Writer(world.SCHEMA, self.chance, values, size=self.chance.choice((8, 20, 40, 90)))
        return self.as_somebody(writer.mutation() if roll < 0.65 else writer.query()), None

    def as_somebody(self, request, likely="staff"):
        """With somebody's token and language, rather that of `likely`."""
        who = likely if self.chance.random() < 0.55 else self.chance.choice(PEOPLE)
        token = {"Authorization": f"<{who}>"} if who != "guest" else {}
        language = self.chance.choice(({}, {}, {"Accept-Language": "en"}, {"Accept-Language": "zh-Hans"}))
        odd = self.chance.choice(hostile.HEADERS) if self.chance.random() < 0.02 else {}
        return replace(request, headers={**token, **language, **odd})

    def smallest(self, fault, request):
        """The smallest request that still has this fault."""
        return shrink(request, lambda candidate: fault in self.asker.ask(candidate).faults)


def hunt(seed, count):
    """Run, then look into the books; fails with a report of everything found."""
    with Asker() as asker:
        found = Hunt(seed, asker)
        found.run(count)
        report = [tell(seed, found, fault, *find) for fault, find in found.finds.items()]
    run_due(limit=10_000)
    carts = {key_of(each) for each in found.pool.ever["Checkout"]}
    report += [
        f"seed {seed}, the books: {each}" for each in [*invariants.broken(), *invariants.lost_carts(carts)]
    ]
    assert not report, "\n\n".join([f"{len(report)} finds", *report])


def tell(seed, found, fault, number, request, answer):
    """A find, for a person."""
    small = found.smallest(fault, request)
    return "\n".join(
        [
            f"seed {seed}, request {number}: {', '.join(answer.faults)} ({answer.seconds:.2f} s, status {answer.status})",
            f"smallest: {shortened(small, 1500)}",
            f"answered: {json.dumps(answer.data, ensure_ascii=True)[:600]}",
            answer.trace[-1500:],
        ]
    )


def key_of(global_id):
    """The key in a global id."""
    return base64.b64decode(global_id).decode().partition(":")[2]
