"""Requests to take goods down: written down when they come, followed or refused, each once, with its log."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from marketplace.core.actor import GUEST
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.models import Event
from marketplace.core.moves import IllegalMove
from marketplace.oversight import services
from marketplace.oversight.errors import CooperativeNotFound, ListingNotFound, ReasonMissing
from marketplace.oversight.models import TakeDown, TakeDownRequest
from tests import factories as make
from tests.oversight.people import MINH, acting

pytestmark = pytest.mark.django_db


def received(**columns):
    given = {
        "asker": "AUTHORITY",
        "asked_by": "Chi cục Quản lý thị trường",
        "reference": "123/QLTT",
        "received_at": timezone.now() - timedelta(hours=3),
        "reason": "Nhãn không đúng.",
        "actor": MINH,
    }
    return services.receive_request(**{**given, **columns})


def stands(product):
    return product.channel_listings.values_list("review", "is_published").get()


def test_a_request_is_written_down_with_its_deadline_and_hides_nothing_yet():
    tea = make.on_sale().product
    asked = received(product_id=tea.pk)
    assert (asked.status, asked.take_down, asked.ended_at) == ("RECEIVED", None, None)
    assert asked.deadline_at - asked.received_at == timedelta(hours=24)
    assert (asked.cooperative, asked.product_name, asked.is_whole_shop) == (tea.cooperative, tea.name, False)
    assert (asked.written_by, stands(tea)) == (MINH.key, ("APPROVED", True))
    event = Event.objects.get(kind="TakeDownAsked")
    assert event.payload == {"cooperative_id": tea.cooperative_id, "request_id": str(asked.pk)}


def test_a_followed_request_takes_the_goods_down_and_names_the_take_down():
    tea, other = make.on_sale().product, make.on_sale().product
    asked = services.follow_request(request_id=received(product_id=tea.pk).pk, actor=MINH)
    done = TakeDown.objects.get()
    assert (asked.status, asked.take_down, asked.ended_by) == ("DONE", done, MINH.key)
    assert (done.product, done.authority, done.reference, done.reason) == (
        tea,
        "Chi cục Quản lý thị trường",
        "123/QLTT",
        "Nhãn không đúng.",
    )
    assert (done.received_at, done.deadline_at) == (asked.received_at, asked.deadline_at)
    assert (stands(tea), stands(other)) == (("TAKEN_DOWN", False), ("APPROVED", True))


@pytest.mark.parametrize("asker", ["AUTHORITY", "PERSON"])
def test_a_take_down_knows_whether_an_authority_asked_or_a_person(asker):
    tea = make.on_sale().product
    asked = services.follow_request(request_id=received(product_id=tea.pk, asker=asker).pk, actor=MINH)
    assert TakeDown.objects.get(pk=asked.take_down.pk).asker == asker


def test_a_request_for_a_whole_shop_takes_the_whole_shop_down():
    shop = make.cooperative()
    goods = [make.on_sale(cooperative=shop).product for _ in range(2)]
    asked = services.follow_request(request_id=received(cooperative_id=shop.pk).pk, actor=MINH)
    assert asked.take_down.is_whole_shop
    assert [stands(each) for each in goods] == [("TAKEN_DOWN", False)] * 2


def test_a_person_may_ask_without_a_number_and_an_authority_may_not():
    tea = make.on_sale().product
    asked = received(product_id=tea.pk, asker="PERSON", asked_by="Công ty Chè Xanh", reference="")
    assert services.follow_request(request_id=asked.pk, actor=MINH).take_down.reference == str(asked.pk)
    with pytest.raises(DomainError) as refused:
        received(product_id=tea.pk, reference=" ")
    assert (refused.value.code, refused.value.field) == ("REQUIRED", "reference")


@pytest.mark.parametrize(
    ("columns", "code", "field"),
    [
        ({"asked_by": " "}, "REQUIRED", "asked_by"),
        ({"received_at": timezone.now() + timedelta(days=300)}, "INVALID", "received_at"),
        ({"reason": " "}, "REQUIRED", "reason"),
    ],
)
def test_what_is_incomplete_is_not_written_down(columns, code, field):
    tea = make.on_sale().product
    with pytest.raises(DomainError) as refused:
        received(product_id=tea.pk, **columns)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert TakeDownRequest.objects.count() == 0


def test_a_refused_request_has_its_reason_and_the_goods_stay():
    tea = make.on_sale().product
    asked = received(product_id=tea.pk)
    with pytest.raises(ReasonMissing):
        services.refuse_request(request_id=asked.pk, reason=" ", actor=MINH)
    services.refuse_request(request_id=asked.pk, reason="Không đúng hàng của quầy này.", actor=MINH)
    asked.refresh_from_db()
    assert (asked.status, asked.refusal) == ("REFUSED", "Không đúng hàng của quầy này.")
    assert (stands(tea), TakeDown.objects.count()) == (("APPROVED", True), 0)
    assert Event.objects.filter(kind="TakeDownRefused").count() == 1


@pytest.mark.parametrize("first", ["follow", "refuse"])
def test_a_request_ends_once(first):
    tea = make.on_sale().product
    asked = received(product_id=tea.pk)

    def follow():
        return services.follow_request(request_id=asked.pk, actor=MINH)

    def refuse():
        return services.refuse_request(request_id=asked.pk, reason="x", actor=MINH)

    {"follow": follow, "refuse": refuse}[first]()
    for again in (follow, refuse):
        with pytest.raises(IllegalMove):
            again()
    assert TakeDown.objects.count() == (1 if first == "follow" else 0)


def test_goods_that_are_gone_meanwhile_cannot_be_taken_down_and_the_request_stays_open():
    tea = make.on_sale().product
    asked = received(product_id=tea.pk)
    tea.delete()
    with pytest.raises(ListingNotFound):
        services.follow_request(request_id=asked.pk, actor=MINH)
    asked.refresh_from_db()
    assert (asked.status, asked.product_name) == ("RECEIVED", tea.name)
    services.refuse_request(request_id=asked.pk, reason="Hàng đã bị xoá.", actor=MINH)


def test_nobody_but_staff_who_look_at_goods_writes_follows_or_refuses():
    tea = make.on_sale().product
    asked = received(product_id=tea.pk)
    for actor in (GUEST, acting(tea.cooperative)):
        with pytest.raises(ListingNotFound):
            received(product_id=tea.pk, actor=actor)
        with pytest.raises(CooperativeNotFound):
            received(cooperative_id=tea.cooperative_id, actor=actor)
        for deed in (services.follow_request, services.refuse_request):
            reason = {"reason": "x"} if deed is services.refuse_request else {}
            with pytest.raises(NotFound):
                deed(request_id=asked.pk, actor=actor, **reason)
    assert TakeDownRequest.objects.get().status == "RECEIVED"


def test_no_row_can_be_half_ended():
    asked = received(product_id=make.on_sale().product_id)
    rows = TakeDownRequest.objects.filter(pk=asked.pk)
    for columns in ({"status": "DONE"}, {"status": "REFUSED", "ended_at": timezone.now()}, {"refusal": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**columns)
