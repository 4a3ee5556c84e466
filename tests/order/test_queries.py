"""Who sees which orders."""

import uuid

import pytest

from marketplace.cooperative.rights import standing
from marketplace.core.actor import GUEST, SYSTEM, Actor, ActorKind
from marketplace.order import queries, services
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_user_sees_the_own_orders_a_guest_none_staff_all():
    lan = make.user()
    hers = make.order(user=lan)
    make.order()
    buyer = Actor(ActorKind.USER, user_id=lan.pk)
    manager = Actor(ActorKind.STAFF, user_id=1, permissions=frozenset({"MANAGE_ORDERS"}))
    assert list(queries.visible_to(buyer)) == [hers]
    assert list(queries.visible_to(GUEST)) == []
    assert queries.visible_to(manager).count() == 2
    assert queries.visible_to(Actor(ActorKind.STAFF, user_id=lan.pk + 1)).count() == 0


def test_a_guest_reads_an_order_by_its_id():
    order = make.order()
    assert queries.with_id(order.pk) == order
    assert queries.with_id(uuid.uuid4()) is None


def test_members_see_the_parts_of_their_cooperative_only():
    ours, theirs = make.order(make.on_sale(), make.on_sale()).suborders.all()
    member = Actor(ActorKind.USER, member_id=1, cooperatives={ours.cooperative_id: standing("PACKER")})
    assert list(queries.suborders_visible_to(member)) == [ours]
    assert list(queries.suborders_visible_to(GUEST)) == []
    assert set(queries.suborders_visible_to(SYSTEM)) == {ours, theirs}


def test_the_oldest_unanswered_part_comes_first():
    tea = make.on_sale(quantity=50)
    parts = [make.order(tea).suborders.get() for _ in range(4)]
    services.accept(suborder_id=parts[0].pk, actor=SYSTEM)
    services.decline(suborder_id=parts[1].pk, actor=SYSTEM)
    work = queries.work_of(tea.product.cooperative_id)
    assert list(work) == [parts[2], parts[3], parts[0], parts[1]]


def test_what_happened_to_a_part_is_told_oldest_first():
    part = make.order().suborders.get()
    services.accept(suborder_id=part.pk, actor=SYSTEM)
    services.pack(suborder_id=part.pk, actor=SYSTEM)
    assert [each.kind for each in queries.history_of([part.pk])] == ["SuborderAccepted", "SuborderPacked"]
