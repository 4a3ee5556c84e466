"""What others see of a cooperative, asked down every field from every root field as eleven callers."""

import pytest

from marketplace.graphql.ids import to_global_id
from tests.isolation import taken
from tests.isolation.actors import Caller, signed_in
from tests.isolation.asking import ask
from tests.isolation.classes import HIDDEN, KEPT, PERSONAL, SCHEMA, TYPES, B
from tests.isolation.ownership import NOT_OWNED, models_of_ours, owned_models_cached, rows_of, ways_of
from tests.isolation.public import public_fields
from tests.isolation.unreached import NOT_ALWAYS, NOT_ASKED, NOT_LED_TO

pytestmark = pytest.mark.django_db
ALWAYS_EMPTY = {
    "me": "null for visitors and for members who came by a link, never an error: the dialect's way",
    "address": "one's own; any other is as good as missing",
    "myMandates": "one's own: empty for who helps nobody",
    "myCooperatives": "one's own: empty for who works for none",
}
"""Root fields that need not deny those for whom they have nothing."""
MOST_WITHOUT_CONTROL = 0.25
"""Fields of what is B's that nobody at all was shown: mostly what the world leaves empty."""


def test_every_table_that_is_a_cooperatives_has_rows_of_both(world):
    for model in owned_models_cached():
        for side in (world.made.a, world.made.b):
            assert rows_of(model, side.cooperative).exists(), f"{model._meta.label} has no row of {side.name}"
    known = {each._meta.label for each in models_of_ours()}
    assert NOT_OWNED.keys() <= known
    assert all(ways_of(each) for each in models_of_ours() if each._meta.label in NOT_OWNED)


def test_others_see_exactly_what_is_marked_public(world, walks):
    public = public_fields()
    known = {each for walk in walks.values() for each in walk.fields[B] if each in public}
    for caller in world.attackers:
        seen = {each for each in walks[caller.name].fields[B] if each.split(".")[0] in TYPES}
        assert sorted(seen - public) == [], f"{caller.name} sees what is not public"
        assert sorted(known - seen) == [], f"{caller.name} does not see what is public"


def test_nobody_sees_what_is_hidden_or_personal(world, walks):
    for caller in world.attackers:
        seen = {whose: sorted(walks[caller.name].fields[whose]) for whose in (HIDDEN, PERSONAL)}
        assert seen == {HIDDEN: [], PERSONAL: []}, caller.name


def test_what_the_operator_keeps_back_is_shown_to_staff_alone(world, walks):
    kept = {each.__name__ for each in world.made.kept}
    seen = {name: {each.split(".")[0] for each in walk.fields[KEPT]} & kept for name, walk in walks.items()}
    assert seen.pop("staff") == kept
    assert seen.pop("staff without the permission") == {"Channel", "Cooperative"}, (
        "what is shut is known to staff"
    )
    assert {name: found for name, found in seen.items() if found} == {}


def test_who_looks_after_people_alone_is_shown_a_buyer_without_orders_and_carts_and_none_of_the_staff(world):
    """Nobody else is shown another's account on which these could be asked."""
    question = "query ($id: ID!) { user(id: $id) { orders(first: 9) { totalCount } checkouts(first: 9) { totalCount } checkoutIds } }"

    def shown(caller, user):
        found = ask(question, Caller("staff", signed_in(caller)), id=to_global_id("User", user.pk)).data[
            "user"
        ]
        return found and [
            found["orders"]["totalCount"],
            found["checkouts"]["totalCount"],
            len(found["checkoutIds"]),
        ]

    buyer, colleague = world.made.b.buyer, world.made.nobodys_staff
    assert (shown(world.made.staff, buyer), shown(world.made.staff, colleague)) == ([4, 1, 1], [0, 0, 0])
    assert (shown(world.made.peoples_staff, buyer), shown(world.made.peoples_staff, colleague)) == (
        [0, 0, 0],
        None,
    )


def test_no_buyer_is_shown_what_others_wrote_privately_of_the_buyers_own_things(walks):
    for caller in ("a buyer", "B's buyer", "a guest"):
        seen = {name for fields in walks[caller].fields.values() for name in fields if ".private" in name}
        assert seen == set(), caller
    assert any(".private" in name for fields in walks["staff"].fields.values() for name in fields)


