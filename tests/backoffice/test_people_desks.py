"""Accounts, members, mandates: switched off, signed out, given another number, ended; by the services."""

import pytest
from django.test import Client
from django.urls import reverse

from marketplace.account.models import User
from marketplace.account.services import Profile, create_user, end_all_tokens, set_active, update_customer
from marketplace.cooperative.models import CooperativeMember, Mandate, OwnerHandover, Role
from marketplace.core.actor import SYSTEM, Actor, ActorKind
from marketplace.core.errors import DomainError, PermissionDenied
from marketplace.core.jobs import run_due
from marketplace.core.models import Event
from tests import factories as make
from tests.backoffice.office import do, do_to_all, listed, of_someone_who_may, page, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return of_someone_who_may("MANAGE_USERS")


def kinds():
    return list(Event.objects.order_by("at").values_list("kind", flat=True))


def test_a_buyer_is_switched_off_and_on_and_it_is_written_down(desk):
    buyer = make.user()
    do_to_all(desk, [buyer], "switch_off")
    assert User.objects.get(pk=buyer.pk).is_active is False
    do(desk, buyer, "switch_on")
    assert User.objects.get(pk=buyer.pk).is_active is True
    assert kinds() == ["AccountSwitchedOff", "AccountSwitchedOn"]


def test_a_lost_phone_is_answered_with_another_number_not_yet_confirmed(desk):
    buyer = make.user(phone="+84912345678", is_phone_confirmed=True)
    before = buyer.jwt_token_key
    assert do(desk, buyer, "new_number", phone="12").status_code == 200
    do(desk, buyer, "new_number", phone="0987 654 321")
    buyer.refresh_from_db()
    assert (buyer.phone, buyer.is_phone_confirmed) == ("+84987654321", False)
    assert buyer.jwt_token_key != before
    assert kinds() == ["PhoneChanged"]
    do(desk, buyer, "new_number", phone="0987 654 321")  # the number they have already
    assert kinds() == ["PhoneChanged"]


def test_with_the_lost_phone_its_ways_in_to_the_cooperative_end(desk):
    buyer = make.user(phone="+84912345678", is_phone_confirmed=True)
    member = make.member(user=buyer, phone=buyer.phone)
    before = member.token_key
    do(desk, buyer, "new_number", phone="0987 654 321")
    run_due()
    member.refresh_from_db()
    assert (member.phone, member.user) == ("+84987654321", buyer)
    assert member.token_key != before


def test_colleagues_are_for_those_who_manage_staff(desk):
    colleague = make.user(is_staff=True)
    buyer = make.user()
    assert listed(desk, User) == [buyer]
    assert do(desk, colleague, "switch_off").status_code == 404
    manager = of_someone_who_may("MANAGE_STAFF")
    staff = listed(manager, User, **{"trang-thai": "nhan-vien"})
    assert {each.pk for each in staff} == {desk.user.pk, manager.user.pk, colleague.pk}
    do(manager, colleague, "switch_off")
    colleague.refresh_from_db()
    assert colleague.is_active is False
    assert do(manager, manager.user, "switch_off").status_code == 200  # not one's own account
    manager.user.refresh_from_db()
    assert manager.user.is_active is True


def test_who_reaches_further_is_not_switched_off(desk):
    manager = of_someone_who_may("MANAGE_STAFF")
    above = make.user(is_staff=True, is_superuser=True)
    do(manager, above, "switch_off")
    above.refresh_from_db()
    assert above.is_active is True


DEEDS = [("sign_out", {}), ("switch_off", {}), ("new_number", {"phone": "0987 654 321"})]


@pytest.mark.parametrize(("deed", "answers"), DEEDS)
def test_who_only_looks_buyers_up_does_nothing_to_them(deed, answers):
    buyer = make.user(phone="+84912345678", is_phone_confirmed=True)
    client = of_someone_who_may("MANAGE_STAFF", "MANAGE_ORDERS")
    before = User.objects.filter(pk=buyer.pk).values().get()
    assert client.get(page(User, "change", buyer.pk)).context["deeds"] == []
    assert do(client, buyer, deed, **answers).status_code == 403
    assert do_to_all(client, [buyer], "sign_out").status_code == 403
    assert User.objects.filter(pk=buyer.pk).values().get() == before
    assert kinds() == []


