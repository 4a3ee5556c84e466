"""Members, mandates and standings in the API: what is answered to whom, in how many statements."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.account.tokens import tokens
from marketplace.cooperative.api.authentication import authenticate
from marketplace.cooperative.models import CooperativeMember, Mandate
from marketplace.cooperative.services import make_link
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.core.jobs import run_due
from marketplace.graphql.ids import to_global_id
from marketplace.graphql.view import TokenError
from marketplace.notification import services
from marketplace.notification.models import Message
from tests import factories as make
from tests.asking import ask, gid, nodes, refused, statements

pytestmark = pytest.mark.django_db
STAFF = Actor(ActorKind.STAFF, user_id=1, permissions=frozenset({"MANAGE_USERS"}))

MINE = """{ myCooperatives { cooperative { slug } role rights mandate { id until status isLive }
  member { name role } handover { id stays giver { name } taker { name } } } }"""
PEOPLE = """query ($id: ID!) { cooperative(id: $id) {
  members(first: 10) { edges { node { name phone role rights hasAccount cooperative { slug } } } }
  mandates(first: 10) { edges { node { helperName helperPhone rights until status isLive byHelper
    cooperative { slug } } } } } }"""


def call(name, arguments, actor, payload):
    """One mutation with literal arguments; its payload."""
    text = f"mutation {{ {name}{arguments} {{ {payload} errors {{ field code message }} }} }}"
    return ask(text, actor)[name]


def codes(answer):
    return [(each["code"], each["field"]) for each in answer["errors"]]


def test_one_person_sees_the_cooperatives_they_may_act_for_by_name():
    user = make.user()
    chai = make.member(user=user, cooperative=make.cooperative(name="B chài"), role="PACKER", name="Lan")
    help_ = make.mandate(helper=make.helper(user=user), cooperative=make.cooperative(name="A bản"))
    found = ask(MINE, authenticate_user(user))["myCooperatives"]
    assert found == [
        {
            "cooperative": {"slug": help_.cooperative.slug},
            "role": None,
            "rights": ["ORDERS"],
            "mandate": {
                "id": to_global_id("CooperativeMandate", help_.pk),
                "until": help_.until.isoformat(),
                "status": "ACTIVE",
                "isLive": True,
            },
            "member": None,
            "handover": None,
        },
        {
            "cooperative": {"slug": chai.cooperative.slug},
            "role": "PACKER",
            "rights": ["ORDERS"],
            "mandate": None,
            "member": {"name": "Lan", "role": "PACKER"},
            "handover": None,
        },
    ]


def authenticate_user(user):
    return authenticate(tokens().access(user))


@pytest.mark.parametrize("count", [1, 3])
def test_standings_and_mandates_take_as_many_statements_for_three_as_for_one(count):
    helper = make.helper()
    for _ in range(count):
        make.mandate(helper=helper)
    actor = make.acting(helper)
    assert len(ask(MINE, actor)["myCooperatives"]) == count
    # which cooperatives; the cooperatives; the mandates (a helper has no memberships and no offers to look for)
    assert statements(MINE, actor) == 3
    own = "{ myMandates { helperName rights status isLive cooperative { name } } }"
    # which, by date; the mandates with their cooperatives
    assert (len(ask(own, actor)["myMandates"]), statements(own, actor)) == (count, 2)


@pytest.mark.parametrize("count", [1, 3])
def test_members_and_helpers_are_listed_in_as_many_statements_for_three_as_for_one(count):
    owner = make.member()
    for place in range(1, count):
        make.member(cooperative=owner.cooperative, role="PACKER", phone=f"+8491111111{place}")
    for _ in range(count):
        make.mandate(grantor=owner)
    actor = make.acting(owner)
    found = ask(PEOPLE, actor, id=gid(owner.cooperative))["cooperative"]
    assert (len(nodes(found["members"])), len(nodes(found["mandates"]))) == (count, count)
    # the cooperative; its members; its mandates
    assert statements(PEOPLE, actor, id=gid(owner.cooperative)) == 3


def test_people_are_seen_by_who_looks_after_them_and_by_staff_alone():
    owner, stranger = make.member(), make.member()
    packer = make.member(cooperative=owner.cooperative, role="PACKER", phone="+84911111111")
    make.mandate(grantor=owner)
    key = gid(owner.cooperative)
    nothing = {"members": {"edges": []}, "mandates": {"edges": []}}
    assert ask(PEOPLE, make.acting(stranger), id=key)["cooperative"] == nothing
    for actor in (GUEST, make.acting(packer), make.acting(make.mandate(grantor=owner).helper)):
        messages = refused(PEOPLE, actor, id=key)
        assert len(messages) == 2
        assert all("SELLS_PEOPLE" in each for each in messages)
    assert len(nodes(ask(PEOPLE, STAFF, id=key)["cooperative"]["members"])) == 2


def test_permission_is_judged_before_anything_is_looked_at():
    text = 'mutation { cooperativeMemberInvite(input: {cooperative: "rubbish", name: "", phone: "", role: OWNER}) { errors { code } } }'
    packer = make.member(role="PACKER")
    for actor in (GUEST, make.acting(packer)):
        (message,) = refused(text, actor)
        assert "SELLS_PEOPLE" in message


def test_a_member_is_invited_and_comes_in_by_the_link_that_was_sent(mailbox):
    owner = make.member()
    answer = call(
        "cooperativeMemberInvite",
        f'(input: {{cooperative: "{gid(owner.cooperative)}", name: "Mẩy", phone: "0912345678", role: PACKER}})',
        make.acting(owner),
        "member { name phone role }",
    )
    assert answer == {"member": {"name": "Mẩy", "phone": "+84912345678", "role": "PACKER"}, "errors": []}
    run_due()
    run_due()
    (sent,) = mailbox
    assert sent.to == "+84912345678"
    secret = sent.body.rpartition("/")[2]
    opened = call("cooperativeLinkOpen", f'(token: "{secret}")', GUEST, "token cooperative { slug }")
    assert authenticate(opened["token"]).may_for(owner.cooperative_id, "ORDERS")
    assert Message.objects.get().recipient == f"member:{CooperativeMember.objects.get(name='Mẩy').pk}"


def test_a_helper_comes_in_by_the_link_that_was_sent_and_acts_for_the_cooperative(mailbox):
    owner = make.member()
    until = timezone.localdate() + timedelta(days=7)
    answer = call(
        "cooperativeMandatePropose",
        f'(input: {{cooperative: "{gid(owner.cooperative)}", name: "Máy", phone: "0912345678", rights: [ORDERS, GOODS], until: "{until}"}})',
        make.acting(owner),
        "mandate { helperName rights status isLive }",
    )
    assert answer["mandate"] == {
        "helperName": "Máy",
        "rights": ["GOODS", "ORDERS"],
        "status": "ACTIVE",
        "isLive": True,
    }
    run_due()
    (sent,) = mailbox
    secret = sent.body.rpartition("/")[2]
    opened = call("cooperativeLinkOpen", f'(token: "{secret}")', GUEST, "token cooperative { slug }")
    assert opened["cooperative"] == {"slug": owner.cooperative.slug}
    actor = authenticate(opened["token"])
    assert actor.may_for(owner.cooperative_id, "GOODS")
    assert not actor.may_for(owner.cooperative_id, "PEOPLE")


def test_a_helpers_link_without_a_mandate_today_leads_to_no_cooperative():
    secret = make_link(member=make.helper())
    opened = call("cooperativeLinkOpen", f'(token: "{secret}")', GUEST, "token cooperative { slug }")
    assert opened["cooperative"] is None
    assert ask(MINE, authenticate(opened["token"])) == {"myCooperatives": []}


def test_owners_are_asked_about_what_a_manager_proposes_and_about_offers(mailbox):
    owner = make.member()
    manager = make.member(cooperative=owner.cooperative, role="MANAGER", phone="+84911111111")
    until = timezone.localdate()
    call(
        "cooperativeMandatePropose",
        f'(input: {{cooperative: "{gid(owner.cooperative)}", name: "Máy", phone: "0912345678", rights: [ORDERS], until: "{until}"}})',
        make.acting(manager),
        "mandate { id }",
    )
    call(
        "cooperativeMandateOffer",
        f'(input: {{cooperative: "{gid(owner.cooperative)}", rights: [ORDERS], until: "{until}"}})',
        make.acting(make.helper()),
        "mandate { id }",
    )
    run_due()
    assert [each.to for each in mailbox] == [owner.phone, owner.phone]


def test_a_mandate_is_confirmed_ended_and_its_status_told():
    owner = make.member()
    made = make.mandate(grantor=owner, status="PROPOSED")
    key = to_global_id("CooperativeMandate", made.pk)
    told = "mandate { status isLive }"
    boss, helper = make.acting(owner), make.acting(made.helper)
    assert call("cooperativeMandateConfirm", f'(id: "{key}")', boss, told)["mandate"] == {
        "status": "ACTIVE",
        "isLive": True,
    }
    Mandate.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert ask("{ myMandates { status isLive } }", helper)["myMandates"] == [
        {"status": "EXPIRED", "isLive": False}
    ]
    assert call("cooperativeMandateEnd", f'(id: "{key}")', helper, told)["mandate"]["status"] == "ENDED"
    assert codes(call("cooperativeMandateEnd", f'(id: "{key}")', helper, told)) == [("ILLEGAL_STATUS", None)]


def test_ownership_is_offered_seen_and_accepted(mailbox):
    owner = make.member(name="Pao")
    taker = make.member(cooperative=owner.cooperative, role="PACKER", phone="+84911111111", name="Mua")
    member = to_global_id("CooperativeMember", taker.pk)
    offered = call(
        "cooperativeHandoverOffer", f'(member: "{member}")', make.acting(owner), "handover { id stays }"
    )
    run_due()
    assert [each.to for each in mailbox] == [taker.phone]
    seen = ask(MINE, make.acting(taker))["myCooperatives"][0]["handover"]
    assert seen == {
        "id": offered["handover"]["id"],
        "stays": False,
        "giver": {"name": "Pao"},
        "taker": {"name": "Mua"},
    }
    answer = call(
        "cooperativeHandoverAccept",
        f'(id: "{seen["id"]}")',
        make.acting(taker),
        "handover { taker { role } }",
    )
    assert answer == {"handover": {"taker": {"role": "OWNER"}}, "errors": []}
    assert ask(MINE, make.acting(owner))["myCooperatives"][0]["role"] == "MANAGER"


def test_refusals_have_a_code_a_field_and_words():
    owner = make.member()
    boss = make.acting(owner)
    mine, other = (
        to_global_id("CooperativeMember", owner.pk),
        to_global_id("CooperativeMember", make.member().pk),
    )
    assert codes(call("cooperativeMemberRemove", f'(id: "{mine}")', boss, "member { id }")) == [
        ("LAST_OWNER", "id")
    ]
    for verb in ("Remove", "SendLink", "SignOut"):
        answer = call(f"cooperativeMember{verb}", f'(id: "{other}")', boss, "member { id }")
        assert codes(answer) == [("NOT_FOUND", "id")]
    update = call("cooperativeMemberUpdate", f'(id: "{other}", input: {{name: "x"}})', boss, "member { id }")
    assert codes(update) == [("NOT_FOUND", "id")]
    wrong = call("cooperativeMandateConfirm", '(id: "rubbish")', boss, "mandate { id }")
    assert codes(wrong) == [("INVALID", "id")]
    appointed = call("cooperativeOwnerAppoint", f'(member: "{mine}", reason: "x")', STAFF, "handover { id }")
    assert codes(appointed) == [("UNIQUE", "member")]


def test_signing_out_everywhere_ends_the_token_it_was_called_with():
    member = make.member()
    token = tokens().member(member.pk, member.token_key)
    assert call("cooperativeSignOutEverywhere", "", authenticate(token), "") == {"errors": []}
    with pytest.raises(TokenError):
        authenticate(token)


@pytest.fixture
def mailbox(monkeypatch):
    """The texts that were handed over."""
    texts = []

    class Kept:
        def send(self, text):
            texts.append(text)

    monkeypatch.setattr(services, "messenger", Kept)
    return texts
