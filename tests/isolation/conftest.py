"""One world for all tests of isolation: made once, rolled back at the end; and the table at the end of a run."""

import os
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import override_settings

from marketplace.checkout.models import Checkout
from marketplace.graphql.ids import to_global_id
from marketplace.order.models import Order
from tests.isolation import actors, taken
from tests.isolation import world as worlds
from tests.isolation.canaries import Canaries
from tests.isolation.classes import Classes
from tests.isolation.entries import entries
from tests.isolation.looking import look_around
from tests.isolation.report import FILE, Report

PASSWORDS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """A and B with everything, words of their own in all that is B's, and who calls."""
    media = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(PASSWORD_HASHERS=PASSWORDS, MEDIA_ROOT=media),
        transaction.atomic(),
    ):
        made = worlds.build()
        canaries = Canaries()
        canaries.plant(made.b, made.shared)
        yield SimpleNamespace(
            made=made,
            canaries=canaries,
            classes=Classes(made, made.shared),
            attackers=actors.attackers(made),
            entitled=actors.entitled(made),
            secrets=secrets(made),
        )
        transaction.set_rollback(True)


def secrets(made):
    """Ids of orders and carts of B's buyers in every spelling: each is a key by itself, and no other is told it."""
    orders = [*made.b.orders, *Order.objects.filter(pk__in=made.shared[Order])]
    keys = [("Order", each.pk) for each in orders]
    for cart in Checkout.objects.filter(user=made.b.buyer):
        keys += [("Checkout", cart.pk), *(("CheckoutLine", each.pk) for each in cart.lines.all())]
    return [word for kind, key in keys for word in (str(key), key.hex, to_global_id(kind, key))]


@pytest.fixture(scope="module")
def walks(world):
    """What everybody saw, by name."""
    ways = entries(world.classes)
    return {each.name: look_around(each, world.classes, ways) for each in (*world.attackers, *world.entitled)}


@pytest.fixture(scope="session")
def report():
    """The table of this run."""
    return Report()


def pytest_configure(config):
    """For `mutate.py`: take a permission away before anything is asked."""
    if name := os.environ.get("ISOLATION_WITHOUT"):
        taken.take(name)


def pytest_terminal_summary(terminalreporter):
    """The table, where these tests ran in this process."""
    if FILE.exists() and any(
        "tests/isolation" in each.nodeid for each in terminalreporter.stats.get("passed", ())
    ):
        terminalreporter.section("isolation")
        terminalreporter.write(FILE.read_text())
