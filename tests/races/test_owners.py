"""A cooperative is never without an owner, however many press at once; nor does a mandate get two answers."""

import pytest

from marketplace.cooperative import services
from marketplace.cooperative.models import CooperativeMember, Mandate
from marketplace.core.errors import DomainError
from tests import factories as make
from tests.races.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def removing(member, by):
    actor = make.acting(by)
    return lambda: services.remove_member(member_id=member.pk, actor=actor)


def owners(cooperative):
    return CooperativeMember.objects.filter(cooperative=cooperative, role="OWNER", is_active=True).count()


def test_of_two_owners_who_remove_each_other_at_once_one_stays():
    for _ in range(10):
        lan, mua = make.member(), None
        mua = make.member(cooperative=lan.cooperative, phone="+84911111111")
        results = at_once([removing(lan, mua), removing(mua, lan)])
        assert (owners(lan.cooperative), sum(isinstance(each, DomainError) for each in results)) == (1, 1)


def test_of_three_owners_who_all_leave_at_once_one_stays():
    for _ in range(5):
        first = make.member()
        rest = [make.member(cooperative=first.cooperative, phone=f"+8491111111{i}") for i in range(2)]
        results = at_once([removing(each, each) for each in (first, *rest)])
        codes = [each.code for each in results if isinstance(each, DomainError)]
        assert (owners(first.cooperative), codes) == (1, ["LAST_OWNER"])


def test_an_owner_who_hands_over_and_is_removed_at_the_same_moment_leaves_one_owner():
    for _ in range(5):
        giver = make.member()
        other = make.member(cooperative=giver.cooperative, phone="+84911111111")
        taker = make.member(cooperative=giver.cooperative, role="PACKER", phone="+84922222222")
        offer = services.offer_ownership(member_id=taker.pk, actor=make.acting(giver))
        accepts = make.acting(taker)
        at_once(
            [
                lambda offer=offer, accepts=accepts: services.accept_ownership(
                    handover_id=offer.pk, actor=accepts
                ),
                removing(giver, other),
                removing(other, other),
            ]
        )
        assert owners(giver.cooperative) >= 1


def test_a_mandate_confirmed_and_ended_at_once_has_one_answer():
    for _ in range(5):
        owner = make.member()
        manager = make.member(cooperative=owner.cooperative, role="MANAGER", phone="+84911111111")
        made = make.mandate(grantor=owner, status="PROPOSED")
        boss, second = make.acting(owner), make.acting(manager)
        at_once(
            [
                lambda pk=made.pk, boss=boss: services.confirm_mandate(mandate_id=pk, actor=boss),
                lambda pk=made.pk, second=second: services.end_mandate(mandate_id=pk, actor=second),
            ]
        )
        assert Mandate.objects.get(pk=made.pk).status in ("REFUSED", "ENDED")


def test_the_same_number_invited_ten_times_at_once_is_one_member():
    owner = make.member()
    actor = make.acting(owner)
    results = at_once(
        [
            lambda: services.invite_member(
                cooperative_id=owner.cooperative_id,
                name="Mẩy",
                phone="0912345678",
                role="PACKER",
                actor=actor,
            )
        ]
        * 10
    )
    assert CooperativeMember.objects.filter(phone="+84912345678").count() == 1
    assert sum(isinstance(each, DomainError) for each in results) == 9
