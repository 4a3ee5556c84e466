"""The whole demo, loaded."""

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from django.db.models import F, Sum
from django.test import override_settings

from marketplace.account.models import User
from marketplace.catalog import queries
from marketplace.catalog.models import (
    Category,
    Product,
    ProductChannelListing,
    ProductMedia,
    ProductTranslation,
    ProductVariant,
    ProductVariantChannelListing,
)
from marketplace.catalog.services import following, update_category, update_product
from marketplace.channel.models import Channel
from marketplace.cooperative.models import Cooperative
from marketplace.cooperative.services import update_cooperative
from marketplace.core.vietnamese import fold, sort_key
from marketplace.demo.load import load
from marketplace.demo.multiply import multiply
from marketplace.site.queries import shop_settings
from marketplace.site.services import update_settings
from marketplace.warehouse.models import Stock
from marketplace.warehouse.queries import available

pytestmark = pytest.mark.django_db
FAST = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Loaded once for this file; each test works in a transaction inside."""
    folder = tmp_path_factory.mktemp("media")
    quick = override_settings(MEDIA_ROOT=folder, PASSWORD_HASHERS=FAST)
    with django_db_blocker.unblock(), quick, transaction.atomic():
        load()
        yield folder
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def files(demo, settings):
    """In place of a folder for each test: the one with the demo's pictures."""
    settings.MEDIA_ROOT = demo
    return demo


@pytest.fixture
def loaded(demo, db):
    return Channel.objects.get(slug="vn")


def everything():
    """All rows of the house, but for times."""
    models = [model for model in apps.get_models() if model.__module__.startswith("marketplace.")]
    return {
        model._meta.label: sorted(map(repr, model._default_manager.values_list("pk", flat=True)))
        for model in models
    }


def test_every_listing_can_be_found_and_nearly_all_bought(loaded):
    assert queries.on_sale(loaded.pk).count() == Product.objects.count() == 106
    assert ProductVariant.objects.count() == ProductVariantChannelListing.objects.count() == 245
    assert Cooperative.objects.count() == Cooperative.objects.filter(is_demo=True).count() == 39
    there = available(ProductVariant.objects.values_list("pk", flat=True))
    empty = {pk for pk, left in there.items() if not left}
    sold_out = Product.objects.exclude(variants__in=set(there) - empty)
    assert sold_out.count() == 2


def test_twice_changes_nothing(loaded):
    before = everything()
    load()
    assert everything() == before


def test_what_a_person_has_changed_stays(loaded):
    good, seller, shelf = Product.objects.first(), Cooperative.objects.first(), Category.objects.first()
    update_product(product=good, name="Tên mới", slug="ten-moi")
    update_cooperative(cooperative=seller, slug="htx-moi", name="HTX Mới")
    update_category(category=shelf, slug="ke-moi")
    update_settings(operator_notice="Đã đăng ký.")
    Channel.objects.filter(slug="vn").update(name="Chợ")
    load()
    assert Product.objects.count() == 106
    assert Cooperative.objects.count() == 39
    for obj, slug in ((good, "ten-moi"), (seller, "htx-moi"), (shelf, "ke-moi")):
        obj.refresh_from_db()
        assert obj.slug == slug
    assert shop_settings().operator_notice == "Đã đăng ký."
    assert Channel.objects.get(slug="vn").name == "Chợ"


def test_columns_that_follow_are_as_the_services_write_them(loaded):
    def following_columns():
        products = Product.objects.order_by("pk").values_list("name_sort", "name_folded", "search_folded")
        listings = ProductChannelListing.objects.order_by("pk").values_list(
            "name_sort", "category_path", "cooperative", "discounted_price_amount"
        )
        return list(products), list(listings)

    before = following_columns()
    ids = list(Product.objects.values_list("pk", flat=True))
    following.refresh_listings(ids)
    following.refresh_prices(ids)
    following.refresh_search(ids)
    assert following_columns() == before
    for name, folded, key in Product.objects.values_list("name", "name_folded", "name_sort"):
        assert (folded, key) == (fold(name), sort_key(name))
    for each in Category.objects.select_related("parent"):
        assert each.path == following.path_of(each.parent, each.pk)


def test_every_seller_has_a_warehouse_an_owner_and_a_picture(loaded):
    for each in Cooperative.objects.all():
        assert each.warehouses.count() == 1, each
        assert each.members.filter(role="OWNER").exists(), each
        assert default_storage.exists(each.logo.name), each
        assert each.bank_account_number.startswith("000"), each
    mixed = Stock.objects.exclude(warehouse__cooperative=F("variant__product__cooperative"))
    assert not mixed.exists()


def test_every_product_has_a_picture_and_english_words(loaded):
    assert not Product.objects.filter(media=None).exists()
    for name in ProductMedia.objects.values_list("image", flat=True):
        assert default_storage.exists(name)
    english = ProductTranslation.objects.filter(language_code="en").exclude(name="").exclude(description=None)
    assert english.values("product").distinct().count() == 106


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("seng cu muong khuong", "Gạo Séng Cù Mường Khương"),
        ("GẠO séng cù MƯỜNG khương", "Gạo Séng Cù Mường Khương"),
    ],
)
def test_goods_are_found_without_marks(loaded, typed, first):
    assert first in queries.matching(queries.on_sale(loaded.pk), typed).values_list("name", flat=True)


def test_the_ways_in_are_those_that_are_printed(loaded, capsys):
    call_command("demo")
    printed = capsys.readouterr().out
    for user in User.objects.all():
        assert user.email in printed
        assert user.check_password("phien-cho")


def test_copies_for_benchmarks_are_complete_goods(loaded):
    assert multiply(300) == 194
    assert multiply(300) == 0
    assert queries.on_sale(loaded.pk).count() == Product.objects.count() == 300
    assert not Product.objects.filter(default_variant=None).exists()
    assert not ProductVariant.objects.filter(stocks=None).exists()
    assert not ProductVariant.objects.filter(channel_listings=None).exists()
    assert not Product.objects.exclude(default_variant__product=F("pk")).exists()
    assert Stock.objects.aggregate(sum=Sum("quantity_allocated")) == {"sum": 0}
