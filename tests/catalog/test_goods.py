from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.catalog import queries
from marketplace.catalog.errors import ProductInvalid
from marketplace.catalog.models import (
    AssignedProductAttributeValue,
    AttributeProduct,
    AttributeVariant,
    Product,
)
from marketplace.catalog.services import (
    assign_product_values,
    assign_variant_values,
    create_attribute,
    create_product,
    create_value,
    create_variant,
    delete_product,
    list_product,
    publish,
    set_price,
    translate_product,
    unpublish,
    update_product,
    update_variant,
)
from marketplace.cooperative.rights import standing
from marketplace.core.actor import GUEST, SYSTEM, Actor, ActorKind
from marketplace.core.errors import DomainErrors
from marketplace.core.models import Event
from marketplace.core.money import Money
from marketplace.site.queries import redirected
from marketplace.warehouse.services import Claim, allocate
from tests import factories as make

pytestmark = pytest.mark.django_db


def dong(minor):
    return Money(minor, "VND")


def product(**columns):
    given = {"cooperative": make.cooperative(), "product_type": make.product_type(), "name": "Chè Shan tuyết"}
    return create_product(**{**given, **columns})


def priced(*prices, of=None, channel=None):
    of, channel = of or product(), channel or make.channel()
    list_product(product=of, channel=channel)
    variants = [create_variant(product=of, name=str(each)) for each in prices]
    for variant, price in zip(variants, prices, strict=True):
        set_price(variant=variant, channel=channel, price=dong(price))
    return of, variants, of.channel_listings.get(channel=channel)


def test_the_keys_of_a_name_follow_from_it():
    made = product(name="Đào Sa Pa")
    assert (made.slug, made.name_folded, made.name_sort) == (
        "dao-sa-pa",
        "dao sa pa",
        make.sort_key("Đào Sa Pa"),
    )
    listing = list_product(product=made, channel=make.channel())
    update_product(product=made, name="Mận Tam Hoa", slug="man")
    listing.refresh_from_db()
    assert (made.slug, made.name_folded, listing.name_sort) == (
        "man",
        "man tam hoa",
        make.sort_key("Mận Tam Hoa"),
    )
    assert redirected("product", "dao-sa-pa") == made.pk


def test_two_products_of_one_name_have_two_slugs():
    assert [product(name="Gạo").slug for _ in range(3)] == ["gao", "gao-2", "gao-3"]
    assert product(name="!!!").slug == "product"


def test_a_product_needs_a_name_and_keeps_its_seller():
    with pytest.raises(ProductInvalid) as caught:
        product(name="  ")
    assert (caught.value.code, caught.value.field) == ("REQUIRED", "name")
    with pytest.raises(TypeError):
        update_product(product=product(), cooperative=make.cooperative())


def test_goods_are_found_by_what_is_said_of_them():
    seller = make.cooperative(name="HTX Nương Mây", commune_name="Xã Y Tý")
    made = product(cooperative=seller, category=make.category(name="Trà núi"))
    create_variant(product=made, sku="SHAN-100")
    translate_product(product=made, language_code="en", name="Snow Shan tea")
    product(name="Gạo Séng Cù")
    found = {text for text in ("shan tuyet", "TUYẾT shan", "nuong may", "y ty", "trà núi", "snow", "shan-100")
             if list(queries.matching(Product.objects.all(), text)) == [made]}  # fmt: skip
    assert found == {"shan tuyet", "TUYẾT shan", "nuong may", "y ty", "trà núi", "snow", "shan-100"}
    assert not queries.matching(Product.objects.all(), "shan seng cu").exists()


def test_the_lowest_price_stands_on_the_listing_and_follows_every_change():
    of, (small, large), listing = priced(50_000, 90_000)
    assert listing.discounted_price_amount == 50_000
    channel = make.channel()

    def after(variant, **prices):
        set_price(variant=variant, channel=channel, **prices)
        listing.refresh_from_db()
        return listing.discounted_price_amount

    assert after(large, price=dong(90_000), discounted=dong(45_000)) == 45_000
    assert after(large, price=dong(90_000)) == 50_000
    assert after(small, price=None) == 90_000
    assert after(large, price=dong(0)) == 0
    assert after(large, price=None) is None
    assert of.default_variant == small


def test_a_price_is_of_the_channels_currency_and_no_trick():
    _, (variant,), _ = priced(50_000)
    channel = make.channel()
    for prices in (
        {"price": Money(500, "USD")},
        {"price": dong(-1)},
        {"price": dong(50_000), "discounted": dong(50_001)},
        {"price": None, "discounted": dong(1)},
    ):
        with pytest.raises(ProductInvalid) as caught:
            set_price(variant=variant, channel=channel, **prices)
        assert caught.value.code == "INVALID_PRICE"
    usd = make.channel(slug="en-us", currency_code="USD")
    with pytest.raises(ProductInvalid) as elsewhere:
        set_price(variant=variant, channel=usd, price=Money(500, "USD"))
    assert elsewhere.value.code == "PRODUCT_NOT_ASSIGNED_TO_CHANNEL"


