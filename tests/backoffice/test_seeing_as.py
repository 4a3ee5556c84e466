"""Staff see as a cooperative: by a link that opens once, half an hour long, everything to read and nothing to change."""

from collections import Counter
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import transaction
from django.utils import timezone

from marketplace.account.tokens import VIEWER, VIEWER_LIFE, tokens
from marketplace.cooperative.api.authentication import authenticate
from marketplace.cooperative.errors import CooperativeNotFound, LinkSpent
from marketplace.cooperative.events import ViewingEnded
from marketplace.cooperative.models import Viewing
from marketplace.cooperative.rights import RIGHTS
from marketplace.cooperative.services import end_viewing, offer_viewing, open_link
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.core.errors import DomainError, NotFound, PermissionDenied, ReadOnly
from marketplace.core.events import emit
from marketplace.core.models import Event
from marketplace.graphql.ids import to_global_id
from marketplace.graphql.sources import mounted
from marketplace.graphql.view import TokenError
from tests import factories as make
from tests.backoffice.office import do, of_someone_who_may, said
from tests.isolation.actors import Caller
from tests.isolation.asking import ask
from tests.isolation.calls import calls
from tests.isolation.classes import SCHEMA

pytestmark = pytest.mark.django_db
SELLERS = [
    name
    for name in SCHEMA.mutation_type.fields
    if any(
        word.startswith("SELLS_")
        for word in mounted(SCHEMA.mutation_type.graphene_type)[name][1].permission.names
    )
]
OPEN = "mutation ($token: String!) { answer: cooperativeLinkOpen(token: $token) { token readsOnly cooperative { id } errors { code } } }"


def minh(**columns):
    """Somebody of the staff who may see as cooperatives."""
    return of_someone_who_may("IMPERSONATE_USER", "MANAGE_USERS", **columns)


def acting(client):
    permissions = frozenset({"IMPERSONATE_USER"})
    return Actor(ActorKind.STAFF, user_id=client.user.pk, permissions=permissions)


def link(client, shop, reason="Họ hỏi vì sao không thấy đơn"):
    told = said(do(client, shop, "see_as", reason=reason))
    return (
        next(each for each in reversed(told) if "/ban-hang/vao/" in each)
        .rpartition("/ban-hang/vao/")[2]
        .partition("<")[0]
    )


@pytest.fixture
def seen():
    """(shop, client, the actor who looks)."""
    shop, client = make.cooperative(), minh()
    answer = ask(OPEN, Caller("guest", GUEST), token=link(client, shop)).data["answer"]
    assert answer["readsOnly"] is True
    return shop, client, authenticate(answer["token"])


def test_the_link_opens_once_and_each_step_is_written_down(seen):
    shop, client, actor = seen
    viewing = Viewing.objects.get()
    assert (viewing.cooperative, viewing.user, viewing.reason) == (
        shop,
        client.user,
        "Họ hỏi vì sao không thấy đơn",
    )
    assert (actor.key, actor.reads_only, actor.user_id) == (f"viewing:{viewing.pk}", True, None)
    assert (actor.permissions, actor.cooperatives[shop.pk].rights) == (frozenset(), RIGHTS)
    told = Event.objects.order_by("at").values_list("kind", "actor", "cooperative_id")
    assert list(told) == [
        ("ViewingOffered", f"user:{client.user.pk}", shop.pk),
        ("ViewingBegun", f"user:{client.user.pk}", shop.pk),
    ]


def test_a_link_opens_once_and_for_five_minutes():
    shop, client = make.cooperative(), minh()
    secret = link(client, shop)
    open_link(token=secret)
    with pytest.raises(LinkSpent):
        open_link(token=secret)
    late = link(client, shop)
    Viewing.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(LinkSpent):
        open_link(token=late)


def test_the_secret_is_kept_nowhere():
    shop, client = make.cooperative(), minh()
    secret = link(client, shop)
    assert secret not in str([*Viewing.objects.values(), *Event.objects.values()])


