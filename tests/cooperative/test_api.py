"""Cooperatives in the API: by name and by nearness, whose details everyone may read."""

from datetime import timedelta

import pytest

from marketplace.cooperative.rights import standing
from marketplace.core.actor import Actor, ActorKind
from marketplace.site.services import remember_slug
from marketplace.tax.queries import today
from tests import factories as make
from tests.asking import STAFF, ask, gid, nodes, refused

pytestmark = pytest.mark.django_db

ONE = "query ($id: ID, $slug: String) { cooperative(id: $id, slug: $slug) { name } }"
MANY = """query ($filter: CooperativeFilterInput, $near: GeoPointInput, $first: Int = 50, $after: String) {
  cooperatives(first: $first, after: $after, filter: $filter, near: $near) {
    totalCount edges { cursor node { name distance } } pageInfo { hasNextPage hasPreviousPage } } }"""
BAC_HA = {"latitude": 22.5384, "longitude": 104.2899}


def names(actor=None, **variables):
    return [node["name"] for node in nodes(ask(MANY, *filter(None, [actor]), **variables)["cooperatives"])]


def test_a_cooperative_tells_who_it_is_and_where():
    made = make.cooperative(
        name="HTX Bản Phố",
        legal_name="Hợp tác xã Bản Phố",
        kind="UNION",
        story="Nấu rượu ngô.",
        latitude="22.53",
        longitude="104.29",
        logo="cooperatives/a.webp",
        member_count=25,
        founded_year=2014,
        is_demo=True,
        street="Thôn 6",
        closed_until=today() + timedelta(days=2),
    )
    made.translations.create(language_code="en", name="", story="Distils maize.")
    text = """query ($slug: String!) { cooperative(slug: $slug) {
      id slug name legalName kind story street phone memberCount foundedYear isDemo closedUntil distance
      translation(languageCode: EN) { name story language { code } } location { latitude longitude }
      commune { code name fullName oldDistricts province { code name fullName } }
      logo(size: 64, format: WEBP) { url alt } metadata { key } } }"""
    assert ask(text, slug=made.slug)["cooperative"] == {
        "id": gid(made),
        "slug": "htx-ban-pho",
        "name": "HTX Bản Phố",
        "legalName": "Hợp tác xã Bản Phố",
        "kind": "UNION",
        "story": "Nấu rượu ngô.",
        "street": "Thôn 6",
        "phone": "+842143800001",
        "memberCount": 25,
        "foundedYear": 2014,
        "isDemo": True,
        "closedUntil": (today() + timedelta(days=2)).isoformat(),
        "distance": None,
        "translation": {"name": None, "story": "Distils maize.", "language": {"code": "EN"}},
        "location": {"latitude": 22.53, "longitude": 104.29},
        "commune": {
            "code": "02839",
            "name": "Bắc Hà",
            "fullName": "Xã Bắc Hà",
            "oldDistricts": ["Huyện Bắc Hà"],
            "province": {"code": "15", "name": "Lào Cai", "fullName": "Tỉnh Lào Cai"},
        },
        "logo": {"url": "http://127.0.0.1:8001/thumbnail/64/webp/cooperatives/a.webp", "alt": "HTX Bản Phố"},
        "metadata": [],
    }


def test_what_nobody_has_said_is_null():
    made = make.cooperative(phone="")
    text = "query ($id: ID) { cooperative(id: $id) { phone memberCount foundedYear closedUntil location { latitude } logo { url } } }"
    found = ask(text, id=gid(made))["cooperative"]
    assert set(found.values()) == {None}


def test_bank_accounts_are_nobodys_business():
    from marketplace.cooperative.api.types import Cooperative

    assert [name for name in Cooperative._meta.fields if "bank" in name or name == "email"] == []


