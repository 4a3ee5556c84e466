"""Two who press at once, on whichever database: one is faster, and the other is told."""

import pytest

from marketplace.cooperative.models import Cooperative
from marketplace.core.actor import Actor, ActorKind
from marketplace.core.models import Event
from marketplace.core.moves import IllegalMove
from marketplace.oversight import services
from marketplace.oversight.models import DataExport, OpeningEntry, Restoration
from tests import factories as make
from tests.oversight.people import MINH, acting, filled, good, looked_at, subject, submitted
from tests.oversight.test_take_downs import request
from tests.races.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(results):
    return sorted(type(each).__name__ for each in results)


def test_a_shop_submitted_many_times_at_once_is_submitted_once():
    shop, owner = filled()
    results = at_once([lambda: services.submit(cooperative_id=shop.pk, actor=owner)] * 6)
    assert kinds(results) == ["Cooperative"] + ["IllegalMove"] * 5
    assert OpeningEntry.objects.filter(status="SUBMITTED").count() == 1


def test_a_shop_approved_many_times_at_once_is_approved_once():
    shop, _owner = submitted()
    services.confirm_bank_account(cooperative_id=shop.pk, actor=MINH)
    results = at_once([lambda: services.approve(cooperative_id=shop.pk, actor=MINH)] * 6)
    assert kinds(results) == ["Cooperative"] + ["IllegalMove"] * 5
    assert Event.objects.filter(kind="OpeningApproved").count() == 1


def test_of_approval_and_refusal_at_once_one_holds():
    shop, _owner = submitted()
    services.confirm_bank_account(cooperative_id=shop.pk, actor=MINH)
    approved, refused = at_once(
        [
            lambda: services.approve(cooperative_id=shop.pk, actor=MINH),
            lambda: services.refuse(cooperative_id=shop.pk, reason="Không.", actor=MINH),
        ]
    )
    shop.refresh_from_db()
    if isinstance(approved, IllegalMove):
        assert (shop.opening_status, shop.is_active) == ("REFUSED", False)
    else:
        assert isinstance(refused, IllegalMove)
        assert (shop.opening_status, shop.is_active) == ("APPROVED", True)


def test_a_form_sent_many_times_at_once_begins_one_shop():
    user = make.user()
    actor = Actor(ActorKind.USER, user_id=user.pk)
    begin = {"name": "HTX", "kind": "COOPERATIVE", "commune_code": "02761", "actor": actor}
    results = at_once([lambda: services.apply(**begin)] * 6)
    assert {each.pk for each in results} == {Cooperative.objects.get().pk}


def test_a_listing_submitted_and_approved_many_times_at_once_is_so_once():
    shop = make.cooperative()
    product = good(shop)
    owner = acting(shop)
    results = at_once([lambda: services.submit_listing(**subject(product), actor=owner)] * 6)
    assert kinds(results) == ["IllegalMove"] * 5 + ["ProductChannelListing"]
    read = looked_at(product)
    results = at_once([lambda: services.approve_listing(**read, actor=MINH)] * 6)
    assert kinds(results) == ["IllegalMove"] * 5 + ["ProductChannelListing"]
    assert Event.objects.filter(kind="ListingApproved").count() == 1


def test_goods_are_restored_once_and_data_are_made_once():
    tea = make.on_sale()
    done = request(product_id=tea.product_id)
    results = at_once([lambda: services.restore(take_down_id=done.pk, reason="Xong.", actor=MINH)] * 6)
    assert kinds(results) == ["IllegalMove"] * 5 + ["TakeDown"]
    assert Restoration.objects.count() == 1
    shop = tea.product.cooperative
    results = at_once([lambda: services.ask_for_data(cooperative_id=shop.pk, actor=acting(shop))] * 4)
    assert {each.pk for each in results} == {DataExport.objects.get().pk}
