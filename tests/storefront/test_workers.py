"""The pages about people: members, helpers, and switching between the cooperatives one works for."""

import pytest

from tests.storefront.conftest import token
from tests.storefront.samples import gid

SHOP, OTHER = gid("Cooperative", 1), gid("Cooperative", 2)
OWNER, PACKER = gid("CooperativeMember", 1), gid("CooperativeMember", 2)
MANDATE, OFFER = gid("CooperativeMandate", 5), gid("CooperativeHandover", 7)
FINE = {"answer": {"errors": []}}


def edges(*found):
    return {"edges": [{"node": each} for each in found]}


def standing(role="OWNER", handover=None, shop=SHOP, name="HTX Nương Mây", mandate=None, member=OWNER):
    return {
        "cooperative": {"id": shop, "name": name},
        "role": role,
        "rights": ["ORDERS"],
        "mandate": mandate,
        "member": member and {"id": member, "name": "Pao"},
        "handover": handover,
    }


def mandate(status="ACTIVE", live=True):
    return {
        "id": MANDATE,
        "helperName": "Giàng Thị Máy",
        "helperPhone": "+84912345678",
        "rights": ["GOODS", "ORDERS"],
        "until": "2026-12-31",
        "status": status,
        "isLive": live,
        "byHelper": False,
        "cooperative": {"id": SHOP, "name": "HTX Nương Mây"},
    }


@pytest.fixture
def worker(visitor, market):
    """Somebody who came in by a link."""
    market.answers["LinkOpen"] = {
        "answer": {
            "token": "t",
            "cooperative": {"id": SHOP, "slug": "nuong-may", "name": "HTX Nương Mây"},
            "errors": [],
        }
    }
    visitor.post("/ban-hang/vao/abc", data={"csrfmiddlewaretoken": token(visitor.get("/ban-hang/vao/abc"))})
    market.answers["SellPeople"] = {
        "cooperative": {
            "id": SHOP,
            "name": "HTX Nương Mây",
            "members": edges(
                {"id": OWNER, "name": "Pao", "phone": "+84987654321", "role": "OWNER", "hasAccount": True},
                {"id": PACKER, "name": "Mẩy", "phone": None, "role": "PACKER", "hasAccount": False},
            ),
        },
        "myCooperatives": [standing()],
    }
    market.answers["SellHelpers"] = {
        "cooperative": {"id": SHOP, "name": "HTX Nương Mây", "mandates": edges(mandate())},
        "myCooperatives": [standing()],
    }
    market.answers["MyShops"] = {
        "myCooperatives": [standing(), standing(None, shop=OTHER, name="HTX Đồi Chè", mandate={"id": MANDATE, "until": "2026-12-31"}, member=None)],
        "myMandates": [mandate("PROPOSED", live=False)],
    }  # fmt: skip
    return visitor


def send(worker, page, address=None, **typed):
    return worker.post(address or page, data={"csrfmiddlewaretoken": token(worker.get(page)), **typed})


@pytest.mark.parametrize("page", ["/ban-hang/nguoi", "/ban-hang/nguoi-giup", "/ban-hang/quay"])
def test_without_a_link_the_pages_about_people_are_closed(visitor, page):
    assert visitor.get(page).status_code == 403


@pytest.mark.parametrize("prefix", ["", "/en", "/zh"])
def test_members_are_shown_in_three_languages(worker, prefix):
    page = worker.get(f"{prefix}/ban-hang/nguoi")
    assert page.status_code == 200
    assert all(word in page.text for word in ("Pao", "Mẩy"))
    expected = {"": "Người gói hàng", "/en": "Packer", "/zh": "打包员"}[prefix]
    assert expected in page.text


