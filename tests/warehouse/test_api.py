"""Warehouses in the API: the operator's staff sees all, a cooperative its own, visitors none."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.cooperative.rights import standing
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.graphql.context import Context
from marketplace.schema import endpoint
from marketplace.warehouse.api.stock import OWN_CLAIMS
from tests import factories as make
from tests.asking import STAFF, ask, gid, nodes, refused

pytestmark = pytest.mark.django_db

ONE = "query ($id: ID) { warehouse(id: $id) { name slug isPrivate clickAndCollectOption cooperative { name } address { city } } }"
MANY = """query ($filter: WarehouseFilterInput, $sortBy: WarehouseSortingInput) {
  warehouses(first: 9, filter: $filter, sortBy: $sortBy) { totalCount edges { node { name } } } }"""


def names(actor=STAFF, **variables):
    return [node["name"] for node in nodes(ask(MANY, actor, **variables)["warehouses"])]


def member_of(cooperative):
    return Actor(ActorKind.USER, cooperatives={cooperative.pk: standing("PACKER")})


def test_a_warehouse_says_whose_it_is_and_where():
    made = make.warehouse(name="Kho Bắc Hà", slug="kho")
    assert ask(ONE, STAFF, id=gid(made))["warehouse"] == {
        "name": "Kho Bắc Hà",
        "slug": "kho",
        "isPrivate": False,
        "clickAndCollectOption": "LOCAL",
        "cooperative": {"name": made.cooperative.name},
        "address": {"city": "Xã Bắc Hà"},
    }


def test_members_see_the_warehouses_of_their_own_cooperative():
    own, other = make.warehouse(name="Của mình"), make.warehouse(name="Của người")
    member = member_of(own.cooperative)
    assert names(member) == ["Của mình"]
    assert ask(ONE, member, id=gid(other))["warehouse"] is None
    assert names() == ["Của mình", "Của người"]


def test_visitors_see_none():
    made = make.warehouse()
    assert len(refused(ONE, GUEST, id=gid(made))) == 1
    assert len(refused(MANY, GUEST)) == 1


def test_each_filter():
    one = make.warehouse(
        name="Kho Mường Khương", slug="mot", click_and_collect_option="DISABLED", metadata={"a": "b"}
    )
    make.warehouse(name="Xưởng", slug="hai", is_private=True)
    assert names(filter={"search": "muong"}) == ["Kho Mường Khương"]
    assert names(filter={"ids": [gid(one)]}) == ["Kho Mường Khương"]
    assert names(filter={"slugs": ["hai"]}) == ["Xưởng"]
    assert names(filter={"isPrivate": True}) == ["Xưởng"]
    assert names(filter={"clickAndCollectOption": "DISABLED"}) == ["Kho Mường Khương"]
    assert names(filter={"metadata": [{"key": "a"}]}) == ["Kho Mường Khương"]
    assert names(sortBy={"field": "NAME", "direction": "DESC"}) == ["Xưởng", "Kho Mường Khương"]


def test_staff_sees_what_lies_is_promised_and_is_held():
    variant = make.on_sale(quantity=10)
    stock = variant.stocks.get()
    variant.stocks.update(quantity_allocated=3)
    for number, minutes in ((1, 5), (2, -5)):
        until = timezone.now() + timedelta(minutes=minutes)
        stock.reservations.create(
            claim=f"00000000-0000-0000-0000-{number:012}", quantity=2, reserved_until=until
        )
    text = """query ($id: ID!) { productVariant(id: $id, channel: "vn") {
      stocks { id quantity quantityAllocated quantityReserved warehouse { id } productVariant { id } } } }"""
    assert ask(text, STAFF, id=gid(variant))["productVariant"]["stocks"] == [
        {
            "id": gid(stock),
            "quantity": 10,
            "quantityAllocated": 3,
            "quantityReserved": 2,
            "warehouse": {"id": gid(stock.warehouse)},
            "productVariant": {"id": gid(variant)},
        }
    ]


def test_a_reader_who_holds_goods_is_told_that_they_are_there():
    """A request that knows its own claims leaves their holds out (DECISIONS 16)."""
    variant = make.on_sale(quantity=5)
    claim = "00000000-0000-0000-0000-000000000001"
    variant.stocks.get().reservations.create(
        claim=claim, quantity=4, reserved_until=timezone.now() + timedelta(minutes=5)
    )
    text = 'query ($id: ID!) { productVariant(id: $id, channel: "vn") { quantityAvailable } }'
    assert ask(text, id=gid(variant))["productVariant"]["quantityAvailable"] == 1
    own = endpoint.answer(text, {"id": gid(variant)}, None, Context(memory={OWN_CLAIMS: [claim]}))
    assert own.data == {"productVariant": {"quantityAvailable": 5}}


def test_a_channel_is_served_by_every_warehouse():
    make.warehouse(name="B")
    make.warehouse(name="A")
    make.channel()
    text = '{ channel(slug: "vn") { warehouses { name } stockSettings { allocationStrategy } } }'
    assert ask(text, STAFF)["channel"] == {
        "warehouses": [{"name": "A"}, {"name": "B"}],
        "stockSettings": {"allocationStrategy": "PRIORITIZE_SORTING_ORDER"},
    }
    assert len(refused(text)) == 2


def test_warehouses_serve_every_channel_that_there_is():
    make.warehouse(name="Kho Bắc Hà")
    channel = make.channel()
    gone = make.channel(slug="gone")
    gone_id = gid(gone)
    gone.delete()
    assert names(filter={"channels": [gid(channel)]}) == ["Kho Bắc Hà"]
    assert names(filter={"channels": [gone_id, gid(channel)]}) == ["Kho Bắc Hà"]
    assert names(filter={"channels": [gone_id]}) == []
    assert names(filter={"channels": []}) == []
