import pytest

from marketplace.content.models import Menu, MenuItem, Page, PageVersion
from marketplace.content.texts import plain, to_blocks, to_text
from marketplace.demo.content import load_content
from marketplace.demo.people import load_channels
from marketplace.demo.reading import data
from marketplace.demo.shelves import load_categories, load_collections


@pytest.fixture
def loaded(db):
    load_categories()
    load_collections(load_channels())
    load_content()


@pytest.mark.usefixtures("loaded")
def test_twice_changes_nothing():
    before = [
        list(model.objects.values_list("pk", flat=True)) for model in (Page, PageVersion, Menu, MenuItem)
    ]
    load_content()
    after = [
        list(model.objects.values_list("pk", flat=True)) for model in (Page, PageVersion, Menu, MenuItem)
    ]
    assert after == before


@pytest.mark.usefixtures("loaded")
def test_every_link_leads_somewhere_and_has_a_name_in_english_and_chinese():
    headings = MenuItem.objects.filter(page=None, category_id=None, collection_id=None, url="")
    assert list(headings.order_by("sort_order").values_list("name", flat=True)) == ["Chợ Phiên", "Mua hàng"]
    for language in ("en", "zh-hans"):
        assert list(MenuItem.objects.exclude(translations__language_code=language)) == []


@pytest.mark.usefixtures("loaded")
def test_the_footer_leads_to_every_page():
    linked = MenuItem.objects.filter(menu__slug="footer", page__isnull=False).values_list(
        "page__slug", flat=True
    )
    assert sorted(linked) == sorted(entry["slug"] for entry in data("pages"))


@pytest.mark.parametrize("entry", data("pages"), ids=lambda entry: entry["slug"])
def test_a_page_is_typed_text_of_the_same_shape_in_both_languages(entry):
    documents = [to_blocks("\n".join(entry[f"text_{language}"])) for language in ("vi", "en")]
    assert [to_text(each).splitlines() for each in documents] == [entry["text_vi"], entry["text_en"]]
    assert [plain(each) for each in documents] == [True, True]
    vietnamese, english = ([block["type"] for block in each["blocks"]] for each in documents)
    assert vietnamese == english


@pytest.mark.parametrize("slug", ["gioi-thieu", "quy-che", "thanh-toan"])
def test_a_demo_says_that_it_is_one(slug):
    entry = next(entry for entry in data("pages") if entry["slug"] == slug)
    assert ("chạy thử" in entry["text_vi"][0], "trial copy" in entry["text_en"][0]) == (True, True)
