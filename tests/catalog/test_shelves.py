import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.catalog import queries
from marketplace.catalog.errors import ProductInvalid
from marketplace.catalog.models import Category, Product, ProductChannelListing
from marketplace.catalog.services import (
    create_category,
    create_collection,
    fill_collection,
    move_category,
    publish_collection,
    update_category,
    update_product,
)
from marketplace.core.actor import GUEST, SYSTEM
from marketplace.site.queries import redirected
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_shelf_below_another_continues_its_path():
    tea = create_category(name="Chè")
    shan = create_category(name="Chè Shan tuyết", parent=tea)
    assert shan.path.startswith(tea.path)
    assert [len(tea.path), len(shan.path), tea.level, shan.level] == [6, 12, 0, 1]
    assert shan.slug == "che-shan-tuyet"


def test_goods_of_a_subtree_are_found_by_one_condition():
    tea = create_category(name="Chè")
    green, black = (create_category(name=name, parent=tea) for name in ("Chè xanh", "Hồng trà"))
    rice = create_category(name="Gạo")
    goods = {shelf: make.product(category=shelf) for shelf in (tea, green, black, rice)}
    for each in goods.values():
        make.product_listing(product=each)

    def listed_below(*shelves):
        condition = queries.in_categories([each.pk for each in shelves])
        return set(ProductChannelListing.objects.filter(condition).values_list("product", flat=True))

    assert listed_below(tea) == {goods[tea].pk, goods[green].pk, goods[black].pk}
    assert listed_below(green) == {goods[green].pk}
    assert listed_below(green, rice) == {goods[green].pk, goods[rice].pk}
    assert listed_below() == set()


def test_goods_without_a_shelf_are_below_none():
    make.product_listing(category_path="")
    assert not ProductChannelListing.objects.filter(queries.below("")).exists()


def test_a_moved_shelf_takes_all_below_it_and_its_goods_along():
    old, new = create_category(name="Cũ"), create_category(name="Mới")
    shelf = create_category(name="Chè", parent=old)
    leaf = create_category(name="Chè xanh", parent=shelf)
    good = make.product(category=leaf)
    make.product_listing(product=good)
    move_category(category=shelf, parent=new)
    leaf.refresh_from_db()
    shelf.refresh_from_db()
    assert (shelf.parent, shelf.path[:6], leaf.path[:12], leaf.level) == (new, new.path, shelf.path, 2)
    assert good.channel_listings.get().category_path == leaf.path
    shelf = move_category(category=shelf, parent=None)
    leaf.refresh_from_db()
    assert (leaf.level, leaf.path[:6], good.channel_listings.get().category_path) == (
        1,
        shelf.path,
        leaf.path,
    )


def test_a_shelf_cannot_stand_below_itself():
    tea = create_category(name="Chè")
    leaf = create_category(name="Chè xanh", parent=tea)
    for place in (tea, leaf):
        with pytest.raises(ProductInvalid) as caught:
            move_category(category=tea, parent=place)
        assert caught.value.field == "parent"


def test_the_tree_has_twelve_levels():
    deep = None
    for level in range(12):
        deep = create_category(name=f"Tầng {level}", parent=deep)
    assert len(deep.path) == 72
    with pytest.raises(ProductInvalid):
        create_category(name="Quá sâu", parent=deep)
    with pytest.raises(ProductInvalid):
        move_category(category=Category.objects.get(level=0), parent=create_category(name="Gốc"))


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(-1, 6)), max_size=10))
def test_however_shelves_are_moved_paths_and_parents_agree(moves):
    Category.objects.all().delete()
    shelves = [create_category(name=f"Kệ {number}") for number in range(7)]
    for which, where in moves:
        try:
            move_category(category=shelves[which], parent=None if where < 0 else shelves[where])
        except ProductInvalid:
            continue
    rows = {each.pk: each for each in Category.objects.all()}
    for each in rows.values():
        above = rows[each.parent_id] if each.parent_id else None
        assert each.path[:-6] == (above.path if above else "")
        assert each.level == (above.level + 1 if above else 0)
    for one, other in itertools.permutations(rows.values(), 2):
        chain = other
        while chain and chain.pk != one.pk:
            chain = rows.get(chain.parent_id)
        below = Category.objects.filter(queries.below(one.path, "path"), pk=other.pk).exists()
        assert below == (chain is not None)


def test_a_renamed_shelf_redirects_and_its_goods_are_found_by_the_new_name():
    tea = create_category(name="Chè")
    good = make.product(category=tea)
    update_category(category=tea, name="Trà", slug="tra")
    assert (tea.name_sort, redirected("category", "che")) == (make.sort_key("Trà"), tea.pk)
    assert queries.matching(Product.objects.all(), "tra").get() == good


def test_goods_follow_when_they_change_the_shelf():
    tea, gifts = create_category(name="Chè"), create_category(name="Quà")
    good = make.product(category=tea)
    make.product_listing(product=good)
    update_product(product=good, category=gifts)
    assert good.channel_listings.get().category_path == gifts.path
    update_product(product=good, category=None)
    assert good.channel_listings.get().category_path == ""


def test_a_collection_keeps_its_order_and_is_seen_where_it_is_published():
    gifts = create_collection(name="Quà biếu")
    goods = [make.product() for _ in range(3)]
    fill_collection(collection=gifts, products=goods)
    fill_collection(collection=gifts, products=[goods[2], goods[0]])
    assert [each.product for each in gifts.entries.order_by("sort_order")] == [goods[2], goods[0]]
    channel = make.channel()
    assert not queries.collections_visible_to(GUEST, channel.pk).exists()
    publish_collection(collection=gifts, channel=channel)
    assert queries.collections_visible_to(GUEST, channel.pk).get() == gifts
    assert not queries.collections_visible_to(GUEST, None).exists()
    assert queries.collections_visible_to(SYSTEM, None).get() == gifts
