"""Channels in the API."""

import pytest

from tests import factories as make
from tests.asking import STAFF, ask, gid, refused

pytestmark = pytest.mark.django_db

ONE = """query ($id: ID, $slug: String) { channel(id: $id, slug: $slug) {
  slug name isActive currencyCode defaultCountry { code country } countries { code } } }"""


def test_a_channel_is_found_by_its_slug_and_by_its_id():
    made = make.channel(name="Việt Nam")
    expected = {
        "slug": "vn",
        "name": "Việt Nam",
        "isActive": True,
        "currencyCode": "VND",
        "defaultCountry": {"code": "VN", "country": "Việt Nam"},
        "countries": [{"code": "VN"}],
    }
    assert ask(ONE, slug="vn")["channel"] == expected
    assert ask(ONE, id=gid(made))["channel"] == expected
    assert ask(ONE, slug="khong-co")["channel"] is None


def test_hidden_and_closed_channels_are_known_to_staff_only():
    make.channel()
    make.channel(slug="en-us", is_public=False)
    make.channel(slug="cu", is_active=False)
    text = "{ channels { slug } }"
    assert ask(text)["channels"] == [{"slug": "vn"}]
    assert ask(text, STAFF)["channels"] == [{"slug": "vn"}, {"slug": "en-us"}, {"slug": "cu"}]
    assert ask(ONE, slug="en-us")["channel"] is None
    assert ask(ONE, STAFF, slug="cu")["channel"]["isActive"] is False


def test_a_look_up_names_exactly_one_key():
    assert refused(ONE) == ["Give exactly one of `id`, `slug`."]
