"""Two have the same page open: the second to save is told what the first has changed, and nothing is overwritten."""

import pytest
from django.utils import translation

from marketplace.catalog.models import Attribute, AttributeProduct, Category
from marketplace.content.services import MenuLink, set_menu
from marketplace.notification.models import Wording
from marketplace.oversight.models import WatchedWord
from marketplace.shipping.models import OwnTables, RateRow
from tests import factories as make
from tests.backoffice.office import page, refusals, shown_at, superuser, typed

pytestmark = pytest.mark.django_db
SOMEBODY_ELSE = "Có người đã sửa trang này trong lúc bạn đang mở. Chưa lưu gì của bạn. Bây giờ ở đó là:"


def an_attribute():
    attribute = make.attribute(name="Mùa vụ", input_type="MULTISELECT")
    make.attribute_value(attribute=attribute, name="Tháng 5", name_folded="thang 5")
    return attribute


def a_type():
    kind = make.product_type(name="Gạo")
    AttributeProduct.objects.create(attribute=make.attribute(name="Vụ"), product_type=kind)
    return kind


def rates_of_a_cooperative():
    shop = make.member().cooperative
    RateRow.objects.create(method=make.shipping()[0], cooperative=shop, price_amount=20_000)
    return OwnTables.objects.get(pk=shop.pk)


def a_menu():
    return set_menu(slug="chan", name="Chân trang", links=[MenuLink(name="Giới thiệu", url="/gioi-thieu/")])


PAGES = {
    an_attribute: ({"name": "Vụ mùa"}, {"values-0-name": "Tháng năm"}),
    a_type: ({"name": "Gạo nương"}, {"product_attributes-0-DELETE": "on"}),
    rates_of_a_cooperative: (
        {"rate_rows-0-price_amount": "21000", "reason": "Chị Mẩy gọi"},
        {"rate_rows-0-price_amount": "22000", "reason": "Anh Páo gọi"},
    ),
    a_menu: ({"name": "Cuối trang"}, {"items-0-name": "Về chúng tôi"}),
    lambda: make.shipping()[0]: ({"rate_rows-0-price_amount": "1"}, {"rate_rows-1-price_amount": "2"}),
    lambda: make.category(name="Chè"): ({"name": "Trà"}, {"name": "Chè búp"}),
    lambda: make.page(title="Quy chế"): ({"title": "Quy chế mới"}, {"text": "Khác"}),
}
"""What two people change of each page."""


@pytest.mark.parametrize("page_of", PAGES, ids=["attribute", "type", "rates", "menu", "way", "shelf", "page"])
def test_the_second_to_save_a_page_is_refused_and_the_first_ones_words_stand(page_of):
    desk, row = superuser(), page_of()
    address, of_first, of_second = page(type(row), "change", row.pk), *PAGES[page_of]
    both = typed(desk, row)
    assert desk.post(address, {**both, **of_first}).status_code == 302
    stands = typed(desk, row)
    refused = desk.post(address, {**both, **of_second})
    assert refusals(refused)[0].startswith(SOMEBODY_ELSE)
    assert typed(desk, row) == stands
    again = refused.context["adminform"].form["shown"].value()
    assert again == both["shown"]  # so that pressing once more is refused as well
    assert desk.post(address, {**typed(desk, row), **of_second}).status_code == 302


def test_what_the_other_changed_is_said_and_what_was_typed_stays():
    desk, attribute = superuser(), an_attribute()
    gone = make.attribute_value(attribute=attribute, name="Tháng 6", name_folded="thang 6", sort_order=1)
    both, address = typed(desk, attribute), page(Attribute, "change", attribute.pk)
    first = {"name": "Vụ mùa", "value_required": "on", "values-0-name_en": "May", "values-1-DELETE": "on"}
    desk.post(address, {**both, **first, "values-2-name": "Tháng 7"})
    refused = desk.post(address, {**both, "unit": "kg", "values-0-name": "Tháng năm"})
    assert gone.pk not in attribute.values.values_list("pk", flat=True)
    told = " ".join(refusals(refused)[0].removeprefix(SOMEBODY_ELSE).split())
    assert told == (
        "Tên: Vụ mùaBắt buộc điền: có"
        "thứ tự: 0, tên: Tháng 5, English: May, 简体中文: –"
        "thứ tự: 1, tên: Tháng 7, English: –, 简体中文: –"
        "1 dòng đã bỏ Những gì bạn gõ vẫn còn ở dưới; hãy viết lại vào trang mới. Mở lại trang"
    )
    assert f'<a href="{address}" target="_blank" rel="noopener">' in refused.content.decode()
    assert refused.context["adminform"].form["unit"].value() == "kg"
    (inline,) = refused.context["inline_admin_formsets"]
    assert inline.formset.forms[0]["name"].value() == "Tháng năm"


def test_the_refusal_is_in_the_readers_language():
    desk, row = superuser(), make.category(name="Chè")
    both, address = typed(desk, row), page(Category, "change", row.pk)
    desk.post(address, {**both, "name": "Trà"})
    with translation.override("zh-hans"):
        refused = desk.post(address, {**both, "name": "x"})
    assert refusals(refused)[0].startswith("您打开此页期间")


@pytest.mark.parametrize("shown", ["", "x", "name", "=", "name=0 " * 9, "\x00", "đ=đ ="])
def test_without_the_marks_of_what_stands_there_nothing_is_saved(shown):
    desk, row = superuser(), make.category(name="Chè")
    sent = {**typed(desk, row), "name": "Trà", "shown": shown}
    assert desk.post(page(Category, "change", row.pk), sent).status_code == 200
    row.refresh_from_db()
    assert row.name == "Chè"


def test_who_saves_what_stands_there_already_is_not_in_anybodys_way():
    desk, attribute = superuser(), an_attribute()
    both, address = typed(desk, attribute), page(Attribute, "change", attribute.pk)
    assert desk.post(address, both).status_code == 302
    assert desk.post(address, {**both, "name": "Vụ mùa"}).status_code == 302


def test_two_who_write_the_same_sentence_do_not_overwrite_each_other():
    desk = superuser()
    address = f"{page(Wording, 'add')}?sentence=Hello%2C"
    both = {"shown": shown_at(desk, address), "sure": "1"}
    assert desk.post(address, {**both, "vi": "Chào bà con,"}).status_code == 302
    refused = desk.post(address, {**both, "vi": "Xin chào,", "en": "Hi,"})
    (words,) = refused.context["form"].non_field_errors()
    assert words.startswith(SOMEBODY_ELSE)
    assert "<li>Tiếng Việt: Chào bà con,</li>" in words
    assert refused.context["form"]["vi"].value() == "Xin chào,"
    assert refused.context["shown"] == both["shown"]
    assert Wording.objects.values_list("language_code", "text").get() == ("vi", "Chào bà con,")


def test_two_who_change_the_same_rule_do_not_overwrite_each_other():
    desk = superuser()
    word = WatchedWord.objects.create(
        text="thần dược núi", text_folded="than duoc nui", why="Không phải thuốc"
    )
    address = page(WatchedWord, "deed", word.pk, "change")
    both = {"shown": shown_at(desk, address), "sure": "1", "text": "thần dược núi", "category": ""}
    assert desk.post(address, {**both, "why": "Luật 15"}).status_code == 302
    refused = desk.post(address, {**both, "why": "Khác"})
    assert "Luật 15" in str(refused.context["form"].non_field_errors())
    word.refresh_from_db()
    assert word.why == "Luật 15"
