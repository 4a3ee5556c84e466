import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from marketplace.channel.models import Channel
from marketplace.core.moves import IllegalMove, move
from tests import factories as make

NEXT = {"VND": {"USD"}, "USD": frozenset({"EUR", "VND"})}
"""Any column can be a status; the currency of a channel stands for one here."""


@pytest.mark.django_db
def test_a_move_of_the_table_changes_row_and_object():
    channel = make.channel()
    move(channel, "USD", table=NEXT, field="currency_code", name="International")
    stored = Channel.objects.get()
    assert (
        (stored.currency_code, stored.name)
        == (channel.currency_code, channel.name)
        == ("USD", "International")
    )


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["EUR", "VND", "", "XXX"])
def test_other_moves_are_refused_and_change_nothing(to):
    channel = make.channel()
    with pytest.raises(IllegalMove) as caught:
        move(channel, to, table=NEXT, field="currency_code")
    assert (caught.value.code, caught.value.details) == ("ILLEGAL_STATUS", {"from": "VND", "to": to})
    assert Channel.objects.get().currency_code == channel.currency_code == "VND"


@pytest.mark.django_db
def test_a_stale_object_is_refused():
    seen = make.channel()
    move(Channel.objects.get(), "USD", table=NEXT, field="currency_code")
    with pytest.raises(IllegalMove):
        move(seen, "USD", table=NEXT, field="currency_code", name="late")
    assert (seen.currency_code, seen.name, Channel.objects.get().name) == ("VND", "vn", "vn")


@pytest.mark.django_db(transaction=True)
def test_of_ten_who_press_at_once_one_moves():
    make.channel()
    pk = Channel.objects.get().pk
    gate = threading.Barrier(10)

    def press(_):
        mine = Channel.objects.get(pk=pk)
        gate.wait()
        try:
            move(mine, "USD", table=NEXT, field="currency_code")
            return "moved"
        except IllegalMove:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert sorted(pool.map(press, range(10))) == ["moved"] + ["refused"] * 9
