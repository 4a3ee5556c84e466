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


LANGUAGES = ("vi", "en", "zh")


@pytest.mark.parametrize("entry", data("pages"), ids=lambda entry: entry["slug"])
def test_a_page_is_typed_text_of_the_same_shape_in_every_language(entry):
    written = [entry[f"text_{language}"] for language in LANGUAGES]
    documents = [to_blocks("\n".join(lines)) for lines in written]
    assert [to_text(each).splitlines() for each in documents] == written
    assert [plain(each) for each in documents] == [True, True, True]
    vietnamese, *others = ([block["type"] for block in each["blocks"]] for each in documents)
    assert others == [vietnamese, vietnamese]


@pytest.mark.usefixtures("loaded")
def test_every_page_can_be_read_in_every_language():
    for page in Page.objects.prefetch_related("translations"):
        found = {each.language_code: bool(each.title and each.content) for each in page.translations.all()}
        assert found == {"en": True, "zh-hans": True}


@pytest.mark.parametrize("slug", ["gioi-thieu", "quy-che", "thanh-toan"])
def test_a_demo_says_that_it_is_one(slug):
    entry = next(entry for entry in data("pages") if entry["slug"] == slug)
    words = {"vi": "chạy thử", "en": "trial copy", "zh": "试运行"}
    assert [word in entry[f"text_{language}"][0] for language, word in words.items()] == [True, True, True]
