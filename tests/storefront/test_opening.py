"""Pages on which a shop is opened: they keep what was typed, and private files go through the shop."""

import re
from datetime import timedelta

import pytest

from storefront.wording import today
from tests.storefront.conftest import token
from tests.storefront.samples import gid

SHOP, TEA, PAPER = gid("Cooperative", 40), gid("Product", 7), "00000000-0000-4000-8000-000000000001"


def opening(**columns):
    """A shop that is being opened."""
    step = {"pageSlug": None, "version": None, "paperKind": None}
    given = {
        "status": "DRAFT", "reason": "", "suspends": None, "submitted": None, "legalName": "Hợp tác xã Suối Mây",
        "taxCode": "", "responsibleName": "", "responsiblePhone": "", "bankBin": "", "bankAccountNumber": "",
        "bankAccountName": "", "pickupAddress": None, "history": [], "papers": [],
        "steps": [
            {**step, "kind": "LEGAL_NAME", "state": "DONE"},
            {**step, "kind": "TAX_CODE", "state": "MISSING"},
            {**step, "kind": "PAPER", "state": "GIVEN",
             "paperKind": {"id": gid("PaperKind", 1), "slug": "dang-ky", "name": "Giấy đăng ký", "help": ""}},
            {**step, "kind": "RULES", "state": "MISSING", "pageSlug": "quy-che", "version": 2},
        ],
    }  # fmt: skip
    return {"cooperative": {"id": SHOP, "name": "HTX Suối Mây", "opening": {**given, **columns}}}


@pytest.fixture
def owner(visitor, market):
    """Somebody who came in by a link, with a shop that is being opened."""
    came = {
        "token": "t",
        "errors": [],
        "cooperative": {"id": SHOP, "slug": "suoi-may", "name": "HTX Suối Mây"},
    }
    market.answers |= {
        "LinkOpen": {"answer": came},
        "Opening": opening(),
        "SellOrders": {"cooperative": None},
    }
    form = {"csrfmiddlewaretoken": token(visitor.get("/ban-hang/vao/abc"))}
    assert visitor.post("/ban-hang/vao/abc", data=form).status_code == 302
    return visitor


def sent(page):
    return {"csrfmiddlewaretoken": token(page)}


def test_a_guest_is_told_what_it_takes_and_where_to_sign_in(visitor):
    page = visitor.get("/ban-hang/mo-quay")
    assert (page.status_code, "Ảnh giấy đăng ký" in page.text) == (200, True)
    assert 'href="/tai-khoan/vao?next=/ban-hang/mo-quay"' in page.text


def test_the_start_leads_to_checklists_only_and_asks_for_them_only_where_one_may_open_a_shop(owner, market):
    begun = {"id": SHOP, "name": "HTX Suối Mây", "opening": {"status": "DRAFT"}}
    older = {"id": gid("Cooperative", 1), "name": "HTX Nương Mây", "opening": None}
    market.answers["OpeningStart"] = {"myCooperatives": [{"rights": ["ORDERS", "SHOP"]}], "communes": []}
    market.answers["OpeningShops"] = {"myCooperatives": [{"cooperative": begun}, {"cooperative": older}]}
    page = owner.get("/ban-hang/mo-quay").text
    assert re.findall(r'href="(/ban-hang/mo-quay/\d+)"', page) == ["/ban-hang/mo-quay/40"]
    market.answers["OpeningStart"]["myCooperatives"][0]["rights"] = ["ORDERS"]
    del market.answers["OpeningShops"]
    assert owner.get("/ban-hang/mo-quay").status_code == 200


