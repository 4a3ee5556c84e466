"""Opening a shop: begun, filled in, submitted, let in or not, suspended."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from marketplace.catalog import queries as catalog
from marketplace.content.services import edit_page
from marketplace.cooperative.models import Cooperative, CooperativeKind
from marketplace.cooperative.services import update_cooperative
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.core.errors import DomainError, DomainErrors
from marketplace.core.jobs import run_due
from marketplace.core.models import Event, Job
from marketplace.core.moves import IllegalMove
from marketplace.oversight import services
from marketplace.oversight.errors import CooperativeNotFound, ReasonMissing, RulesChanged
from marketplace.oversight.models import Application, OpeningEntry, Paper, RulesAcceptance, WantedStep
from marketplace.oversight.queries import checklists
from marketplace.warehouse.models import Warehouse
from tests import factories as make
from tests.oversight.people import (
    MINH,
    acting,
    begun,
    filled,
    give,
    opened,
    rules,
    services_wanted,
    submitted,
)

pytestmark = pytest.mark.django_db


def steps(shop):
    shop.refresh_from_db()
    return {
        each.paper_kind.slug if each.paper_kind else each.step: str(each.state)
        for each in checklists([shop])[shop.pk]
    }


def test_whoever_begins_a_shop_owns_it_and_nothing_of_it_is_on_sale():
    shop, _owner = begun()
    member = shop.members.get()
    assert (shop.opening_status, shop.is_active, shop.legal_name) == ("DRAFT", False, "")
    assert (member.role, member.phone, member.user_id is not None) == ("OWNER", "+84912345678", True)
    assert OpeningEntry.objects.get().status == "DRAFT"


def test_the_same_form_sent_twice_begins_one_shop_and_too_many_are_refused():
    shop, owner = begun()
    assert begun(user=shop.members.get().user)[0] == shop
    for number in range(4):
        begun(user=shop.members.get().user, name=f"HTX {number}")
    with pytest.raises(DomainError) as refused:
        begun(user=shop.members.get().user, name="HTX thứ sáu")
    assert (refused.value.field, Cooperative.objects.count(), owner.user_id) == (
        "name",
        5,
        shop.members.get().user_id,
    )


def test_guests_and_members_who_came_by_a_link_have_no_account_to_open_a_shop_with():
    member = make.member()
    by_link = Actor(ActorKind.USER, member_id=member.pk)
    for actor in (GUEST, by_link):
        with pytest.raises(DomainError) as refused:
            services.apply(name="HTX", kind=CooperativeKind.COOPERATIVE, commune_code="02761", actor=actor)
        assert refused.value.field == "name"


def test_staff_begin_a_shop_for_somebody_whom_they_name_and_can_call():
    given = {"name": "HTX", "kind": CooperativeKind.COOPERATIVE, "commune_code": "02761", "actor": MINH}
    with pytest.raises(DomainError) as refused:
        services.apply(**given)
    assert (refused.value.code, refused.value.field) == ("REQUIRED", "owner_name")
    shop = services.apply(**given, phone="0912345678", owner_name="Bà Mỷ")
    assert (shop.members.get().name, shop.members.get().user) == ("Bà Mỷ", None)


def test_a_checklist_is_what_the_operator_asks_of_the_kind_of_seller():
    rules()
    shop, _owner = begun()
    assert steps(shop) == {
        "LEGAL_NAME": "MISSING",
        "TAX_CODE": "MISSING",
        "RESPONSIBLE_PERSON": "MISSING",
        "dang-ky": "MISSING",
        "BANK_ACCOUNT": "MISSING",
        "PICKUP_ADDRESS": "MISSING",
        "RULES": "MISSING",
    }
    group, _owner = begun(kind=CooperativeKind.COOPERATIVE_GROUP, name="Tổ hợp tác")
    assert {"hop-dong-hop-tac", "can-cuoc"} <= steps(group).keys()
    WantedStep.objects.filter(kind="COOPERATIVE").exclude(step="TAX_CODE").delete()
    assert steps(shop) == {"TAX_CODE": "MISSING"}


def test_what_is_filled_in_is_kept_one_way_and_seen_in_the_checklist():
    shop, _owner = filled()
    assert steps(shop) == {
        "LEGAL_NAME": "DONE",
        "TAX_CODE": "DONE",
        "RESPONSIBLE_PERSON": "DONE",
        "dang-ky": "GIVEN",
        "BANK_ACCOUNT": "GIVEN",
        "PICKUP_ADDRESS": "DONE",
        "RULES": "DONE",
    }
    assert (shop.tax_code, shop.bank_account_number, shop.bank_account_name) == (
        "5300123467",
        "000012345678",
        "HTX MOI MO",
    )
    place = Warehouse.objects.get(cooperative=shop).address
    assert (place.street_address_1, place.commune_code, place.country_area) == (
        "Thôn 2",
        "02761",
        "Tỉnh Lào Cai",
    )


def test_a_second_address_moves_the_same_warehouse():
    shop, owner = filled()
    services.fill_in(cooperative_id=shop.pk, actor=owner, pickup_street="Thôn 5")
    place = Warehouse.objects.get(cooperative=shop).address
    assert (place.street_address_1, place.commune_code) == ("Thôn 5", "02761")


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_kept():
    shop, owner = begun()
    wrong = {
        "tax_code": "5300123460",
        "responsible_phone": "12",
        "bank_bin": "123456",
        "bank_account_number": "1",
        "pickup_commune_code": "99999",
        "name": "",
        "legal_name": "Tên đúng",
    }
    with pytest.raises(DomainErrors) as refused:
        services.fill_in(cooperative_id=shop.pk, actor=owner, **wrong)
    assert sorted(each.field for each in refused.value.errors) == sorted(wrong.keys() - {"legal_name"})
    shop.refresh_from_db()
    assert shop.legal_name == ""


def test_a_shop_with_gaps_is_not_submitted_and_is_told_each_gap():
    rules()
    shop, owner = begun()
    services.fill_in(cooperative_id=shop.pk, actor=owner, legal_name="Hợp tác xã")
    with pytest.raises(DomainErrors) as refused:
        services.submit(cooperative_id=shop.pk, actor=owner)
    assert [(each.code, each.field) for each in refused.value.errors] == [
        ("REQUIRED", "tax_code"),
        ("REQUIRED", "responsible_person"),
        ("REQUIRED", "paper"),
        ("REQUIRED", "bank_account"),
        ("REQUIRED", "pickup_address"),
        ("REQUIRED", "rules"),
    ]


def test_rules_are_accepted_in_the_version_in_force_and_asked_anew_when_they_change():
    shop, owner = filled()
    accepted = RulesAcceptance.objects.get()
    assert (accepted.version.number, accepted.actor) == (2, owner.key)
    edit_page(page_id=accepted.version.page_id, actor=MINH, title="Quy chế mới")
    assert steps(shop)["RULES"] == "MISSING"
    with pytest.raises(RulesChanged):
        services.accept_rules(cooperative_id=shop.pk, version=2, actor=owner)
    services.accept_rules(cooperative_id=shop.pk, version=3, actor=owner)
    services.accept_rules(cooperative_id=shop.pk, version=3, actor=owner)
    assert (steps(shop)["RULES"], RulesAcceptance.objects.count()) == ("DONE", 2)


def test_what_staff_look_at_does_not_change_under_their_eyes():
    shop, owner = submitted()
    with pytest.raises(IllegalMove):
        services.fill_in(cooperative_id=shop.pk, actor=owner, legal_name="Tên khác")
    with pytest.raises(IllegalMove):
        services.submit(cooperative_id=shop.pk, actor=owner)


def test_a_shop_is_let_in_when_its_account_is_confirmed():
    shop, _owner = submitted()
    with pytest.raises(DomainErrors) as refused:
        services.approve(cooperative_id=shop.pk, actor=MINH)
    assert refused.value.field == "bank_account"
    services.confirm_bank_account(cooperative_id=shop.pk, actor=MINH)
    services.approve(cooperative_id=shop.pk, actor=MINH)
    shop.refresh_from_db()
    assert (shop.opening_status, shop.is_active) == ("APPROVED", True)
    assert set(Paper.objects.values_list("status", flat=True)) == {"ACCEPTED"}
    assert set(steps(shop).values()) == {"DONE"}
    assert list(OpeningEntry.objects.order_by("pk").values_list("status", "actor")) == [
        ("DRAFT", f"user:{shop.members.get().user_id}"),
        ("SUBMITTED", f"user:{shop.members.get().user_id}"),
        ("APPROVED", MINH.key),
    ]


def test_another_account_than_the_confirmed_one_is_not_confirmed():
    shop, _owner = submitted()
    services.confirm_bank_account(cooperative_id=shop.pk, actor=MINH)
    assert steps(shop)["BANK_ACCOUNT"] == "DONE"
    update_cooperative(cooperative=shop, bank_account_number="999999")
    assert steps(shop)["BANK_ACCOUNT"] == "GIVEN"


def test_more_is_asked_for_and_given():
    shop, owner = submitted()
    with pytest.raises(ReasonMissing):
        services.ask_more(cooperative_id=shop.pk, reason="  ", actor=MINH)
    services.ask_more(cooperative_id=shop.pk, reason="Ảnh bị mờ.", actor=MINH)
    assert Application.objects.get().reason == "Ảnh bị mờ."
    services.fill_in(cooperative_id=shop.pk, actor=owner, legal_name="Hợp tác xã Mới Mở hơn")
    services.submit(cooperative_id=shop.pk, actor=owner)
    shop.refresh_from_db()
    assert shop.opening_status == "SUBMITTED"


def test_a_refused_shop_has_the_reason_and_can_be_asked_again_by_staff_only():
    shop, owner = submitted()
    services.refuse(cooperative_id=shop.pk, reason="Giấy tờ của người khác.", actor=MINH)
    with pytest.raises(IllegalMove):
        services.submit(cooperative_id=shop.pk, actor=owner)
    services.ask_more(cooperative_id=shop.pk, reason="Gửi lại bản của mình.", actor=MINH)
    services.submit(cooperative_id=shop.pk, actor=owner)


def test_only_staff_with_the_permission_decide():
    shop, owner = submitted()
    others = (owner, Actor(ActorKind.STAFF, user_id=1, permissions=frozenset({"MANAGE_ORDERS"})), GUEST)
    decisions = (
        lambda actor: services.approve(cooperative_id=shop.pk, actor=actor),
        lambda actor: services.refuse(cooperative_id=shop.pk, reason="x", actor=actor),
        lambda actor: services.ask_more(cooperative_id=shop.pk, reason="x", actor=actor),
        lambda actor: services.confirm_bank_account(cooperative_id=shop.pk, actor=actor),
        lambda actor: services.announce_suspension(cooperative_id=shop.pk, reason="x", actor=actor),
        lambda actor: services.withdraw_suspension(cooperative_id=shop.pk, actor=actor),
        lambda actor: services.reinstate(cooperative_id=shop.pk, actor=actor),
    )
    for actor in others:
        for decide in decisions:
            with pytest.raises(CooperativeNotFound):
                decide(actor)


@pytest.mark.parametrize("role", ["PACKER", "ACCOUNTANT"])
def test_people_without_the_right_and_people_of_other_shops_fill_nothing_in(role):
    shop, _owner = begun()
    for actor in (acting(shop, role), acting(make.cooperative())):
        with pytest.raises(CooperativeNotFound):
            services.fill_in(cooperative_id=shop.pk, actor=actor, legal_name="Khác")
        with pytest.raises(CooperativeNotFound):
            services.submit(cooperative_id=shop.pk, actor=actor)
        with pytest.raises(CooperativeNotFound):
            services.accept_rules(cooperative_id=shop.pk, version=1, actor=actor)


def test_goods_are_on_sale_only_while_the_shop_is_approved():
    shop, _owner = submitted()
    tea = make.on_sale(cooperative=shop).product

    def seen():
        return catalog.on_sale(make.channel().pk).filter(pk=tea.pk).exists()

    assert not seen()
    services.confirm_bank_account(cooperative_id=shop.pk, actor=MINH)
    services.approve(cooperative_id=shop.pk, actor=MINH)
    assert seen()


def test_an_unapproved_shop_can_be_switched_on_by_nobody():
    shop, _owner = begun()
    with pytest.raises(DomainError) as refused:
        update_cooperative(cooperative=shop, is_active=True)
    assert refused.value.field == "is_active"
    with pytest.raises(IntegrityError), transaction.atomic():
        Cooperative.objects.filter(pk=shop.pk).update(is_active=True)


def test_a_suspension_is_announced_five_days_before_and_comes_by_itself():
    shop, _owner = opened()
    services.announce_suspension(cooperative_id=shop.pk, reason="Nhiều khiếu nại.", actor=MINH)
    due = Job.objects.get(reaction__endswith="suspend_when_due")
    assert timedelta(days=4, hours=23) < due.run_after - timezone.now() <= timedelta(days=5)
    run_due()
    shop.refresh_from_db()
    assert shop.is_active
    Job.objects.filter(pk=due.pk).update(run_after=timezone.now())
    run_due()
    shop.refresh_from_db()
    assert (shop.opening_status, shop.is_active) == ("SUSPENDED", False)
    assert Application.objects.get().reason == "Nhiều khiếu nại."
    services.suspend_when_due(**due.arguments)  # safe to run twice
    services.reinstate(cooperative_id=shop.pk, actor=MINH)
    shop.refresh_from_db()
    assert (shop.opening_status, shop.is_active) == ("APPROVED", True)
    assert Event.objects.filter(kind="ShopSuspended").count() == 1


def test_a_suspension_that_was_taken_back_does_not_come():
    shop, _owner = opened()
    services.announce_suspension(cooperative_id=shop.pk, reason="Nhiều khiếu nại.", actor=MINH)
    with pytest.raises(IllegalMove):
        services.announce_suspension(cooperative_id=shop.pk, reason="Nữa.", actor=MINH)
    services.withdraw_suspension(cooperative_id=shop.pk, actor=MINH)
    with pytest.raises(IllegalMove):
        services.withdraw_suspension(cooperative_id=shop.pk, actor=MINH)
    Job.objects.filter(reaction__endswith="suspend_when_due").update(run_after=timezone.now())
    run_due()
    shop.refresh_from_db()
    assert (shop.opening_status, shop.is_active) == ("APPROVED", True)


def test_a_shop_from_before_there_were_openings_can_be_suspended_too():
    old = make.cooperative()
    services.announce_suspension(cooperative_id=old.pk, reason="Giấy tờ hết hạn.", actor=MINH)
    assert Application.objects.get().suspends_at is not None


def test_checklists_of_three_shops_take_as_many_statements_as_of_one(django_assert_num_queries):
    rules()
    shops = [begun(name=f"HTX {number}")[0] for number in range(3)]
    for shop in shops:
        give(shop, acting(shop), services_wanted(shop)[0])
    with django_assert_num_queries(6):
        checklists(shops[:1])
    with django_assert_num_queries(6):
        checklists(shops)
