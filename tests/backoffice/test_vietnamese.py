"""Our people read Vietnamese: no desk shows a sentence of Django's own in English, nor a column by its name in the table."""

import re
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from uuid import uuid4

import django
import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, override

from marketplace.content.models import Menu
from marketplace.cooperative.models import Viewing
from marketplace.notification.models import Message, Wording
from marketplace.oversight.models import (
    Application,
    CategoryRule,
    FileLook,
    Paper,
    PaperKind,
    RuleChange,
    TakeDown,
    TakeDownRequest,
)
from marketplace.site.models import SlugRedirect
from marketplace.tax.models import TaxRate
from marketplace.warehouse.models import Reservation
from tests import factories as make
from tests.backoffice.office import page, superuser
from tests.backoffice.test_complaints import came

pytestmark = pytest.mark.django_db
SPOKEN = {"title", "aria-label", "alt", "placeholder"}
FORMS = {
    "catalog.Attribute", "catalog.ProductType", "content.Menu", "content.Page", "content.PageType",
    "oversight.CategoryRule", "oversight.PaperKind", "oversight.TakeDown", "oversight.TakeDownRequest",
    "oversight.WantedStep", "oversight.WatchedWord", "tax.TaxRate",
}  # fmt: skip
"""Desks where staff begin with an empty form; a new one has to be named here, that it is looked at."""
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
        written = re.findall(r'^msgid(?:_plural)? ((?:".*"\n)+)', source.read_text("utf-8"), re.MULTILINE)
        found |= {" ".join("".join(re.findall(r'"(.*)"\n', lines)).split()) for lines in written}
    return {each for each in found if re.search("[a-z]", each)}


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


def looked_at(desk, pages, sentences):
    """What English each of these pages says, {name: words}, and the answers that were no page to look at, by status."""
    found, others = {}, {}
    for name, path in pages.items():
        response = desk.get(path)
        if response.status_code != 200:
            others.setdefault(response.status_code, set()).add(name)
        elif words := wrong(response, sentences):
            found[name] = words
    return found, others


def furnish(user):
    """A row for every desk."""
    for some in (make.attribute_value, make.on_sale, make.order, make.page, make.shipping, make.mandate, make.category,
                 make.collection):  # fmt: skip
        some()
    came(1)
    now, shop = timezone.now(), make.member().cooperative
    Group.objects.create(name="Trực chợ")
    SlugRedirect.objects.create(kind="product", old_slug="chè", object_id=1)
    Menu.objects.create(name="Chân trang", slug="chan-trang")
    TaxRate.objects.create(tax_class=make.tax_class(), rate_percent=0, valid_from=now.date())
    Viewing.objects.create(
        cooperative=shop, user=user, reason="Xem", digest="a" * 64, made_at=now, expires_at=now
    )
    kept = dict.fromkeys(("received_at", "deadline_at"), now)
    TakeDown.objects.create(
        cooperative=shop, authority="Bộ", reference="1", reason="Sai", done_at=now, actor="user:1", **kept
    )
    TakeDownRequest.objects.create(
        cooperative=shop,
        asker="OTHER",
        asked_by="Bộ",
        reason="Sai",
        written_at=now,
        written_by="user:1",
        **kept,
    )
    Application.objects.create(cooperative=shop, created_at=now)
    given = {"content_type": "application/pdf", "size": 1, "given_at": now, "given_by": "user:1"}
    Paper.objects.create(cooperative=shop, kind=PaperKind.objects.first(), **given)
    FileLook.objects.create(what="paper", file_id=uuid4(), cooperative=shop, at=now, actor="user:1")
    RuleChange.objects.create(what="SHELF", rule_id=1, at=now, actor="user:1")
    CategoryRule.objects.create(category=make.category(), demand="FORBIDDEN")
    Message.objects.create(
        key="1", kind="placed", medium="mail", recipient="user:1", language_code="vi", sent_at=now
    )
    Wording.objects.create(
        language_code="vi", sentence="Hello,", text="Chào,", text_folded="chao", changed_by="user:1"
    )
    Reservation.objects.create(stock=make.stock(), claim=uuid4(), quantity=1, reserved_until=now)


def test_no_list_says_anything_in_english(sentences):
    make.attribute_value()
    make.on_sale()
    pages = {each._meta.label: page(each, "changelist") for each in admin.site._registry}
    assert looked_at(superuser(), pages | {"": reverse("admin:index")}, sentences) == ({}, {})


def test_no_empty_form_says_anything_in_english(sentences):
    pages = {}
    for model in admin.site._registry:
        with suppress(NoReverseMatch):
            pages[model._meta.label] = page(model, "add")
    found, others = looked_at(superuser(), pages, sentences)
    assert found == {}
    assert pages.keys() - others[403] == FORMS | {"notification.Wording"}
    assert (others.keys(), others[302]) == ({302, 403}, {"notification.Wording"})


def test_no_row_says_anything_in_english(sentences):
    desk = superuser()
    furnish(desk.user)
    first = {each: each._default_manager.first() for each in admin.site._registry}
    assert {each._meta.label for each, row in first.items() if row is None} == set()
    pages = {each._meta.label: page(each, "change", row.pk) for each, row in first.items() if row}
    assert looked_at(desk, pages, sentences) == ({}, {})


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