def test_somebody_is_invited_with_what_was_typed(worker, market):
    market.answers["PersonInvite"] = FINE
    answer = send(worker, "/ban-hang/nguoi", name=" Lý Mẩy ", phone="0912 345 678", role="PACKER")
    assert answer.headers["Location"] == "/ban-hang/nguoi"
    assert market.last("PersonInvite").variables == {
        "input": {"cooperative": SHOP, "name": "Lý Mẩy", "phone": "0912 345 678", "role": "PACKER"}
    }


def test_what_is_wrong_with_an_invitation_stands_beside_its_field_and_what_was_typed_stays(worker, market):
    market.answers["PersonInvite"] = {
        "answer": {"errors": [{"field": "phone", "message": "Số này thiếu một chữ số.", "code": "INVALID"}]}
    }
    page = send(worker, "/ban-hang/nguoi", name="Mẩy", phone="091234567", role="ACCOUNTANT")
    assert page.status_code == 422
    assert "Số này thiếu một chữ số." in page.text
    assert 'value="091234567"' in page.text
    empty = send(worker, "/ban-hang/nguoi", name="", phone="", role="OWNER")
    assert empty.status_code == 422
    assert "Ghi tên người ấy." in empty.text


@pytest.mark.parametrize(
    ("verb", "operation"),
    [
        ("gui", "PersonSendLink"),
        ("khoa", "PersonSignOut"),
        ("thoi", "PersonRemove"),
        ("chuyen", "HandoverOffer"),
    ],
)
def test_a_step_with_a_member_asks_the_one_thing_and_tells_a_refusal(worker, market, verb, operation):
    for errors, words in (([], None), ([{"field": None, "message": "Không được đâu.", "code": "X"}], "Không được đâu.")):  # fmt: skip
        market.answers[operation] = {"answer": {"errors": errors}}
        answer = send(worker, "/ban-hang/nguoi", f"/ban-hang/nguoi/2/{verb}")
        assert (answer.status_code, answer.headers["Location"]) == (302, "/ban-hang/nguoi")
        assert market.last(operation).variables["id"] == PACKER
        assert words is None or words in worker.get("/ban-hang/nguoi").text


def test_another_role_and_number_are_sent_where_they_were_typed(worker, market):
    market.answers["PersonChange"] = FINE
    send(worker, "/ban-hang/nguoi", "/ban-hang/nguoi/2/sua", phone="", role="ACCOUNTANT")
    assert market.last("PersonChange").variables == {"id": PACKER, "input": {"role": "ACCOUNTANT"}}
    assert send(worker, "/ban-hang/nguoi", "/ban-hang/nguoi/2/sua", role="KING").status_code == 404


@pytest.mark.parametrize("address", ["/ban-hang/nguoi/2/bay", "/ban-hang/nguoi/x;y/thoi", "/ban-hang/chu/7/bay"])  # fmt: skip
def test_an_unknown_step_is_not_found(worker, address):
    assert send(worker, "/ban-hang/nguoi", address).status_code == 404


def test_a_helper_is_named_with_rights_and_a_last_day(worker, market):
    market.answers["MandatePropose"] = FINE
    typed = {"name": "Máy", "phone": "0912345678", "rights": ["ORDERS", "GOODS"], "until": "2026-12-31"}
    answer = send(worker, "/ban-hang/nguoi-giup", **typed)
    assert answer.headers["Location"] == "/ban-hang/nguoi-giup"
    assert market.last("MandatePropose").variables == {"input": {"cooperative": SHOP, **typed}}
    wrong = send(worker, "/ban-hang/nguoi-giup", name="Máy", phone="0912345678", until="mai")
    assert wrong.status_code == 422
    assert "Chọn ít nhất một việc." in wrong.text
    assert "Ngày chưa đúng" in wrong.text


