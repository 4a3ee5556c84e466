"""In and out of an account: both ways, letters' links, where `next` may lead, and what becomes of the cart."""

import re

import pytest

from storefront.signed_in import LONGEST_WAY
from tests.storefront.accounts import DOWN, FINE, IN, prepare, refused, send, top_level
from tests.storefront.conftest import token


@pytest.fixture(autouse=True)
def answers(market):
    prepare(market)


@pytest.fixture
def lan(visitor):
    """Somebody who came in by password."""
    answer = send(visitor, "/tai-khoan/vao", email="lan@example.com", password="mật khẩu dài")
    assert answer.headers["Location"] == "/tai-khoan/"
    return visitor


@pytest.mark.parametrize("page", ["", "toi", "dia-chi/", "dia-chi/them", "mat-khau", "thu", "so", "xoa"])
def test_a_stranger_signs_in_first_and_comes_back(visitor, page):
    answer = visitor.get(f"/tai-khoan/{page}")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/tai-khoan/vao?next=%2Ftai-khoan%2F")


def test_the_tokens_lie_where_no_script_reads_them(visitor):
    answer = send(visitor, "/tai-khoan/vao", email="lan@example.com", password="x")
    (cookie,) = [each for each in answer.headers.get_list("Set-Cookie") if each.startswith("phien=")]
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "access" not in answer.text
    assert len(cookie) < 4096


@pytest.mark.parametrize(
    "way",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "tai-khoan/", "/" + "x" * LONGEST_WAY, "http:///evil", "/\t/evil.example"],
)  # fmt: skip
def test_next_leads_nowhere_else(visitor, way):
    answer = send(visitor, "/tai-khoan/vao", email="lan@example.com", password="x", next=way)
    assert answer.headers["Location"] == "/tai-khoan/"


def test_next_leads_back_into_the_shop_through_both_steps_of_the_code(visitor, market):
    answer = send(visitor, "/tai-khoan/vao", phone="0912 345 678", next="/dat-hang/?tu=3")
    step = answer.headers["Location"]
    assert step == "/tai-khoan/ma?next=%2Fdat-hang%2F%3Ftu%3D3"
    assert market.last("CodeSend").variables == {"phone": "0912345678"}
    page = visitor.get(step)
    assert "0912\xa0345\xa0678" in page.text
    form = {
        "csrfmiddlewaretoken": token(page),
        "next": re.search(r'name="next" value="([^"]*)"', page.text)[1].replace("&amp;", "&"),
        "code": "12 34-56",
    }
    answer = visitor.post("/tai-khoan/ma", data=form)
    assert answer.headers["Location"] == "/dat-hang/?tu=3"
    assert market.last("SignInByCode").variables == {"phone": "0912345678", "code": "123456"}


def test_a_wrong_password_keeps_the_e_mail_and_never_the_password(visitor, market):
    market.answers["SignIn"] = refused("INVALID_CREDENTIALS", "email", "Thư điện tử hoặc mật khẩu chưa đúng.")
    answer = send(visitor, "/tai-khoan/vao", email="lan@example.com", password="bí mật lắm")
    assert (answer.status_code, 'value="lan@example.com"' in answer.text) == (422, True)
    assert "bí mật lắm" not in answer.text
    assert answer.text.count("Thư điện tử hoặc mật khẩu chưa đúng.") == 2  # above the form, and at the field


@pytest.mark.parametrize(
    ("page", "typed", "operation", "code"),
    [
        ("/tai-khoan/vao", {"email": "a@example.com", "password": "x"}, "SignIn", "LOGIN_ATTEMPT_DELAYED"),
        ("/tai-khoan/vao", {"phone": "0912345678"}, "CodeSend", "LOGIN_ATTEMPT_DELAYED"),
        ("/tai-khoan/quen", {"email": "a@example.com"}, "PasswordForget", "PASSWORD_RESET_ALREADY_REQUESTED"),
        ("/tai-khoan/mo", {"email": "a@example.com", "password": "dài dài dài"}, "Register", "LOGIN_ATTEMPT_DELAYED"),
    ],
)  # fmt: skip
def test_who_comes_too_often_is_told_when_to_try_again(visitor, market, page, typed, operation, code):
    market.answers[operation] = refused(code, next(iter(typed)), "Thử quá nhiều lần. Xin thử lại sau 9 phút.")
    answer = send(visitor, page, **typed)
    assert (answer.status_code, "Xin thử lại sau 9 phút." in answer.text) == (429, True)