def test_five_billion_dong_are_a_price():
    _, (variant,), listing = priced(5_000_000_000)
    assert (variant.channel_listings.get().price_amount, listing.discounted_price_amount) == (
        5 * 10**9,
        5 * 10**9,
    )


def test_publishing_says_everything_that_is_missing_at_once():
    made, channel = product(), make.channel()
    with pytest.raises(DomainErrors) as caught:
        publish(product=made, channel=channel, actor=SYSTEM)
    missing = [(each.code, each.field) for each in caught.value.errors]
    assert missing == [
        ("PRODUCT_WITHOUT_CATEGORY", "category"),
        ("REQUIRED", "variants"),
        ("REQUIRED", "price"),
    ]
    assert Event.objects.filter(kind="ProductPublished").count() == 0


def test_published_goods_are_seen_by_everyone_and_told_of_once():
    made, _, _ = priced(50_000, of=product(category=make.category()))
    channel = make.channel()
    assert not queries.visible_to(GUEST, channel.pk).exists()
    publish(product=made, channel=channel, actor=SYSTEM)
    assert queries.visible_to(GUEST, channel.pk).get() == queries.on_sale(channel.pk).get() == made
    (event,) = Event.objects.filter(kind="ProductPublished")
    assert (event.kind, event.cooperative_id, event.payload) == (
        "ProductPublished",
        made.cooperative_id,
        {"product_id": made.pk, "channel_id": channel.pk, "cooperative_id": made.cooperative_id},
    )
    unpublish(product=made, channel=channel)
    assert not queries.visible_to(GUEST, channel.pk).exists()


def hidden_goods():
    """One product for each way of not being seen, by its reason; and the two ways of being seen."""
    channel, tomorrow = make.channel(), timezone.now() + timedelta(days=1)
    shut = make.cooperative(is_active=False)
    make_listing = {
        "not published": lambda: make.product_listing(is_published=False),
        "published tomorrow": lambda: make.product_listing(published_at=tomorrow),
        "no price": lambda: make.product_listing(discounted_price_amount=None),
        "another channel": lambda: make.product_listing(channel=make.channel(slug="en-us")),
        "cooperative switched off": lambda: make.product_listing(product=make.product(cooperative=shut)),
        "not in lists": lambda: make.product_listing(visible_in_listings=False),
        "open": lambda: make.product_listing(),
    }
    return channel, {why: made().product for why, made in make_listing.items()}


def test_visitors_see_what_is_published_and_lists_show_what_is_listed():
    channel, goods = hidden_goods()
    assert set(queries.visible_to(GUEST, channel.pk)) == {goods["not in lists"], goods["open"]}
    assert set(queries.on_sale(channel.pk)) == {goods["open"]}
    assert set(queries.visible_to(GUEST, None)) == set()


def test_members_see_all_of_their_own_and_staff_all():
    channel, goods = hidden_goods()
    mine = goods["not published"]
    member = Actor(ActorKind.USER, member_id=1, cooperatives={mine.cooperative_id: standing("OWNER")})
    assert set(queries.visible_to(member, channel.pk)) == {mine, goods["not in lists"], goods["open"]}
    assert set(queries.visible_to(member, None)) == {mine}
    orders_only = Actor(ActorKind.STAFF, user_id=1, permissions=frozenset({"MANAGE_MENUS"}))
    assert set(queries.visible_to(orders_only, channel.pk)) == {goods["not in lists"], goods["open"]}
    assert queries.visible_to(SYSTEM, None).count() == 7
    assert queries.visible_to(SYSTEM, channel.pk).count() == 6


def test_visitors_see_only_variants_with_a_price():
    channel = make.channel()
    shown = make.on_sale()
    hidden = make.variant(product=shown.product)
    make.variant_listing(variant=hidden, price=None)
    assert set(queries.variants_visible_to(GUEST, channel.pk)) == {shown}
    assert set(queries.variants_visible_to(SYSTEM, channel.pk)) == {shown, hidden}


def test_a_sku_belongs_to_one_variant_and_an_empty_one_to_all():
    made = product()
    first = create_variant(product=made, sku="A")
    with pytest.raises(ProductInvalid) as caught:
        create_variant(product=made, sku="A")
    assert (caught.value.code, caught.value.field) == ("UNIQUE", "sku")
    assert [create_variant(product=made, sku="").sku for _ in range(2)] == [None, None]
    assert update_variant(variant=first, sku="A", name="Gói").name == "Gói"
    assert [each.sort_order for each in made.variants.order_by("pk")] == [0, 1, 2]


