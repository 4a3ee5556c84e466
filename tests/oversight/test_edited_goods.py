"""Goods on sale whose texts are changed afterwards: they come to staff again where a rule says so, and only there."""

import io

import pytest
from django.core import mail

from marketplace.catalog import queries as catalog
from marketplace.catalog.models import Category, ProductChannelListing
from marketplace.catalog.services import (
    ListedValue,
    add_media,
    assign_product_values,
    assign_variant_values,
    move_category,
    publish,
    remove_media,
    set_price,
    set_values,
    translate_product,
    unpublish,
    update_attribute,
    update_category,
    update_product,
    update_variant,
)
from marketplace.core.actor import SYSTEM
from marketplace.core.jobs import run_due
from marketplace.core.models import Event, Job
from marketplace.core.money import Money
from marketplace.core.pictures import read_upload
from marketplace.oversight import services, tasks
from marketplace.oversight.models import CategoryRule, JudgedGoods, ListingEntry, PaperKind
from marketplace.site.services import update_settings
from tests import factories as make
from tests.core.test_pictures import drawn
from tests.oversight.people import MINH, acting, give, good, looked_at, subject
from tests.oversight.test_take_downs import request

pytestmark = pytest.mark.django_db
CURE = {"blocks": [{"type": "paragraph", "data": {"text": "Đặc trị đau lưng"}}]}


@pytest.fixture
def shop():
    """A shop that is open, and whose first listings have been looked at."""
    services.set_up_defaults()
    made = make.member(user=make.user()).cooperative
    for _ in range(3):
        make.on_sale(cooperative=made)
    return made


def sold(shop, name="Mật ong rừng", **columns):
    """Goods of the shop that are on sale as their cooperative wanted, all that followed done."""
    product = good(shop, name, **columns)
    services.submit_listing(**subject(product), actor=acting(shop))
    if ProductChannelListing.objects.get(product=product).review == "WAITING":
        services.approve_listing(**looked_at(product), actor=MINH)
    settled()
    assert shown(product)
    return product


def quality(product, input_type="DROPDOWN", of="product_attributes", **columns):
    """An attribute that goods like this one can have; of="variant_attributes": their packings."""
    attribute = make.attribute(input_type=input_type, **columns)
    getattr(product.product_type, of).create(attribute=attribute)
    return attribute


def photo():
    return read_upload(io.BytesIO(drawn(40, 30)))


def settled():
    while run_due():
        pass
    assert not Job.objects.exclude(last_error="").exists()


def shown(product):
    return catalog.on_sale(make.channel().pk).filter(pk=product.pk).exists()


def stands(product):
    settled()
    return ProductChannelListing.objects.values_list("review", "is_published").get(product=product)


HIDDEN, ON_SALE = ("WAITING", False), ("APPROVED", True)


def deeds(product):
    return list(ListingEntry.objects.filter(product=product).order_by("pk").values_list("deed", flat=True))


def test_a_watched_word_written_into_goods_on_sale_hides_them_until_staff_have_looked(shop):
    product, other = sold(shop), sold(shop, "Chè Shan")
    mail.outbox.clear()
    update_product(product=product, description=CURE)
    update_product(product=other, description={"blocks": [{"data": {"text": "Hái tay"}}]})
    assert (stands(product), stands(other)) == (HIDDEN, ON_SALE)
    entry = ListingEntry.objects.get(deed="HELD")
    assert (entry.product, entry.actor) == (product, "system")
    assert entry.reason == "Hàng đã được sửa. Có từ cần xem: đặc trị."
    assert ProductChannelListing.objects.get(product=product).submitted_at is not None
    services.approve_listing(**looked_at(product), actor=MINH)
    assert stands(product) == ON_SALE
    assert deeds(product) == ["SHOWN", "HELD", "APPROVED"]


def test_its_cooperative_is_told_and_the_words_stay_in_the_tables(shop):
    product = sold(shop)
    mail.outbox.clear()
    update_product(product=product, name="Mật ong chữa bệnh")
    assert stands(product) == HIDDEN
    (letter,) = mail.outbox
    assert letter.subject == "Chợ xem lại Mật ong chữa bệnh"
    assert "tạm ẩn" in letter.body
    assert "Có từ cần xem: chữa bệnh." in letter.body
    payload = Event.objects.get(kind="ListingHeld").payload
    assert {type(each) for each in payload.values()} == {int}


