"""Openings, papers, listings and take-downs over the API: who may, what is answered, in how many statements."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from marketplace.account.tokens import tokens
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.core.jobs import run_due
from marketplace.oversight import services
from marketplace.oversight.models import DataExport, Paper, PaperKind, TakeDown
from tests import factories as make
from tests.asking import ask, gid, nodes, refused, statements
from tests.oversight.people import (
    FILLED,
    MINH,
    PHOTO_OF_NOTHING,
    acting,
    begun,
    filled,
    give,
    good,
    looked_at,
    opened,
    rules,
    services_wanted,
    subject,
    submitted,
)

pytestmark = pytest.mark.django_db

ERRORS = "errors { field code step message }"
OPENING = """query ($id: ID!) { cooperative(id: $id) { opening { status reason legalName taxCode responsibleName
  bankBin bankAccountNumber pickupAddress { street communeCode commune province }
  steps { kind state pageSlug version paperKind { name } } papers { status kind { slug } url } history { status } } } }"""
QUEUE = """{ openings(first: 10, status: [SUBMITTED]) { totalCount edges { node { status cooperative { name }
  steps { kind state } papers { status kind { name } looks { by } } history { status by } pickupAddress { street } } } } }"""
REVIEWS = """query ($id: ID!) { cooperative(id: $id) { listingReviews(first: 10) { edges { node {
  status isPublished product { name } history { deed reason } } } } } }"""
WAITING = """{ listingsWaiting(first: 10) { edges { node { id submitted product { name } cooperative { name }
  history { deed reason by } } } } }"""


def do(text, actor, **variables):
    """The answer of a mutation's only field."""
    (answer,) = ask(text, actor, **variables).values()
    return answer


def codes(answer):
    return [(each["code"], each["field"]) for each in answer["errors"]]


def test_a_shop_is_opened_from_the_first_word_to_the_first_day_by_the_api():
    page = rules()
    user = make.user()
    person = Actor(ActorKind.USER, user_id=user.pk)
    begin = f"mutation ($input: OpeningApplyInput!) {{ openingApply(input: $input) {{ cooperative {{ id name }} {ERRORS} }} }}"
    made = do(begin, person, input={"name": "HTX Mới", "kind": "COOPERATIVE", "communeCode": "02761"})
    shop = user.memberships.get().cooperative
    assert made == {"cooperative": {"id": gid(shop), "name": "HTX Mới"}, "errors": []}
    owner = acting(shop, user=user)
    fill = f"mutation ($id: ID!, $input: OpeningUpdateInput!) {{ openingUpdate(cooperative: $id, input: $input) {{ {ERRORS} }} }}"
    camel = {"".join([head, *(each.title() for each in tail)]): text for text, (head, *tail) in (
        (text, name.split("_")) for name, text in FILLED.items())}  # fmt: skip
    assert do(fill, owner, id=gid(shop), input=camel) == {"errors": []}
    give(shop, owner, services_wanted(shop)[0])
    read = f"mutation ($id: ID!, $version: Int!) {{ openingRulesAccept(cooperative: $id, version: $version) {{ {ERRORS} }} }}"
    assert codes(do(read, owner, id=gid(shop), version=7)) == [("RULES_CHANGED", "version")]
    assert codes(do(read, owner, id=gid(shop), version=2)) == []
    send = f"mutation ($id: ID!) {{ openingSubmit(cooperative: $id) {{ cooperative {{ opening {{ status }} }} {ERRORS} }} }}"
    assert do(send, owner, id=gid(shop)) == {
        "cooperative": {"opening": {"status": "SUBMITTED"}},
        "errors": [],
    }
    assert codes(do(send, owner, id=gid(shop))) == [("ILLEGAL_STATUS", None)]
    confirm = f"mutation ($id: ID!) {{ openingBankAccountConfirm(cooperative: $id) {{ {ERRORS} }} }}"
    approve = f"mutation ($id: ID!) {{ openingApprove(cooperative: $id) {{ {ERRORS} }} }}"
    assert codes(do(approve, MINH, id=gid(shop))) == [("REQUIRED", "bankAccount")]
    assert codes(do(confirm, MINH, id=gid(shop))) == []
    assert codes(do(approve, MINH, id=gid(shop))) == []
    found = ask(OPENING, owner, id=gid(shop))["cooperative"]["opening"]
    assert (found["status"], found["taxCode"], found["pickupAddress"]) == (
        "APPROVED",
        "5300123467",
        {
            "street": "Thôn 2",
            "communeCode": "02761",
            "commune": "Xã Mường Khương",
            "province": "Tỉnh Lào Cai",
        },
    )
    assert [each["kind"] for each in found["steps"]] == [
        "LEGAL_NAME", "TAX_CODE", "RESPONSIBLE_PERSON", "PAPER", "BANK_ACCOUNT", "PICKUP_ADDRESS", "RULES",
    ]  # fmt: skip
    assert {each["state"] for each in found["steps"]} == {"DONE"}
    assert (found["steps"][-1]["pageSlug"], found["steps"][-1]["version"]) == (page.slug, 2)
    assert [each["status"] for each in found["history"]] == ["DRAFT", "SUBMITTED", "APPROVED"]


