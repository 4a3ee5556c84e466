"""What the account pages' tests share: the API's answers, and somebody who has come in."""

from tests.storefront.conftest import token
from tests.storefront.samples import gid

FINE = {"answer": {"errors": []}}
IN = {"answer": {"token": "access", "refreshToken": "refresh", "errors": []}}
HOME = gid("Address", 3)
PLACES = {
    "addressValidationRules": {
        "countryAreaChoices": [{"raw": "Thành phố Hà Nội", "verbose": "Thành phố Hà Nội"}],
        "cityChoices": [{"raw": "Phường Tây Hồ", "verbose": "Phường Tây Hồ"}],
    }
}
PLACE = {"firstName": "Lan", "lastName": "Nguyễn", "phone": "+84912345678", "streetAddress1": "Số 8, ngõ 12",
         "streetAddress2": "", "city": "Phường Tây Hồ", "cityArea": "", "countryArea": "Thành phố Hà Nội",
         "country": {"code": "VN", "country": "Vietnam"}}  # fmt: skip
TYPED = {
    "firstName": "Mai",
    "phone": "0912 345 678",
    "countryArea": "Thành phố Hà Nội",
    "city": "Phường Tây Hồ",
    "streetAddress1": "Số 9",
}


def refused(code="INVALID", field=None, words="Không được."):
    return {
        "answer": {
            "token": None,
            "refreshToken": None,
            "errors": [{"field": field, "message": words, "code": code}],
        }
    }


def me(**columns):
    given = {
        "id": gid("User", 1), "email": "lan@example.com", "phone": "+84912345678", "firstName": "Lan",
        "lastName": "Nguyễn", "languageCode": "VI", "hasPassword": True, "defaultShippingAddress": PLACE,
    }  # fmt: skip
    return given | columns


def entry(**columns):
    return {"id": HOME, **PLACE, "isDefaultShippingAddress": True} | columns


def send(browser, page, address=None, **typed):
    return browser.post(address or page, data={"csrfmiddlewaretoken": token(browser.get(page)), **typed})


def prepare(market):
    """The answers of an account that has everything."""
    market.answers |= {
        "SignIn": IN, "SignInByCode": IN, "CodeSend": FINE, "CartsOfMine": {"me": None}, "Places": PLACES,
        "Account": {"me": me(), "myCooperatives": []}, "Addresses": {"me": me(addresses=[entry()])},
        "CartAttach": {"answer": {"checkout": None, "errors": []}},
        "CartDetach": {"answer": {"checkout": None, "errors": []}},
    }  # fmt: skip
