"""The back office: every page opens, for those who may, and saving goes through services."""

from datetime import date

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext

from marketplace.account.services import grant
from marketplace.account.tokens import ACCESS, tokens
from marketplace.catalog.models import Category, Product
from marketplace.channel.models import Channel
from marketplace.core.actor import SYSTEM
from marketplace.core.admin import Desk
from marketplace.core.errors import DomainError
from marketplace.core.jobs import enqueue
from marketplace.core.models import Event, Job
from marketplace.core.retrying import try_again
from marketplace.demo.load import load
from marketplace.site.models import SlugRedirect
from marketplace.site.queries import shop_settings
from marketplace.tax.models import TaxRate
from marketplace.warehouse.models import Stock
from tests import factories as make

pytestmark = pytest.mark.django_db
DESKS = {model: desk for model, desk in admin.site._registry.items() if isinstance(desk, Desk)}


def page(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


@pytest.fixture
def office(client):
    """The browser of somebody who may do everything."""
    client.force_login(make.user(is_staff=True, is_superuser=True))
    return client


def of_someone_who_may(client, *permissions):
    user = make.user(is_staff=True)
    grant(user=user, permissions=permissions)
    client.force_login(user)
    return client


def filled_in(response):
    """What the browser would send back."""
    form = response.context["adminform"].form
    values = {bound.html_name: bound.value() for bound in form}
    for inline in response.context["inline_admin_formsets"]:
        values |= {bound.html_name: bound.value() for bound in inline.formset.management_form}
    return {name: "" if value is None else value for name, value in values.items() if value is not False}


def save(office, obj, **changes):
    address = page(type(obj), "change", obj.pk)
    values = filled_in(office.get(address)) | changes
    response = office.post(address, {name: value for name, value in values.items() if value is not None})
    assert response.status_code == 302, response.context["errors"]
    return [str(each) for each in get_messages(response.wsgi_request)]


def test_every_page_opens_in_few_statements(office, django_assert_max_num_queries):
    load()
    enqueue([("marketplace.no.such.function", {})])
    for model in DESKS:
        with django_assert_max_num_queries(16):
            assert office.get(page(model, "changelist")).status_code == 200, model
        if row := model._default_manager.first():
            with django_assert_max_num_queries(60):
                shown = office.get(page(model, "change", row.pk))
            assert shown.status_code == 200, model
            may_save = shown.context["has_change_permission"]
            assert ('name="shown" value="' in shown.content.decode()) == may_save, model


@pytest.mark.parametrize("model", DESKS, ids=lambda model: model._meta.label)
def test_pages_are_for_those_who_have_the_dialects_permission(client, model):
    needs = DESKS[model].needs.upper()
    assert of_someone_who_may(client, needs).get(page(model, "changelist")).status_code == 200
    assert of_someone_who_may(client).get(page(model, "changelist")).status_code == 403
    client.force_login(make.user())
    assert client.get(page(model, "changelist")).status_code == 302


def test_a_cooperative_is_changed_by_its_service(office):
    seller = make.cooperative(name="HTX Nương Mây", commune_code="02839")
    assert len(save(office, seller, name="HTX Nương Mới", slug="nuong-moi", commune_code="02761")) == 1
    seller.refresh_from_db()
    assert (seller.name_folded, seller.commune_name, seller.slug) == (
        "htx nuong moi",
        "Xã Mường Khương",
        "nuong-moi",
    )
    assert SlugRedirect.objects.get().object_id == seller.pk
    assert save(office, seller, commune_code="99999") == [gettext("There is no such commune.")]
    seller.refresh_from_db()
    assert seller.commune_code == "02761"


def test_a_rate_begins_on_a_day_and_ends_the_one_before(office):
    goods = make.tax_class()
    for percent, day in (("10", "2026-01-01"), ("8", "2026-07-01")):
        values = {
            "tax_class": goods.pk,
            "cooperative_kind": "",
            "country": "VN",
            "rate_percent": percent,
            "valid_from": day,
        }
        assert office.post(page(TaxRate, "add"), values).status_code == 302
    rows = TaxRate.objects.order_by("valid_from").values_list("rate_percent", "valid_until")
    assert list(rows) == [(10, date(2026, 6, 30)), (8, None)]


def test_a_count_below_what_is_promised_is_refused_in_words(office):
    stock = make.stock(quantity=5, quantity_allocated=3)
    assert len(save(office, stock, quantity=4)) == 1
    (said,) = save(office, stock, quantity=2)
    assert "3" in said
    assert LogEntry.objects.count() == 1
    assert Stock.objects.get().quantity == 4


def test_shelves_channels_and_settings_are_changed_by_their_services(office):
    tea, channel = make.category(name="Chè"), make.channel()
    save(office, tea, name="Trà")
    tea.refresh_from_db()
    assert (tea.name, tea.name_sort) == ("Trà", make.sort_key("Trà"))
    save(office, channel, is_public=None)
    assert Channel.objects.values_list("is_public", "currency_code", "slug").get() == (False, "VND", "vn")
    save(office, shop_settings(), limit_quantity_per_checkout=9)
    assert shop_settings().limit_quantity_per_checkout == 9


def test_what_is_not_writable_cannot_be_smuggled_in(office):
    channel = make.channel()
    save(office, channel, currency_code="USD", slug="us")
    assert Channel.objects.values_list("currency_code", "slug").get() == ("VND", "vn")
    assert office.post(page(Category, "add"), {"name": "x"}).status_code == 403


def test_goods_are_searched_without_marks(office):
    good = make.product(name="Gạo Séng Cù", search_folded="gao seng cu")
    make.product(name="Chè", search_folded="che")
    found = office.get(page(Product, "changelist"), {"q": "SÉNG cu"}).context["cl"].result_list
    assert list(found) == [good]


def test_somebody_is_signed_out_everywhere(office):
    user = make.user()
    key = tokens().read(tokens().access(user), ACCESS)["token"]
    office.post(
        page(type(user), "changelist"), {"action": "sign_out", "_selected_action": [user.pk], "sure": "1"}
    )
    user.refresh_from_db()
    assert user.jwt_token_key != key


def test_failed_work_is_tried_again(office):
    enqueue([("marketplace.no.such.function", {})])
    Job.objects.update(attempts=10, failed_at="2026-01-01T00:00Z")
    chosen = {"action": "try_again", "_selected_action": [Job.objects.get().pk], "sure": "1"}
    office.post(page(Job, "changelist"), chosen)
    assert Job.objects.values_list("attempts", "failed_at").get() == (0, None)
    assert Event.objects.get().kind == "WorkTriedAgain"


def test_work_that_has_not_failed_is_left_to_its_worker(office):
    enqueue([("marketplace.no.such.function", {})])
    Job.objects.update(attempts=3, run_after="2036-01-01T00:00Z")
    job = Job.objects.get()
    before = Job.objects.values().get()
    office.post(page(Job, "deed", job.pk, "try_again"), {"sure": "1"})
    chosen = {"action": "try_again", "_selected_action": [job.pk], "sure": "1"}
    office.post(page(Job, "changelist"), chosen)
    with pytest.raises(DomainError):  # pressed at the moment when it was tried again already
        try_again(job_id=job.pk, actor=SYSTEM)
    assert Job.objects.values().get() == before
    assert Event.objects.count() == 0


def test_secrets_are_on_no_page(office):
    user = make.user()
    shown = office.get(page(type(user), "change", user.pk)).content.decode()
    assert user.jwt_token_key not in shown
    assert user.password not in shown


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_every_row_has_a_name_that_people_know(model):
    assert model.__str__ is not Model.__str__
