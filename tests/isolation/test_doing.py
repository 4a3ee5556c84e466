"""Every mutation as eleven callers, with ids of B's in every place for an id; and the same by those who may."""

import os

import pytest

from tests.isolation import taken
from tests.isolation.calls import calls
from tests.isolation.public import public_types
from tests.isolation.snapshot import Watched, changes
from tests.isolation.trying import Trial, Tried

pytestmark = pytest.mark.django_db
MOST_WITHOUT_CONTROL = 0.1
"""Of calls with an id of B's, so many that nobody could be shown to make."""


@pytest.fixture(scope="module")
def tried(world):
    """What was tried, once for all tests."""
    watched, found, public = Watched(world.made.b), Tried(), public_types()
    without = os.environ.get("ISOLATION_WITHOUT", "").removeprefix("field Mutation.")
    every = calls()
    for call in [each for each in every if each.name == without] or every:
        Trial(call, world.classes, watched, public, found).run(world.attackers, world.entitled)
    found.after = changes(watched.before, watched.rows.now())
    return found


def test_nobody_changes_or_finds_out_what_is_anothers(tried):
    assert not tried.wrong, "\n".join([f"{len(tried.wrong)} found", *tried.wrong[:40]])
    assert tried.after == []


def test_a_changed_and_a_deleted_row_of_bs_would_be_noticed(world):
    """Also of an address, which is B's by other rows alone."""
    seller, member = world.made.b.cooperative, world.made.b.people["packer"]
    place = seller.warehouses.get().address

    def change():
        for row in (seller, place):
            type(row).objects.filter(pk=row.pk).update(metadata={"khác": "1"})
        type(member).objects.filter(pk=member.pk).delete()

    _nothing, found = Watched(world.made.b).call(change)
    assert {
        f"account.Address#{place.pk} is gone or changed",
        f"cooperative.Cooperative#{seller.pk} is gone or changed",
        f"cooperative.CooperativeMember#{member.pk} is gone or changed",
    } <= set(found)


def test_no_answer_to_a_mutation_holds_a_word_or_a_key_that_is_not_public(world, tried):
    for case, text in tried.texts:
        assert (words := world.canaries.found_in(text)) == {}, f"{case}: {words}"
        assert [each for each in world.secrets if each in text] == [], case


def test_what_was_tried_is_counted(tried, report):
    report.add("doing", tried.cases, tried.controlled, tried.lonely)
    report.notes.append(
        f"{tried.calls} calls of mutations, {len(tried.open)} places open to everybody by design"
    )
    report.write()
    assert sum(tried.cases.values()) > 300
    assert report.share_without("doing") <= MOST_WITHOUT_CONTROL


def test_every_mutation_that_is_not_for_everybody_is_counted_as_closed_to_somebody(tried):
    called = {each.removeprefix("field Mutation.") for each in taken.every() if "Mutation." in each}
    assert called - tried.denied == set()
