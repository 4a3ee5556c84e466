"""Statements compiled once answer as Django does: now and for these values, with locks only where they hold."""

import threading
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError

from marketplace.channel.models import Channel
from marketplace.checkout.models import Checkout
from marketplace.core.fields import ONE, PENDING
from marketplace.core.statements import Statement, executed, kept_objects
from tests import factories as make

pytestmark = pytest.mark.django_db


def _cart(channel):
    return make.cart(channel_slug=channel.slug)


def test_objects_are_those_of_now_with_what_was_asked_beside_them(django_assert_num_queries):
    statement = kept_objects(
        "test: carts",
        lambda: Checkout.objects.select_related("channel").filter(pk__within=PENDING).order_by("pk"),
    )
    assert statement.run([]) == []
    first, second = _cart(make.channel(slug="a")), _cart(make.channel(slug="b"))
    with django_assert_num_queries(1):
        found = statement.run([second.pk, first.pk])
        assert {each.pk: each.channel.slug for each in found} == {first.pk: "a", second.pk: "b"}
    Channel.objects.filter(slug="b").update(slug="c")
    assert [each.channel.slug for each in statement.run([second.pk])] == ["c"]


def test_an_object_can_be_changed_and_saved():
    cart = _cart(make.channel())
    (found,) = kept_objects("test: one cart", lambda: Checkout.objects.filter(pk__being=ONE)).run(one=cart.pk)
    found.email = "mai@example.com"
    found.save(update_fields=["email"])
    cart.refresh_from_db()
    assert (cart.email, found._state.adding, found._state.db) == ("mai@example.com", False, "default")


@pytest.mark.django_db(transaction=True)
def test_a_statement_kept_by_one_thread_asks_over_the_connection_of_another():
    cart = _cart(make.channel())
    statement = kept_objects("test: cart of threads", lambda: Checkout.objects.filter(pk__being=ONE))
    assert len(statement.run(one=cart.pk)) == 1
    seen = []

    def ask():
        with connection.execute_wrapper(lambda run, *asked: seen.append(asked[0]) or run(*asked)):
            statement.run(one=cart.pk)
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert len(seen) == 1


@pytest.mark.django_db(transaction=True)
def test_a_lock_without_a_transaction_is_refused_also_when_the_statement_was_compiled_in_one():
    """On SQLite too, so that a slip is found before PostgreSQL runs."""
    rows = Channel.objects.filter(pk__within=PENDING).select_for_update()
    with transaction.atomic():
        locking = Statement(rows, ("pk",)), kept_objects("test: locked", lambda: rows)
        assert [each.run([1]) for each in locking] == [[], []]
    for statement in locking:
        with pytest.raises(TransactionManagementError):
            statement.run([1])


SLUGS = ("pk", "slug")


def _slugs(statement, ids):
    return sorted(slug for _pk, slug in statement.run(ids))


def test_a_refused_statement_leaves_the_kept_cursor_as_it_was():
    statement = Statement(Channel.objects.filter(pk__within=PENDING), SLUGS)
    made = make.channel(slug="a")
    with pytest.raises(DatabaseError), transaction.atomic():
        executed("SELECT slug FROM nothing_of_that_name", [])
    assert _slugs(statement, [made.pk]) == ["a"]


@pytest.mark.django_db(transaction=True)
def test_after_the_connection_was_closed_the_next_one_gets_a_cursor_of_its_own():
    statement = Statement(Channel.objects.filter(pk__within=PENDING), SLUGS)
    made = make.channel(slug="a")
    assert _slugs(statement, [made.pk]) == ["a"]
    connection.close()
    assert _slugs(statement, [made.pk]) == ["a"]


def test_ids_of_every_size_and_kind_find_the_same():
    """Small numbers and UUIDs travel as text; what no column could hold is not sent as such, and finds nothing."""
    channels = Statement(Channel.objects.filter(pk__within=PENDING), SLUGS)
    made = [make.channel(slug="a"), make.channel(slug="b")]
    assert _slugs(channels, [each.pk for each in made]) == ["a", "b"]
    assert _slugs(channels, {made[0].pk, 2**31, 2**62, -1}) == ["a"]
    assert _slugs(channels, []) == []
    cart = _cart(made[0])
    carts = Statement(Checkout.objects.filter(pk__within=PENDING), ("pk",))
    assert [tuple(row) for row in carts.run([cart.pk, uuid4()])] == [(cart.pk,)]
    by_slug = Statement(Channel.objects.filter(slug__within=PENDING), SLUGS)
    assert _slugs(by_slug, ["a", 'b"', "{a,b}", "", "NULL", "ă,b"]) == ["a"]
