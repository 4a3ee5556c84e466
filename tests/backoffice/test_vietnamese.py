"""Our people read Vietnamese: no desk shows a sentence of Django's own in English, nor a column by its name in the table."""

import re
from html.parser import HTMLParser
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, override

from marketplace.catalog.models import AttributeValue
from tests import factories as make
from tests.backoffice.office import page, superuser

pytestmark = pytest.mark.django_db
SPOKEN = {"title", "aria-label", "alt", "placeholder"}
CATALOGUES = ("contrib/admin", "contrib/auth", "conf")


class Words(HTMLParser):
    """Everything a page says: texts, and attributes that are shown or read aloud."""

    def __init__(self, page):
        super().__init__()
        self.found, self.hidden = set(), 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("script", "style")
        known = dict(attrs)
        self.found |= {known[name].strip() for name in SPOKEN & known.keys() if known[name]}
        if known.get("type") == "submit":
            self.found.add(known.get("value", ""))

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.hidden and data.strip():
            self.found.add(" ".join(data.split()))


def english():
    """Django's own sentences and words that have Vietnamese to be said in."""
    found = set()
    for part in CATALOGUES:
        source = Path(django.__file__).parent / part / "locale/en/LC_MESSAGES/django.po"
        found |= set(
            re.findall(r'^msgid(?:_plural)? "(.*[a-z].*)"$', source.read_text("utf-8"), re.MULTILINE)
        )
    return found


def unnamed():
    """What columns without a name for people would be called."""
    fields = [each for model in admin.site._registry for each in model._meta.fields]
    return {
        capfirst(each.name.replace("_", " ")) for each in fields if each.name.isascii() and "_" in each.name
    }


def wrong(response, sentences):
    """What this page says that no Vietnamese would."""
    said = {each.rstrip(":") for each in Words(response.content.decode()).found}
    return said & sentences


@pytest.fixture(scope="module")
def sentences():
    with override("vi"):
        own_names = {name for _code, name in settings.LANGUAGES}
        return {each for each in english() | unnamed() if len(each) > 3} - own_names


def test_no_list_and_no_empty_form_says_anything_in_english(sentences):
    make.attribute_value()
    make.on_sale()
    desk, found = superuser(), {}
    pages = [reverse("admin:index")]
    for model in admin.site._registry:
        pages.append(page(model, "changelist"))
        try:
            pages.append(page(model, "add"))
        except NoReverseMatch:
            continue
    for path in pages:
        response = desk.get(path)
        if response.status_code == 200 and (words := wrong(response, sentences)):
            found[path] = words
    assert found == {}


def test_no_row_says_anything_in_english(sentences):
    value = make.attribute_value()
    make.on_sale()
    make.order()
    make.page()
    make.shipping()
    desk, found = superuser(), {}
    for model in admin.site._registry:
        row = model._default_manager.first()
        if row is not None:
            response = desk.get(page(model, "change", row.pk))
            if response.status_code == 200 and (words := wrong(response, sentences)):
                found[model._meta.label] = words
    assert AttributeValue.objects.get() == value
    assert found == {}


def test_what_was_typed_wrong_and_who_may_not_come_in_are_told_in_vietnamese(sentences):
    desk, stranger = superuser(), Client(enforce_csrf_checks=True)
    rules = {each._meta.label: page(each, "add") for each in admin.site._registry}
    answer = desk.post(rules["content.Menu"], {})
    assert "Xin sửa chỗ sai dưới đây." in answer.content.decode()
    refused = stranger.post(reverse("admin:login"), {"username": "a", "password": "b"})
    assert refused.status_code == 403
    assert [wrong(each, sentences) for each in (answer, stranger.get(reverse("admin:login")), refused)] == [
        set()
    ] * 3
    assert "Trang đã mở quá lâu" in refused.content.decode()


def test_the_calendar_and_the_boxes_to_choose_from_are_vietnamese():
    script = superuser().get(reverse("admin:jsi18n")).content.decode()
    with override("vi"):
        assert gettext("Skip to main content") == "Tới thẳng nội dung chính"
    for told in ('"abbrev. day Monday\\u0004Mon": "T2"', '"Monday": "Th\\u1ee9 Hai"'):
        assert told in script