def test_gaps_are_errors_with_the_step_and_the_field_in_the_clients_spelling():
    rules()
    shop, owner = begun()
    send = f"mutation ($id: ID!) {{ openingSubmit(cooperative: $id) {{ {ERRORS} }} }}"
    answer = do(send, owner, id=gid(shop))
    assert [(each["field"], each["step"]) for each in answer["errors"]][:3] == [
        ("legalName", "LEGAL_NAME"),
        ("taxCode", "TAX_CODE"),
        ("responsiblePerson", "RESPONSIBLE_PERSON"),
    ]


def test_an_opening_is_seen_by_its_people_with_the_right_and_by_staff():
    shop, owner = filled()
    opening = {"status": "DRAFT"}
    short = "query ($id: ID!) { cooperative(id: $id) { opening { status } } }"
    for actor in (owner, MINH):
        assert ask(short, actor, id=gid(shop))["cooperative"]["opening"] == opening
    assert refused(short, acting(shop, "PACKER"), id=gid(shop)) != []
    other = acting(make.cooperative())
    assert ask(short, other, id=gid(shop))["cooperative"] is None
    shop2, _owner = opened(name="HTX Đã Mở", user=make.user())
    assert ask(short, other, id=gid(shop2))["cooperative"] == {"opening": None}
    assert (
        ask("query ($id: ID!) { cooperative(id: $id) { name } }", GUEST, id=gid(shop))["cooperative"] is None
    )


def test_a_paper_comes_by_a_form_and_is_fetched_by_the_link_in_the_answer():
    rules()
    shop, _owner = begun()
    user = shop.members.get().user
    kind = services_wanted(shop)[0]
    give_it = f"""mutation ($id: ID!, $input: PaperGiveInput!) {{ paperGive(cooperative: $id, input: $input) {{
      paper {{ status contentType url number validUntil }} {ERRORS} }} }}"""
    variables = {
        "id": gid(shop),
        "input": {"kind": gid(kind), "file": None, "number": "01/HTX", "validUntil": "2999-12-31"},
    }
    answer = (
        Client()
        .post(
            "/graphql/",
            {
                "operations": json.dumps({"query": give_it, "variables": variables}),
                "map": json.dumps({"0": ["variables.input.file"]}),
                "0": SimpleUploadedFile("giay.exe", PHOTO_OF_NOTHING, "text/html"),
            },
            HTTP_AUTHORIZATION=f"Bearer {tokens().access(user)}",
        )
        .json()
    )
    paper = answer["data"]["paperGive"]["paper"]
    url = paper.pop("url")
    assert paper == {
        "status": "GIVEN",
        "contentType": "application/pdf",
        "number": "01/HTX",
        "validUntil": "2999-12-31",
    }
    path = "/files/" + url.partition("/files/")[2]
    fetched = Client().get(path, HTTP_AUTHORIZATION=f"Bearer {tokens().access(user)}")
    assert fetched.content == PHOTO_OF_NOTHING
    looked = "query ($id: ID!) { cooperative(id: $id) { opening { papers { looks { by } } } } }"
    found = ask(looked, MINH, id=gid(shop))["cooperative"]["opening"]["papers"]
    assert found == [{"looks": [{"by": f"user:{user.pk}"}]}]
    assert refused(looked, acting(shop), id=gid(shop)) != []