@pytest.mark.parametrize(
    "edit",
    [
        lambda product: update_product(product=product, name="Mật ong trị ung thư"),
        lambda product: update_product(product=product, seo_description="Thần dược của núi"),
        lambda product: translate_product(product=product, language_code="en", name="Honey that heals"),
        lambda product: translate_product(product=product, language_code="zh-hans", description="根治失眠"),
        lambda product: update_variant(variant=product.variants.get(), name="Chai chữa khỏi ho"),
        lambda product: add_media(product=product, picture=photo(), alt="Điều trị ho"),
    ],
    ids=["name", "search engines", "English", "Chinese", "packing", "picture"],
)
def test_whatever_they_say_to_buyers_counts(shop, edit):
    product = sold(shop)
    edit(product)
    assert stands(product) == HIDDEN


@pytest.mark.parametrize(
    "edit",
    [
        lambda product: update_product(product=product, name="Mật ong bạc hà"),
        lambda product: update_product(product=product, weight_g=500),
        lambda product: add_media(product=product, picture=photo(), alt="Tổ ong"),
        lambda product: set_price(
            variant=product.variants.get(), channel=make.channel(), price=Money(90_000, "VND")
        ),
    ],
    ids=["name", "weight", "picture", "price"],
)
def test_other_edits_of_an_established_shop_are_nobodys_business(shop, edit):
    product = sold(shop)
    edit(product)
    assert stands(product) == ON_SALE
    assert deeds(product) == ["SHOWN"]


def test_a_word_that_staff_looked_at_once_does_not_come_again_but_another_one_does(shop):
    product = sold(shop, "Cao lá tắm", description=CURE)
    assert deeds(product) == ["SUBMITTED", "APPROVED"]
    update_product(product=product, name="Cao lá tắm Sa Pa")
    assert stands(product) == ON_SALE
    update_product(product=product, name="Cao lá tắm thần dược")
    assert stands(product) == HIDDEN
    assert ListingEntry.objects.get(deed="HELD").reason == "Hàng đã được sửa. Có từ cần xem: thần dược."


def test_a_word_that_was_taken_out_and_put_back_is_looked_at_again(shop):
    product = sold(shop, "Cao lá tắm", description=CURE)
    update_product(product=product, description=None)
    assert stands(product) == ON_SALE
    update_product(product=product, description=CURE)
    assert stands(product) == HIDDEN


def test_in_a_shops_first_listings_every_changed_text_is_looked_at_but_no_price():
    new = make.cooperative()
    first, second = sold(new), sold(new, "Chè Shan")
    set_price(variant=first.variants.get(), channel=make.channel(), price=Money(90_000, "VND"))
    assert (stands(first), stands(second)) == (ON_SALE, ON_SALE)
    update_product(product=first, name="Thuốc lá cuốn")
    assert (stands(first), stands(second)) == (HIDDEN, ON_SALE)
    assert (
        ListingEntry.objects.get(deed="HELD").reason
        == "Hàng đã được sửa. Chợ xem những món đầu tiên của quầy mới."
    )
    services.approve_listing(**looked_at(first), actor=MINH)
    sold(new, "Quế")
    update_product(product=first, name="Thuốc lào cuốn")
    assert stands(first) == ON_SALE


def test_goods_moved_to_a_shelf_with_a_rule_come_to_staff(shop):
    blocked, looked, papers, free = (make.category() for _ in range(4))
    licence = PaperKind.objects.get(slug="giay-phep-ruou")
    CategoryRule.objects.create(category=blocked, demand="BLOCKED", why="Không bán thú sống.")
    CategoryRule.objects.create(category=looked, demand="LOOK", why="Thuốc nam luôn được xem.")
    CategoryRule.objects.create(category=papers, demand="PAPER", paper_kind=licence)
    goods = {shelf: sold(shop, f"Hàng {shelf.pk}") for shelf in (blocked, looked, papers, free)}
    for shelf, product in goods.items():
        update_product(product=product, category=make.category(parent=shelf))
    assert [stands(product) for product in goods.values()] == [HIDDEN, HIDDEN, HIDDEN, ON_SALE]
    assert list(
        ListingEntry.objects.filter(deed="HELD").order_by("product").values_list("reason", flat=True)
    ) == [
        "Hàng đã được sửa. Không bán thú sống.",
        "Hàng đã được sửa. Thuốc nam luôn được xem.",
        "Hàng đã được sửa. Hàng loại này cần giấy tờ trước: Giấy phép sản xuất hoặc bán rượu.",
    ]