def test_no_mutation_is_open_to_who_only_looks(seen):
    """Those that a seller may call say READ_ONLY, those of staff that they are not allowed at all."""
    _shop, _client, actor = seen
    before, refused = everything(), Counter()
    for call in calls():
        given = call.variables(lambda path, name, call=call: to_global_id(call.kinds[path] or "Product", 1))
        answer = ask(call.text, Caller("looking", actor), **given)
        _python, stated = mounted(SCHEMA.mutation_type.graphene_type)[call.name]
        may = stated.permission.allows(actor)
        code = "READ_ONLY" if may else "PermissionDenied"
        assert [(each["path"], each["extensions"]["exception"]["code"]) for each in answer.errors] == [
            ([call.name], code)
        ]
        refused[code] += 1
    assert everything() == before
    assert refused.total() == len(SCHEMA.mutation_type.fields)
    assert refused["READ_ONLY"] > len(SELLERS) > 15


def everything():
    """Every row of each table, with all that is in it."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.managed
    }


def test_a_change_by_any_other_way_is_undone_where_it_is_told(seen):
    shop, _client, actor = seen
    with pytest.raises(ReadOnly), transaction.atomic():
        emit(ViewingEnded(shop.pk, 1), actor=actor)
    assert not Event.objects.filter(kind="ViewingEnded").exists()


def test_who_looks_reads_what_the_owner_reads(seen):
    shop, _client, actor = seen
    part = make.order(make.on_sale(cooperative=shop)).suborders.get()
    make.order(make.on_sale())
    text = """query ($id: ID!) { myCooperatives { role rights cooperative { id } }
        cooperative(id: $id) { suborders(first: 5) { edges { node { number } } } members(first: 5) { totalCount } } }"""
    told = ask(text, Caller("looking", actor), id=to_global_id("Cooperative", shop.pk))
    assert told.errors == []
    assert told.data["myCooperatives"] == [
        {"role": None, "rights": sorted(RIGHTS), "cooperative": {"id": to_global_id("Cooperative", shop.pk)}}
    ]
    assert [edge["node"]["number"] for edge in told.data["cooperative"]["suborders"]["edges"]] == [
        part.number
    ]


def test_another_cooperative_is_closed_to_who_looks(seen):
    _shop, _client, actor = seen
    other = make.order(make.on_sale()).suborders.get()
    text = "query ($id: ID!, $other: ID!) { suborder(id: $id) { number } cooperative(id: $other) { suborders(first: 1) { totalCount } } }"
    told = ask(
        text,
        Caller("looking", actor),
        id=to_global_id("Suborder", other.pk),
        other=to_global_id("Cooperative", other.cooperative_id),
    )
    assert told.data["suborder"] is None
    assert "1" not in str(told.data["cooperative"])


@pytest.mark.parametrize("change", ["ended", "switched off", "permission taken", "staff no more"])
def test_it_is_over_when_it_is_ended_or_who_looks_may_no_more(change):
    shop, client = make.cooperative(), minh()
    viewing = open_link(token=link(client, shop))
    token = tokens().viewer(viewing.pk)
    assert authenticate(token).reads_only
    if change == "ended":
        do(client, viewing, "end")
    elif change == "permission taken":
        client.user.user_permissions.clear()
    else:
        setattr(client.user, "is_active" if change == "switched off" else "is_staff", False)
        client.user.save()
    with pytest.raises(TokenError):
        authenticate(token)


def test_it_lasts_half_an_hour(seen):
    claims = tokens().read(tokens().viewer(1), VIEWER)
    assert claims["exp"] - claims["iat"] == VIEWER_LIFE.total_seconds() == 1800


def test_a_link_that_was_never_opened_is_no_key():
    shop, client = make.cooperative(), minh()
    link(client, shop)
    with pytest.raises(TokenError):
        authenticate(tokens().viewer(Viewing.objects.get().pk))


def test_it_is_offered_to_those_who_may_with_a_reason_and_for_a_cooperative_that_is():
    shop, client = make.cooperative(), minh()
    for wrong, error in (
        ({"actor": Actor(ActorKind.STAFF, user_id=client.user.pk)}, PermissionDenied),
        ({"cooperative_id": 999_999}, CooperativeNotFound),
        ({"reason": "  "}, DomainError),
    ):
        given = {"cooperative_id": shop.pk, "reason": "Xem", "actor": acting(client), **wrong}
        with pytest.raises(error):
            offer_viewing(**given)
    with pytest.raises(PermissionDenied):
        end_viewing(viewing_id=1, actor=Actor(ActorKind.STAFF, user_id=1))
    with pytest.raises(NotFound):
        end_viewing(viewing_id=999_999, actor=acting(client))
    assert (Viewing.objects.count(), Event.objects.count()) == (0, 0)