def test_a_net_content_is_a_number_and_a_unit():
    made = product()
    for wrong in ({"net_amount": 500}, {"net_unit": "G"}, {"net_amount": 0, "net_unit": "G"}):
        with pytest.raises(ProductInvalid) as caught:
            create_variant(product=made, **wrong)
        assert caught.value.field == "net_amount"


def test_what_is_promised_to_an_order_cannot_be_deleted():
    stock = make.stock()
    made = stock.variant.product
    allocate(claims=[Claim(stock.warehouse_id, stock.variant_id, 1)], holds={})
    with pytest.raises(ProductInvalid):
        delete_product(product=made)
    other = make.stock().variant.product
    delete_product(product=other)
    assert list(Product.objects.all()) == [made]


def carried(input_type, **columns):
    attribute = create_attribute(name=f"Thuộc tính {make.number()}", input_type=input_type, **columns)
    made = product()
    AttributeProduct.objects.create(attribute=attribute, product_type=made.product_type)
    AttributeVariant.objects.create(attribute=attribute, product_type=made.product_type)
    return made, attribute


def test_values_of_a_list_are_shared_and_one_or_several_as_the_attribute_says():
    made, season = carried("MULTISELECT")
    may, june = (create_value(attribute=season, name=name) for name in ("Tháng 5", "Tháng 6"))
    assign_product_values(product=made, attribute=season, values=[june, may])
    rows = AssignedProductAttributeValue.objects.order_by("sort_order").values_list("value", flat=True)
    assert list(rows) == [june.pk, may.pk]
    assert queries.matching(Product.objects.all(), "thang 6").get() == made
    assign_product_values(product=made, attribute=season)
    assert not made.attribute_values.exists()
    other, kind = carried("DROPDOWN")
    values = [create_value(attribute=kind, name=name) for name in ("Khô", "Tươi")]
    with pytest.raises(ProductInvalid):
        assign_product_values(product=other, attribute=kind, values=values)
    with pytest.raises(ProductInvalid):
        assign_product_values(product=other, attribute=kind, values=[may])
    with pytest.raises(ProductInvalid) as twice:
        create_value(attribute=kind, name="Khô")
    assert twice.value.code == "UNIQUE"


@pytest.mark.parametrize(
    ("kind", "column", "first", "second"),
    [
        ("PLAIN_TEXT", "plain_text", "hái tay", "hái máy"),
        ("NUMERIC", "numeric", 35, 40),
        ("RICH_TEXT", "rich_text", {"blocks": []}, {"blocks": [{"type": "paragraph"}]}),
        ("FILE", "file_url", "files/a.pdf", "files/b.pdf"),
    ],
)
def test_what_is_written_for_one_product_is_its_own(kind, column, first, second):
    made, attribute = carried(kind)
    assign_product_values(product=made, attribute=attribute, **{column: first})
    (value,) = assign_product_values(product=made, attribute=attribute, **{column: second})
    variant = create_variant(product=made)
    assign_variant_values(variant=variant, attribute=attribute, **{column: first})
    value.refresh_from_db()
    assert getattr(value, column) == second
    assert made.attribute_values.get().value == value


def test_yes_and_no_are_one_row_each_for_all_goods():
    made, attribute = carried("BOOLEAN")
    other = product(product_type=made.product_type)
    values = [
        assign_product_values(product=each, attribute=attribute, boolean=True)[0] for each in (made, other)
    ]
    assert values[0] == values[1]
    (no,) = assign_product_values(product=other, attribute=attribute, boolean=False)
    assert (no.boolean, attribute.values.count()) == (False, 2)


def test_goods_carry_only_the_attributes_of_their_type():
    made = product()
    attribute = create_attribute(name="Độ cồn", input_type="NUMERIC")
    for verb in (
        lambda: assign_product_values(product=made, attribute=attribute, numeric=29),
        lambda: assign_variant_values(variant=create_variant(product=made), attribute=attribute, numeric=29),
    ):
        with pytest.raises(ProductInvalid) as caught:
            verb()
        assert caught.value.code == "ATTRIBUTE_CANNOT_BE_ASSIGNED"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_a_sku_at_once_one_gets_it(monkeypatch):
    from marketplace.catalog.services import products

    made = product()
    create_variant(product=made, sku="A")
    monkeypatch.setattr(products, "_check_variant", lambda *_: None)  # both have looked before either wrote
    with pytest.raises(ProductInvalid) as caught:
        create_variant(product=made, sku="A")
    assert (caught.value.code, caught.value.field, made.variants.count()) == ("UNIQUE", "sku", 1)