@pytest.mark.parametrize("kind", ["", "KHAC", "x" * 5000, "cooperative"])
def test_a_kind_of_shop_that_there_is_not_is_asked_for_again(owner, market, kind):
    market.answers["OpeningStart"] = {"myCooperatives": [], "communes": []}
    market.answers["OpeningApply"] = {"errors": [{"message": "must be one of"}]}
    typed = {"name": "Quầy mới", "communeCode": "02647", "phone": "0912345678", "kind": kind}
    safe = token(owner.get("/tai-khoan/mo"))
    page = owner.post("/ban-hang/mo-quay", data=typed | {"csrfmiddlewaretoken": safe})
    assert (page.status_code, 'value="Quầy mới"' in page.text, "Chọn một." in page.text) == (422, True, True)
    assert "OpeningApply" not in [each.operation for each in market.asked]


def test_the_checklist_draws_its_progress_and_leads_to_what_is_missing(owner):
    page = owner.get("/ban-hang/mo-quay/40")
    assert '<progress class="way" value="2" max="4"' in page.text
    assert "Xong 2 trong 4 bước" in page.text
    assert re.findall(r'href="(/ban-hang/mo-quay/40/[^"]+)"', page.text) == [
        "/ban-hang/mo-quay/40/ten", "/ban-hang/mo-quay/40/ten", "/ban-hang/mo-quay/40/giay-to/dang-ky",
    ]  # fmt: skip
    assert page.headers["Cache-Control"] == "no-store"


def test_a_step_keeps_what_was_typed_and_says_at_the_field_what_is_wrong(owner, market):
    page = owner.get("/ban-hang/mo-quay/40/ten")
    assert 'value="Hợp tác xã Suối Mây"' in page.text
    refusal = {"field": "taxCode", "message": "Mã số thuế này sai một chữ số.", "code": "INVALID"}
    market.answers["OpeningSave"] = {"answer": {"errors": [refusal]}}
    typed = sent(page) | {"legalName": "Tên mới", "taxCode": "123"}
    answer = owner.post("/ban-hang/mo-quay/40/ten", data=typed)
    assert answer.status_code == 422
    assert 'value="Tên mới"' in answer.text
    assert 'value="123"' in answer.text
    assert answer.text.count("Mã số thuế này sai một chữ số.") == 2  # at the field, and above the form
    market.answers["OpeningSave"] = {"answer": {"errors": []}}
    assert owner.post("/ban-hang/mo-quay/40/ten", data=typed).headers["Location"] == "/ban-hang/mo-quay/40"


def test_a_form_without_a_file_is_not_sent_and_one_too_heavy_neither(owner, market):
    page = owner.get("/ban-hang/mo-quay/40/giay-to/dang-ky")
    assert 'capture="environment"' in page.text
    answer = owner.post("/ban-hang/mo-quay/40/giay-to/dang-ky", data=sent(page) | {"number": "01/DK"})
    assert (answer.status_code, 'value="01/DK"' in answer.text) == (422, True)
    heavy = {"file": ("a.pdf", b"%PDF-" + bytes(10_000_001), "application/pdf")}
    answer = owner.post("/ban-hang/mo-quay/40/giay-to/dang-ky", data=sent(page), files=heavy)
    assert (answer.status_code, "Tệp nặng hơn 10 MB." in answer.text) == (422, True)
    assert [each.operation for each in market.asked if each.operation == "PaperGive"] == []


def test_rules_are_agreed_to_by_a_tick_in_the_version_on_the_page(owner, market):
    page = owner.get("/ban-hang/mo-quay/40")
    market.answers["OpeningRules"] = {"answer": {"errors": []}}
    owner.post("/ban-hang/mo-quay/40/quy-che", data=sent(page) | {"version": "2", "slug": "quy-che"})
    assert [each.operation for each in market.asked if each.operation == "OpeningRules"] == []
    owner.post(
        "/ban-hang/mo-quay/40/quy-che", data=sent(page) | {"version": "2", "slug": "quy-che", "yes": "1"}
    )
    assert market.last("OpeningRules").variables == {"id": SHOP, "version": 2, "slug": "quy-che"}