def test_papers_are_judged_and_taken_back():
    shop, owner = submitted()
    paper = Paper.objects.get()
    say_no = f'mutation ($id: ID!) {{ paperRefuse(id: $id, reason: "Mờ") {{ paper {{ status reason }} {ERRORS} }} }}'
    assert do(say_no, MINH, id=gid(paper)) == {"paper": {"status": "REFUSED", "reason": "Mờ"}, "errors": []}
    say_yes = f"mutation ($id: ID!) {{ paperAccept(id: $id) {{ paper {{ status reason }} {ERRORS} }} }}"
    assert do(say_yes, MINH, id=gid(paper))["paper"] == {"status": "ACCEPTED", "reason": ""}
    remove = f"mutation ($id: ID!) {{ paperRemove(id: $id) {{ {ERRORS} }} }}"
    assert codes(do(remove, owner, id=gid(paper))) == [("ILLEGAL_STATUS", None)]
    assert codes(do(remove, acting(make.cooperative()), id=gid(paper))) == [("NOT_FOUND", "id")]


def test_kinds_of_papers_are_named_in_the_readers_language_and_banks_are_listed():
    services.set_up_defaults()
    user = make.user()
    answer = (
        Client()
        .post(
            "/graphql/",
            json.dumps({"query": "{ paperKinds { slug name } banks { bin name } }"}),
            content_type="application/json",
            HTTP_ACCEPT_LANGUAGE="en",
            HTTP_AUTHORIZATION=f"Bearer {tokens().access(user)}",
        )
        .json()["data"]
    )
    assert answer["paperKinds"][0] == {"slug": "dang-ky", "name": "Certificate of registration"}
    assert {"bin": "970405", "name": "Agribank"} in answer["banks"]


def test_the_queue_of_shops_takes_as_many_statements_for_three_as_for_one():
    submitted(name="HTX Một")
    before = statements(QUEUE, MINH)
    submitted(name="HTX Hai", user=make.user())
    submitted(name="HTX Ba", user=make.user())
    begun(name="HTX Bốn")
    assert [each["cooperative"]["name"] for each in nodes(ask(QUEUE, MINH)["openings"])] == [
        "HTX Một",
        "HTX Hai",
        "HTX Ba",
    ]
    assert (before, statements(QUEUE, MINH)) == (13, 13)


def test_the_list_of_listings_takes_as_many_statements_for_three_as_for_one():
    shop = make.cooperative()
    products = [good(shop, f"Hàng {number}") for number in range(3)]
    services.submit_listing(**subject(products[0]), actor=acting(shop))
    first = statements(WAITING, MINH)
    own = statements(REVIEWS, acting(shop), id=gid(shop))
    for product in products[1:]:
        services.submit_listing(**subject(product), actor=acting(shop))
    assert (first, statements(WAITING, MINH)) == (2, 2)
    assert (own, statements(REVIEWS, acting(shop), id=gid(shop))) == (3, 3)
    assert [each["product"]["name"] for each in nodes(ask(WAITING, MINH)["listingsWaiting"])] == [
        "Hàng 0",
        "Hàng 1",
        "Hàng 2",
    ]


