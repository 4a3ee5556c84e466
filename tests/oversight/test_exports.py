"""A seller's own data: asked for, made once, opened by a link, deleted, and nobody else's in it."""

import csv
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import storages
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
from tests import factories as make
from tests.oversight.people import acting

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
        "README.txt", "listing_history.csv", "listings.csv", "members.csv", "opening_history.csv", "order_lines.csv",
        "orders.csv", "papers.csv", "prices.csv", "profile.json", "rules_accepted.csv", "stock.csv", "warehouses.csv",
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
