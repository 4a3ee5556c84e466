"""A seller's own data: asked for, made once, opened by a link, deleted, and nobody else's in it."""

import csv
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from marketplace.account.tokens import tokens
from marketplace.core import private_files
from marketplace.core.jobs import run_due
from marketplace.core.models import Job
from marketplace.oversight import services
from marketplace.oversight.errors import CooperativeNotFound
from marketplace.oversight.models import DataExport, FileLook
from marketplace.oversight.services.exports import zipped
from marketplace.payment.models import TransactionItem
from tests import factories as make
from tests.oversight.people import MINH, acting

pytestmark = pytest.mark.django_db


def files(body):
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        return {name: file.read(name).decode("utf-8-sig") for name in file.namelist()}


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_a_file_has_everything_of_the_shop_and_nothing_of_others():
    mine, theirs = (
        make.on_sale(product=make.product(name="Chè Shan")),
        make.on_sale(
            product=make.product(name="Gạo của HTX khác", cooperative=make.cooperative(name="HTX khác"))
        ),
    )
    make.member(cooperative=mine.product.cooperative, name="Sùng A Pao")
    order = make.order(mine, theirs)
    found = files(zipped(mine.product.cooperative))
    assert sorted(found) == [
        "README.txt", "attribute_translations.csv", "listing_history.csv", "listings.csv", "mandates.csv",
        "members.csv", "opening_history.csv", "order_lines.csv", "orders.csv", "papers.csv", "payment_history.csv",
        "payments.csv", "pictures.csv", "prices.csv", "product_attributes.csv", "product_translations.csv",
        "products.csv", "profile.json", "refunds.csv", "rules_accepted.csv", "shipping_rates.csv", "stock.csv",
        "suspensions.csv", "take_downs.csv", "variant_attributes.csv", "variant_translations.csv", "variants.csv",
        "warehouses.csv",
    ]  # fmt: skip
    assert not any("khác" in text for text in found.values())
    assert json.loads(found["profile.json"])["name"] == mine.product.cooperative.name
    (line,) = rows(found["order_lines.csv"])
    assert (line["product_name"], line["total_gross_amount"]) == ("Chè Shan", "100000")
    (part,) = rows(found["orders.csv"])
    assert (part["number"], part["shipping_address_street_address_1"]) == (
        order.suborders.get(cooperative=mine.product.cooperative).number,
        "12 Hàng Bạc",
    )
    assert str(order.pk) not in "".join(found.values())
    assert [each["name"] for each in rows(found["members.csv"])] == ["Sùng A Pao"]


SAID = {"blocks": [{"type": "paragraph", "data": {"text": "Chè trên núi"}}]}


def full(name):
    """Goods of a shop of this name, with all that is written of them and happened to them; the variant."""
    shop = make.cooperative(name=f"HTX {name}")
    product = make.product(name=f"Chè {name}", cooperative=shop, description=SAID)
    variant = make.on_sale(product=product)
    product.translations.create(language_code="en", name=f"Tea {name}", description=SAID)
    variant.translations.create(language_code="en", name=f"Pack {name}")
    kind = make.attribute(name="Bảo quản", slug=f"bao-quan-{make.number()}", input_type="PLAIN_TEXT")
    value = make.attribute_value(attribute=kind, name=f"Khô {name}", plain_text=f"Nơi khô {name}")
    value.translations.create(language_code="en", plain_text=f"Dry {name}")
    product.attribute_values.create(value=value)
    variant.attribute_values.create(value=value)
    make.media(product=product, image=f"products/{shop.slug}.webp", alt=name)
    make.mandate(cooperative=shop, name=f"Máy {name}", grantor=make.member(cooperative=shop))
    shop.rate_rows.create(method=make.shipping()[0], price_amount=31_000, max_weight_g=20_000)
    services.announce_suspension(cooperative_id=shop.pk, reason=f"Giấy hết hạn {name}", actor=MINH)
    return variant


def happened(variant, order):
    """Paid by the buyer, partly granted back, and taken down."""
    part = order.suborders.get(cooperative=variant.product.cooperative)
    now, amounts = timezone.now(), {"currency": "VND", "created_at": timezone.now()}
    paid = TransactionItem.objects.get(suborder_id=part.pk)
    TransactionItem.objects.filter(pk=paid.pk).update(charged_amount=77_000)
    paid.events.all().delete()
    paid.events.create(type="charge_success", amount=77_000, **amounts)
    part.granted_refunds.create(order=order, amount=5_000, reason="Rách gói", actor="member:1", **amounts)
    services.take_down(
        product_id=variant.product_id, asker="PERSON", authority="Ông Khiếu Nại", reference="KN-1",
        received_at=now - timedelta(hours=1), reason="Giống hàng của tôi", actor=MINH,
    )  # fmt: skip
    return part