def test_what_is_missing_is_said_when_it_is_sent_too_early(owner, market):
    gap = {"field": "taxCode", "message": "Còn thiếu mã số thuế.", "code": "REQUIRED"}
    market.answers["OpeningSend"] = {"answer": {"errors": [gap]}}
    page = owner.get("/ban-hang/mo-quay/40")
    answer = owner.post("/ban-hang/mo-quay/40/gui", data=sent(page))
    assert (answer.status_code, "Còn thiếu mã số thuế." in answer.text) == (422, True)


def test_listings_show_their_state_and_the_markets_words(owner, market):
    history = [{"at": "2026-11-25T08:00:00+00:00", "deed": "SENT_BACK", "reason": "Thiếu hạn dùng."}]
    node = {"status": "SENT_BACK", "isPublished": False, "channel": {"slug": "vn"}, "history": history,
            "product": {"id": TEA, "name": "Chè Shan", "slug": "che-shan"}}  # fmt: skip
    nothing = {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None}
    reviews = {"pageInfo": nothing, "edges": [{"node": node}]}
    market.answers["SellGoods"] = {"cooperative": {"id": SHOP, "name": "HTX", "listingReviews": reviews}}
    page = owner.get("/ban-hang/hang")
    assert all(words in page.text for words in ("Chè Shan", "Cần sửa", "Thiếu hạn dùng.", "Gửi để bán"))
    market.answers["SellGoodsSubmit"] = {"answer": {"listing": {"status": "WAITING"}, "errors": []}}
    owner.post("/ban-hang/hang/7/ban", data=sent(page) | {"channel": "vn"})
    assert market.last("SellGoodsSubmit").variables == {"id": TEA, "channel": "vn"}
    assert owner.post("/ban-hang/hang/7/xoa", data=sent(page)).status_code == 404


TERMS = {
    "addressValidationRules": {
        "countryAreaChoices": [
            {"raw": each, "verbose": each} for each in ("Tỉnh Lào Cai", "Thành phố Hà Nội")
        ]
    },
    "cooperative": {
        "id": SHOP,
        "handlingDays": 2,
        "closedUntil": None,
        "minimumOrder": None,
        "nearProvinces": [{"fullName": "Tỉnh Lào Cai"}],
    },
}


def test_the_shop_says_on_what_terms_it_sends(owner, market):
    market.answers |= {
        "SellTerms": TERMS,
        "SellTermsSave": {"answer": {"cooperative": {"id": SHOP}, "errors": []}},
    }
    page = owner.get("/ban-hang/cach-gui")
    assert 'value="Tỉnh Lào Cai" checked' in page.text
    assert 'value="Thành phố Hà Nội" checked' not in page.text
    typed = {
        "handlingDays": "3",
        "minimumOrder": "",
        "closedUntil": "15/2/2027",
        "nearProvinces": ["Thành phố Hà Nội"],
    }
    assert owner.post("/ban-hang/cach-gui", data=sent(page) | typed).status_code == 302
    assert market.last("SellTermsSave").variables == {
        "id": SHOP,
        "input": {"handlingDays": 3, "closedUntil": "2027-02-15", "nearProvinces": ["Thành phố Hà Nội"]},
    }


def test_terms_that_nobody_changed_stay_the_markets_and_an_old_day_of_closing_is_in_nobodys_way(
    owner, market
):
    over = TERMS["cooperative"] | {"closedUntil": "2020-01-01", "minimumOrder": {"amount": 50000.0}}
    market.answers |= {
        "SellTerms": TERMS | {"cooperative": over},
        "SellTermsSave": {"answer": {"cooperative": {"id": SHOP}, "errors": []}},
    }
    page = owner.get("/ban-hang/cach-gui")
    assert ('value="2020-01-01"' in page.text, 'value="50000"' in page.text) == (False, True)
    shown = {"handlingDays": "2", "minimumOrder": "50000", "nearProvinces": ["Tỉnh Lào Cai"]}
    assert owner.post("/ban-hang/cach-gui", data=sent(page) | shown).status_code == 302
    assert [each.operation for each in market.asked if each.operation == "SellTermsSave"] == []
    owner.post("/ban-hang/cach-gui", data=sent(page) | shown | {"minimumOrder": "", "nearProvinces": []})
    assert market.last("SellTermsSave").variables["input"] == {"minimumOrder": None, "nearProvinces": []}