def test_a_form_without_its_token_does_nothing(visitor, market):
    pages = ("vao", "ma", "mo", "quen", "mat-khau-moi", "ra", "xoa", "mat-khau", "dia-chi/3/bo", "toi")
    for page in pages:
        answer = visitor.post(f"/tai-khoan/{page}", data={"email": "a@example.com", "password": "x"})
        assert answer.status_code == 403, page
    assert market.asked == [each for each in market.asked if each.operation == "Market"]


def test_a_number_that_is_none_is_counted_before_a_code_is_sent(visitor, market):
    answer = send(visitor, "/tai-khoan/vao", phone="09123")
    assert (answer.status_code, 'value="09123"' in answer.text) == (422, True)
    assert [each.operation for each in market.asked if each.operation == "CodeSend"] == []


def test_a_code_can_be_asked_for_again(visitor, market):
    send(visitor, "/tai-khoan/vao", phone="0912345678")
    answer = send(visitor, "/tai-khoan/ma", again="1")
    assert answer.headers["Location"] == "/tai-khoan/ma"
    assert [each.operation for each in market.asked].count("CodeSend") == 2
    market.answers["CodeSend"] = refused("LOGIN_ATTEMPT_DELAYED", "phone", "Xin thử lại sau 9 phút.")
    answer = send(visitor, "/tai-khoan/ma", again="1")
    assert (answer.status_code, "Xin thử lại sau 9 phút." in answer.text) == (429, True)


def test_without_a_number_there_is_no_code_to_type(visitor):
    assert visitor.get("/tai-khoan/ma").headers["Location"] == "/tai-khoan/vao"


def test_an_account_long_not_used_asks_for_more_with_another_code(visitor, market):
    send(visitor, "/tai-khoan/vao", phone="0912345678")
    market.answers["SignInByCode"] = refused("SECOND_PROOF_REQUIRED", "password", "Cần thêm bằng chứng.")
    page = send(visitor, "/tai-khoan/ma", code="123456")
    assert (page.status_code, 'name="password"' in page.text, 'name="startAfresh"' in page.text) == (
        422,
        True,
        True,
    )
    assert [each.operation for each in market.asked].count("CodeSend") == 2
    market.answers["SignInByCode"] = IN
    form = {"csrfmiddlewaretoken": token(page), "code": "654321", "startAfresh": "1", "password": ""}
    assert visitor.post("/tai-khoan/ma", data=form).status_code == 302
    assert market.last("SignInByCode").variables == {
        "phone": "0912345678",
        "code": "654321",
        "startAfresh": True,
    }


def test_registering_says_the_same_for_everybody_and_where_the_link_leads(visitor, market):
    market.answers["Register"] = FINE
    answer = send(
        visitor, "/en/tai-khoan/mo", firstName="Lan", email="lan@example.com", password="a long one"
    )
    assert (answer.status_code, "lan@example.com" in answer.text) == (200, True)
    given = market.last("Register").variables["input"]
    assert given.pop("redirectUrl").endswith("/en/tai-khoan/xac-nhan")
    assert given == {"firstName": "Lan", "email": "lan@example.com", "password": "a long one"}


def test_a_letters_link_is_spent_by_a_button_and_not_by_a_look(visitor, market):
    page = visitor.get("/tai-khoan/xac-nhan?email=lan@example.com&token=s3")
    assert [each.operation for each in market.asked if each.operation == "Confirm"] == []
    market.answers["Confirm"] = FINE
    form = {"csrfmiddlewaretoken": token(page), "email": "lan@example.com", "token": "s3"}
    assert visitor.post("/tai-khoan/xac-nhan", data=form).headers["Location"] == "/tai-khoan/vao"
    assert market.last("Confirm").variables == {"email": "lan@example.com", "token": "s3"}
    market.answers["Confirm"] = refused("INVALID", "token", "Đường dẫn này không dùng được nữa.")
    answer = visitor.post("/tai-khoan/xac-nhan", data=form)
    assert (answer.status_code, "Đường dẫn này không dùng được nữa." in answer.text) == (422, True)


def test_who_registers_again_is_led_to_a_new_password(visitor):
    page = visitor.get("/tai-khoan/xac-nhan?email=lan@example.com&token=s3&purpose=password")
    assert 'action="/tai-khoan/mat-khau-moi"' in page.text


