"""What may not be read may not be guessed: a filter or an order answers like a look, bound by bound."""

import pytest

from tests import factories as make
from tests.asking import GUEST, STAFF, ask, gid, nodes, refused

pytestmark = pytest.mark.django_db

NAMES = """query ($filter: ProductFilterInput, $where: ProductWhereInput, $sortBy: ProductOrder) {
  products(first: 50, channel: "vn", filter: $filter, where: $where, sortBy: $sortBy) { edges { node { name } } } }"""


def good(name):
    return make.on_sale(product=make.product(name=name)).product


@pytest.mark.parametrize("kind", ["filter", "where"])
def test_how_much_lies_where_is_asked_by_those_who_see_stock_and_cannot_be_guessed_by_others(kind):
    stock = good("Gạo").variants.get().stocks.get()
    stock.quantity = 10
    stock.save()

    def asked(least):
        return {kind: {"stocks": {"warehouseIds": [gid(stock.warehouse)], "quantity": {"gte": least}}}}

    for least, found in ((10, ["Gạo"]), (11, [])):
        seen = ask(NAMES, STAFF, **asked(least))["products"]
        assert [node["name"] for node in nodes(seen)] == found
        for actor in (GUEST, make.acting(make.member())):
            (message,) = refused(NAMES, actor, **asked(least))
            assert message.endswith("MANAGE_PRODUCTS, MANAGE_ORDERS")


def test_an_attribute_that_is_not_shown_can_be_neither_filtered_nor_sorted_by():
    hidden = make.attribute(name="Giá nhập", slug="gia-nhap", visible_in_storefront=False)
    for name, cost in (("Rẻ", "b"), ("Đắt", "a")):
        value = make.attribute_value(attribute=hidden, name=cost, slug=cost, name_folded=cost)
        good(name).attribute_values.create(value=value)
    by_value = {"filter": {"attributes": [{"slug": "gia-nhap", "values": ["a"]}]}}
    by_order = {"sortBy": {"attributeId": gid(hidden), "direction": "ASC"}}

    def seen(actor, asked):
        return [node["name"] for node in nodes(ask(NAMES, actor, **asked)["products"])]

    assert seen(STAFF, by_value) == ["Đắt"]
    assert seen(GUEST, by_value) == []
    assert seen(STAFF, by_order) == ["Đắt", "Rẻ"]
    assert seen(GUEST, by_order) == ["Rẻ", "Đắt"]  # all are equal: as they were made
