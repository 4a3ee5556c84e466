"""Mandates: who proposes, who confirms, what they lend and when they end; every act says who, for whom, under which."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.account.errors import TokenRefused
from marketplace.cooperative import services
from marketplace.cooperative.errors import AlreadyThere, CooperativeNotFound, OutOfScope, TooMany
from marketplace.cooperative.models import CooperativeMember, Helper, Mandate
from marketplace.cooperative.queries import actor_of
from marketplace.cooperative.rights import standing
from marketplace.core.actor import GUEST, Actor, ActorKind, Standing
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.models import Event
from marketplace.core.moves import IllegalMove
from marketplace.order import services as orders
from marketplace.order.errors import SuborderNotFound
from tests import factories as make
from tests.asking import ask, gid, statements

pytestmark = pytest.mark.django_db


def tomorrow(days=1):
    return timezone.localdate() + timedelta(days=days)


def propose(by, rights=("ORDERS",), phone="0912 345 678", until=None, name="Giàng Thị Máy"):
    return services.propose_mandate(
        cooperative_id=by.cooperative_id,
        name=name,
        phone=phone,
        rights=rights,
        until=until or tomorrow(),
        actor=make.acting(by),
    )


def test_what_an_owner_proposes_counts_at_once():
    owner = make.member()
    made = propose(owner, rights=("ORDERS", "GOODS"))
    assert (made.status, made.rights, made.grantor, made.by_helper) == (
        "ACTIVE",
        ["GOODS", "ORDERS"],
        owner,
        False,
    )
    assert make.acting(made.helper).cooperatives == {
        owner.cooperative_id: Standing(frozenset({"GOODS", "ORDERS"}), "HELPER", made.pk)
    }


def test_what_a_manager_proposes_waits_for_an_owner():
    owner = make.member()
    manager = make.member(cooperative=owner.cooperative, role="MANAGER", phone="+84911111111")
    made = propose(manager)
    assert (made.status, make.acting(made.helper).cooperatives) == ("PROPOSED", {})
    with pytest.raises(OutOfScope):
        services.confirm_mandate(mandate_id=made.pk, actor=make.acting(manager))
    services.confirm_mandate(mandate_id=made.pk, actor=make.acting(owner))
    assert make.acting(made.helper).may_for(owner.cooperative_id, "ORDERS")


def test_nobody_lends_people_nor_what_they_lack_nor_without_the_right():
    owner = make.member()
    packer = make.member(cooperative=owner.cooperative, role="PACKER", phone="+84911111111")
    with pytest.raises(OutOfScope):
        propose(owner, rights=("ORDERS", "PEOPLE"))
    with pytest.raises(OutOfScope):
        propose(owner, rights=("EVERYTHING",))
    with pytest.raises(CooperativeNotFound):
        propose(packer)
    helper = propose(owner, rights=("ORDERS", "MONEY", "GOODS", "SHOP")).helper
    with pytest.raises(CooperativeNotFound):
        services.propose_mandate(
            cooperative_id=owner.cooperative_id,
            name="B",
            phone="0913333333",
            rights=["ORDERS"],
            until=tomorrow(),
            actor=make.acting(helper),
        )


@pytest.mark.parametrize("days", [-1, 367])
def test_the_last_day_is_within_a_year(days):
    with pytest.raises(DomainError) as caught:
        propose(make.member(), until=tomorrow(days))
    assert (caught.value.code, caught.value.field) == ("INVALID", "until")


def test_what_is_missing_is_said():
    owner = make.member()
    for given, code, field in (
        ({"rights": ()}, "REQUIRED", "rights"),
        ({"name": " "}, "REQUIRED", "name"),
        ({"phone": "1"}, "INVALID", "phone"),
    ):
        with pytest.raises(DomainError) as caught:
            propose(owner, **given)
        assert (caught.value.code, caught.value.field) == (code, field)


def test_a_member_needs_no_mandate_and_a_person_is_proposed_once():
    owner = make.member(phone="+84912345678")
    with pytest.raises(AlreadyThere):
        propose(owner)
    manager = make.member(cooperative=owner.cooperative, role="MANAGER", phone="+84911111111")
    propose(manager, phone="0913333333")
    with pytest.raises(AlreadyThere):
        propose(manager, phone="0913333333")


def test_a_new_mandate_takes_the_place_of_the_one_before():
    owner = make.member()
    first, second = propose(owner), propose(owner, rights=("GOODS",), until=tomorrow(30))
    assert Mandate.objects.get(pk=first.pk).status == "ENDED"
    actor = make.acting(second.helper)
    assert not actor.may_for(owner.cooperative_id, "ORDERS")
    assert actor.may_for(owner.cooperative_id, "GOODS")


def test_a_mandate_ends_with_its_last_day(monkeypatch):
    mandate = make.mandate(until=timezone.localdate())
    assert make.acting(mandate.helper).sells_for(mandate.cooperative_id)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: mandate.until + timedelta(days=1))
    assert make.acting(mandate.helper).cooperatives == {}


def test_a_mandate_rests_while_its_grantor_may_not_what_it_lends():
    mandate = make.mandate(rights=["GOODS", "ORDERS"])
    other = make.member(cooperative=mandate.cooperative, phone="+84911111111")
    CooperativeMember.objects.filter(pk=mandate.grantor_id).update(role="PACKER")
    assert make.acting(mandate.helper).cooperatives[mandate.cooperative_id].rights == {"ORDERS"}
    CooperativeMember.objects.filter(pk=mandate.grantor_id).update(is_active=False)
    assert make.acting(mandate.helper).cooperatives == {}
    services.confirm_mandate(mandate_id=mandate.pk, actor=make.acting(other))
    assert make.acting(mandate.helper).cooperatives[mandate.cooperative_id].rights == {"GOODS", "ORDERS"}


def test_either_side_revokes_at_once_and_nobody_else():
    for side in ("helper", "grantor"):
        mandate = make.mandate()
        stranger = make.mandate()
        for other in (stranger.helper, stranger.grantor):
            with pytest.raises(NotFound):
                services.end_mandate(mandate_id=mandate.pk, actor=make.acting(other))
        before = make.acting(mandate.helper)
        assert before.sells_for(mandate.cooperative_id)
        services.end_mandate(mandate_id=mandate.pk, actor=make.acting(getattr(mandate, side)))
        assert make.acting(mandate.helper).cooperatives == {}
        with pytest.raises(IllegalMove):
            services.end_mandate(mandate_id=mandate.pk, actor=make.acting(mandate.grantor))
        with pytest.raises(IllegalMove):
            services.confirm_mandate(mandate_id=mandate.pk, actor=make.acting(mandate.grantor))


def test_one_helper_serves_five_shops_with_different_rights():
    helper = make.helper()
    mandates = [make.mandate(helper=helper, rights=[right]) for right in ("ORDERS", "GOODS", "MONEY", "SHOP")]
    mandates.append(make.mandate(helper=helper, rights=["ORDERS", "SHOP"]))
    actor = make.acting(helper)
    assert {pk: each.rights for pk, each in actor.cooperatives.items()} == {
        each.cooperative_id: set(each.rights) for each in mandates
    }
    assert (actor.helper_id, actor.member_id, actor.user_id) == (helper.pk, None, None)


def test_an_accounts_mandates_and_memberships_are_read_in_one_statement(django_assert_num_queries):
    user = make.user()
    helper = make.helper(user=user)
    helped = [make.mandate(helper=helper) for _ in range(3)]
    mine = [make.member(user=user, role="PACKER") for _ in range(2)]
    both = make.mandate(helper=helper, rights=["MONEY"])
    make.member(user=user, cooperative=both.cooperative, role="PACKER", phone="+84911111111")
    with django_assert_num_queries(1):
        actor = actor_of(make.TOKENS.access(user), make.TOKENS)
    assert actor.cooperatives == {
        **{each.cooperative_id: Standing(frozenset({"ORDERS"}), "HELPER", each.pk) for each in helped},
        **{each.cooperative_id: standing("PACKER") for each in mine},
        both.cooperative_id: standing("PACKER"),
    }


def test_a_helpers_token_dies_with_its_key():
    helper = make.mandate().helper
    make.acting(helper)
    services.sign_helper_out(helper=Helper.objects.get(pk=helper.pk))
    with pytest.raises(TokenRefused):
        make.acting(helper)


def test_a_switched_off_cooperative_lends_nothing():
    mandate = make.mandate()
    type(mandate.cooperative).objects.update(is_active=False)
    assert make.acting(mandate.helper).cooperatives == {}


def offer(actor, cooperative):
    return services.offer_help(
        cooperative_id=cooperative.pk, rights=["ORDERS"], until=tomorrow(), actor=actor
    )


def test_a_helper_offers_and_an_owner_confirms():
    owner, helper = make.member(), make.mandate().helper
    made = offer(make.acting(helper), owner.cooperative)
    assert (made.status, made.by_helper, made.name, made.proposed_by) == (
        "PROPOSED",
        True,
        "Giàng Thị Máy",
        f"helper:{helper.pk}",
    )
    with pytest.raises(NotFound):
        services.confirm_mandate(mandate_id=made.pk, actor=make.acting(helper))
    services.confirm_mandate(mandate_id=made.pk, actor=make.acting(owner))
    assert len(make.acting(helper).cooperatives) == 2


def test_a_helper_without_a_number_is_known_to_nobody_and_none_offers_without_end():
    user = make.user()
    actor = Actor(ActorKind.USER, user_id=user.pk)
    with pytest.raises(DomainError) as caught:
        offer(actor, make.cooperative())
    assert (caught.value.code, caught.value.field) == ("REQUIRED", "phone")
    helper = make.acting(make.helper())
    for _ in range(5):
        offer(helper, make.cooperative())
    with pytest.raises(TooMany):
        offer(helper, make.cooperative())
    with pytest.raises(CooperativeNotFound):
        offer(helper, make.cooperative(is_active=False))


def test_a_mandate_reaches_the_account_whose_number_is_confirmed_and_none_that_only_claims_it():
    known = make.user(phone="+84912345678", is_phone_confirmed=True)
    make.user(phone="+84913333333")
    owner = make.member()
    assert propose(owner).helper.user == known
    assert propose(owner, phone="0913333333").helper.user is None


def test_a_link_is_sent_to_the_helper_of_a_mandate_that_counts():
    mandate = make.mandate()
    services.send_helper_link(mandate_id=mandate.pk, actor=make.acting(mandate.grantor))
    assert Event.objects.filter(kind="MandateLinkAsked").count() == 1
    Mandate.objects.update(until=timezone.localdate() - timedelta(days=1))
    with pytest.raises(DomainError) as caught:
        services.send_helper_link(mandate_id=mandate.pk, actor=make.acting(mandate.grantor))
    assert caught.value.code == "ILLEGAL_STATUS"


def test_every_act_under_a_mandate_says_who_for_whom_and_under_which():
    part = make.order(make.on_sale()).suborders.get()
    mandate = make.mandate(cooperative=part.cooperative)
    orders.accept(suborder_id=part.pk, actor=make.acting(mandate.helper))
    event = Event.objects.get(kind="SuborderAccepted")
    assert (event.actor, event.for_whom, event.mandate_id) == (
        f"helper:{mandate.helper_id}",
        f"cooperative:{part.cooperative_id}",
        mandate.pk,
    )


def test_a_mandate_out_of_scope_ended_or_of_another_cooperative_does_not_work_an_order():
    part = make.order(make.on_sale()).suborders.get()
    for columns in (
        {"cooperative": part.cooperative, "rights": ["GOODS"]},
        {"cooperative": part.cooperative, "rights": ["MONEY"]},
        {"cooperative": part.cooperative, "status": "ENDED"},
        {"cooperative": part.cooperative, "until": timezone.localdate() - timedelta(days=1)},
        {"rights": ["ORDERS"]},
    ):
        actor = make.acting(make.mandate(**columns).helper)
        with pytest.raises(SuborderNotFound):
            orders.accept(suborder_id=part.pk, actor=actor)


HISTORY = "query ($id: ID!) { suborder(id: $id) { events { status by byHelper } } }"


def test_the_history_of_an_order_names_who_did_what_for_its_cooperative_and_nobody_else():
    part = make.order(make.on_sale()).suborders.get()
    owner = make.member(cooperative=part.cooperative, name="Pao")
    user = make.user(is_staff=True)
    packer = make.member(cooperative=part.cooperative, name="Mẩy", user=user, role="PACKER", phone="")
    mandate = make.mandate(grantor=owner, name="Máy")
    orders.accept(suborder_id=part.pk, actor=make.acting(mandate.helper))
    orders.pack(suborder_id=part.pk, actor=actor_of(make.TOKENS.access(user), make.TOKENS))
    orders.ship(suborder_id=part.pk, tracking_number="", carrier_name="", actor=make.acting(owner))
    services.end_mandate(mandate_id=mandate.pk, actor=make.acting(owner))
    services.remove_member(member_id=packer.pk, actor=make.acting(owner))
    told = [
        {"status": "WAITING", "by": None, "byHelper": False},
        {"status": "ACCEPTED", "by": "Máy", "byHelper": True},
        {"status": "PACKED", "by": "Mẩy", "byHelper": False},
        {"status": "SHIPPED", "by": "Pao", "byHelper": False},
    ]
    assert ask(HISTORY, make.acting(owner), id=gid(part))["suborder"]["events"] == told
    # the part; what happened; the helper; the members
    assert statements(HISTORY, make.acting(owner), id=gid(part)) == 4
    buyers = "query ($id: ID!) { order(id: $id) { suborders { events { by byHelper } } } }"
    seen = ask(buyers, GUEST, id=gid(part.order))["order"]["suborders"][0]["events"]
    assert seen == [{"by": None, "byHelper": False}] * 4
