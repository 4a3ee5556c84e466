"""On what terms a cooperative sends: days of handling, smallest order, closing days, where fresh goods go."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from marketplace.cooperative.rights import standing
from marketplace.cooperative.terms import near, sent_by
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.core.models import Event
from tests import factories as make
from tests.asking import STAFF, ask, gid, refused, statements

pytestmark = pytest.mark.django_db
SAVE = """mutation ($id: ID!, $input: CooperativeTermsInput!) { it: cooperativeTermsUpdate(id: $id, input: $input) {
    cooperative { handlingDays closedUntil minimumOrder { amount } nearProvinces { code } } errors { field code message } } }"""


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def owner(cooperative, role="OWNER"):
    return Actor(ActorKind.USER, member_id=1, cooperatives={cooperative.pk: standing(role)})


def save(cooperative, actor=None, **terms):
    return ask(SAVE, actor or owner(cooperative), id=gid(cooperative), input=terms)["it"]


@pytest.mark.parametrize(
    ("today", "days", "closed", "expected"),
    [
        ("2026-11-26", 0, None, "2026-11-26"),
        ("2026-11-26", 2, None, "2026-11-28"),  # Thursday, Saturday
        ("2026-11-27", 2, None, "2026-11-30"),  # the Sunday does not count
        ("2026-11-29", 0, None, "2026-11-30"),  # nothing leaves on a Sunday
        ("2026-11-26", 1, "2027-02-15", "2027-02-16"),  # after Tết
        ("2026-11-26", 1, "2026-11-01", "2026-11-27"),  # opened again long ago
    ],
)
def test_the_day_it_leaves(today, days, closed, expected):
    until = date.fromisoformat(closed) if closed else None
    assert sent_by(date.fromisoformat(today), days, until) == date.fromisoformat(expected)


def test_fresh_goods_go_to_the_own_province_unless_it_is_said():
    assert (near([], "15"), near(["15", "01"], "15")) == (("15",), ("15", "01"))


def test_an_owner_says_the_terms():
    shop = make.cooperative()
    day = timezone.localdate() + timedelta(days=40)
    saved = save(
        shop,
        handlingDays=4,
        minimumOrder=50_000,
        closedUntil=day.isoformat(),
        nearProvinces=["01", "Lào Cai", "01"],
    )
    assert saved == {
        "cooperative": {
            "handlingDays": 4,
            "closedUntil": day.isoformat(),
            "minimumOrder": {"amount": 50_000},
            "nearProvinces": [{"code": "01"}, {"code": "15"}],
        },
        "errors": [],
    }
    assert Event.objects.filter(kind="CooperativeChanged", actor="member:1").count() == 1
    again = save(shop, minimumOrder=None, handlingDays=None)["cooperative"]
    assert (again["minimumOrder"], again["handlingDays"], again["closedUntil"]) == (None, 2, day.isoformat())


def test_all_that_is_wrong_is_told_at_once():
    today = timezone.localdate().isoformat()
    errors = save(
        make.cooperative(), handlingDays=31, minimumOrder=0, closedUntil=today, nearProvinces=["Atlantis"]
    )["errors"]
    assert [(each["field"], each["code"]) for each in errors] == [
        ("handlingDays", "INVALID"),
        ("minimumOrder", "INVALID"),
        ("closedUntil", "INVALID"),
        ("nearProvinces", "INVALID"),
    ]


def test_only_who_tends_the_shop_says_its_terms():
    mine, other = make.cooperative(), make.cooperative()
    (error,) = save(other, owner(mine), handlingDays=1)["errors"]
    assert (error["code"], error["field"]) == ("NOT_FOUND", "cooperative")
    for nobody in (GUEST, owner(mine, "PACKER"), STAFF):
        assert refused(SAVE, nobody, id=gid(mine), input={"handlingDays": 1}) != []
    mine.refresh_from_db()
    assert mine.handling_days is None


@pytest.mark.parametrize("count", [1, 3])
def test_terms_of_many_are_read_with_their_rows(count):
    for _ in range(count):
        make.on_sale()
    text = "{ cooperatives(first: 5) { edges { node { handlingDays sentBy nearProvinces { name } } } } }"
    assert len(ask(text)["cooperatives"]["edges"]) == count
    assert statements(text) == 2