def test_what_was_written_shown_lent_paid_and_decided_is_in_it_of_this_shop_alone():
    mine, theirs = full("Ta"), full("Khác")
    order = make.order(mine, theirs)
    part = happened(mine, order)
    happened(theirs, order)
    found = files(zipped(mine.product.cooperative))
    assert [name for name, text in found.items() if "Khác" in text] == []
    assert [len(rows(found[name])) for name in ONE_OF_EACH] == [1] * len(ONE_OF_EACH)
    one = {name: rows(found[name])[0] for name in ONE_OF_EACH}
    assert json.loads(one["products.csv"]["description"]) == SAID
    assert json.loads(one["product_translations.csv"]["description"]) == SAID
    assert one["product_attributes.csv"]["value_plain_text"] == "Nơi khô Ta"
    assert one["attribute_translations.csv"]["plain_text"] == "Dry Ta"
    assert one["variant_translations.csv"]["name"] == "Pack Ta"
    slug = mine.product.cooperative.slug
    assert one["pictures.csv"]["image"] == f"http://127.0.0.1:8001/media/products/{slug}.webp"
    assert (one["mandates.csv"]["name"], json.loads(one["mandates.csv"]["rights"])) == ("Máy Ta", ["ORDERS"])
    assert (one["shipping_rates.csv"]["max_weight_g"], one["shipping_rates.csv"]["price_amount"]) == (
        "20000",
        "31000",
    )
    assert (one["payments.csv"]["suborder_number"], one["payments.csv"]["charged_amount"]) == (
        part.number,
        "77000",
    )
    assert one["payment_history.csv"]["type"] == "charge_success"
    assert one["refunds.csv"]["reason"] == "Rách gói"
    assert (one["take_downs.csv"]["reference"], one["take_downs.csv"]["asked_by"]) == ("KN-1", "")
    assert (one["suspensions.csv"]["note"], one["suspensions.csv"]["reason"]) == (
        "SUSPENSION_ANNOUNCED",
        "Giấy hết hạn Ta",
    )
    assert "Ông Khiếu Nại" not in "".join(found.values())
    assert str(order.pk) not in "".join(found.values())


ONE_OF_EACH = (
    "products.csv", "product_translations.csv", "variants.csv", "variant_translations.csv", "product_attributes.csv",
    "variant_attributes.csv", "attribute_translations.csv", "pictures.csv", "mandates.csv", "shipping_rates.csv",
    "payments.csv", "payment_history.csv", "refunds.csv", "take_downs.csv", "suspensions.csv",
)  # fmt: skip


def test_a_file_takes_as_many_statements_for_three_goods_as_for_one(django_assert_num_queries):
    variant = full("Ta")
    shop = variant.product.cooperative
    with django_assert_num_queries(STATEMENTS):
        zipped(shop)
    for number in range(2):
        more = make.on_sale(product=make.product(name=f"Chè {number}", cooperative=shop, description=SAID))
        more.product.translations.create(language_code="en", name=f"Tea {number}")
        make.media(product=more.product)
    with django_assert_num_queries(STATEMENTS):
        zipped(shop)


STATEMENTS = 28


def test_nothing_in_a_table_runs_as_a_formula():
    variant = make.on_sale(product=make.product(name="=HYPERLINK(1)"))
    found = files(zipped(variant.product.cooperative))
    assert rows(found["listings.csv"])[0]["product_name"] == "'=HYPERLINK(1)"


def test_it_is_made_by_a_job_once_however_often_it_is_asked_and_deleted_after_a_week():
    shop = make.cooperative()
    first = services.ask_for_data(cooperative_id=shop.pk, actor=acting(shop))
    assert services.ask_for_data(cooperative_id=shop.pk, actor=acting(shop)) == first
    run_due()
    export = DataExport.objects.get()
    services.make_export(export_id=str(export.pk))
    assert storages["private"].exists(export.stored_name)
    (due,) = Job.objects.filter(reaction__endswith="forget_export")
    assert timedelta(days=6) < due.run_after - timezone.now() <= timedelta(days=7)
    Job.objects.filter(pk=due.pk).update(run_after=timezone.now())
    run_due()
    assert not storages["private"].exists(export.stored_name)
    export.refresh_from_db()
    assert (export.stored_name, export.deleted_at is not None) == ("", True)


def test_who_asks_while_the_worker_makes_it_gets_that_one(monkeypatch):
    shop = make.cooperative()
    first = services.ask_for_data(cooperative_id=shop.pk, actor=acting(shop))

    run_due()

    def one_at_a_time(**columns):  # as the database said a moment before the worker was done
        raise IntegrityError

    monkeypatch.setattr(DataExport.objects, "create", one_at_a_time)
    assert services.ask_for_data(cooperative_id=shop.pk, actor=acting(shop)) == first


@pytest.mark.parametrize(("role", "may"), [("OWNER", True), ("ACCOUNTANT", True), ("PACKER", False)])
def test_who_may_ask(role, may):
    shop = make.cooperative()
    if may:
        assert services.ask_for_data(cooperative_id=shop.pk, actor=acting(shop, role)).cooperative == shop
    else:
        with pytest.raises(CooperativeNotFound):
            services.ask_for_data(cooperative_id=shop.pk, actor=acting(shop, role))


def test_the_file_opens_for_its_people_and_nobody_else():
    member = make.member(user=make.user())
    other = make.member(user=make.user(), cooperative=make.cooperative())
    services.ask_for_data(
        cooperative_id=member.cooperative_id, actor=acting(member.cooperative, user=member.user)
    )
    run_due()
    export = DataExport.objects.get()
    link = private_files.link_of("export", export.pk, f"user:{member.user_id}")
    theirs = private_files.link_of("export", export.pk, f"user:{other.user_id}")

    def get(address, user):
        return Client().get(address, HTTP_AUTHORIZATION=f"Bearer {tokens().access(user)}")

    answer = get(link, member.user)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert "profile.json" in files(answer.content)
    assert [get(link, other.user).status_code, get(theirs, other.user).status_code] == [404, 404]
    assert FileLook.objects.count() == 1