def test_cooperatives_come_in_the_order_of_a_vietnamese_dictionary():
    for name in ("Đồi Chè", "Dốc Cao", "Ruộng", "Áo Xanh"):
        make.cooperative(name=name)
    assert names() == ["Áo Xanh", "Dốc Cao", "Đồi Chè", "Ruộng"]
    first = ask(MANY, first=3)["cooperatives"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (4, True)
    rest = ask(MANY, first=3, after=first["edges"][-1]["cursor"])["cooperatives"]
    assert [node["name"] for node in nodes(rest)] == ["Ruộng"]


def test_each_filter():
    one = make.cooperative(name="Một", search_folded="mot bac ha", commune_code="02839", kind="HOUSEHOLD")
    make.cooperative(name="Hai", search_folded="hai mu cang chai", commune_code="04345")
    assert names(filter={"search": "bắc"}) == ["Một"]
    assert names(filter={"ids": [gid(one)]}) == ["Một"]
    assert names(filter={"slugs": ["hai"]}) == ["Hai"]
    assert names(filter={"commune": ["02839", "00001"]}) == ["Một"]
    assert names(filter={"kind": ["HOUSEHOLD"]}) == ["Một"]
    assert names(filter={"kind": ["COMPANY"]}) == []


def test_the_nearest_comes_first_with_its_distance():
    make.cooperative(name="Sa Pa", latitude="22.3364", longitude="103.8438")
    make.cooperative(name="Bắc Hà", latitude="22.5384", longitude="104.2899")
    make.cooperative(name="Mù Cang Chải", latitude="21.8514", longitude="104.0891")
    make.cooperative(name="Không biết ở đâu")
    found = ask(MANY, near=BAC_HA)["cooperatives"]
    assert nodes(found) == [
        {"name": "Bắc Hà", "distance": 0.0},
        {"name": "Sa Pa", "distance": 51.06},
        {"name": "Mù Cang Chải", "distance": 79.14},
    ]
    assert found["totalCount"] == 3
    assert names(near={**BAC_HA, "radius": 60}) == ["Bắc Hà", "Sa Pa"]
    first = ask(MANY, near=BAC_HA, first=1)["cooperatives"]
    assert (nodes(first)[0]["name"], first["pageInfo"]) == (
        "Bắc Hà",
        {"hasNextPage": True, "hasPreviousPage": False},
    )
    rest = ask(MANY, near=BAC_HA, first=5, after=first["edges"][0]["cursor"])["cooperatives"]
    assert [node["name"] for node in nodes(rest)] == ["Sa Pa", "Mù Cang Chải"]


def test_two_lists_with_different_points_keep_their_own_distances():
    make.cooperative(name="Bắc Hà", latitude="22.5384", longitude="104.2899")
    text = """{ here: cooperatives(first: 1, near: {latitude: 22.5384, longitude: 104.2899}) { edges { node { distance } } }
      there: cooperatives(first: 1, near: {latitude: 22.3364, longitude: 103.8438}) { edges { node { distance } } } }"""
    found = ask(text)
    assert [nodes(found[each]) for each in ("here", "there")] == [[{"distance": 0.0}], [{"distance": 51.06}]]


def test_one_that_is_switched_off_is_known_to_its_members_and_to_staff():
    made = make.cooperative(is_active=False)
    member = Actor(ActorKind.USER, cooperatives={made.pk: standing("OWNER")})
    assert ask(ONE, id=gid(made))["cooperative"] is None
    assert names() == []
    for actor in (member, STAFF):
        assert ask(ONE, actor, id=gid(made))["cooperative"] == {"name": made.name}
        assert names(actor) == [made.name]


def test_a_slug_it_had_before_still_finds_it():
    made = make.cooperative()
    remember_slug(obj=made, old="ten-cu", new=made.slug)
    assert ask(ONE, slug="ten-cu")["cooperative"] == {"name": made.name}
    assert ask(ONE, slug="khong-co")["cooperative"] is None


def test_a_look_up_names_exactly_one_key():
    assert refused(ONE) == ["Give exactly one of `id`, `slug`."]


def test_goods_on_sale_are_counted_in_the_channel_that_is_asked():
    made = make.cooperative()
    make.on_sale(cooperative=made)
    make.on_sale(cooperative=made).product.channel_listings.update(is_published=False)
    make.on_sale(cooperative=made, on=make.channel(slug="en-us", is_public=False))
    text = "query ($id: ID, $channel: String) { cooperative(id: $id) { productCount(channel: $channel) } }"
    for channel, count in (("vn", 1), (None, 1), ("en-us", 0), ("khong-co", 0)):
        assert ask(text, id=gid(made), channel=channel)["cooperative"] == {"productCount": count}
    assert ask(text, STAFF, id=gid(made), channel="en-us")["cooperative"] == {"productCount": 1}