def test_the_services_too_ask_who_does_it():
    buyer = make.user(phone="+84912345678")
    looks = Actor(ActorKind.STAFF, user_id=999_999, permissions=frozenset({"MANAGE_STAFF", "MANAGE_ORDERS"}))
    for deed in (
        lambda: update_customer(user=buyer, phone="+84987654321", profile=Profile({}), actor=looks),
        lambda: set_active(ids=[buyer.pk], is_active=False, actor=looks),
        lambda: end_all_tokens(user=buyer, actor=looks),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    keeps = Actor(ActorKind.STAFF, user_id=999_999, permissions=frozenset({"MANAGE_USERS"}))
    with pytest.raises(PermissionDenied):
        end_all_tokens(user=make.user(is_staff=True), actor=keeps)
    assert kinds() == []
    end_all_tokens(user=buyer, actor=Actor(ActorKind.USER, user_id=buyer.pk))
    assert kinds() == ["SignedOutEverywhere"]


def test_who_reaches_further_is_not_signed_out():
    manager, above = of_someone_who_may("MANAGE_STAFF"), make.user(is_staff=True, is_superuser=True)
    assert do(manager, above, "sign_out").status_code == 200  # told why
    assert User.objects.get(pk=above.pk).jwt_token_key == above.jwt_token_key
    with pytest.raises(DomainError) as refused:
        end_all_tokens(
            user=above, actor=Actor(ActorKind.STAFF, 999_999, permissions=frozenset({"MANAGE_STAFF"}))
        )
    assert refused.value.code == "OUT_OF_SCOPE_USER"


def test_what_is_not_possible_any_more_is_told_and_not_done(desk):
    off, on = make.user(is_active=False), make.user()
    answer = do(desk, off, "switch_off")
    assert (answer.status_code, answer.url) == (302, page(User, "change", off.pk))
    assert len(said(answer)) == 1
    answer = do_to_all(desk, [off, on], "switch_off")
    assert len(said(answer)) == 2
    assert kinds() == ["AccountSwitchedOff"]
    assert (
        list(User.objects.filter(pk__in=[off.pk, on.pk]).values_list("is_active", flat=True)) == [False] * 2
    )


def test_lists_show_numbers_and_addresses_only_in_part(desk):
    make.user(email="lan.nguyen@example.com", phone="+84912345678")
    make.member(phone="+84987654321")
    shown = desk.get(page(User, "changelist")).content.decode()
    assert "+84912345678" not in shown
    assert "lan.nguyen@example.com" not in shown
    assert "+84 ••• 678" in shown
    assert "+84987654321" not in desk.get(page(CooperativeMember, "changelist")).content.decode()


def test_people_are_found_by_name_number_and_mail(desk):
    make.user(email="khac@example.com")
    lan = create_user(
        email="tra.shan@example.com", phone="+84912345678", first_name="Thị Lan", last_name="Nguyễn"
    )
    for typed in ("Nguyễn Lan", "lan thi nguyen", "0912 345 678", "TRA.shan@example.com"):
        assert listed(desk, User, q=typed) == [lan], typed


def test_parts_of_a_number_or_an_e_mail_find_nobody(desk):
    create_user(email="tra.shan@example.com", phone="+84912345678", first_name="Lan", last_name="Nguyễn")
    create_user(email="shan.tuyet@example.com", phone="+84987654321")  # has no name
    for typed in (
        "849123",
        "8491234",
        "+8491234567",
        "tra.shan",
        "shan",
        "example.com",
        "lan tra",
        "|",
        "lan |",
    ):
        assert listed(desk, User, q=typed) == [], typed


def test_signing_out_everywhere_ends_the_back_office_too(desk):
    other = of_someone_who_may("MANAGE_USERS")
    assert other.get("/admin/").status_code == 200
    end_all_tokens(user=other.user, actor=SYSTEM)
    assert other.get("/admin/").status_code == 302


def test_guesses_at_the_back_offices_door_are_counted_like_those_at_the_api():
    make.user(email="minh@example.com", is_staff=True)
    client, address = Client(), reverse("admin:login")
    for _ in range(10):
        wrong = client.post(address, {"username": "minh@example.com", "password": "sai mật khẩu"})
        assert wrong.status_code == 200
    right = client.post(address, {"username": "minh@example.com", "password": "mật khẩu dài"})
    assert right.status_code == 200  # too many guesses: the right one does not open either


def test_staff_come_in_and_buyers_do_not():
    make.user(email="minh@example.com", is_staff=True)
    make.user(email="lan@example.com")
    for email, status in (("minh@example.com", 302), ("lan@example.com", 200)):
        answer = Client().post(reverse("admin:login"), {"username": email, "password": "mật khẩu dài"})
        assert answer.status_code == status


def test_a_members_phone_is_lost(desk):
    member = make.member(role=Role.MANAGER)
    before = member.token_key
    do(desk, member, "sign_out")
    member.refresh_from_db()
    assert member.token_key != before
    do(desk, member, "new_number", phone="0911111111")
    do(desk, member, "send_link")
    member.refresh_from_db()
    assert member.phone == "+84911111111"
    assert kinds() == ["MemberSignedOut", "MemberChanged", "MemberLinkAsked"]


def test_an_owner_is_appointed_with_a_reason_and_the_last_one_stays(desk):
    owner = make.member()
    packer = make.member(cooperative=owner.cooperative, role=Role.PACKER, phone="+84911111111")
    assert do(desk, owner, "remove").status_code == 200
    do(desk, packer, "appoint", reason="Chủ cũ đã mất")
    assert OwnerHandover.objects.get().reason == "Chủ cũ đã mất"
    do(desk, owner, "remove")
    owner.refresh_from_db()
    assert owner.is_active is False


def test_a_mandate_is_read_and_ended_at_once(desk):
    mandate = make.mandate(rights=["GOODS", "ORDERS"])
    assert listed(desk, Mandate) == [mandate]
    do_to_all(desk, [mandate], "end")
    mandate.refresh_from_db()
    assert (mandate.status, mandate.ended_by) == ("ENDED", f"user:{desk.user.pk}")
    assert listed(desk, Mandate) == []


@pytest.mark.parametrize("model", [User, CooperativeMember, Mandate])
def test_lists_of_people_cost_the_same_for_one_and_for_three(desk, model, django_assert_num_queries):
    def another():
        make.user()
        make.mandate()

    another()
    desk.get(page(model, "changelist"))
    with django_assert_num_queries(STATEMENTS[model]):
        desk.get(page(model, "changelist"))
    another()
    another()
    with django_assert_num_queries(STATEMENTS[model]):
        desk.get(page(model, "changelist"))


STATEMENTS = {User: 6, CooperativeMember: 6, Mandate: 6}