def test_staff_approve_what_they_have_read_and_nothing_else():
    product = good(make.cooperative())
    services.submit_listing(**subject(product), actor=acting(product.cooperative))
    (queued,) = nodes(
        ask("{ listingsWaiting(first: 2) { edges { node { digest } } } }", MINH)["listingsWaiting"]
    )
    approve = f"""mutation ($id: ID!, $seen: String!) {{ listingApprove(product: $id, channel: "vn", seen: $seen) {{
      listing {{ status }} {ERRORS} }} }}"""
    unread = do(approve, MINH, id=gid(product), seen="x")
    assert (unread["listing"], codes(unread)) == (None, [("CHANGED_MEANWHILE", "product")])
    read = do(approve, MINH, id=gid(product), seen=queued["digest"])
    assert read == {"listing": {"status": "APPROVED"}, "errors": []}


def test_a_listing_is_submitted_sent_back_and_approved():
    shop = make.cooperative()
    product = good(shop)
    read = f'product: $id, channel: "vn", seen: "{looked_at(product)["seen"]}"'
    owner = acting(shop)
    tail = f"{{ listing {{ status isPublished }} {ERRORS} }} }}"
    head = 'mutation ($id: ID!, $reason: String = "Sửa") { '
    submit = (
        head.replace(', $reason: String = "Sửa"', "") + 'listingSubmit(product: $id, channel: "vn") ' + tail
    )
    back = (
        head.replace("String =", "String! =")
        + 'listingSendBack(product: $id, channel: "vn", reason: $reason) '
        + tail
    )
    approve = submit.replace('listingSubmit(product: $id, channel: "vn")', f"listingApprove({read})")
    withdraw = submit.replace("listingSubmit", "listingWithdraw")
    waiting = {"listing": {"status": "WAITING", "isPublished": False}, "errors": []}
    assert do(submit, owner, id=gid(product)) == waiting
    assert codes(do(submit, owner, id=gid(product))) == [("ILLEGAL_STATUS", None)]
    assert do(back, MINH, id=gid(product))["listing"]["status"] == "SENT_BACK"
    assert do(submit, owner, id=gid(product)) == waiting
    assert do(approve, MINH, id=gid(product))["listing"] == {"status": "APPROVED", "isPublished": True}
    assert do(withdraw, owner, id=gid(product))["listing"] == {"status": "DRAFT", "isPublished": False}
    assert codes(do(submit.replace('"vn"', '"xx"'), owner, id=gid(product))) == [("NOT_FOUND", "product")]
    assert codes(do(submit, acting(make.cooperative()), id=gid(product))) == [("NOT_FOUND", "product")]
    (review,) = nodes(ask(REVIEWS, owner, id=gid(shop))["cooperative"]["listingReviews"])
    assert [each["deed"] for each in review["history"]] == [
        "WITHDRAWN",
        "APPROVED",
        "SUBMITTED",
        "SENT_BACK",
        "SUBMITTED",
    ]
    assert (
        nodes(ask(REVIEWS, acting(make.cooperative()), id=gid(shop))["cooperative"]["listingReviews"]) == []
    )


def test_goods_are_taken_down_and_restored():
    tea = make.on_sale()
    down = f"""mutation ($input: GoodsTakeDownInput!) {{ goodsTakeDown(input: $input) {{
      takeDown {{ asker reference isWholeShop productName restored }} {ERRORS} }} }}"""
    given = {"authority": "QLTT", "reference": "1/QLTT", "reason": "Nhãn", "product": gid(tea.product)}
    # a time without a zone is Vietnam's
    assert codes(do(down, MINH, input={**given, "received": "2999-01-01T00:00:00"})) == [
        ("INVALID", "receivedAt")
    ]
    naive = timezone.localtime().replace(tzinfo=None).isoformat()
    done = do(down, MINH, input={**given, "received": naive})["takeDown"]
    assert done == {
        "asker": "AUTHORITY",
        "reference": "1/QLTT",
        "isWholeShop": False,
        "productName": tea.product.name,
        "restored": None,
    }
    listed = "{ takeDowns(first: 5) { edges { node { id reference restored restoredBecause product { name } } } } }"
    assert len(nodes(ask(listed, MINH)["takeDowns"])) == 1
    up = f'mutation ($id: ID!) {{ goodsRestore(id: $id, reason: "Xong") {{ takeDown {{ restoredBecause }} {ERRORS} }} }}'
    assert do(up, MINH, id=gid(TakeDown.objects.get()))["takeDown"] == {"restoredBecause": "Xong"}
    assert codes(do(up, MINH, id=gid(TakeDown.objects.get()))) == [("ILLEGAL_STATUS", None)]


