import pytest

from marketplace.content.models import Menu, MenuItem
from marketplace.content.services import MenuLink, set_menu
from marketplace.core.errors import DomainError
from tests import factories as make


@pytest.mark.django_db
def test_a_menu_is_a_tree_in_the_order_it_was_said():
    page = make.page()
    links = [
        MenuLink(
            "Chè", category_id=5, translations={"en": "Tea"}, children=[MenuLink("Quà", collection_id=6)]
        ),
        MenuLink("Luật chợ", page_id=page.pk),
        MenuLink("Gọi chợ", url="tel:+842143800001"),
    ]
    menu = set_menu(slug="navbar", name="Đầu trang", links=links)
    columns = (
        "name",
        "level",
        "sort_order",
        "parent__name",
        "page_id",
        "category_id",
        "collection_id",
        "url",
    )
    assert list(menu.items.order_by("level", "sort_order").values_list(*columns)) == [
        ("Chè", 0, 0, None, None, 5, None, ""),
        ("Luật chợ", 0, 1, None, page.pk, None, None, ""),
        ("Gọi chợ", 0, 2, None, None, None, None, "tel:+842143800001"),
        ("Quà", 1, 0, "Chè", None, None, 6, ""),
    ]
    assert list(menu.items.get(name="Chè").translations.values_list("language_code", "name")) == [
        ("en", "Tea")
    ]


@pytest.mark.django_db
def test_a_menu_set_again_has_the_new_links_only():
    set_menu(slug="navbar", name="Đầu trang", links=[MenuLink("Chè", children=[MenuLink("Shan tuyết")])])
    menu = set_menu(slug="navbar", name="Đầu", links=[MenuLink("Gạo")])
    assert list(MenuItem.objects.values_list("name", flat=True)) == ["Gạo"]
    assert list(Menu.objects.values_list("pk", "name")) == [(menu.pk, "Đầu")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("link", "field"),
    [
        (MenuLink("Hai nơi", url="/che/", category_id=5), "links"),
        (MenuLink("Mã", url="javascript:alert(1)"), "url"),
        (MenuLink("Nhà khác", url="//example.com"), "url"),
        (MenuLink("Không đường", url="che"), "url"),
        (
            MenuLink("1", children=[MenuLink("2", children=[MenuLink("3", children=[MenuLink("4")])])]),
            "links",
        ),
    ],
)
def test_what_is_no_link_is_refused_and_the_menu_stays(link, field):
    set_menu(slug="navbar", name="Đầu trang", links=[MenuLink("Chè")])
    with pytest.raises(DomainError) as refused:
        set_menu(slug="navbar", name="Đầu trang", links=[link])
    assert (refused.value.code, refused.value.field) == ("INVALID", field)
    assert list(MenuItem.objects.values_list("name", flat=True)) == ["Chè"]
