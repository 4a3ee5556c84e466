"""A cooperative's own rates: typed in by staff on its word, with a reason that it reads."""

import pytest
from django.utils.html import strip_tags

from marketplace.core.actor import SYSTEM, Actor, ActorKind
from marketplace.core.errors import DomainError, PermissionDenied
from marketplace.core.jobs import run_due
from marketplace.core.models import Event
from marketplace.notification.models import Message
from marketplace.shipping.models import OwnTables, RateReason, RateRow
from marketplace.shipping.services import Rate, set_rates, set_rates_for
from tests import factories as make
from tests.backoffice.office import listed, of_someone_who_may, page, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return of_someone_who_may("MANAGE_SHIPPING")


@pytest.fixture
def post():
    return make.shipping()[0]


def shop_with(post, *prices, **columns):
    """A cooperative with an owner and rates of its own."""
    shop = make.member(phone="+84987654321", cooperative=make.cooperative(**columns)).cooperative
    set_rates(method=post, cooperative_id=shop.pk, currency="VND", rates=[Rate(each) for each in prices])
    return OwnTables.objects.get(pk=shop.pk)


def save(desk, shop, **changes):
    return desk.post(page(OwnTables, "change", shop.pk), {**typed(desk, shop), **changes})


def own(shop):
    return sorted(RateRow.objects.filter(cooperative=shop).values_list("price_amount", flat=True))


def told(desk):
    rows = Event.objects.filter(kind="RatesChanged", actor=f"user:{desk.user.pk}").order_by("at")
    why = {str(pk): text for pk, text in RateReason.objects.values_list("pk", "text")}
    return [
        (each.cooperative_id, why[each.payload["reason_id"]], len(each.payload["rates"])) for each in rows
    ]


def test_staff_write_a_cooperatives_rates_with_a_reason_and_its_owner_reads_it(desk, post):
    shop, other = shop_with(post, 20_000, 30_000), shop_with(post, 5_000)
    changes = {
        "rate_rows-0-price_amount": "21000",
        "rate_rows-2-method": post.pk,
        "rate_rows-2-price_amount": "9",
    }
    assert save(desk, shop, reason="Chị Mẩy gọi sáng 26/11", **changes).status_code == 302
    assert (own(shop), own(other)) == ([9, 21_000, 30_000], [5_000])
    assert told(desk) == [(shop.pk, "Chị Mẩy gọi sáng 26/11", 3)]
    run_due()
    run_due()
    assert Message.objects.values_list("kind", "recipient").get() == (
        "rates_changed",
        f"member:{shop.members.get().pk}",
    )


def test_without_a_reason_nothing_is_changed_and_what_was_typed_stays(desk, post):
    shop = shop_with(post, 20_000)
    response = save(desk, shop, reason="  ", **{"rate_rows-0-price_amount": "21000"})
    assert [strip_tags(str(each)) for each in response.context["errors"]] == [
        "Vì sao? Hợp tác xã sẽ đọc câu này."
    ]
    (inline,) = response.context["inline_admin_formsets"]
    assert inline.formset.forms[0]["price_amount"].value() == "21000"
    assert (own(shop), told(desk)) == ([20_000], [])


def test_with_all_lines_struck_out_the_markets_table_counts_again(desk, post):
    shop = shop_with(post, 20_000)
    save(desk, shop, reason="Hợp tác xã bỏ bảng riêng", **{"rate_rows-0-DELETE": "on"})
    assert (own(shop), told(desk)) == ([], [(shop.pk, "Hợp tác xã bỏ bảng riêng", 0)])
    assert RateRow.objects.filter(cooperative=None).count() == 12


def test_a_line_that_goes_to_another_way_leaves_the_one_it_was_in(desk, post):
    shop, bus = shop_with(post, 20_000), make.shipping()[1]
    save(desk, shop, reason="Đi xe khách", **{"rate_rows-0-method": bus.pk})
    assert RateRow.objects.filter(cooperative=shop).values_list("method", "price_amount").get() == (
        bus.pk,
        20_000,
    )
    assert [rates for *_more, rates in told(desk)] == [0, 1]
    run_due()
    assert Message.objects.filter(kind="rates_changed").count() == 1  # one letter for all tables together


def test_the_same_again_and_prices_below_nothing_change_nothing(desk, post):
    shop = shop_with(post, 20_000)
    assert save(desk, shop, reason="Thử").status_code == 302
    assert save(desk, shop, reason="Thử", **{"rate_rows-0-price_amount": "-1"}).status_code == 200
    assert save(desk, shop, reason="Thử", **{"rate_rows-0-price_amount": "9" * 30}).status_code == 200
    assert (own(shop), told(desk)) == ([20_000], [])


def test_what_a_cooperative_or_the_program_sets_is_not_told(post):
    shop_with(post, 20_000)
    run_due()
    assert Message.objects.count() == 0


def test_nobody_else_writes_rates(post):
    shop = shop_with(post, 20_000)
    nobody = Actor(ActorKind.STAFF, user_id=1, permissions=frozenset({"MANAGE_ORDERS"}))
    with pytest.raises(PermissionDenied):
        set_rates_for(cooperative_id=shop.pk, tables={}, reason="x", actor=nobody)
    with pytest.raises(DomainError) as refused:
        set_rates_for(cooperative_id=shop.pk, tables={}, reason="", actor=SYSTEM)
    assert (refused.value.code, refused.value.field) == ("REQUIRED", "reason")
    other = of_someone_who_may("MANAGE_ORDERS", "MANAGE_USERS")
    assert other.post(page(OwnTables, "change", shop.pk), {"reason": "x"}).status_code == 403
    assert own(shop) == [20_000]


def test_the_page_costs_the_same_for_one_line_and_for_three(desk, post, django_assert_num_queries):
    shop = shop_with(post, 20_000, name="HTX Bắc Hà")
    assert listed(desk, OwnTables, q="bac ha") == [shop]
    for more in (1, 2):
        with django_assert_num_queries(9):
            desk.get(page(OwnTables, "change", shop.pk))
        for number in range(more):
            RateRow.objects.create(method=post, cooperative=shop, price_amount=number)