def test_a_shop_asks_for_its_data_and_finds_the_link():
    shop = make.cooperative()
    owner = acting(shop)
    want = f"mutation ($id: ID!) {{ cooperativeDataRequest(cooperative: $id) {{ dataExport {{ ready url }} {ERRORS} }} }}"
    assert do(want, owner, id=gid(shop)) == {"dataExport": {"ready": None, "url": None}, "errors": []}
    run_due()
    listed = "query ($id: ID!) { cooperative(id: $id) { dataExports { id size url } } }"
    (found,) = ask(listed, owner, id=gid(shop))["cooperative"]["dataExports"]
    assert (found["id"], "/files/" in found["url"]) == (gid(DataExport.objects.get()), True)
    assert ask(listed, acting(make.cooperative()), id=gid(shop))["cooperative"]["dataExports"] == []


STAFF_ONLY = [
    'openingApprove(cooperative: "x")', 'openingRefuse(cooperative: "x", reason: "y")',
    'openingAskMore(cooperative: "x", reason: "y")', 'openingBankAccountConfirm(cooperative: "x")',
    'shopSuspend(cooperative: "x", reason: "y")', 'shopSuspensionWithdraw(cooperative: "x")',
    'shopReinstate(cooperative: "x")', 'paperAccept(id: "x")', 'paperRefuse(id: "x", reason: "y")',
    'listingApprove(product: "x", channel: "vn", seen: "")', 'listingSendBack(product: "x", channel: "vn", reason: "y")',
    'goodsRestore(id: "x", reason: "y")',
]  # fmt: skip


@pytest.mark.parametrize("mutation", STAFF_ONLY)
def test_permission_is_judged_before_the_input(mutation):
    owner = acting(make.cooperative())
    (message,) = refused(f"mutation {{ {mutation} {{ errors {{ code }} }} }}", owner)
    assert message.startswith("To access this path, you need one of the following permissions:")
    answer = do(f"mutation {{ {mutation} {{ errors {{ code }} }} }}", MINH)
    assert answer["errors"][0]["code"] in ("GRAPHQL_ERROR", "NOT_FOUND", "REQUIRED")


@pytest.mark.parametrize("field", ["openings(first: 1)", "listingsWaiting(first: 1)", "takeDowns(first: 1)"])
def test_queues_are_for_staff(field):
    assert refused(f"{{ {field} {{ totalCount }} }}", acting(make.cooperative())) != []


def test_suspensions_over_the_api():
    shop, owner = opened()
    suspend = f'mutation ($id: ID!) {{ shopSuspend(cooperative: $id, reason: "Khiếu nại") {{ {ERRORS} }} }}'
    assert codes(do(suspend, MINH, id=gid(shop))) == []
    asked = (
        "query ($id: ID!) { cooperative(id: $id) { opening { status suspends reason history { note } } } }"
    )
    found = ask(asked, owner, id=gid(shop))["cooperative"]["opening"]
    assert (found["status"], found["reason"], found["history"][-1]["note"]) == (
        "APPROVED",
        "Khiếu nại",
        "SUSPENSION_ANNOUNCED",
    )
    back = f"mutation ($id: ID!) {{ shopSuspensionWithdraw(cooperative: $id) {{ {ERRORS} }} }}"
    assert codes(do(back, MINH, id=gid(shop))) == []
    assert ask(asked, owner, id=gid(shop))["cooperative"]["opening"]["suspends"] is None
    again = f"mutation ($id: ID!) {{ shopReinstate(cooperative: $id) {{ {ERRORS} }} }}"
    assert codes(do(again, MINH, id=gid(shop))) == [("ILLEGAL_STATUS", None)]
    assert PaperKind.objects.exists()
