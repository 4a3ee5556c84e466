import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from marketplace.account.errors import TokenRefused
from marketplace.account.services import grant
from marketplace.account.tokens import Tokens, _new_key
from marketplace.cooperative import queries
from marketplace.cooperative.errors import LinkSpent
from marketplace.cooperative.models import AccessLink, Cooperative
from marketplace.cooperative.rights import standing
from marketplace.cooperative.services import create_cooperative, make_link, open_link, update_cooperative
from marketplace.core.actor import GUEST, SYSTEM, Actor, ActorKind
from marketplace.core.errors import DomainError
from marketplace.site.models import SlugRedirect
from marketplace.site.queries import redirected
from tests import factories as make

TOKENS = Tokens(_new_key(), "https://api.example.com/graphql/")


@pytest.mark.django_db
def test_a_link_lets_its_member_in_once():
    member = make.member()
    token = make_link(member=member)
    assert open_link(token=token) == member
    for spent in (token, "unknown", ""):
        with pytest.raises(LinkSpent):
            open_link(token=spent)


@pytest.mark.django_db
def test_the_secret_of_a_link_is_not_stored():
    token = make_link(member=make.member())
    assert token not in str(AccessLink.objects.values().get())


@pytest.mark.django_db
def test_a_link_runs_out_and_dies_with_its_member():
    member = make.member()
    old = make_link(member=member, life=timedelta(seconds=-1))
    with pytest.raises(LinkSpent):
        open_link(token=old)
    token = make_link(member=member)
    member.is_active = False
    member.save()
    with pytest.raises(LinkSpent):
        open_link(token=token)
    assert AccessLink.objects.filter(used_at=None).count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_open_a_link_at_once_one_gets_in():
    token = make_link(member=make.member())
    gate = threading.Barrier(20)

    def enter(_):
        gate.wait()
        try:
            return open_link(token=token) and "in"
        except LinkSpent:
            return "out"
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        assert sorted(pool.map(enter, range(20))) == ["in"] + ["out"] * 19


@pytest.mark.django_db
def test_the_actor_of_a_users_token_may_act_for_their_cooperatives(django_assert_num_queries):
    user = make.user()
    mine = make.member(user=user, role="MANAGER")
    packing = make.member(user=user, role="PACKER")
    make.member(user=user, is_active=False)
    make.member(user=user, cooperative=make.cooperative(is_active=False))
    token = TOKENS.access(user)
    with django_assert_num_queries(1):
        actor = queries.actor_of(token, TOKENS)
    assert actor == Actor(
        ActorKind.USER,
        user_id=user.pk,
        cooperatives={mine.cooperative_id: standing("MANAGER"), packing.cooperative_id: standing("PACKER")},
    )


@pytest.mark.django_db
def test_the_actor_of_a_staff_token_has_todays_permissions(django_assert_num_queries):
    user = make.user(is_staff=True)
    token = TOKENS.access(user, ["MANAGE_ORDERS"])
    grant(user=user, permissions=["MANAGE_PRODUCTS"])
    with django_assert_num_queries(2):
        actor = queries.actor_of(token, TOKENS)
    assert (actor.kind, actor.permissions) == (ActorKind.STAFF, {"MANAGE_PRODUCTS"})


@pytest.mark.django_db
def test_the_actor_of_a_members_token_acts_for_one_cooperative_and_is_nobodys_account(
    django_assert_num_queries,
):
    member = make.member(user=make.user())
    token = TOKENS.member(member.pk, member.token_key)
    with django_assert_num_queries(1):
        actor = queries.actor_of(token, TOKENS)
    assert actor == Actor(
        ActorKind.USER, member_id=member.pk, cooperatives={member.cooperative_id: standing("OWNER")}
    )
    assert actor.key == f"member:{member.pk}"


