"""Customers are found by their names, e-mails and whole numbers; a number is not to be walked digit by digit."""

import pytest

from marketplace.account.services import create_user
from marketplace.core.actor import Actor, ActorKind
from tests import factories as make
from tests.asking import ask, nodes

pytestmark = pytest.mark.django_db
BY_SEARCH = "query ($text: String) { customers(first: 10, search: $text) { totalCount edges { node { firstName } } } }"
BY_FILTER = "query ($text: String) { customers(first: 10, filter: { search: $text }) { edges { node { firstName } } } }"
STAFF = "query ($text: String) { staffUsers(first: 10, filter: { search: $text }) { edges { node { firstName } } } }"
NUMBER = "+84987654321"


def staff(*permissions):
    user = make.user(is_staff=True, phone=None)
    return Actor(ActorKind.STAFF, user_id=user.pk, permissions=frozenset(permissions))


@pytest.fixture(autouse=True)
def people():
    create_user(email="may@example.com", first_name="Mẩy", last_name="Lý", phone=NUMBER)
    create_user(email="su@example.com", first_name="Su", last_name="Giàng", phone="+84912340000")
    create_user(email="dao@example.com", first_name="Đào", last_name="Nguyễn")


@pytest.fixture(params=[BY_SEARCH, BY_FILTER], ids=["search", "filter"])
def found(request):
    def look(text, *permissions):
        rows = ask(request.param, staff(*permissions), text=text)["customers"]
        return sorted(each["firstName"] for each in nodes(rows))

    return look


@pytest.mark.parametrize("permission", ["MANAGE_ORDERS", "MANAGE_USERS"])
@pytest.mark.parametrize(
    "text", [NUMBER, "0987654321", "0987 654 321", "+84 98 765 43 21", "0987.654.321", " 84987654321 "]
)
def test_a_whole_number_finds_its_owner_however_it_is_written(found, permission, text):
    assert found(text, permission) == ["Mẩy"]


@pytest.mark.parametrize(
    "text",
    [
        "+",
        "+8",
        "+849",
        "8498765432",
        "98765432",
        "987654321"[1:],
        "4321",
        "54321",
        "65 43 21",
        "lý 4321",
        "lý 98",
    ],
)
def test_no_part_of_a_number_finds_anybody_for_staff_who_are_shown_none(found, text):
    assert found(text, "MANAGE_ORDERS") == []


def test_the_end_of_a_number_finds_its_owner_for_staff_who_are_shown_it(found):
    for text in ("4321", "54321", "65 43 21", "654.321"):
        assert found(text, "MANAGE_USERS") == ["Mẩy"]
    for text in ("321", "5432", "+8498", "098765", "lý 4321"):
        assert found(text, "MANAGE_USERS") == []


@pytest.mark.parametrize("permission", ["MANAGE_ORDERS", "MANAGE_USERS"])
def test_names_and_mails_are_found_as_before(found, permission):
    for text in ("ly may", "mẩy lý", "may@example", "MAY@example.com", "mẩy may@"):
        assert found(text, permission) == ["Mẩy"]
    assert found("example", permission) == ["Mẩy", "Su", "Đào"]
    assert found("", permission) == found("  ", permission) == ["Mẩy", "Su", "Đào"]


def test_people_without_a_number_are_found_and_a_bar_is_no_way_to_it(found):
    assert found("nguyen dao", "MANAGE_ORDERS") == ["Đào"]
    assert found("| +84", "MANAGE_ORDERS") == []


def test_colleagues_are_found_by_whole_numbers_and_their_ends():
    make.user(is_staff=True, first_name="Minh", phone="+84966554433")
    seen = staff("MANAGE_STAFF")
    for text in ("0966554433", "4433"):
        assert [each["firstName"] for each in nodes(ask(STAFF, seen, text=text)["staffUsers"])] == ["Minh"]
    assert nodes(ask(STAFF, seen, text="96655")["staffUsers"]) == []
