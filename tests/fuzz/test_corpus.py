"""What the fuzzer found once is asked again for ever."""

import json
import random
import re
from pathlib import Path

import pytest

from tests.fuzz import invariants, world
from tests.fuzz.asking import Asker, from_told

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.json"))
ID = re.compile(r"<([A-Z]\w+)>")


@pytest.mark.django_db(transaction=True)
def test_every_find_stays_mended():
    pool = world.stage(random.Random(1))
    world.trade(pool)
    again = {}
    with Asker() as asker:
        asker.people = world.tokens_of_people()
        for path in CORPUS:
            told = ID.sub(lambda match: pool.words[match[1]][0], path.read_text())
            answer = asker.ask(from_told(json.loads(told)["request"]))
            if answer.faults:
                again[path.stem] = (*answer.faults, answer.trace[-700:])
    assert again == {}
    assert invariants.broken() == []
    assert len(CORPUS) > 15