def test_with_the_paper_accepted_the_shelf_asks_nothing_more(shop):
    shelf, licence = make.category(), PaperKind.objects.get(slug="giay-phep-ruou")
    CategoryRule.objects.create(category=shelf, demand="PAPER", paper_kind=licence)
    services.accept_paper(paper_id=give(shop, acting(shop), licence).pk, actor=MINH)
    product = sold(shop)
    update_product(product=product, category=shelf, name="Rượu ngô")
    assert stands(product) == ON_SALE


def test_a_shelf_that_staff_rename_or_move_hides_nothing():
    new, shelf = make.cooperative(), make.category()
    product = sold(new, category=shelf)
    update_category(category=shelf, name="Kệ mới")
    move_category(category=Category.objects.get(pk=shelf.pk), parent=make.category())
    assert stands(product) == ON_SALE


def test_a_name_on_a_list_that_staff_correct_hides_nothing_and_another_choice_is_an_edit():
    new = make.cooperative()
    product = good(new)
    stars = quality(product, "MULTISELECT")
    four, five = (make.attribute_value(attribute=stars, name=name) for name in ("OCOP 4 sao", "OCOP 5 sao"))
    size = quality(product, of="variant_attributes")
    big = make.attribute_value(attribute=size, name="To")
    assign_product_values(product=product, attribute=stars, values=[four])
    assign_variant_values(variant=product.variants.get(), attribute=size, values=[big])
    services.submit_listing(**subject(product), actor=acting(new))
    services.approve_listing(**looked_at(product), actor=MINH)
    settled()
    corrected = [ListedValue("OCOP bốn sao", four.pk), ListedValue("OCOP năm sao", five.pk)]
    set_values(attribute_id=stars.pk, values=corrected, actor=SYSTEM)
    set_values(attribute_id=size.pk, values=[ListedValue("Lớn", big.pk)], actor=SYSTEM)
    assert Event.objects.filter(kind="GoodsChanged").latest("pk").payload == {"product_ids": [product.pk]}
    assert stands(product) == ON_SALE
    assign_product_values(product=product, attribute=stars, values=[five])
    assert stands(product) == HIDDEN


def test_an_attribute_that_staff_rename_hides_no_goods_that_say_yes_or_no_to_it():
    new = make.cooperative()
    product = good(new)
    fresh = quality(product, "BOOLEAN", name="Hàng tươi")
    assign_product_values(product=product, attribute=fresh, boolean=True)
    services.submit_listing(**subject(product), actor=acting(new))
    services.approve_listing(**looked_at(product), actor=MINH)
    settled()
    update_attribute(attribute_id=fresh.pk, name="Tươi sống", actor=SYSTEM)
    assert stands(product) == ON_SALE
    assign_product_values(product=product, attribute=fresh, boolean=False)
    assert stands(product) == HIDDEN


def test_watched_words_count_also_in_what_is_chosen_from_a_list(shop):
    product = sold(shop)
    use = quality(product)
    value = make.attribute_value(attribute=use, name="Chữa bệnh")
    assign_product_values(product=product, attribute=use, values=[value])
    assert stands(product) == HIDDEN
    assert ListingEntry.objects.get(deed="HELD").reason == "Hàng đã được sửa. Có từ cần xem: chữa bệnh."


@pytest.mark.parametrize("of", ["product_attributes", "variant_attributes"])
@pytest.mark.parametrize(
    ("input_type", "content"),
    [("PLAIN_TEXT", {"plain_text": "Đặc trị ho"}), ("RICH_TEXT", {"rich_text": CURE})],
)
def test_what_is_written_into_an_attribute_of_goods_or_packings_counts(shop, of, input_type, content):
    product = sold(shop)
    attribute = quality(product, input_type, of)
    if of == "product_attributes":
        assign_product_values(product=product, attribute=attribute, **content)
    else:
        assign_variant_values(variant=product.variants.get(), attribute=attribute, **content)
    assert stands(product) == HIDDEN


