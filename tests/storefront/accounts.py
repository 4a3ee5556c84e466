"""What the account pages' tests share: the API's answers, and somebody who has come in."""

from tests.storefront.conftest import ADDED, LINE, token
from tests.storefront.samples import gid

FINE = {"answer": {"errors": []}}
IN = {"answer": {"token": "access", "refreshToken": "refresh", "errors": []}}
DOWN = {"errors": []}
"""No data and nothing wrong: an API that is broken."""
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


FRESH = gid("Checkout", "00000000-0000-4000-8000-000000000009")
"""The cart that goods are copied into."""


def top_level(code):
    return {"errors": [{"message": "no", "extensions": {"exception": {"code": code}}}]}


def copying(market):
    """The old cart can be read, a new one be made. Gives the lines of the new one as they are to be."""
    variant = gid("ProductVariant", 1)
    market.answers |= {
        "CartLines": {"checkout": {"lines": [{"quantity": 2, "variant": {"id": variant}}]}},
        "CartCreate": {"answer": {"checkout": {"id": FRESH, "lines": [{"id": LINE}]}, "errors": []}},
    }
    return [{"variantId": variant, "quantity": 2}]


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
        "CartAttach": ADDED, "CartDetach": ADDED,
    }  # fmt: skip
