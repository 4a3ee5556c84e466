import re

import pytest
from django.test import Client
from django.utils.html import escape

from marketplace.account.services import create_user, grant
from marketplace.content.models import Menu, MenuItem, Page, PageType
from marketplace.content.services import MenuLink, set_menu
from marketplace.content.texts import to_blocks, to_text
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def minh():
    """The operator's browser, logged in."""
    user = create_user(email="minh@example.com", password="mật khẩu dài", is_staff=True)
    user.is_superuser = True
    user.save()
    client = Client()
    client.force_login(user)
    client.key = f"user:{user.pk}"
    return client


def fields_of(response):
    """What the browser would send back: every field of the page's form with its value."""
    form = response.context["adminform"].form
    forms = [
        form,
        *(each for inline in response.context["inline_admin_formsets"] for each in inline.formset.forms),
    ]
    managed = [inline.formset.management_form for inline in response.context["inline_admin_formsets"]]
    values = {}
    for each in [*forms, *managed]:
        for bound in each:
            values[bound.html_name] = "" if bound.value() is None else bound.value()
    return {name: value for name, value in values.items() if value is not False}


def errors_of(response):
    return re.findall(r'<ul class="errorlist[^>]*>.*?</ul>', response.content.decode(), re.DOTALL)


def test_a_page_is_written_changed_and_published(minh):
    kind = make.page_type()
    add = minh.get("/admin/content/page/add/")
    written = {
        **fields_of(add),
        "page_type": kind.pk,
        "title": "Quy chế",
        "slug": "quy-che",
        "text": "## Một\n\nHai.",
    }
    assert minh.post("/admin/content/page/add/", written).status_code == 302
    page = Page.objects.get()
    assert to_text(page.content) == "## Một\n\nHai."
    address = f"/admin/content/page/{page.pk}/change/"
    changed = {**fields_of(minh.get(address)), "title": "Quy chế mới"}
    assert minh.post(address, changed).status_code == 302
    minh.post("/admin/content/page/", {"action": "publish", "_selected_action": [page.pk], "sure": "1"})
    versions = page.versions.order_by("number").values_list("title", "is_published", "changed_by")
    assert list(versions) == [
        ("Quy chế", False, minh.key),
        ("Quy chế mới", False, minh.key),
        ("Quy chế mới", True, minh.key),
    ]
    minh.post("/admin/content/page/", {"action": "hide", "_selected_action": [page.pk], "sure": "1"})
    assert not Page.objects.get().is_published


def test_a_page_saved_without_a_change_makes_no_version(minh):
    page = make.page(content=to_blocks("Chào."))
    address = f"/admin/content/page/{page.pk}/change/"
    minh.post(address, fields_of(minh.get(address)))
    assert page.versions.count() == 2


def test_a_page_is_translated_beside_its_text(minh):
    page = make.page(title="Quy chế")
    address = f"/admin/content/page/{page.pk}/change/"
    english = {"language_code": "en", "title": "Rules", "slug": "rules", "text": "Hello."}
    added = {f"translations-0-{name}": value for name, value in english.items()}
    sent = {**fields_of(minh.get(address)), **added, "translations-TOTAL_FORMS": 1}
    assert minh.post(address, sent).status_code == 302
    translation = page.translations.get()
    assert (translation.language_code, translation.slug, to_text(translation.content)) == (
        "en",
        "rules",
        "Hello.",
    )


def test_a_text_with_a_picture_is_left_alone(minh):
    drawn = {"blocks": [{"type": "image", "data": {"file": {"url": "/a.webp"}}}]}
    page = make.page(content=drawn)
    address = f"/admin/content/page/{page.pk}/change/"
    minh.post(address, {**fields_of(minh.get(address)), "title": "Khác", "text": "Mất ảnh"})
    page.refresh_from_db()
    assert (page.title, page.content) == ("Khác", drawn)