def test_an_open_day_of_closing_is_shown_and_taken_away(owner, market):
    closed = TERMS["cooperative"] | {"closedUntil": f"{today() + timedelta(days=1)}"}
    market.answers |= {
        "SellTerms": TERMS | {"cooperative": closed},
        "SellTermsSave": {"answer": {"cooperative": {"id": SHOP}, "errors": []}},
    }
    page = owner.get("/ban-hang/cach-gui")
    assert f'value="{closed["closedUntil"]}"' in page.text
    shown = {"handlingDays": "2", "closedUntil": "", "nearProvinces": ["Tỉnh Lào Cai"]}
    owner.post("/ban-hang/cach-gui", data=sent(page) | shown)
    assert market.last("SellTermsSave").variables["input"] == {"closedUntil": None}


def test_days_that_are_cleared_are_the_markets_again(owner, market):
    market.answers |= {
        "SellTerms": TERMS,
        "SellTermsSave": {"answer": {"cooperative": {"id": SHOP}, "errors": []}},
    }
    page = owner.get("/ban-hang/cach-gui")
    cleared = {"handlingDays": "", "nearProvinces": ["Tỉnh Lào Cai"]}
    assert owner.post("/ban-hang/cach-gui", data=sent(page) | cleared).status_code == 302
    assert market.last("SellTermsSave").variables["input"] == {"handlingDays": None}


def test_terms_that_are_wrong_keep_what_was_typed(owner, market):
    refusal = {"field": "closedUntil", "message": "Ghi một ngày sau hôm nay.", "code": "INVALID"}
    market.answers |= {
        "SellTerms": TERMS,
        "SellTermsSave": {"answer": {"cooperative": None, "errors": [refusal]}},
    }
    page = owner.get("/ban-hang/cach-gui")
    wrong = owner.post(
        "/ban-hang/cach-gui", data=sent(page) | {"handlingDays": "x", "nearProvinces": ["Atlantis"]}
    )
    assert (wrong.status_code, "Ghi số ngày bằng chữ số." in wrong.text) == (422, True)
    late = {"handlingDays": "5", "closedUntil": "2020-01-01"}
    refused = owner.post("/ban-hang/cach-gui", data=sent(page) | late)
    assert (refused.status_code, "Ghi một ngày sau hôm nay." in refused.text) == (422, True)
    assert 'value="5"' in refused.text


def test_goods_are_marked_as_fresh(owner, market):
    market.answers |= {
        "SellTerms": TERMS,
        "SellGoods": {"cooperative": None},
        "SellGoodsFresh": {"answer": {"product": {"id": TEA}, "errors": []}},
    }
    page = owner.get("/ban-hang/cach-gui")
    owner.post("/ban-hang/hang/7/tuoi", data=sent(page) | {"fresh": "1"})
    assert market.last("SellGoodsFresh").variables == {"id": TEA, "fresh": True}


def test_a_private_file_goes_through_the_shop_and_what_the_api_refuses_is_not_there(owner, market):
    market.pictures["/files/a:b:c"] = b"%PDF-"
    page = owner.get("/ban-hang/tep/a:b:c")
    assert (page.content, page.headers["Cache-Control"]) == (b"%PDF-", "no-store")
    assert page.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert owner.get("/ban-hang/tep/guessed").status_code == 404


def test_a_guest_finds_no_checklist_and_no_file(visitor):
    assert visitor.get("/ban-hang/mo-quay/40").status_code == 404
    assert visitor.get("/ban-hang/tep/a:b:c").status_code == 404
    assert visitor.get("/ban-hang/hang").status_code == 403
    assert visitor.get("/ban-hang/du-lieu").status_code == 403
    assert visitor.get("/ban-hang/cach-gui").status_code == 403
