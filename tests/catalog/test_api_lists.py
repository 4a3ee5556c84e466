"""Lists of products: pages both ways, filters, sortings, each on a few goods."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from marketplace.catalog.services import fill_collection, publish_collection
from tests import factories as make
from tests.asking import STAFF, ask, gid, nodes, refused

pytestmark = pytest.mark.django_db

NAMES = """query ($filter: ProductFilterInput, $where: ProductWhereInput, $sortBy: ProductOrder, $search: String) {
  products(first: 50, channel: "vn", filter: $filter, where: $where, sortBy: $sortBy, search: $search) {
    totalCount edges { node { name } } } }"""
PAGE = """query ($first: Int, $after: String, $last: Int, $before: String, $sortBy: ProductOrder) {
  products(channel: "vn", first: $first, after: $after, last: $last, before: $before, sortBy: $sortBy) {
    edges { node { name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""


def good(name, *, price=100_000, listing=None, **columns):
    """A product on sale, with columns of its own and of its listing."""
    variant = make.on_sale(product=make.product(name=name, **columns), price=price)
    if listing:
        variant.product.channel_listings.update(**listing)
    return variant.product


def names(**variables):
    found = ask(NAMES, **variables)["products"]
    assert found["totalCount"] == len(found["edges"])
    return [node["name"] for node in nodes(found)]


def by(field, direction="ASC"):
    return {"field": field, "direction": direction}


# pages


def turn(**variables):
    found = ask(PAGE, **variables)["products"]
    return [node["name"] for node in nodes(found)], found["pageInfo"]


SORTINGS = [
    None,
    by("NAME", "DESC"),
    by("PRICE"),
    by("MINIMAL_PRICE", "DESC"),
    by("PUBLISHED_AT"),
    by("CREATED_AT", "DESC"),
]
SORTINGS += [by("RATING"), by("TYPE"), by("LAST_MODIFIED_AT")]


@pytest.mark.parametrize("sort_by", SORTINGS)
def test_pages_forwards_and_backwards_give_every_product_once_in_the_same_order(sort_by):
    for place, name in enumerate(["Ớt", "Đào", "Dứa", "Chè", "Gạo"]):
        # equal prices, dates and ratings: the pk decides
        good(name, price=100_000 + place // 2, rating=place // 2 or None)
    whole = names(sortBy=sort_by)
    forwards, info = turn(first=2, sortBy=sort_by)
    while info["hasNextPage"]:
        page, info = turn(first=2, after=info["endCursor"], sortBy=sort_by)
        forwards += page
        assert info["hasPreviousPage"]
    backwards, info = turn(last=2, sortBy=sort_by)
    while info["hasPreviousPage"]:
        page, info = turn(last=2, before=info["startCursor"], sortBy=sort_by)
        backwards = page + backwards
        assert info["hasNextPage"]
    assert len(whole) == 5
    assert forwards == whole
    assert backwards == whole


def test_a_page_of_nothing_has_no_cursor():
    make.channel()
    assert turn(first=2) == (
        [],
        {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
    )


def test_a_list_without_first_or_last_is_refused():
    make.channel()
    (message,) = refused('{ products(channel: "vn") { edges { node { name } } } }')
    assert "`first`" in message


def test_a_count_alone_needs_no_page():
    good("Chè")
    assert ask('{ products(channel: "vn") { totalCount } }') == {"products": {"totalCount": 1}}


def test_a_cursor_of_another_order_is_refused():
    good("Chè")
    _, info = turn(first=1)
    assert refused(PAGE, first=1, after=info["endCursor"], sortBy=by("RATING"))


# orders


def test_names_are_sorted_as_in_a_vietnamese_dictionary():
    for name in ("Đào", "Dứa", "Ớt", "Ổi", "Chè", "Ăn"):
        good(name)
    assert names() == ["Ăn", "Chè", "Dứa", "Đào", "Ổi", "Ớt"]


def test_the_lowest_price_sorts_by_what_is_paid_and_price_by_what_is_usual():
    cheap = good("Giảm giá", price=300_000, listing={"discounted_price_amount": 50_000})
    cheap.variants.get().channel_listings.update(discounted_price_amount=50_000)
    good("Vừa", price=100_000)
    good("Đắt", price=400_000)
    assert names(sortBy=by("MINIMAL_PRICE")) == ["Giảm giá", "Vừa", "Đắt"]
    assert names(sortBy=by("PRICE")) == ["Vừa", "Giảm giá", "Đắt"]


def test_what_was_published_last_comes_last():
    good("Cũ", listing={"published_at": datetime(2025, 1, 1, tzinfo=UTC)})
    good("Mới", listing={"published_at": datetime(2025, 6, 1, tzinfo=UTC)})
    for field in ("PUBLISHED", "PUBLICATION_DATE", "PUBLISHED_AT"):
        assert names(sortBy=by(field)) == ["Cũ", "Mới"]
        assert names(sortBy=by(field, "DESC")) == ["Mới", "Cũ"]


def test_products_without_a_rating_come_before_those_with_one():
    good("Tốt", rating=4.5)
    good("Chưa biết")
    good("Khá", rating=4.25)
    assert names(sortBy=by("RATING")) == ["Chưa biết", "Khá", "Tốt"]


def test_a_search_puts_names_that_begin_with_it_first_and_names_that_have_it_next():
    for name, text in (("Trà Chè", "tra che"), ("Gùi", "gui dung che"), ("Chè xanh", "che xanh")):
        good(name, search_folded=text)
    assert names(search="chè") == ["Chè xanh", "Trà Chè", "Gùi"]


def test_products_can_be_sorted_by_the_values_of_an_attribute():
    kind = make.product_type()
    attribute = make.attribute(name="Vị")
    for name, taste in (("Một", "Ngọt"), ("Hai", "Cay"), ("Ba", None)):
        product = good(name, product_type=kind)
        if taste:
            value = make.attribute_value(attribute=attribute, name=taste, name_folded=taste.lower())
            product.attribute_values.create(value=value)
    sort_by = {"attributeId": gid(attribute), "direction": "ASC"}
    assert names(sortBy=sort_by) == ["Ba", "Hai", "Một"]


def test_a_place_in_a_collection_is_asked_only_inside_one():
    good("Chè")
    assert refused(NAMES, sortBy=by("COLLECTION")) == ["Only products of one collection have an order in it."]


def test_staff_without_a_channel_cannot_sort_by_price():
    text = "{ products(first: 1, sortBy: {field: PRICE, direction: ASC}) { edges { node { name } } } }"
    assert refused(text, STAFF) == ["Say in which channel: prices and dates differ."]


# filters


def test_every_word_of_a_search_must_occur_marks_or_not():
    good("Chè Shan tuyết")
    good("Gạo Séng Cù")
    assert names(search="tuyet CHÈ") == ["Chè Shan tuyết"]
    assert names(filter={"search": "seng"}) == ["Gạo Séng Cù"]
    assert names(search="chè séng") == []


def test_a_category_includes_all_below_it():
    tea = make.category(name="Chè")
    green = make.category(name="Chè xanh", parent=tea)
    good("Trên", category=tea)
    good("Dưới", category=green)
    good("Khác", category=make.category(name="Gạo"))
    assert names(filter={"categories": [gid(tea)]}) == ["Dưới", "Trên"]
    assert names(filter={"categories": [gid(green)]}) == ["Dưới"]
    assert names(filter={"categories": []}) == []
    assert names(where={"category": {"eq": gid(tea)}}) == ["Dưới", "Trên"]
    assert names(filter={"hasCategory": False}) == []


def test_collections_cooperatives_types_ids_and_slugs():
    maker, kind, gifts = make.cooperative(), make.product_type(), make.collection()
    one = good("Một", cooperative=maker)
    two = good("Hai", product_type=kind)
    three = good("Ba")
    fill_collection(collection=gifts, products=[three, one])
    publish_collection(collection=gifts, channel=make.channel())
    assert names(filter={"cooperatives": [gid(maker)]}) == ["Một"]
    assert names(filter={"productTypes": [gid(kind)]}) == ["Hai"]
    assert names(filter={"collections": [gid(gifts)]}) == ["Ba", "Một"]
    assert names(filter={"ids": [gid(two), gid(three)]}) == ["Ba", "Hai"]
    assert names(filter={"slugs": [one.slug]}) == ["Một"]
    assert names(
        where={"collection": {"oneOf": [gid(gifts)]}, "productType": {"eq": gid(three.product_type)}}
    ) == ["Ba"]


def test_an_id_of_another_type_is_refused_by_the_name_of_its_field():
    make.channel()
    assert refused(NAMES, filter={"cooperatives": [gid(make.collection())]})


def test_prices_are_compared_in_whole_dong():
    good("Rẻ", price=50_000)
    good("Vừa", price=100_000)
    good("Đắt", price=150_000)
    assert names(filter={"price": {"gte": 50_000.5, "lte": 100_000.9}}) == ["Vừa"]
    assert names(filter={"minimalPrice": {"lte": 100_000}}) == ["Rẻ", "Vừa"]
    assert names(where={"minimalPrice": {"range": {"gte": 100_000}}}) == ["Đắt", "Vừa"]
    assert names(where={"price": {"oneOf": [50_000, 150_000]}}) == ["Đắt", "Rẻ"]


def test_a_price_filter_looks_at_every_variant_and_the_minimal_one_at_the_lowest():
    product = good("Hai cỡ", price=50_000)
    make.variant_listing(variant=make.variant(product=product), price=500_000)
    assert names(filter={"price": {"gte": 400_000}}) == ["Hai cỡ"]
    assert names(filter={"minimalPrice": {"gte": 400_000}}) == []


def test_stock_is_what_is_not_promised_whatever_carts_hold_of_it():
    empty = good("Hết")
    empty.variants.get().stocks.update(quantity=3, quantity_allocated=3)
    held = good("Đang giữ")
    stock = held.variants.get().stocks.get()
    stock.reservations.create(
        claim="00000000-0000-0000-0000-000000000001",
        quantity=10,
        reserved_until=timezone.now() + timedelta(hours=1),
    )
    lapsed = good("Hết hạn giữ").variants.get().stocks.get()
    lapsed.reservations.create(
        claim="00000000-0000-0000-0000-000000000002",
        quantity=10,
        reserved_until=timezone.now() - timedelta(hours=1),
    )
    free = good("Không đếm").variants.get()
    free.stocks.update(quantity=0)
    type(free).objects.filter(pk=free.pk).update(track_inventory=False)
    assert names(filter={"stockAvailability": "IN_STOCK"}) == ["Đang giữ", "Hết hạn giữ", "Không đếm"]
    assert names(filter={"stockAvailability": "OUT_OF_STOCK"}) == ["Hết"]


def test_dates_and_flags():
    good("Bán rồi")
    later = timezone.now() + timedelta(days=1)
    good("Sắp bán", listing={"available_for_purchase_at": later})
    assert names(filter={"isAvailable": True}) == ["Bán rồi"]
    assert names(filter={"isAvailable": False}) == ["Sắp bán"]
    assert names(filter={"availableFrom": later.isoformat()}) == ["Bán rồi", "Sắp bán"]
    assert names(filter={"publishedFrom": "2020-01-01T00:00:00Z"}) == []
    assert names(filter={"isPublished": True, "isVisibleInListing": True, "giftCard": False}) == [
        "Bán rồi",
        "Sắp bán",
    ]
    assert names(filter={"giftCard": True}) == []
    assert names(filter={"updatedAt": {"gte": later.isoformat()}}) == []


def test_metadata_by_key_and_by_value():
    good("Có", metadata={"mùa": "xuân"})
    good("Khác", metadata={"mùa": "thu"})
    good("Không")
    assert names(filter={"metadata": [{"key": "mùa"}]}) == ["Có", "Khác"]
    assert names(filter={"metadata": [{"key": "mùa", "value": "xuân"}]}) == ["Có"]


def test_attributes_of_the_product_and_of_its_variants():
    month = make.attribute(name="Mùa", slug="mua", input_type="MULTISELECT")
    size = make.attribute(name="Cỡ", slug="co")
    special = make.attribute(name="Đặc sản", slug="dac-san", input_type="BOOLEAN")
    height = make.attribute(name="Độ cao", slug="do-cao", input_type="NUMERIC")
    may, june = (make.attribute_value(attribute=month, name=each) for each in ("Tháng 5", "Tháng 6"))
    one, two = good("Một"), good("Hai")
    one.attribute_values.create(value=may)
    one.attribute_values.create(value=make.attribute_value(attribute=special, name="Có", boolean=True))
    two.attribute_values.create(value=june)
    two.attribute_values.create(value=make.attribute_value(attribute=height, name="1500", numeric=1500))
    two.variants.get().attribute_values.create(value=make.attribute_value(attribute=size, name="To"))
    assert names(filter={"attributes": [{"slug": "mua", "values": ["thang-5", "thang-7"]}]}) == ["Một"]
    assert names(filter={"attributes": [{"slug": "mua", "values": ["thang-5", "thang-6"]}]}) == ["Hai", "Một"]
    assert names(
        filter={"attributes": [{"slug": "mua", "values": ["thang-6"]}, {"slug": "co", "values": ["to"]}]}
    ) == ["Hai"]
    assert names(filter={"attributes": [{"slug": "dac-san", "boolean": True}]}) == ["Một"]
    assert names(filter={"attributes": [{"slug": "do-cao", "valuesRange": {"gte": 1000, "lte": 1500}}]}) == [
        "Hai"
    ]
    assert names(filter={"attributes": [{"slug": "khong-co"}]}) == []
    assert (
        names(where={"attributes": [{"slug": "do-cao", "value": {"numeric": {"range": {"gte": 1501}}}}]})
        == []
    )
    assert names(where={"attributes": [{"slug": "co", "value": {"slug": {"eq": "to"}}}]}) == ["Hai"]
    assert names(where={"attributes": [{"slug": "co", "value": {"name": {"oneOf": ["To", "Nhỏ"]}}}]}) == [
        "Hai"
    ]
    two_conditions = {"attributes": [{"slug": "co", "value": {"boolean": True, "slug": {"eq": "to"}}}]}
    assert refused(NAMES, where=two_conditions) == ["Give exactly one condition for a value."]


def test_days_of_attributes_are_whole_days():
    made = make.attribute(name="Ngày sao", slug="ngay-sao", input_type="DATE")
    value = make.attribute_value(attribute=made, name="1/5", date_time=datetime(2026, 5, 1, tzinfo=UTC))
    good("Chè").attribute_values.create(value=value)
    assert names(
        filter={"attributes": [{"slug": "ngay-sao", "date": {"gte": "2026-05-01", "lte": "2026-05-01"}}]}
    ) == ["Chè"]
    assert names(filter={"attributes": [{"slug": "ngay-sao", "date": {"lte": "2026-04-30"}}]}) == []


def test_where_joins_by_and_and_or():
    one, two, three = good("Một"), good("Hai"), good("Ba")
    either = {"OR": [{"name": {"eq": "Một"}}, {"slug": {"oneOf": [two.slug]}}]}
    assert names(where=either) == ["Hai", "Một"]
    assert names(where={"AND": [either, {"ids": [gid(one), gid(three)]}]}) == ["Một"]
    assert names(
        where={"OR": [{"AND": [{"name": {"eq": "Ba"}}, {"ids": [gid(one)]}]}, {"name": {"eq": "Hai"}}]}
    ) == ["Hai"]


def test_filter_and_where_exclude_each_other():
    make.channel()
    assert refused(NAMES, filter={"search": "chè"}, where={"name": {"eq": "Chè"}})


# lists below other things


BELOW = """query ($category: ID!, $collection: ID!, $cooperative: ID!, $sortBy: ProductOrder) {
  category(id: $category) { products(channel: "vn", first: 9, sortBy: $sortBy) { totalCount edges { node { name } } } }
  collection(id: $collection, channel: "vn") {
    products(first: 9, sortBy: $sortBy) { totalCount edges { node { name } } } }
  cooperative(id: $cooperative) {
    productCount(channel: "vn")
    products(channel: "vn", first: 9, sortBy: $sortBy) { totalCount edges { node { name } } } }
}"""


def test_categories_collections_and_cooperatives_have_their_products():
    tea, maker, gifts = make.category(name="Chè"), make.cooperative(), make.collection()
    publish_collection(collection=gifts, channel=make.channel())
    made = [
        good(name, category=make.category(parent=tea), cooperative=maker) for name in ("Ba", "Hai", "Một")
    ]
    hidden = good("Ẩn", category=tea, cooperative=maker, listing={"visible_in_listings": False})
    fill_collection(collection=gifts, products=[made[2], hidden, made[0]])
    ids = {"category": gid(tea), "collection": gid(gifts), "cooperative": gid(maker)}
    found = ask(BELOW, **ids)
    assert [node["name"] for node in nodes(found["category"]["products"])] == ["Ba", "Hai", "Một"]
    assert [node["name"] for node in nodes(found["collection"]["products"])] == ["Một", "Ba"]
    assert [node["name"] for node in nodes(found["cooperative"]["products"])] == ["Ba", "Hai", "Một"]
    assert found["cooperative"]["productCount"] == 3
    assert [found[each]["products"]["totalCount"] for each in ids] == [3, 2, 3]
    by_name = ask(BELOW, **ids, sortBy=by("NAME", "DESC"))
    assert [node["name"] for node in nodes(by_name["collection"]["products"])] == ["Một", "Ba"]
    assert [node["name"] for node in nodes(by_name["category"]["products"])] == ["Một", "Hai", "Ba"]


def test_pages_of_many_categories_at_once_are_each_its_own():
    for name in ("Chè", "Gạo"):
        shelf = make.category(name=name)
        for number in (1, 2, 3):
            good(f"{name} {number}", category=make.category(parent=shelf))
    text = """query ($after: String) {
      categories(level: 0, first: 9, sortBy: {field: NAME, direction: ASC}) { edges { node {
      products(channel: "vn", first: 2, after: $after) {
      edges { cursor node { name } } pageInfo { hasNextPage } } } } } }"""
    found = nodes(ask(text)["categories"])
    assert [[node["name"] for node in nodes(each["products"])] for each in found] == [
        ["Chè 1", "Chè 2"],
        ["Gạo 1", "Gạo 2"],
    ]
    assert all(each["products"]["pageInfo"]["hasNextPage"] for each in found)
    after = found[0]["products"]["edges"][1]["cursor"]
    rest = nodes(ask(text, after=after)["categories"])
    assert [[node["name"] for node in nodes(each["products"])] for each in rest] == [
        ["Chè 3"],
        ["Gạo 1", "Gạo 2"],
    ]