def test_pages_are_found_without_marks_and_never_deleted(minh):
    page = make.page(title="Giao hàng")
    make.page(title="Khiếu nại")
    found = minh.get("/admin/content/page/", {"q": "giao hang"})
    assert list(found.context["cl"].queryset) == [page]
    assert minh.get(f"/admin/content/page/{page.pk}/delete/").status_code == 403
    version = minh.get(f"/admin/content/pageversion/{page.versions.first().pk}/change/")
    assert version.status_code == 200
    assert escape("Giao hàng") in version.content.decode()
    assert minh.post(f"/admin/content/pageversion/{page.versions.first().pk}/change/", {}).status_code == 403


def test_a_kind_of_page_is_made_and_renamed(minh):
    minh.post("/admin/content/pagetype/add/", {"name": "Chuyện bản", "slug": "chuyen-ban"})
    assert list(PageType.objects.values_list("slug", "name_folded")) == [("chuyen-ban", "chuyen ban")]
    address = f"/admin/content/pagetype/{PageType.objects.get().pk}/change/"
    minh.post(address, {**fields_of(minh.get(address)), "name": "Chuyện làng", "slug": "chuyen-lang"})
    assert list(PageType.objects.values_list("slug", "name_folded")) == [("chuyen-lang", "chuyen lang")]


def test_pages_and_menus_are_written_by_those_who_may(client):
    minh = make.user(is_staff=True)
    grant(user=minh, permissions=["MANAGE_PAGES"])
    client.force_login(minh)
    page = make.page()
    address = f"/admin/content/page/{page.pk}/change/"
    assert client.post(address, {**fields_of(client.get(address)), "title": "Khác"}).status_code == 302
    assert Page.objects.get().title == "Khác"
    assert client.get("/admin/content/menu/add/").status_code == 403


def test_a_menu_is_changed_as_a_table(minh):
    shelf = make.category(name="Chè")
    menu = set_menu(slug="navbar", name="Đầu", links=[MenuLink("Hàng", translations={"en": "Goods"})])
    top = menu.items.get()
    address = f"/admin/content/menu/{menu.pk}/change/"
    sent = {**fields_of(minh.get(address)), "name": "Đầu trang", "items-0-sort_order": 5}
    sent |= {
        "items-1-name": "Chè",
        "items-1-parent": top.pk,
        "items-1-category_id": shelf.pk,
        "items-TOTAL_FORMS": 2,
    }
    sent |= {"items-1-name_en": "Tea", "items-1-sort_order": 0}
    response = minh.post(address, sent)
    assert response.status_code == 302, errors_of(response)
    columns = ("name", "parent__name", "category_id", "translations__name")
    assert list(MenuItem.objects.order_by("level").values_list(*columns)) == [
        ("Hàng", None, None, "Goods"),
        ("Chè", "Hàng", shelf.pk, "Tea"),
    ]
    assert Menu.objects.get().name == "Đầu trang"


def test_a_menu_is_made_with_its_first_link(minh):
    add = minh.get("/admin/content/menu/add/")
    sent = {**fields_of(add), "name": "Cuối", "slug": "footer", "items-0-name": "Chợ", "items-0-url": "/"}
    assert minh.post("/admin/content/menu/add/", sent).status_code == 302
    assert list(MenuItem.objects.values_list("menu__slug", "name", "url")) == [("footer", "Chợ", "/")]


@pytest.mark.parametrize(
    "change",
    [
        {"items-0-url": "/", "items-0-page": "page"},
        {"items-0-url": "javascript:alert(1)"},
        {"items-0-parent": "top"},
    ],
)
def test_a_wrong_menu_is_refused_with_a_reason(minh, change):
    page = make.page()
    menu = set_menu(slug="navbar", name="Đầu", links=[MenuLink("Hàng")])
    numbers = {"page": page.pk, "top": menu.items.get().pk}
    address = f"/admin/content/menu/{menu.pk}/change/"
    change = {name: numbers.get(value, value) for name, value in change.items()}
    response = minh.post(address, {**fields_of(minh.get(address)), **change})
    assert response.status_code == 200
    assert errors_of(response)
    assert list(MenuItem.objects.values_list("name", "url", "parent")) == [("Hàng", "", None)]
