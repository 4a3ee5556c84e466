"""The shop itself in the API."""

import pytest

from marketplace.site.queries import shop_settings
from marketplace.site.services import update_settings
from tests import factories as make
from tests.asking import STAFF, ask, refused

pytestmark = pytest.mark.django_db


def test_everyone_reads_the_shops_name_languages_and_address(settings):
    settings.PUBLIC_URL = "https://cho.example.com/"
    update_settings(description="Chợ của hợp tác xã")
    shop_settings().translations.create(language_code="en", description="The cooperatives' market")
    text = """{ shop { id name description domain { host sslEnabled url } defaultCountry { code }
      languages { code language } translation(languageCode: EN) { description headerText } schemaVersion
      passwordLoginMode limitQuantityPerCheckout displayGrossPrices includeTaxesInPrices defaultWeightUnit } }"""
    assert ask(text)["shop"] == {
        "id": "U2hvcDox",
        "name": "Chợ Phiên",
        "description": "Chợ của hợp tác xã",
        "domain": {"host": "cho.example.com", "sslEnabled": True, "url": "https://cho.example.com/"},
        "defaultCountry": {"code": "VN"},
        "languages": [
            {"code": "VI", "language": "Tiếng Việt"},
            {"code": "EN", "language": "English"},
            {"code": "ZH_HANS", "language": "简体中文"},
        ],
        "translation": {"description": "The cooperatives' market", "headerText": ""},
        "schemaVersion": "3.23",
        "passwordLoginMode": "ENABLED",
        "limitQuantityPerCheckout": 50,
        "displayGrossPrices": True,
        "includeTaxesInPrices": True,
        "defaultWeightUnit": "KG",
    }


def test_the_settings_are_made_when_somebody_first_asks():
    assert ask("{ shop { name } }") == {"shop": {"name": "Chợ Phiên"}}


COUNTRIES = """query ($language: LanguageCodeEnum, $filter: CountryFilterInput) {
  shop { countries(languageCode: $language, filter: $filter) { code country } } }"""


def test_countries_have_names_in_the_language_that_is_asked():
    make.channel()
    for language, name in (
        ("VI", "Hoa Kỳ"),
        ("EN", "United States"),
        ("ZH_HANS", "美国"),
        ("FR", "United States"),
    ):
        found = ask(COUNTRIES, language=language)["shop"]["countries"]
        assert len(found) == 251
        assert {"code": "US", "country": name} in found
    served = ask(COUNTRIES, filter={"attachedToShippingZones": True})["shop"]["countries"]
    assert served == [{"code": "VN", "country": "Việt Nam"}]
    assert len(ask(COUNTRIES, filter={"attachedToShippingZones": False})["shop"]["countries"]) == 250


STAFFS = """{ shop { version channelCurrencies permissions { code name } reserveStockDurationAnonymousUser
  fulfillmentAutoApprove defaultMailSenderName announcements { title } enableAccountConfirmationByEmail
  allowLoginWithoutConfirmation allowStorefrontTraffic useLegacyShippingZoneStockAvailability limits { allowedUsage { orders } } } }"""


def test_settings_are_for_those_who_may_set_them():
    make.channel()
    found = ask(STAFFS, STAFF)["shop"]
    assert found["version"] == "3.23.0"
    assert found["channelCurrencies"] == ["VND"]
    assert {"code": "MANAGE_PRODUCTS", "name": "Manage products."} in found["permissions"]
    assert (found["reserveStockDurationAnonymousUser"], found["fulfillmentAutoApprove"]) == (60, True)
    assert found["limits"] == {"allowedUsage": {"orders": None}}
    assert found["announcements"] == []
    told = ("enableAccountConfirmationByEmail", "useLegacyShippingZoneStockAvailability")
    assert [found[name] for name in told] == [True, False]
    assert [found[name] for name in ("allowLoginWithoutConfirmation", "allowStorefrontTraffic")] == [
        False,
        True,
    ]
    assert len(refused(STAFFS)) == 12