def test_a_forgotten_password_is_chosen_anew_and_one_is_in(visitor, market):
    market.answers["PasswordForget"] = FINE
    answer = send(visitor, "/tai-khoan/quen", email="ai@example.com")
    assert "Nếu có tài khoản dùng ai@example.com" in answer.text
    market.answers["PasswordSet"] = refused("PASSWORD_TOO_SHORT", "password", "Mật khẩu có ít nhất 8 ký tự.")
    link, form = "/tai-khoan/mat-khau-moi?email=ai@example.com&token=s3", {"email": "ai@example.com", "token": "s3"}  # fmt: skip
    answer = send(visitor, link, "/tai-khoan/mat-khau-moi", password="ngắn", **form)
    assert (answer.status_code, 'value="s3"' in answer.text, "ngắn" in answer.text) == (422, True, False)
    market.answers["PasswordSet"] = IN
    answer = send(visitor, link, "/tai-khoan/mat-khau-moi", password="một câu dài", **form)
    assert answer.headers["Location"] == "/tai-khoan/"


def test_out_everywhere(lan, market):
    market.answers["SignOutEverywhere"] = FINE
    send(lan, "/tai-khoan/ra", everywhere="1")
    assert market.last("SignOutEverywhere").headers["Authorization"] == "Bearer access"
    assert lan.get("/tai-khoan/").status_code == 302


@pytest.mark.parametrize("answer", [DOWN, top_level("InvalidTokenError"), refused()])
def test_who_goes_out_everywhere_goes_out_here_whatever_the_api_says(lan, market, answer):
    market.answers |= {"SignOutEverywhere": answer, "TokenRefresh": {"tokenRefresh": None}}
    gone = send(lan, "/tai-khoan/ra", everywhere="1")
    assert (gone.status_code, gone.headers["Location"]) == (302, "/tai-khoan/vao")
    page = lan.get("/tai-khoan/vao").text
    assert ("Các máy khác chưa ra được" in page, "trên mọi máy" in page) == (True, False)
    assert lan.get("/tai-khoan/").status_code == 302


def test_a_way_in_is_asked_for_as_a_stranger(lan, market):
    market.answers["SignIn"] = IN
    send(lan, "/tai-khoan/vao", email="mai@example.com", password="x")
    send(lan, "/tai-khoan/vao", phone="0912345678")
    send(lan, "/tai-khoan/ma", code="123456")
    for operation in ("SignIn", "CodeSend", "SignInByCode"):
        assert "Authorization" not in market.last(operation).headers


@pytest.mark.parametrize("typed", ["abc", "\u0664\u0662", "- -"])
def test_a_code_without_a_digit_is_no_try(visitor, market, typed):
    send(visitor, "/tai-khoan/vao", phone="0912345678")
    answer = send(visitor, "/tai-khoan/ma", code=typed)
    assert (answer.status_code, "Ghi 6 chữ số trong tin nhắn." in answer.text) == (422, True)
    assert [each for each in market.asked if each.operation == "SignInByCode"] == []


def test_wide_digits_of_a_chinese_keyboard_are_digits(visitor, market):
    send(visitor, "/tai-khoan/vao", phone="0912345678")
    send(visitor, "/tai-khoan/ma", code="１２３４５６")
    assert market.last("SignInByCode").variables["code"] == "123456"


def test_a_spent_token_is_renewed_and_one_ended_elsewhere_leads_to_the_sign_in(lan, market):
    expired = top_level("ExpiredSignatureError")
    known = market.answers["Account"]
    market.answers["Account"] = expired
    market.answers["TokenRefresh"] = lambda _: (
        market.answers.update(Account=known) or {"tokenRefresh": {"token": "fresh", "errors": []}}
    )
    assert lan.get("/tai-khoan/").status_code == 200
    assert market.last("Account").headers["Authorization"] == "Bearer fresh"
    market.answers["Account"] = expired
    market.answers["TokenRefresh"] = lambda _: market.answers.update(Account={"me": None, "myCooperatives": []}) or {
        "tokenRefresh": {"token": None, "errors": [{"code": "JWT_INVALID_TOKEN"}]}
    }  # fmt: skip
    assert lan.get("/tai-khoan/").headers["Location"] == "/tai-khoan/vao?next=%2Ftai-khoan%2F"
