"""What somebody types into the address of a list, or sends in its form: answered, or refused; never an error of ours."""

import pytest
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.utils import translation
from django.utils.http import urlencode

from marketplace.account.models import User
from marketplace.cooperative.models import Cooperative, CooperativeMember
from marketplace.core.admin import Desk
from marketplace.core.admin.asking import _asked_by
from marketplace.core.models import Event
from tests import factories as make
from tests.backoffice.office import page, superuser

pytestmark = pytest.mark.django_db
DESKS = {model: desk for model, desk in admin.site._registry.items() if isinstance(desk, Desk)}
HUGE = "99999999999999999999"
VALUES = ("", "zzz", HUGE, "\0", "٣")
ODD = [
    {"id__exact": HUGE},
    {"q": "\0"},
    {"q": "a " * 2_000},
    {"q": "%_\\'\""},
    {"q": f"cooperative:{HUGE} user:5 0912345678 #{HUGE}"},
    {"p": "-1"},
    {"p": HUGE},
    {"o": "zzz"},
    {"o": "-99.0.--1"},
    {"o": HUGE},
    {"e": "1"},
    {"_popup": "1", "_to_field": "password"},
    {"khong__co": "x"},
    {"": "x"},
]
KEYS = (HUGE, "zzz", "\0")


@pytest.fixture
def client():
    client = superuser()
    client.raise_request_exception = False
    return client


def rows_everywhere():
    """So that a condition reaches the database."""
    make.order(make.on_sale())
    make.mandate()
    make.page()


def asked(desk):
    """Every parameter that the desk's filters take."""
    for each in desk.list_filter:
        yield from _asked_by(desk, each)
    if desk.date_hierarchy:
        yield from (f"{desk.date_hierarchy}__{part}" for part in ("year", "month", "day", "gte"))


@pytest.mark.parametrize("model", DESKS, ids=lambda model: model._meta.label)
def test_an_odd_address_of_a_list_is_answered_or_refused(model, client):
    rows_everywhere()
    odd = [*ODD, *({name: value} for name in asked(DESKS[model]) for value in VALUES)]
    if hierarchy := DESKS[model].date_hierarchy:
        odd += [{f"{hierarchy}__year": year, f"{hierarchy}__month": "12"} for year in ("1", "2026", "9999")]
    answers = {urlencode(each): client.get(page(model, "changelist"), each).status_code for each in odd}
    assert {query: status for query, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("model", DESKS, ids=lambda model: model._meta.label)
def test_an_odd_key_is_of_no_row(model, client):
    answers = {}
    for key in KEYS:
        for name, args in (("change", [key]), ("deed", [key, "sign_out"])):
            answers[name, key] = client.get(page(model, name, *args)).status_code
        chosen = {"action": next((each.name for each in DESKS[model].deeds if each.many), "x")}
        answers["action", key] = client.post(
            page(model, "changelist"), chosen | {"_selected_action": [key], "sure": "1"}
        ).status_code
    assert {at: status for at, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("model", DESKS, ids=lambda model: model._meta.label)
def test_every_choice_of_every_filter_leads_to_a_list(model, client):
    rows_everywhere()
    shown = client.get(page(model, "changelist")).context["cl"]
    choices = [each["query_string"] for spec in shown.filter_specs for each in spec.choices(shown)]
    for query in choices:
        assert client.get(page(model, "changelist") + query).status_code == 200, query


@pytest.mark.parametrize(
    ("model", "lookup"),
    [
        (User, "password__startswith"),
        (User, "jwt_token_key__startswith"),
        (User, "phone__startswith"),
        (User, "email__contains"),
        (CooperativeMember, "phone__startswith"),
        (CooperativeMember, "token_key"),
        (CooperativeMember, "user__password__startswith"),
        (Cooperative, "bank_account_number__startswith"),
        (Event, "kind"),
    ],
)
def test_columns_are_not_guessed_at_by_the_address(model, lookup, client):
    assert client.get(page(model, "changelist"), {lookup: "a"}).status_code == 400


@pytest.mark.parametrize("model", DESKS, ids=lambda model: model._meta.label)
def test_of_no_column_of_any_desk_a_beginning_can_be_asked(model):
    asks = [f"{column.name}__startswith" for column in model._meta.concrete_fields]
    assert [each for each in asks if DESKS[model].lookup_allowed(each, "a", None)] == []


def test_columns_of_lists_are_called_in_vietnamese():
    english = []
    for model, desk in DESKS.items():
        for name in desk.list_display:
            labels = set()
            for language in ("en", "vi"):
                with translation.override(language):
                    labels.add(str(label_for_field(name, model, desk)))
            english += [f"{model.__name__}: {labels}"] if len(labels) == 1 else []
    assert english == []
