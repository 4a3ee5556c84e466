"""Each desk is for those with the dialect's permission; every deed too, and by POST, asked back, with a token."""

import pytest
from django.contrib import admin
from django.test import Client

from marketplace.account.models import PERMISSIONS
from marketplace.cooperative.models import Cooperative, Viewing
from marketplace.core.admin import Desk
from marketplace.core.models import Event
from marketplace.oversight.models import Application
from tests import factories as make
from tests.backoffice.office import do, do_to_all, of_someone_who_may, page, superuser
from tests.oversight.people import submitted

pytestmark = pytest.mark.django_db
DESKS = {model: desk for model, desk in admin.site._registry.items() if isinstance(desk, Desk)}
DEEDS = [(model, deed) for model, desk in DESKS.items() for deed in desk.deeds]
EVERY = {codename.upper() for codename, _words in PERMISSIONS}
ALSO = {"User": {"MANAGE_STAFF"}, "Order": {"HANDLE_PAYMENTS"}, "SlugRedirect": {"MANAGE_PRODUCTS"}}
"""Desks that two kinds of staff share."""


@pytest.mark.parametrize("model", DESKS, ids=lambda model: model._meta.label)
def test_a_desk_is_closed_to_staff_with_all_other_permissions(model):
    others = EVERY - {DESKS[model].needs.upper()} - ALSO.get(model.__name__, set())
    client = of_someone_who_may(*others)
    assert client.get(page(model, "changelist")).status_code == 403
    assert client.get(page(model, "add")).status_code == 403
    assert str(DESKS[model].title or model._meta.verbose_name_plural) not in {
        each["name"] for section in client.get("/admin/").context["app_list"] for each in section["models"]
    }


@pytest.mark.parametrize("who", ["guest", "buyer"])
def test_nobody_else_comes_in(who):
    client = Client()
    if who == "buyer":
        client.force_login(make.user())
    for model in DESKS:
        response = client.get(page(model, "changelist"))
        assert (response.status_code, response.url.partition("?")[0]) == (302, "/admin/login/")


def test_a_deed_is_closed_to_staff_without_the_permission_of_its_desk():
    shop, _owner = submitted()
    application = Application.objects.get(pk=shop.pk)
    client = of_someone_who_may("MANAGE_PRODUCTS", "MANAGE_ORDERS")
    assert do(client, application, "approve").status_code in (403, 302)
    shop.refresh_from_db()
    assert shop.opening_status == "SUBMITTED"


def test_a_deed_can_need_more_than_its_desk():
    shop = make.cooperative()
    client = of_someone_who_may("MANAGE_USERS")
    assert do(client, shop, "see_as", reason="Xem đơn").status_code == 403
    assert Viewing.objects.count() == 0
    shown = client.get(page(Cooperative, "change", shop.pk))
    assert "see_as" not in [deed.name for deed, _address in shown.context["deeds"]]


def test_looking_at_a_deed_changes_nothing_and_neither_does_a_post_that_was_not_asked_back():
    shop, _owner = submitted()
    application = Application.objects.get(pk=shop.pk)
    client, before = superuser(), Event.objects.count()
    for name in ("confirm_account", "approve", "ask_more", "refuse"):
        assert client.get(page(Application, "deed", application.pk, name)).status_code == 200
        assert do(client, application, name, sure=False).status_code == 200
    assert Event.objects.count() == before


def test_every_deed_asks_back_and_refuses_a_missing_answer():
    """Nothing is done by the first press, and a required answer cannot be left out."""
    assert DEEDS
    for model, deed in DEEDS:
        assert deed.asks(data={}).is_valid() == (not any(f.required for f in deed.asks.base_fields.values()))
        assert str(deed.label), (model, deed.name)


def test_a_deed_without_the_forms_token_is_refused():
    shop, _owner = submitted()
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.user(is_staff=True, is_superuser=True))
    assert do(client, Application.objects.get(pk=shop.pk), "approve").status_code == 403


def test_nothing_is_deleted_by_the_admins_own_action():
    rows = [make.cooperative(), make.cooperative()]
    do_to_all(superuser(), rows, "delete_selected", post="yes")
    assert Cooperative.objects.count() == 2
    for model in DESKS:
        if model._meta.model_name != "menu":  # a menu is a list of links, and says so
            assert superuser().get(page(model, "delete", 1)).status_code in (302, 403), model


def test_of_a_row_that_is_gone_or_a_deed_that_is_none_there_is_no_page():
    client = superuser()
    shop = make.cooperative()
    assert client.get(page(Cooperative, "deed", shop.pk, "khong-co")).status_code == 404
    assert client.get(page(Cooperative, "deed", 999_999, "see_as")).status_code == 404
