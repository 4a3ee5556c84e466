"""Lists of products stop after their page: an index finds, filters and sorts them (DECISIONS 13)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.asking import ask, gid

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        "connection.vendor != 'sqlite'", reason="PostgreSQL plans by statistics, which three rows do not have"
    ),
]
BY = """query ($sortBy: ProductOrder, $after: String) { products(channel: "vn", first: 1, sortBy: $sortBy, after: $after) {
  pageInfo { endCursor } edges { node { name } } } }"""
OF = """query ($id: ID!) { cooperative(id: $id) { products(channel: "vn", first: 1) { edges { node { name } } } } }"""


def plan(text, **variables):
    """How SQLite reads the listing rows."""
    with CaptureQueriesContext(connection) as captured:
        ask(text, **variables)
    (statement,) = (each["sql"] for each in captured if 'FROM "catalog_productchannellisting"' in each["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        return " / ".join(row[3] for row in cursor.fetchall())


INDEXES = {
    "NAME": "listed_by_name",
    "MINIMAL_PRICE": "listed_by_price",
    "PRICE": "listed_by_full_price",
    "PUBLISHED_AT": "listed_by_date",
}


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize("field", INDEXES)
def test_a_list_is_read_in_its_order(field, direction):
    for _ in range(3):
        make.on_sale()
    sort_by = {"field": field, "direction": direction}
    cursor = ask(BY, sortBy=sort_by)["products"]["pageInfo"]["endCursor"]
    for after in (None, cursor):
        read = plan(BY, sortBy=sort_by, after=after)
        assert f"USING INDEX {INDEXES[field]} (channel_id=?" in read
        assert "TEMP B-TREE FOR ORDER BY" not in read


def test_the_next_page_begins_where_the_last_one_ended():
    """The cursor is a bound of the index, so pages far down cost what the first one costs."""
    make.on_sale()
    cursor = ask(BY)["products"]["pageInfo"]["endCursor"]
    assert "listed_by_name (channel_id=? AND name_sort>?)" in plan(BY, after=cursor)


def test_a_cooperatives_goods_are_read_in_their_order():
    maker = make.on_sale().product.cooperative
    read = plan(OF, id=gid(maker))
    assert "USING INDEX listed_of_cooperative (channel_id=? AND cooperative_id=?)" in read
    assert "TEMP B-TREE FOR ORDER BY" not in read
