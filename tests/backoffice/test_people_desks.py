"""Accounts, members, mandates: switched off, signed out, given another number, ended; by the services."""

import pytest
from django.test import Client
from django.urls import reverse

from marketplace.account.models import User
from marketplace.account.services import end_all_tokens
from marketplace.cooperative.models import CooperativeMember, Mandate, OwnerHandover, Role
from marketplace.core.actor import SYSTEM
from marketplace.core.models import Event
from tests import factories as make
from tests.backoffice.office import do, do_to_all, listed, of_someone_who_may, page

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
    lan = make.user(email="lan@example.com", phone="+84912345678", search_folded="nguyen thi lan")
    for typed in ("Nguyễn Lan", "0912 345 678", "LAN@example.com"):
        assert listed(desk, User, q=typed) == [lan], typed


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