def test_goods_that_wait_again_make_no_established_shop_new_again():
    new = make.cooperative()
    first, second, third = (sold(new, f"Hàng {number}") for number in range(3))
    update_product(product=first, description=CURE)
    assert stands(first) == HIDDEN
    update_product(product=second, name="Chè Shan")
    services.withdraw_listing(**subject(third), actor=acting(new))
    assert stands(second) == ON_SALE
    services.submit_listing(**subject(third), actor=acting(new))
    assert stands(third)[1] is False  # besides itself only two were ever looked at


def test_a_word_of_one_shelf_counts_for_goods_that_come_to_it(shop):
    shelf = make.category()
    services.watch_word(text="Thần kỳ", category=shelf, actor=MINH)
    product = sold(shop, "Khăn thần kỳ")
    update_product(product=product, category=shelf)
    assert stands(product) == HIDDEN


def test_what_was_changed_while_it_was_taken_down_is_judged_when_it_comes_back(shop):
    product, other = sold(shop), sold(shop, "Chè Shan")
    taken = [request(product_id=each.pk) for each in (product, other)]
    update_product(product=product, description=CURE)
    update_product(product=other, name="Chè Shan cổ thụ")
    settled()
    for each in taken:
        services.restore(take_down_id=each.pk, reason="Xong.", actor=MINH)
    assert (stands(product), stands(other)) == (HIDDEN, ON_SALE)


def test_hidden_goods_are_left_alone(shop):
    product = sold(shop)
    unpublish(product=product, channel=make.channel())
    update_product(product=product, description=CURE)
    assert stands(product) == ("APPROVED", False)
    services.submit_listing(**subject(product), actor=acting(shop))
    assert stands(product) == HIDDEN


def test_what_the_operator_showed_is_known_as_it_was_and_later_edits_count(shop):
    product = good(shop, "Cao lá tắm", description=CURE)
    publish(product=product, channel=make.channel(), actor=MINH)
    assert stands(product) == ON_SALE
    assert JudgedGoods.objects.get(product=product).words == ["dac tri"]
    update_product(product=product, name="Thần dược")
    assert stands(product) == HIDDEN


def test_goods_that_were_on_sale_before_are_remembered_once_in_slices(shop, monkeypatch):
    monkeypatch.setattr(tasks, "SLICE", 2)
    JudgedGoods.objects.all().delete()
    tasks.remember_goods()
    settled()
    assert JudgedGoods.objects.count() == 3
    assert not ListingEntry.objects.filter(deed="HELD").exists()
    product = shop.products.order_by("pk")[0]
    update_product(product=product, description=CURE)
    assert stands(product) == HIDDEN
    tasks.remember_goods()
    settled()
    assert JudgedGoods.objects.count() == 3


def test_a_picture_taken_away_is_told_and_hides_nothing(shop):
    product = sold(shop)
    picture = add_media(product=product, picture=photo(), alt="Tổ ong")
    settled()
    remove_media(media=picture)
    assert Event.objects.filter(kind="GoodsChanged").latest("pk").payload == {"product_ids": [product.pk]}
    assert stands(product) == ON_SALE


def test_both_listings_of_one_product_are_hidden(shop):
    product = sold(shop)
    abroad = make.channel(slug="xuat", name="Xuất", currency_code="USD")
    make.product_listing(product=product, channel=abroad, currency="USD", is_published=True)
    update_product(product=product, description=CURE)
    settled()
    assert set(product.channel_listings.values_list("review", "is_published")) == {HIDDEN}


@pytest.mark.parametrize("count", [1, 3])
def test_a_look_at_unchanged_goods_takes_ten_statements_however_many_they_are(
    shop, count, django_assert_num_queries
):
    products = [sold(shop, f"Hàng {number}") for number in range(count)]
    with django_assert_num_queries(12):  # two of them begin and end the transaction within the test's
        services.look_again(product_ids=[each.pk for each in products])


def test_the_same_job_twice_hides_once(shop):
    product = sold(shop)
    update_product(product=product, description=CURE)
    for _ in range(2):
        tasks.look_again_at_goods(product_ids=[product.pk])
    assert deeds(product) == ["SHOWN", "HELD"]
    update_settings(first_listings_looked_at=0)
    tasks.look_again_at_goods(product_ids=[product.pk, 10**9])
    assert stands(product) == HIDDEN
