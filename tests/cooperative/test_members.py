"""Members: invited, changed, removed, signed out; ownership; an account and a member by link are one person."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from marketplace.account.errors import TokenRefused
from marketplace.account.events import PhoneConfirmed
from marketplace.cooperative import services
from marketplace.cooperative.errors import (
    AlreadyThere,
    CooperativeNotFound,
    LastOwner,
    LinkSpent,
    OutOfScope,
    TooMany,
)
from marketplace.cooperative.models import AccessLink, CooperativeMember, OwnerHandover
from marketplace.core.actor import GUEST, SYSTEM, Actor, ActorKind
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.events import emit
from marketplace.core.jobs import run_due
from marketplace.core.models import Event
from marketplace.core.moves import IllegalMove
from tests import factories as make

pytestmark = pytest.mark.django_db
STAFF = Actor(ActorKind.STAFF, user_id=1, permissions=frozenset({"MANAGE_USERS"}))


@pytest.fixture
def people():
    """One cooperative with an owner, a manager and a packer."""
    shop = make.cooperative()
    return {
        role: make.member(cooperative=shop, role=role, phone=f"+8498765432{number}")
        for number, role in enumerate(("OWNER", "MANAGER", "PACKER"))
    }


def invite(by, role="PACKER", phone="0912 345 678", name="Lý Mẩy Pết"):
    return services.invite_member(
        cooperative_id=by.cooperative_id, name=name, phone=phone, role=role, actor=make.acting(by)
    )


def last_event():
    return Event.objects.order_by("-at").first()


def test_an_owner_invites_and_the_invitation_is_recorded(people):
    made = invite(people["OWNER"], role="MANAGER", name="  Lý   Mẩy Pết ")
    assert (made.name, made.phone, made.role, made.is_active) == (
        "Lý Mẩy Pết",
        "+84912345678",
        "MANAGER",
        True,
    )
    event = last_event()
    assert (event.kind, event.actor) == ("MemberInvited", f"member:{people['OWNER'].pk}")
    assert (event.for_whom, event.mandate_id) == (f"cooperative:{made.cooperative_id}", None)
    assert set(event.payload) == {"cooperative_id", "member_id", "occasion"}


def test_who_may_not_look_after_people_is_not_told_that_there_is_a_cooperative(people):
    stranger = make.member(cooperative=make.cooperative())
    for actor in (GUEST, make.acting(people["PACKER"]), make.acting(stranger)):
        with pytest.raises(CooperativeNotFound):
            services.invite_member(
                cooperative_id=people["OWNER"].cooperative_id,
                name="A",
                phone="0912345678",
                role="PACKER",
                actor=actor,
            )


def test_a_manager_is_over_packers_only_and_nobody_becomes_an_owner_by_invitation(people):
    with pytest.raises(OutOfScope):
        invite(people["MANAGER"], role="MANAGER")
    with pytest.raises(OutOfScope):
        invite(people["OWNER"], role="OWNER")
    manager = make.acting(people["MANAGER"])
    for verb in (services.remove_member, services.sign_member_out, services.send_member_link):
        with pytest.raises(OutOfScope):
            verb(member_id=people["OWNER"].pk, actor=manager)
    with pytest.raises(OutOfScope):
        services.update_member(member_id=people["OWNER"].pk, phone="0912345678", actor=manager)
    with pytest.raises(OutOfScope):
        services.update_member(member_id=people["PACKER"].pk, role="MANAGER", actor=manager)
    with pytest.raises(OutOfScope):
        services.update_member(member_id=people["MANAGER"].pk, role="PACKER", actor=manager)
    assert invite(people["MANAGER"], role="ACCOUNTANT").role == "ACCOUNTANT"


def test_nobody_is_invited_twice_and_who_left_comes_back_with_new_tokens(people):
    made = invite(people["OWNER"])
    with pytest.raises(AlreadyThere):
        invite(people["OWNER"])
    old = make.acting(made)
    services.remove_member(member_id=made.pk, actor=make.acting(people["OWNER"]))
    again = invite(people["OWNER"], role="ACCOUNTANT")
    assert (again.pk, again.role, again.is_active, again.ended_at) == (made.pk, "ACCOUNTANT", True, None)
    assert again.token_key != made.token_key
    assert old.member_id == made.pk


@pytest.mark.parametrize("role", ["MANAGER", "PACKER"])
def test_what_is_missing_or_wrong_is_said(people, role):
    for given, code, field in (
        ({"name": " "}, "REQUIRED", "name"),
        ({"name": "x" * 251}, "TOO_LONG", "name"),
        ({"phone": "12"}, "INVALID", "phone"),
    ):
        with pytest.raises(DomainError) as caught:
            invite(people["OWNER"], role=role, **given)
        assert (caught.value.code, caught.value.field) == (code, field)


def test_the_only_owner_stays_whatever_is_tried(people):
    owner = people["OWNER"]
    for actor in (make.acting(owner), STAFF):
        with pytest.raises(LastOwner):
            services.remove_member(member_id=owner.pk, actor=actor)
        with pytest.raises(LastOwner):
            services.update_member(member_id=owner.pk, role="MANAGER", actor=actor)
    other = make.member(cooperative=owner.cooperative, phone="+84911111111")
    services.remove_member(member_id=owner.pk, actor=make.acting(other))
    assert list(CooperativeMember.objects.filter(role="OWNER", is_active=True)) == [other]


def test_a_removed_member_is_out_at_once_and_may_do_nothing_with_an_older_token(people):
    packer, owner = people["PACKER"], make.acting(people["OWNER"])
    link = services.make_link(member=packer)
    services.remove_member(member_id=packer.pk, actor=owner)
    with pytest.raises(TokenRefused):
        make.acting(packer)
    with pytest.raises(LinkSpent):
        services.open_link(token=link)
    manager = make.acting(people["MANAGER"])
    services.remove_member(member_id=people["MANAGER"].pk, actor=owner)
    with pytest.raises(CooperativeNotFound):
        services.invite_member(
            cooperative_id=packer.cooperative_id, name="A", phone="0912345678", role="PACKER", actor=manager
        )


def test_everybody_may_leave_and_change_their_own_name_but_not_their_number(people):
    packer = people["PACKER"]
    mine = make.acting(packer)
    assert services.update_member(member_id=packer.pk, name="Tên mới", actor=mine).name == "Tên mới"
    with pytest.raises(CooperativeNotFound):
        services.update_member(member_id=packer.pk, phone="0912345678", actor=mine)
    assert services.remove_member(member_id=packer.pk, actor=mine).is_active is False


def test_a_lost_phone_opens_nothing_any_more_and_a_new_link_does(people):
    packer, owner = people["PACKER"], make.acting(people["OWNER"])
    link = services.make_link(member=packer)
    services.sign_member_out(member_id=packer.pk, actor=owner)
    with pytest.raises(TokenRefused):
        make.acting(packer)
    with pytest.raises(LinkSpent):
        services.open_link(token=link)
    services.send_member_link(member_id=packer.pk, actor=STAFF)
    assert last_event().kind == "MemberLinkAsked"
    assert services.open_link(token=services.make_link(member=packer)).pk == packer.pk


def test_another_number_ends_the_ways_in_and_the_account_that_hung_on_the_old_one(people):
    packer = people["PACKER"]
    packer.user = make.user(phone=packer.phone)
    packer.save()
    changed = services.update_member(
        member_id=packer.pk, phone="0912 345 678", actor=make.acting(people["OWNER"])
    )
    assert (changed.phone, changed.user) == ("+84912345678", None)
    with pytest.raises(TokenRefused):
        make.acting(packer)


def test_a_handful_of_links_within_an_hour_is_enough(people):
    packer, owner = people["PACKER"], make.acting(people["OWNER"])
    for _ in range(5):
        services.make_link(member=packer)
    with pytest.raises(TooMany):
        services.send_member_link(member_id=packer.pk, actor=owner)
    AccessLink.objects.update(created_at=timezone.now() - timedelta(hours=2))
    services.send_member_link(member_id=packer.pk, actor=owner)


def test_signing_out_everywhere_ends_all_ways_of_this_person_and_nobody_elses(people):
    user = make.user()
    here, there = make.member(user=user), make.member(user=user)
    helper = make.helper(user=user)
    services.sign_out_everywhere(actor=Actor(ActorKind.USER, user_id=user.pk))
    for person in (here, there, helper):
        with pytest.raises(TokenRefused):
            make.acting(person)
    assert make.acting(people["PACKER"]).member_id == people["PACKER"].pk


def test_ownership_changes_hands_when_both_agree(people):
    owner, manager = people["OWNER"], people["MANAGER"]
    offer = services.offer_ownership(member_id=manager.pk, actor=make.acting(owner))
    assert manager.role == "MANAGER"
    with pytest.raises(NotFound):
        services.accept_ownership(handover_id=offer.pk, actor=make.acting(people["PACKER"]))
    services.accept_ownership(handover_id=offer.pk, actor=make.acting(manager))
    roles = CooperativeMember.objects.in_bulk([owner.pk, manager.pk])
    assert (roles[owner.pk].role, roles[manager.pk].role) == ("MANAGER", "OWNER")
    with pytest.raises(DomainError) as caught:
        services.accept_ownership(handover_id=offer.pk, actor=make.acting(manager))
    assert caught.value.code == "ILLEGAL_STATUS"


def test_an_owner_may_stay_beside_the_new_one(people):
    offer = services.offer_ownership(
        member_id=people["PACKER"].pk, stays=True, actor=make.acting(people["OWNER"])
    )
    services.accept_ownership(handover_id=offer.pk, actor=make.acting(people["PACKER"]))
    assert CooperativeMember.objects.filter(role="OWNER", is_active=True).count() == 2


def test_an_offer_is_taken_back_or_refused_and_then_gone(people):
    owner, manager = make.acting(people["OWNER"]), make.acting(people["MANAGER"])
    for by in (owner, manager):
        offer = services.offer_ownership(member_id=people["MANAGER"].pk, actor=owner)
        with pytest.raises(NotFound):
            services.end_offer(handover_id=offer.pk, actor=make.acting(people["PACKER"]))
        services.end_offer(handover_id=offer.pk, actor=by)
        with pytest.raises(IllegalMove):
            services.accept_ownership(handover_id=offer.pk, actor=manager)
    first = services.offer_ownership(member_id=people["MANAGER"].pk, actor=owner)
    services.offer_ownership(member_id=people["PACKER"].pk, actor=owner)
    assert OwnerHandover.objects.get(pk=first.pk).status == "ENDED"


def test_only_owners_offer_and_only_what_is_theirs_still(people):
    with pytest.raises(OutOfScope):
        services.offer_ownership(member_id=people["PACKER"].pk, actor=make.acting(people["MANAGER"]))
    offer = services.offer_ownership(member_id=people["MANAGER"].pk, actor=make.acting(people["OWNER"]))
    CooperativeMember.objects.filter(pk=people["OWNER"].pk).update(role="PACKER")
    with pytest.raises(DomainError) as caught:
        services.accept_ownership(handover_id=offer.pk, actor=make.acting(people["MANAGER"]))
    assert caught.value.code == "ILLEGAL_STATUS"


def test_staff_appoint_an_owner_where_the_last_one_is_gone_and_why_is_kept(people):
    packer = people["PACKER"]
    for actor in (GUEST, make.acting(people["OWNER"])):
        with pytest.raises(NotFound):
            services.appoint_owner(member_id=packer.pk, reason="x", actor=actor)
    with pytest.raises(DomainError) as caught:
        services.appoint_owner(member_id=packer.pk, reason=" ", actor=STAFF)
    assert (caught.value.code, caught.value.field) == ("REQUIRED", "reason")
    kept = services.appoint_owner(member_id=packer.pk, reason="Chủ cũ đã mất", actor=STAFF)
    assert (kept.taker.role, kept.giver, kept.reason, kept.made_by) == (
        "OWNER",
        None,
        "Chủ cũ đã mất",
        "user:1",
    )
    assert last_event().kind == "OwnerAppointed"
    services.remove_member(member_id=people["OWNER"].pk, actor=STAFF)


def test_a_confirmed_number_makes_member_and_account_one_person():
    user = make.user(phone="+84912345678", is_phone_confirmed=True)
    member = make.member(phone="+84912345678", role="MANAGER")
    helper = make.helper(phone="+84912345678")
    for _ in range(2):
        services.join_account(user_id=user.pk)
    member.refresh_from_db()
    helper.refresh_from_db()
    assert (member.user, helper.user) == (user, user)
    assert make.acting(member).member_id == member.pk
    assert Event.objects.filter(kind="MemberJoinedAccount").count() == 1


def test_a_number_nobody_has_come_in_with_for_long_may_be_somebody_elses_by_now():
    user = make.user(phone="+84912345678", is_phone_confirmed=True)
    old = make.member(phone="+84912345678", since=timezone.now() - timedelta(days=200))
    services.join_account(user_id=user.pk)
    assert CooperativeMember.objects.get(pk=old.pk).user is None
    services.open_link(token=services.make_link(member=old))
    services.join_account(user_id=user.pk)
    assert CooperativeMember.objects.get(pk=old.pk).user == user


def test_two_rows_of_one_person_become_one_with_the_higher_role():
    user, shop = make.user(phone="+84912345678", is_phone_confirmed=True), make.cooperative()
    by_link = make.member(cooperative=shop, phone="+84912345678", role="PACKER")
    by_account = make.member(cooperative=shop, phone="", user=user, role="OWNER")
    services.join_account(user_id=user.pk)
    kept = CooperativeMember.objects.get(is_active=True)
    assert (kept.pk, kept.role, kept.user) == (by_link.pk, "OWNER", user)
    assert CooperativeMember.objects.get(pk=by_account.pk).user is None


def test_a_number_that_went_to_somebody_else_opens_nothing_any_more():
    user = make.user(phone=None)
    member, helper = make.member(user=user), make.helper(user=user)
    services.release_phone(user_id=user.pk)
    for person in (member, helper):
        with pytest.raises(TokenRefused):
            make.acting(person)
    member.refresh_from_db()
    assert (member.phone, member.user, member.is_active) == ("", user, True)


def test_a_number_that_is_only_claimed_joins_nothing():
    user = make.user(phone="+84912345678")
    member, helper = make.member(phone="+84912345678"), make.helper(phone="+84912345678")
    services.join_account(user_id=user.pk)
    member.refresh_from_db()
    helper.refresh_from_db()
    assert (member.user, helper.user) == (None, None)


def test_the_confirmation_of_a_number_joins_by_the_table_of_reactions():
    user = make.user(phone="+84912345678", is_phone_confirmed=True)
    member = make.member(phone="+84912345678")
    with transaction.atomic():
        emit(PhoneConfirmed(user.pk), actor=SYSTEM)
    run_due()
    member.refresh_from_db()
    assert member.user == user
