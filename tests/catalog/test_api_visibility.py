"""Who sees which goods: visitors what is out in a channel, members their own as well, staff everything."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.catalog.services import fill_collection, publish_collection
from marketplace.cooperative.rights import standing
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.site.services import remember_slug
from tests import factories as make
from tests.asking import NOBODYS_STAFF, STAFF, ask, gid, nodes, refused

pytestmark = pytest.mark.django_db

ONE = """query ($id: ID, $slug: String, $channel: String, $language: LanguageCodeEnum) {
  product(id: $id, slug: $slug, channel: $channel, slugLanguageCode: $language) { name channel } }"""
ALL = (
    "query ($channel: String) { products(channel: $channel, first: 50) { edges { node { name channel } } } }"
)


def listed(actor=GUEST, **variables):
    return [node["name"] for node in nodes(ask(ALL, actor, **variables)["products"])]


def opened(product, actor=GUEST, channel="vn"):
    return ask(ONE, actor, id=gid(product), channel=channel)["product"]


HIDDEN = {
    "not published": {"is_published": False},
    "published tomorrow": {"published_at": timezone.now() + timedelta(days=1)},
    "without a price": {"discounted_price_amount": None},
}


@pytest.mark.parametrize("listing", HIDDEN.values(), ids=HIDDEN)
def test_what_is_not_out_is_seen_by_staff_and_by_its_own_cooperative_only(listing):
    product = make.on_sale().product
    product.channel_listings.update(**listing)
    member = Actor(ActorKind.USER, cooperatives={product.cooperative_id: standing("OWNER")})
    stranger = Actor(ActorKind.USER, cooperatives={make.cooperative().pk: standing("OWNER")})
    assert opened(product) is None
    assert opened(product, stranger) is None
    assert opened(product, NOBODYS_STAFF) is None
    assert opened(product, member) == {"name": product.name, "channel": "vn"}
    assert opened(product, STAFF) == {"name": product.name, "channel": "vn"}
    assert listed(channel="vn") == []
    assert listed(STAFF, channel="vn") == [product.name]


def test_what_is_hidden_from_lists_can_be_opened():
    product = make.on_sale().product
    product.channel_listings.update(visible_in_listings=False)
    assert listed(channel="vn") == []
    assert opened(product) == {"name": product.name, "channel": "vn"}


def test_goods_of_a_cooperative_that_is_switched_off_are_gone():
    product = make.on_sale(cooperative=make.cooperative(is_active=False)).product
    assert listed(channel="vn") == []
    assert opened(product) is None


def test_without_a_channel_visitors_look_at_the_only_open_one_and_staff_at_all():
    product = make.on_sale().product
    make.channel(slug="en-us", is_public=False)
    make.channel(slug="alt", is_active=False)
    assert listed() == [product.name]
    assert ask(ONE, id=gid(product))["product"] == {"name": product.name, "channel": "vn"}
    assert ask(ONE, STAFF, id=gid(product))["product"] == {"name": product.name, "channel": None}
    unlisted = make.product(name="Chưa bán")
    assert sorted(listed(STAFF)) == sorted([product.name, unlisted.name])


def test_without_a_channel_visitors_must_say_which_where_there_are_several():
    make.channel()
    make.channel(slug="th")
    assert refused(ALL) == ["Say which channel: there is not exactly one."]


@pytest.mark.parametrize("columns", [{"is_active": False}, {"is_public": False}])
def test_a_closed_or_hidden_channel_shows_visitors_nothing(columns):
    market = make.channel(slug="en-us", **columns)
    product = make.on_sale(on=market).product
    assert listed(channel="en-us") == []
    assert opened(product, channel="en-us") is None
    assert listed(STAFF, channel="en-us") == [product.name]


def test_an_unknown_channel_is_empty_for_everyone():
    product = make.on_sale().product
    for actor in (GUEST, STAFF):
        assert listed(actor, channel="khong-co") == []
        assert opened(product, actor, channel="khong-co") is None


def test_goods_of_another_channel_are_not_there():
    product = make.on_sale(on=make.channel(slug="th")).product
    make.channel()
    assert listed(channel="vn") == []
    assert opened(product) is None
    assert opened(product, STAFF) is None


def test_a_slug_is_looked_up_in_the_language_that_is_named():
    product = make.on_sale().product
    product.translations.create(language_code="en", name="Tea", slug="tea")
    found = {"name": product.name, "channel": "vn"}
    assert ask(ONE, slug="tea", language="EN", channel="vn")["product"] == found
    assert ask(ONE, slug="tea", language="VI", channel="vn")["product"] is None
    assert ask(ONE, slug=product.slug, language="EN", channel="vn")["product"] is None
    assert ask(ONE, slug="tea", channel="vn")["product"] is None


def test_a_slug_it_had_before_still_finds_a_product():
    product = make.on_sale().product
    remember_slug(obj=product, old="ten-cu", new=product.slug)
    assert ask(ONE, slug="ten-cu", channel="vn")["product"]["name"] == product.name


def test_a_look_up_names_exactly_one_key():
    make.channel()
    assert refused(ONE, channel="vn") == ["Give exactly one of `id`, `slug`, `externalReference`."]
    assert refused(ONE, id="UHJvZHVjdDox", slug="a", channel="vn") != []


def test_visitors_get_the_variants_that_have_a_price_and_staff_those_listed():
    priced = make.on_sale(name="Gói 500 g", sort_order=1)
    unpriced = make.variant(product=priced.product, name="Gói 1 kg", sort_order=0)
    make.variant_listing(variant=unpriced, price=None)
    elsewhere = make.variant(product=priced.product, name="Thùng", sort_order=2)
    text = """query ($id: ID!, $channel: String) { product(id: $id, channel: $channel) {
      variants { name } productVariants(first: 9) { totalCount edges { node { name } } } } }"""

    def seen(actor, channel="vn"):
        found = ask(text, actor, id=gid(priced.product), channel=channel)["product"]
        connected = [node["name"] for node in nodes(found["productVariants"])]
        assert connected == [each["name"] for each in found["variants"]]
        return connected

    assert seen(GUEST) == ["Gói 500 g"]
    assert seen(STAFF) == ["Gói 1 kg", "Gói 500 g"]
    assert seen(STAFF, None) == ["Gói 1 kg", "Gói 500 g", elsewhere.name]


def test_a_product_not_listed_in_the_channel_shows_its_own_cooperative_the_same_whatever_else_is_asked():
    """Prices are read from other tables where their terms are asked too."""
    product = make.product()
    make.variant_listing(50_000, variant=make.variant(product=product, name="Hũ"))
    own = Actor(ActorKind.USER, cooperatives={product.cooperative_id: standing("OWNER")})
    gross = "pricing { priceRange { start { gross { amount } } } }"
    for more in ("", "isAvailable", gross, f"isAvailable {gross}"):
        text = (
            f"""query($id: ID!) {{ product(id: $id, channel: "vn") {{ name {more} variants {{ name }} }} }}"""
        )
        found = ask(text, own, id=gid(product))["product"]
        assert found["variants"] == [{"name": "Hũ"}]
        assert found.get("isAvailable", False) is False
        if "pricing" in found:
            assert found["pricing"] == {"priceRange": {"start": {"gross": {"amount": 50_000}}}}


VARIANT = """query ($id: ID, $sku: String, $channel: String) {
  productVariant(id: $id, sku: $sku, channel: $channel) { name }
  productVariants(first: 9, channel: $channel) { edges { node { name } } } }"""


def test_a_variant_is_seen_where_it_has_a_price():
    variant = make.on_sale(sku="CHE-1")
    unpriced = make.variant(product=variant.product, name="Gói 1 kg")
    for key in ({"id": gid(variant)}, {"sku": "CHE-1"}):
        found = ask(VARIANT, channel="vn", **key)
        assert found["productVariant"] == {"name": variant.name}
        assert nodes(found["productVariants"]) == [{"name": variant.name}]
    assert ask(VARIANT, channel="vn", id=gid(unpriced))["productVariant"] is None
    assert ask(VARIANT, STAFF, id=gid(unpriced))["productVariant"] == {"name": "Gói 1 kg"}


COLLECTION = """query ($slug: String!, $channel: String) {
  collection(slug: $slug, channel: $channel) { name channel }
  collections(first: 9, channel: $channel) { edges { node { name } } } }"""


def test_collections_are_seen_where_they_are_published():
    out, later = make.collection(name="Quà Tết"), make.collection(name="Sắp tới")
    publish_collection(collection=out, channel=make.channel())
    publish_collection(collection=later, channel=make.channel(), at=timezone.now() + timedelta(days=1))
    found = ask(COLLECTION, slug=out.slug, channel="vn")
    assert found["collection"] == {"name": "Quà Tết", "channel": "vn"}
    assert nodes(found["collections"]) == [{"name": "Quà Tết"}]
    assert ask(COLLECTION, slug=later.slug, channel="vn")["collection"] is None
    assert ask(COLLECTION, STAFF, slug=later.slug, channel="vn")["collection"] == {
        "name": "Sắp tới",
        "channel": "vn",
    }
    assert len(nodes(ask(COLLECTION, STAFF, slug=later.slug)["collections"])) == 2


def test_a_product_tells_visitors_only_of_collections_that_are_out():
    product, out, hidden = make.on_sale().product, make.collection(name="Ra rồi"), make.collection(name="Ẩn")
    publish_collection(collection=out, channel=make.channel())
    for each in (out, hidden):
        fill_collection(collection=each, products=[product])
    text = 'query ($id: ID!) { product(id: $id, channel: "vn") { collections { name } } }'
    assert ask(text, id=gid(product))["product"]["collections"] == [{"name": "Ra rồi"}]
    assert ask(text, STAFF, id=gid(product))["product"]["collections"] == [{"name": "Ẩn"}, {"name": "Ra rồi"}]


STAFFS = """query ($id: ID!) { product(id: $id, channel: "vn") {
  channelListings { channel { slug } isPublished discountedPrice { amount } isAvailableForPurchase
    pricing { priceRange { start { gross { amount } } } } }
  variants { channelListings { channel { slug } price { amount } }
    stocks { quantity quantityAllocated quantityReserved } }
} }"""


def test_listings_and_stocks_are_for_staff():
    variant = make.on_sale(price=90_000, quantity=7)
    found = ask(STAFFS, STAFF, id=gid(variant.product))["product"]
    assert found == {
        "channelListings": [
            {
                "channel": {"slug": "vn"},
                "isPublished": True,
                "discountedPrice": {"amount": 90_000},
                "isAvailableForPurchase": True,
                "pricing": {"priceRange": {"start": {"gross": {"amount": 90_000}}}},
            }
        ],
        "variants": [
            {
                "channelListings": [{"channel": {"slug": "vn"}, "price": {"amount": 90_000}}],
                "stocks": [{"quantity": 7, "quantityAllocated": 0, "quantityReserved": 0}],
            }
        ],
    }
    for actor in (GUEST, NOBODYS_STAFF):
        assert len(refused(STAFFS, actor, id=gid(variant.product))) == 3


def test_attributes_hidden_from_the_shop_are_for_staff():
    product = make.on_sale().product
    for place, (name, visible) in enumerate((("Vị", True), ("Nội bộ", False))):
        attribute = make.attribute(name=name, slug=f"a-{place}", visible_in_storefront=visible)
        product.product_type.product_attributes.create(attribute=attribute, sort_order=place)
    text = """query ($id: ID!) {
      product(id: $id, channel: "vn") { attributes { attribute { name } values { name } } }
      attributes(first: 9) { edges { node { name } } } attribute(slug: "a-1") { name } }"""
    seen = ask(text, id=gid(product))
    assert seen["product"]["attributes"] == [{"attribute": {"name": "Vị"}, "values": []}]
    assert nodes(seen["attributes"]) == [{"name": "Vị"}]
    assert seen["attribute"] is None
    behind = ask(text, STAFF, id=gid(product))
    assert [each["attribute"]["name"] for each in behind["product"]["attributes"]] == ["Vị", "Nội bộ"]
    assert behind["attribute"] == {"name": "Nội bộ"}