@pytest.mark.django_db
def test_tokens_die_with_their_key_their_member_and_their_cooperative():
    member, user = make.member(), make.user()
    for change in (
        lambda: setattr(member, "token_key", "another"),
        lambda: setattr(member, "is_active", False),
    ):
        token = TOKENS.member(member.pk, member.token_key)
        change()
        member.save()
        with pytest.raises(TokenRefused):
            queries.actor_of(token, TOKENS)
    token = TOKENS.access(user)
    type(user).objects.update(is_active=False)
    for each in (token, TOKENS.refresh(user), "rubbish"):
        with pytest.raises(TokenRefused):
            queries.actor_of(each, TOKENS)


@pytest.mark.django_db
def test_a_cooperatives_place_and_keys_follow_from_what_is_given():
    made = create_cooperative(name="HTX Đồi Chè", commune_code="02761")
    assert (made.slug, made.name_folded, made.legal_name) == ("htx-doi-che", "htx doi che", "HTX Đồi Chè")
    assert (made.commune_name, made.province_code) == ("Xã Mường Khương", "15")
    with pytest.raises(DomainError) as caught:
        create_cooperative(name="X", commune_code="99999")
    assert caught.value.field == "commune_code"


@pytest.mark.django_db
def test_a_renamed_slug_leads_on_for_ever_and_nobody_else_gets_it():
    made = create_cooperative(name="Đồi Chè", commune_code="02761")
    update_cooperative(cooperative=made, slug="doi-che-xanh", name="Đồi Chè Xanh")
    update_cooperative(cooperative=made, slug="che-xanh")
    assert [redirected("cooperative", each) for each in ("doi-che", "doi-che-xanh")] == [made.pk, made.pk]
    assert create_cooperative(name="Đồi Chè", commune_code="02761").slug == "doi-che-2"
    update_cooperative(cooperative=made, slug="doi-che")
    assert made.slug == "doi-che"
    assert set(SlugRedirect.objects.values_list("old_slug", flat=True)) == {"doi-che-xanh", "che-xanh"}


@pytest.mark.django_db
def test_cooperatives_are_found_by_name_place_and_old_district_without_marks():
    made = create_cooperative(name="HTX Nương Mây", commune_code="02683")
    create_cooperative(name="HTX Suối Đá", commune_code="02839")
    found = {
        text: set(queries.matching(Cooperative.objects.all(), text))
        for text in ("nuong may", "BÁT xát", "lao")
    }
    assert found["nuong may"] == found["BÁT xát"] == {made}
    assert len(found["lao"]) == 2
    assert queries.matching(Cooperative.objects.all(), "may nuong bat xat").get() == made


@pytest.mark.django_db
def test_cooperatives_near_a_point_are_those_within_the_radius():
    sa_pa = make.cooperative(latitude="22.33640", longitude="103.84380")
    lao_cai = make.cooperative(latitude="22.48560", longitude="103.97070")
    make.cooperative()
    # Sa Pa market square to Lào Cai station: 21.1 km on the sphere
    found = queries.near(Cooperative.objects.all(), latitude=22.3364, longitude=103.8438).order_by(
        "distance_km"
    )
    assert [(each.pk, round(each.distance_km, 1)) for each in found] == [(sa_pa.pk, 0.0), (lao_cai.pk, 21.1)]
    near_by = queries.near(Cooperative.objects.all(), latitude=22.3364, longitude=103.8438, radius_km=20)
    assert list(near_by) == [sa_pa]


@pytest.mark.django_db
def test_a_closed_cooperative_opens_on_the_day_it_named():
    today = timezone.localdate()
    shut = make.cooperative(closed_until=today + timedelta(days=1))
    back = make.cooperative(closed_until=today)
    off = make.cooperative(is_active=False)
    assert queries.closed_now([shut.pk, back.pk, off.pk]) == {shut.pk, off.pk}
    assert today > date(2026, 1, 1)


@pytest.mark.django_db
def test_switched_off_cooperatives_are_seen_by_their_members_and_by_staff():
    off, on = make.cooperative(is_active=False), make.cooperative()
    member = Actor(ActorKind.USER, member_id=1, cooperatives={off.pk: standing("OWNER")})
    assert set(queries.visible_to(GUEST)) == {on}
    assert set(queries.visible_to(member)) == {off, on}
    assert set(queries.visible_to(SYSTEM)) == {off, on}