def test_nobody_is_answered_by_a_field_whose_permission_they_have_not(world, walks):
    """Of their own things neither: what only staff may read of an order, its buyer may not, though nothing be there."""
    stated = taken.stated()
    for caller in (*world.attackers, *world.entitled):
        closed = {name for name, permission in stated.items() if not permission.allows(caller.actor)}
        assert walks[caller.name].granted & closed == set(), caller.name
    assert {"Order.transactions", "Order.privateMetadata"} <= stated.keys()


def test_no_walk_meets_a_fault_of_the_program(walks):
    assert [each for walk in walks.values() for each in walk.faults] == []


def test_whoever_may_see_nothing_at_a_root_is_told_so(world, walks):
    roots = [walks[each.name].roots for each in world.entitled]
    known = {name for found in roots for name, words in found.items() if "something" in words}
    wrong = [
        f"{caller.name} is shown an empty {name}"
        for caller in world.attackers
        for name, found in walks[caller.name].roots.items()
        if name in known - ALWAYS_EMPTY.keys() and "something" not in found and found != {"denied"}
    ]
    assert wrong == []


def test_no_answer_holds_a_word_or_a_key_that_is_not_public(world, walks):
    allowed = _words_of_public_fields(world, walks)
    for caller in world.attackers:
        for document, text in walks[caller.name].texts:
            words = {
                word: where for word, where in world.canaries.found_in(text).items() if word not in allowed
            }
            assert words == {}, f"{caller.name} reads it by {document}"
            assert not (keys := _secret_keys(world, text)), f"{caller.name} is shown {keys} by {document}"


def test_what_was_seen_is_counted(world, walks, report):
    cases = _cases(world)
    shown = {case for case in cases for each in world.entitled if case[1] in walks[each.name].fields[case[0]]}
    names = [each.name for each in world.attackers]
    lonely = {f"{field} ({whose})" for whose, field in set(cases) - shown}
    report.add("seeing", dict.fromkeys(names, len(cases)), dict.fromkeys(names, len(shown)), lonely)
    assert len(cases) > 400
    assert report.share_without("seeing") <= MOST_WITHOUT_CONTROL


def test_permissions_that_refuse_no_outsider_are_counted_one_by_one(world, walks):
    refused = _refused(world, walks)
    fields = [each for each in taken.every() if each.startswith("field ")]
    looked_at = [each for each in fields if not each.startswith("field Mutation.")]
    not_asked = {each for each in looked_at if each.removeprefix("field ") not in refused}
    assert not_asked - NOT_ALWAYS.keys() == NOT_ASKED.keys()


def test_types_whose_permission_refuses_no_outsider_are_counted_one_by_one(world, walks):
    refused = _refused(world, walks)
    types = [each.removeprefix("type ") for each in taken.every() if each.startswith("type ")]
    not_led_to = {f"type {each}" for each in types if not refused & taken.leading_to(each)}
    assert not_led_to == NOT_LED_TO.keys()


def _refused(world, walks):
    """ "Type.field" that refused an outsider, root fields among them."""
    refused = {field for each in world.attackers for field in walks[each.name].refused}
    for each in world.attackers:
        refused |= {f"Query.{root}" for root, words in walks[each.name].roots.items() if "denied" in words}
    return refused


def _cases(world):
    """(whose, "Type.field") for every field that is not public, of every type that B has something of."""
    public = public_fields()
    return [
        (whose, f"{name}.{field}")
        for name in TYPES
        for whose in (B, HIDDEN, PERSONAL)
        if world.classes.ids(name, whose)
        for field in getattr(SCHEMA.type_map[name], "fields", ())
        if whose is not B or f"{name}.{field}" not in public
    ]


def _words_of_public_fields(world, walks):
    """Words in leaves that somebody was shown of things of B's that are not hidden: those fields are judged above."""
    said = (text for each in world.attackers for text in walks[each.name].said[B])
    return {word for text in said for word in world.canaries.found_in(text)}


def _secret_keys(world, text):
    return [each for each in world.secrets if each in text]
