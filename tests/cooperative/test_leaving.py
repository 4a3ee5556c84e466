"""An account is deleted: what becomes of the work its owner did for cooperatives."""

import pytest
from django.db import transaction

from marketplace.account.errors import TokenRefused
from marketplace.account.events import AccountDeleted
from marketplace.cooperative import services
from marketplace.cooperative.models import CooperativeMember, Helper
from marketplace.core.actor import SYSTEM, Actor, ActorKind
from marketplace.core.events import emit
from marketplace.core.jobs import run_due
from marketplace.core.models import Event
from marketplace.notification.models import Message
from tests import factories as make

pytestmark = pytest.mark.django_db
STAFF = Actor(ActorKind.STAFF, user_id=1, permissions=frozenset({"MANAGE_USERS"}))


def deleted(user):
    """The event, worked off twice: reactions may run again."""
    with transaction.atomic():
        emit(AccountDeleted(user.pk), actor=SYSTEM)
    run_due()
    services.let_account_go(user_id=user.pk)


def kinds():
    return list(Event.objects.exclude(kind="AccountDeleted").order_by("at").values_list("kind", flat=True))


def test_a_packer_works_for_nobody_any_more_and_the_row_stays():
    owner, user = make.member(), make.user()
    packer = make.member(cooperative=owner.cooperative, role="PACKER", user=user, phone="+84912345678")
    deleted(user)
    packer.refresh_from_db()
    assert (packer.user, packer.is_active, packer.phone, packer.ended_at is None) == (None, False, "", False)
    assert kinds() == ["MemberRemoved"]
    with pytest.raises(TokenRefused):
        make.acting(packer)


def test_one_of_two_owners_goes():
    owner, user = make.member(), make.user()
    other = make.member(cooperative=owner.cooperative, user=user, phone="+84912345678")
    deleted(user)
    assert set(CooperativeMember.objects.filter(is_active=True)) == {owner}
    assert not CooperativeMember.objects.get(pk=other.pk).is_active


def test_the_last_owner_stays_by_their_number_and_is_sent_a_way_in_to_hand_it_over():
    user = make.user()
    owner = make.member(user=user, phone="+84912345678")
    deleted(user)
    owner.refresh_from_db()
    assert (owner.user, owner.is_active, owner.phone) == (None, True, "+84912345678")
    assert kinds() == ["MemberLinkAsked"]
    assert Message.objects.get().kind == "way_in"


def test_the_last_owner_without_a_number_goes_and_staff_appoint_another():
    user, shop = make.user(), make.cooperative()
    owner = make.member(cooperative=shop, user=user, phone="")
    packer = make.member(cooperative=shop, role="PACKER", phone="+84912345678")
    deleted(user)
    owner.refresh_from_db()
    assert (owner.user, owner.is_active) == (None, False)
    assert kinds() == ["MemberRemoved", "OwnerGone"]
    services.appoint_owner(member_id=packer.pk, reason="Chủ cũ đã xoá tài khoản", actor=STAFF)
    packer.refresh_from_db()
    assert packer.role == "OWNER"


def test_a_helpers_mandates_end():
    user = make.user()
    helper = make.helper(user=user)
    going, asked = make.mandate(helper=helper), make.mandate(helper=helper, status="PROPOSED")
    over = make.mandate(helper=helper, status="EXPIRED")
    deleted(user)
    for mandate, status in ((going, "ENDED"), (asked, "REFUSED"), (over, "EXPIRED")):
        mandate.refresh_from_db()
        assert mandate.status == status
    assert (Helper.objects.get().user, Helper.objects.get().phone) == (None, None)


def test_who_works_for_nobody_leaves_no_trace():
    make.member()
    deleted(make.user())
    assert kinds() == []
