"""The counts that the database keeps are those of the rows, whatever is done to them in whatever order."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Count
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from marketplace.catalog import queries
from marketplace.catalog.models import Product, ProductChannelListing, ShelfCount
from marketplace.cooperative.models import Cooperative
from tests import factories as make
from tests.asking import ask
from tests.races.at_once import at_once
from tests.servers import on_postgresql

TREE = """{ categories(first: 50) { edges { node { products(channel: "vn") { totalCount } } } } }"""
PLACES = ("", "000001", "000001000002", "000003")


def kept(channel):
    found = Counter()
    for path, goods in queries.per_shelf(channel.pk):
        found[path] += goods
    return {path: goods for path, goods in found.items() if goods}


def of_rows(channel):
    rows = queries.listed(channel.pk).order_by().values_list("category_path")
    return dict(rows.annotate(goods=Count("pk")))


def later(hours=1):
    return timezone.now() + timedelta(hours=hours)


CHANGES = st.one_of(
    st.tuples(st.just("category_path"), st.sampled_from(PLACES)),
    st.tuples(st.just("is_published"), st.booleans()),
    st.tuples(st.just("visible_in_listings"), st.booleans()),
    st.tuples(st.just("discounted_price_amount"), st.sampled_from((None, 0, 50_000))),
    st.tuples(st.just("published_at"), st.sampled_from((make.LONG_AGO, later(24)))),
)
NUMBERS = st.sets(st.integers(0, 5), min_size=1)
DEEDS = st.one_of(
    st.tuples(st.just("change"), NUMBERS, CHANGES),
    st.tuples(st.just("go"), NUMBERS, st.none()),
    st.tuples(st.just("come"), NUMBERS, st.sampled_from(PLACES)),
    st.tuples(st.just("rest"), st.just({0}), st.booleans()),
)


def do(deed, numbers, told, channel, cooperative):
    """One statement, of as many rows as there are numbers."""
    rows = ProductChannelListing.objects.filter(channel=channel, price_amount__in=numbers)
    if deed == "change":
        rows.update(**dict([told]))
    elif deed == "go":
        rows.delete()
    elif deed == "rest":
        Cooperative.objects.filter(pk=cooperative.pk).update(is_active=not told)
    else:
        ProductChannelListing.objects.bulk_create(
            ProductChannelListing(
                product=make.product(cooperative=cooperative),
                channel=channel,
                currency="VND",
                is_published=True,
                published_at=make.LONG_AGO,
                review="APPROVED",
                category_path=told,
                cooperative=cooperative,
                discounted_price_amount=1000,
                price_amount=number,
            )
            for number in numbers
        )


@pytest.mark.django_db
@given(st.lists(DEEDS, max_size=12))
def test_any_deeds_in_any_order_leave_the_counts_that_the_rows_have(deeds):
    with transaction.atomic():
        channel, cooperative = make.channel(), make.cooperative()
        other = make.on_sale(on=make.channel(slug="jp")).product.channel_listings.get().channel
        for deed in [("come", range(6), PLACES[1]), *deeds]:
            do(*deed, channel=channel, cooperative=cooperative)
            assert kept(channel) == of_rows(channel)
        assert kept(other) == {"": 1}
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_product_that_is_deleted_takes_itself_off_its_shelf():
    stays, goes = (make.on_sale(product=make.product(category=make.category())).product for _ in range(2))
    channel = make.channel()
    Product.objects.get(pk=goes.pk).delete()
    assert kept(channel) == of_rows(channel) == {stays.category.path: 1}


@pytest.mark.django_db
def test_the_tree_is_told_by_the_counts_and_counts_no_goods_that_are_out():
    """However many goods there are: of the listings only what is not out yet, or rests, is read."""
    shelf = make.category()
    for _ in range(3):
        make.on_sale(product=make.product(category=shelf))
    ShelfCount.objects.filter(path=shelf.path).update(goods=7)  # so that the answer says where it is from
    soon = make.on_sale(product=make.product(category=shelf)).product
    soon.channel_listings.update(published_at=later())
    with CaptureQueriesContext(connection) as captured:
        (edge,) = ask(TREE)["categories"]["edges"]
    assert edge["node"]["products"]["totalCount"] == 7
    statements = [each["sql"] for each in captured if "FROM" in each["sql"]]
    assert len(statements) == 3  # the channel, the shelves, the counts
    assert [each for each in statements if "COUNT(" in each] == []


@pytest.mark.django_db
def test_what_is_taken_off_the_counts_is_found_by_an_index():
    """By the date it comes out, and by its cooperative; of the others no row is read, however many there are."""
    make.on_sale()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        told = queries.per_shelf(make.channel().pk).explain()
    reading = [line for line in told.splitlines() if " catalog_productchannellisting " in f"{line} "]
    assert len(reading) == 2
    if connection.vendor == "sqlite":  # by the size of its tables PostgreSQL would take any index
        assert "listed_by_date" in reading[0]
        assert "listed_of_cooperative" in reading[1]


@pytest.mark.django_db
def test_counts_that_no_trigger_kept_are_made_anew(capsys):
    shelf = make.category()
    for _ in range(2):
        make.on_sale(product=make.product(category=shelf))
    make.on_sale(product=make.product(category=shelf)).product.channel_listings.update(is_published=False)
    ShelfCount.objects.update(goods=30)
    ShelfCount.objects.create(channel=make.channel(), path="000009", goods=4)
    call_command("recount_shelves")
    assert capsys.readouterr().out == "1 shelves counted\n"
    assert kept(make.channel()) == of_rows(make.channel()) == {shelf.path: 2}


@pytest.mark.django_db
@on_postgresql
def test_counts_are_kept_whatever_schema_a_session_looks_in():
    """A dump of the rows alone is loaded like that."""
    shelf = make.category()
    listing = make.on_sale(product=make.product(category=shelf)).product.channel_listings.get()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path = ''")
        table = ProductChannelListing._meta.db_table
        cursor.execute(f"UPDATE public.{table} SET is_published = false WHERE id = %s", [listing.pk])
        cursor.execute("SET LOCAL search_path = public")
    assert kept(make.channel()) == {}


@pytest.mark.django_db(transaction=True)
def test_twenty_that_publish_on_one_shelf_at_once_are_all_counted():
    shelf = make.category()
    channel = make.channel()
    goods = [
        make.on_sale(product=make.product(category=shelf)).product.channel_listings.get() for _ in range(20)
    ]
    for published in (False, True):
        at_once(
            [
                lambda pk=each.pk, published=published: ProductChannelListing.objects.filter(pk=pk).update(
                    is_published=published
                )
                for each in goods
            ]
        )
        assert kept(channel) == of_rows(channel) == ({shelf.path: 20} if published else {})


@pytest.mark.django_db(transaction=True)
@on_postgresql
def test_nobody_waits_for_another_who_changes_goods_of_the_same_shelf():
    """And who gives up leaves nothing behind."""
    shelf = make.category()
    first, second = (
        make.on_sale(product=make.product(category=shelf)).product.channel_listings.get() for _ in range(2)
    )

    def hide(listing):
        def deed():
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
                return ProductChannelListing.objects.filter(pk=listing.pk).update(is_published=False)

        return deed

    channel = make.channel()
    with transaction.atomic():
        ProductChannelListing.objects.filter(pk=first.pk).update(is_published=False)
        assert at_once([hide(second)]) == [1]
        transaction.set_rollback(True)
    assert kept(channel) == of_rows(channel) == {shelf.path: 1}