def test_helpers_are_shown_with_what_they_may_do_and_ended_at_once(worker, market):
    page = worker.get("/ban-hang/nguoi-giup")
    assert "Giàng Thị Máy" in page.text
    assert "đơn hàng, hàng bán và kho" in page.text
    market.answers["MandateEnd"] = FINE
    answer = send(worker, "/ban-hang/nguoi-giup", "/ban-hang/nguoi-giup/5/thoi")
    assert answer.headers["Location"] == "/ban-hang/nguoi-giup"
    assert market.last("MandateEnd").variables == {"id": MANDATE}
    answer = send(worker, "/ban-hang/quay", "/ban-hang/nguoi-giup/5/thoi", back="shops")
    assert answer.headers["Location"] == "/ban-hang/quay"


def test_one_person_switches_between_desks_and_only_to_their_own(worker, market):
    page = worker.get("/ban-hang/quay")
    assert "HTX Đồi Chè" in page.text
    assert send(worker, "/ban-hang/quay", shop=OTHER).headers["Location"] == "/ban-hang/"
    market.answers["SellOrders"] = {
        "cooperative": {"slug": "x"}
        | {name: {"edges": []} for name in ("waiting", "packing", "going", "closed")}
    }
    assert "HTX Đồi Chè" in worker.get("/ban-hang/").text
    assert market.last("SellOrders").variables["cooperative"] == OTHER
    assert send(worker, "/ban-hang/quay", shop=gid("Cooperative", 9)).status_code == 404


def test_an_offer_of_ownership_is_seen_and_answered(worker, market):
    offer = {"id": OFFER, "stays": False, "giver": {"id": PACKER, "name": "Mua"}, "taker": {"id": OWNER, "name": "Pao"}}  # fmt: skip
    market.answers["MyShops"] = {"myCooperatives": [standing("PACKER", offer)], "myMandates": []}
    assert "Mua muốn chuyển quyền chủ quầy cho bạn." in worker.get("/ban-hang/quay").text
    market.answers["HandoverAccept"] = FINE
    send(worker, "/ban-hang/quay", "/ban-hang/chu/7/nhan")
    assert market.last("HandoverAccept").variables == {"id": OFFER}


def test_a_helper_without_a_desk_today_is_told_so(visitor, market):
    market.answers["LinkOpen"] = {"answer": {"token": "t", "cooperative": None, "errors": []}}
    market.answers["MyShops"] = {"myCooperatives": [], "myMandates": []}
    came = visitor.post(
        "/ban-hang/vao/abc", data={"csrfmiddlewaretoken": token(visitor.get("/ban-hang/vao/abc"))}
    )
    assert came.headers["Location"] == "/ban-hang/quay"
    assert "Hôm nay bạn chưa làm cho quầy nào." in visitor.get("/ban-hang/quay").text


def test_signing_out_everywhere_forgets_the_token_here_too(worker, market):
    market.answers["LeaveEverywhere"] = FINE
    send(worker, "/ban-hang/quay", "/ban-hang/ra", everywhere="1")
    assert market.last("LeaveEverywhere").headers["Authorization"] == "Bearer t"
    assert worker.get("/ban-hang/quay").status_code == 403


@pytest.mark.parametrize("answer", [{"errors": []}, {"errors": [{"message": "no", "extensions": {"exception": {"code": "PermissionDenied"}}}]}])  # fmt: skip
def test_who_cannot_be_signed_out_everywhere_goes_out_here_and_is_told(worker, market, answer):
    market.answers["LeaveEverywhere"] = answer
    gone = send(worker, "/ban-hang/quay", "/ban-hang/ra", everywhere="1")
    assert (gone.status_code, "Các máy khác chưa ra được" in worker.get(gone.headers["Location"]).text) == (
        302,
        True,
    )
    assert worker.get("/ban-hang/quay").status_code == 403


def test_who_does_not_look_after_people_is_told_so(worker, market):
    market.answers["SellPeople"] = {
        "errors": [{"message": "no", "extensions": {"exception": {"code": "PermissionDenied"}}}]
    }
    assert worker.get("/ban-hang/nguoi").headers["Location"] == "/ban-hang/quay"
    assert "Người của quầy do chủ và quản lý xem." in worker.get("/ban-hang/quay").text
