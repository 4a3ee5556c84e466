"""Zones as the operator's staff read them: countries, prices, who is served from where."""

import pytest
from django.utils import translation

from marketplace.cooperative.rights import standing
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.shipping.models import ShippingZone
from marketplace.shipping.services import Rate, set_rates
from tests import factories as make
from tests.asking import NOBODYS_STAFF, ask, gid, nodes, refused, statements

pytestmark = pytest.mark.django_db

SENDS = Actor(ActorKind.STAFF, user_id=10**6, permissions=frozenset({"MANAGE_SHIPPING"}))
LOOKS = Actor(ActorKind.STAFF, user_id=10**6, permissions=frozenset({"MANAGE_ORDERS"}))
FIELDS = """name description default countries { code } priceRange { start { amount currency } stop { amount currency } }
  channels { slug } warehouses { name } privateMetadata { key value }"""
MANY = f"""query ($filter: ShippingZoneFilterInput, $channel: String, $first: Int = 9) {{
  shippingZones(filter: $filter, channel: $channel, first: $first) {{ totalCount edges {{ node {{ {FIELDS} }} }} }} }}"""
OF_WAREHOUSES = "{ warehouses(first: 9) { edges { node { name shippingZones(first: 5) { totalCount edges { node { name } } } } } } }"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def zone(name="Việt Nam", *channels, **columns):
    made = ShippingZone.objects.create(name=name, **columns)
    made.channels.set(channels)
    return made


def names(**variables):
    return [each["name"] for each in nodes(ask(MANY, SENDS, **variables)["shippingZones"])]


def test_a_zone_says_its_countries_its_prices_and_where_goods_come_from():
    make.shipping()
    make.warehouse(name="Kho Sa Pa")
    make.warehouse(name="Kho Bắc Hà")
    found = ShippingZone.objects.get()
    found.private_metadata = {"note": "1"}
    found.save()
    text = f"query ($id: ID!) {{ shippingZone(id: $id) {{ id {FIELDS} }} }}"
    assert ask(text, SENDS, id=gid(found))["shippingZone"] == {
        "id": gid(found),
        "name": "Việt Nam",
        "description": "",
        "default": True,
        "countries": [{"code": "VN"}],
        "priceRange": {
            "start": {"amount": 20_000, "currency": "VND"},
            "stop": {"amount": 175_000, "currency": "VND"},
        },
        "channels": [{"slug": "vn"}],
        "warehouses": [{"name": "Kho Bắc Hà"}, {"name": "Kho Sa Pa"}],
        "privateMetadata": [{"key": "note", "value": "1"}],
    }


def test_prices_are_those_of_open_methods_in_one_currency():
    post, pickup = make.shipping()
    set_rates(method=post, cooperative_id=None, currency="VND", rates=[Rate(20_000), Rate(30_000, "01")])
    set_rates(method=post, cooperative_id=make.cooperative().pk, currency="VND", rates=[Rate(45_000)])
    set_rates(method=pickup, cooperative_id=None, currency="VND", rates=[Rate(0)])
    zone("Lào")

    def ranges():
        shown = nodes(ask(MANY, SENDS)["shippingZones"])
        return [
            each["priceRange"] and [end["amount"] for end in each["priceRange"].values()] for each in shown
        ]

    assert ranges() == [None, [0, 45_000]]
    pickup.is_active = False
    pickup.save()
    assert ranges() == [None, [20_000, 45_000]]
    set_rates(method=post, cooperative_id=None, currency="USD", rates=[Rate(5)])
    assert ranges() == [None, None]


def test_zones_are_found_by_name_and_by_channel():
    vn, abroad = make.channel(), make.channel(slug="abroad", is_public=False)
    zone("Việt Nam", vn)
    zone("Lào và Thái Lan", vn, abroad)
    zone("Châu Âu", abroad)
    assert names() == ["Châu Âu", "Lào và Thái Lan", "Việt Nam"]
    assert names(filter={"search": "viet"}) == ["Việt Nam"]
    assert names(filter={"channels": [gid(vn)]}) == ["Lào và Thái Lan", "Việt Nam"]
    assert names(filter={"channels": [gid(vn), gid(abroad)]}) == ["Châu Âu", "Lào và Thái Lan", "Việt Nam"]
    assert names(filter={"channels": []}) == []
    assert names(channel="abroad") == ["Châu Âu", "Lào và Thái Lan"]
    assert names(channel="nowhere") == []
    assert ask(MANY, SENDS, filter={"channels": [gid(abroad)]}, first=1)["shippingZones"]["totalCount"] == 2
    assert refused(MANY, SENDS, filter={"channels": [gid(ShippingZone.objects.first())]}) == [
        "Must receive a Channel id."
    ]


def test_a_zone_is_looked_up_by_id_and_by_channel_too():
    made = zone("Việt Nam", make.channel())
    text = "query ($id: ID!, $channel: String) { shippingZone(id: $id, channel: $channel) { name } }"
    assert ask(text, SENDS, id=gid(made))["shippingZone"] == {"name": "Việt Nam"}
    assert ask(text, SENDS, id=gid(made), channel="vn")["shippingZone"] == {"name": "Việt Nam"}
    assert ask(text, SENDS, id=gid(made), channel="abroad")["shippingZone"] is None


def test_every_warehouse_sends_to_every_zone():
    make.warehouse(name="Kho Bắc Hà")
    make.warehouse(name="Kho Sa Pa")
    zone("Việt Nam")
    zone("Lào")
    every = {"totalCount": 2, "edges": [{"node": {"name": "Lào"}}, {"node": {"name": "Việt Nam"}}]}
    assert nodes(ask(OF_WAREHOUSES, LOOKS)["warehouses"]) == [
        {"name": "Kho Bắc Hà", "shippingZones": every},
        {"name": "Kho Sa Pa", "shippingZones": every},
    ]


def test_zones_are_told_to_the_operators_staff_only():
    made = make.warehouse()
    zone("Việt Nam")
    seller = Actor(ActorKind.USER, cooperatives={made.cooperative.pk: standing("MANAGER")})
    told = "To access this path, you need one of the following permissions: MANAGE_SHIPPING"
    assert [refused(MANY, each) for each in (GUEST, seller, NOBODYS_STAFF, LOOKS)] == [[told]] * 4
    inside = "To access this path, you need one of the following permissions: MANAGE_PRODUCTS, MANAGE_ORDERS, MANAGE_SHIPPING"
    assert refused(OF_WAREHOUSES, seller) == [inside]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_of_zones_takes_as_many_statements_however_long_it_is(rows):
    vn = make.channel()
    for name in "ABC"[:rows]:
        zone(name, vn)
        make.warehouse()
    assert statements(MANY, SENDS) == 5  # zones, how many, prices, channels, warehouses
    assert statements(OF_WAREHOUSES, LOOKS) == 3  # warehouses, zones, how many
