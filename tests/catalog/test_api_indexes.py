"""Lists of products stop after their page: an index finds, filters and sorts them (DECISIONS 13)."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.asking import ask, gid

pytestmark = pytest.mark.django_db
BY = """query ($sortBy: ProductOrder, $after: String) { products(channel: "vn", first: 1, sortBy: $sortBy, after: $after) {
  pageInfo { endCursor } edges { node { name } } } }"""
OF = """query ($id: ID!) { cooperative(id: $id) { products(channel: "vn", first: 1) { edges { node { name } } } } }"""


LISTINGS = "catalog_productchannellisting"
SQLITE = re.compile(r"USING INDEX (\w+) \((.*)\)")
POSTGRESQL = re.compile(rf"Index Scan (?:Backward )?using (\w+) on {LISTINGS}.*\n\s+Index Cond: (.*)")


def plan(text, **variables):
    """How the database reads the listing rows: the index, what bounds it, and whether it sorts."""
    with CaptureQueriesContext(connection) as captured:
        ask(text, **variables)
    (statement,) = (each["sql"] for each in captured if f'FROM "{LISTINGS}"' in each["sql"])
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
            rows = [row[3] for row in cursor.fetchall()]
            sorts = any("TEMP B-TREE FOR ORDER BY" in row for row in rows)
            found = next(filter(None, map(SQLITE.search, rows)))
        else:  # by its statistics three rows are read and sorted; without either an index must have the order
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
            cursor.execute(f"EXPLAIN {statement}")
            told = "\n".join(row[0] for row in cursor.fetchall())
            sorts, found = "Sort" in told, POSTGRESQL.search(told)
            assert found, told
    return found[1], found[2], sorts


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
        index, bounds, sorts = plan(BY, sortBy=sort_by, after=after)
        assert (index, sorts) == (INDEXES[field], False)
        assert "channel_id" in bounds


def test_the_next_page_begins_where_the_last_one_ended():
    """The cursor is a bound of the index, so pages far down cost what the first one costs."""
    make.on_sale()
    cursor = ask(BY)["products"]["pageInfo"]["endCursor"]
    index, bounds, _sorts = plan(BY, after=cursor)
    assert index == "listed_by_name"
    assert "channel_id" in bounds
    assert re.search(r"name_sort\)?(::text)? *>", bounds)


def test_a_cooperatives_goods_are_read_in_their_order():
    maker = make.on_sale().product.cooperative
    index, bounds, sorts = plan(OF, id=gid(maker))
    assert (index, sorts) == ("listed_of_cooperative", False)
    assert "channel_id" in bounds
    assert "cooperative_id" in bounds


def test_the_cooperatives_that_rest_are_found_without_a_look_at_the_others():
    make.on_sale()
    with CaptureQueriesContext(connection) as captured:
        ask(BY, sortBy={"field": "NAME", "direction": "ASC"})
    (statement,) = (each["sql"] for each in captured if f'FROM "{LISTINGS}"' in each["sql"])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{statement}")
        told = "\n".join(str(row) for row in cursor.fetchall())
    assert "cooperative_resting" in told
