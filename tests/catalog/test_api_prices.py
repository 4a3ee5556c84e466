"""Prices, tax, quantities and dates of goods."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.site.services import update_settings
from tests import factories as make
from tests.asking import STAFF, ask, gid

pytestmark = pytest.mark.django_db

MONEY = "{ gross { amount currency } net { amount } tax { amount } }"
PRICES = f"""query ($id: ID!) {{ product(id: $id, channel: "vn") {{
  pricing {{ onSale displayGrossPrices discount {MONEY} discountPrior {MONEY}
    priceRange {{ start {MONEY} stop {MONEY} }} priceRangeUndiscounted {{ start {MONEY} stop {MONEY} }}
    priceRangePrior {{ start {MONEY} stop {MONEY} }} }}
  variants {{ pricing {{ onSale price {MONEY} priceUndiscounted {MONEY} pricePrior {MONEY}
    discount {MONEY} discountPrior {MONEY} }} }}
}} }}"""


def dong(gross, net=None):
    net = gross if net is None else net
    return {
        "gross": {"amount": gross, "currency": "VND"},
        "net": {"amount": net},
        "tax": {"amount": gross - net},
    }


def test_prices_of_a_product_go_from_the_cheapest_to_the_dearest_variant():
    product = make.on_sale(price=100_000, sort_order=1).product
    make.variant_listing(variant=make.variant(product=product, sort_order=2), price=250_000)
    make.variant_listing(variant=make.variant(product=product, sort_order=3), price=None)
    found = ask(PRICES, id=gid(product))["product"]
    assert found["pricing"] == {
        "onSale": False,
        "displayGrossPrices": True,
        "discount": None,
        "discountPrior": None,
        "priceRange": {"start": dong(100_000), "stop": dong(250_000)},
        "priceRangeUndiscounted": {"start": dong(100_000), "stop": dong(250_000)},
        "priceRangePrior": None,
    }
    assert [each["pricing"]["price"] for each in found["variants"]] == [dong(100_000), dong(250_000)]


def test_a_discount_is_what_is_missing_to_the_usual_price():
    variant = make.on_sale(price=100_000)
    variant.channel_listings.update(discounted_price_amount=80_000, prior_price_amount=90_000)
    found = ask(PRICES, id=gid(variant.product))["product"]
    assert found["pricing"]["onSale"] is True
    assert found["pricing"]["discount"] == dong(20_000)
    assert found["pricing"]["discountPrior"] == dong(10_000)
    assert found["pricing"]["priceRange"]["start"] == dong(80_000)
    assert found["pricing"]["priceRangeUndiscounted"]["start"] == dong(100_000)
    assert found["pricing"]["priceRangePrior"] == {"start": dong(90_000), "stop": dong(90_000)}
    assert found["variants"] == [
        {
            "pricing": {
                "onSale": True,
                "price": dong(80_000),
                "priceUndiscounted": dong(100_000),
                "pricePrior": dong(90_000),
                "discount": dong(20_000),
                "discountPrior": dong(10_000),
            }
        }
    ]


def test_tax_follows_the_class_of_the_goods_and_the_kind_of_seller():
    goods, type_of_goods = make.tax_class(name="goods"), make.tax_class(name="type")
    for tax_class, kind, rate in ((goods, "", 10), (goods, "HOUSEHOLD", 1), (type_of_goods, "", 8)):
        tax_class.rates.create(cooperative_kind=kind, rate_percent=rate, valid_from="2026-01-01")
    taxed_type = make.product_type(tax_class=type_of_goods)
    own = make.product(name="A", tax_class=goods, product_type=taxed_type)
    household = make.product(name="B", tax_class=goods, cooperative=make.cooperative(kind="HOUSEHOLD"))
    by_type = make.product(name="C", product_type=taxed_type)
    none = make.product(name="D")
    for product in (own, household, by_type, none):
        make.on_sale(product=product, price=110_000)
    text = f"""{{ products(first: 9, channel: "vn") {{ edges {{ node {{
      pricing {{ priceRange {{ start {MONEY} }} }} variants {{ pricing {{ price {MONEY} }} }} }} }} }} }}"""
    found = [edge["node"] for edge in ask(text)["products"]["edges"]]
    expected = [dong(110_000, 100_000), dong(110_000, 108_911), dong(110_000, 101_852), dong(110_000)]
    assert [each["pricing"]["priceRange"]["start"] for each in found] == expected
    assert [each["variants"][0]["pricing"]["price"] for each in found] == expected


def test_without_a_channel_nothing_has_a_price():
    variant = make.on_sale()
    text = """query ($id: ID!) { product(id: $id) { pricing { onSale } isAvailable isAvailableForPurchase
      availableForPurchaseAt variants { pricing { onSale } pricePerUnit { unit } quantityAvailable } } }"""
    assert ask(text, STAFF, id=gid(variant.product))["product"] == {
        "pricing": None,
        "isAvailable": None,
        "isAvailableForPurchase": None,
        "availableForPurchaseAt": None,
        "variants": [{"pricing": None, "pricePerUnit": None, "quantityAvailable": 10}],
    }


UNITS = """query ($id: ID!) { product(id: $id, channel: "vn") { variants {
  netContent { amount unit } pricePerUnit { amount { amount } unit } } } }"""


@pytest.mark.parametrize(
    ("content", "price", "per_unit"),
    [
        ((750, "G"), 62_000, {"amount": {"amount": 82_667}, "unit": "KG"}),
        ((330, "ML"), 30_000, {"amount": {"amount": 90_909}, "unit": "LITER"}),
        ((6, "PIECE"), 100_000, {"amount": {"amount": 16_667}, "unit": "PIECE"}),
        ((None, None), 100_000, None),
    ],
)
def test_the_price_per_unit_follows_from_what_a_packing_holds(content, price, per_unit):
    amount, unit = content
    variant = make.on_sale(price=price, net_amount=amount, net_unit=unit)
    held = {"amount": amount, "unit": unit} if amount else None
    assert ask(UNITS, id=gid(variant.product))["product"]["variants"] == [
        {"netContent": held, "pricePerUnit": per_unit}
    ]


LEFT = 'query ($id: ID!) { productVariant(id: $id, channel: "vn") { quantityAvailable product { isAvailable } } }'


def left(variant):
    found = ask(LEFT, id=gid(variant))["productVariant"]
    return found["quantityAvailable"], found["product"]["isAvailable"]


def hold(variant, quantity, minutes):
    until = timezone.now() + timedelta(minutes=minutes)
    claim = f"00000000-0000-0000-0000-{make.number():012}"
    variant.stocks.first().reservations.create(claim=claim, quantity=quantity, reserved_until=until)


def test_what_is_promised_or_held_by_others_is_not_available():
    variant = make.on_sale(quantity=10)
    assert left(variant) == (10, True)
    variant.stocks.update(quantity_allocated=4)
    assert left(variant) == (6, True)
    hold(variant, 2, minutes=5)
    hold(variant, 3, minutes=-5)
    assert left(variant) == (4, True)
    hold(variant, 4, minutes=5)
    assert left(variant) == (0, False)


def test_stocks_of_several_warehouses_are_added_up():
    variant = make.on_sale(quantity=3)
    make.stock(variant=variant, warehouse=make.warehouse(cooperative=variant.product.cooperative), quantity=4)
    assert left(variant) == (7, True)


def test_no_more_is_said_to_be_available_than_one_cart_may_hold():
    variant, uncounted = make.on_sale(quantity=80), make.on_sale(quantity=0, track_inventory=False)
    assert (left(variant), left(uncounted)) == ((50, True), (50, True))
    update_settings(limit_quantity_per_checkout=None)
    assert (left(variant), left(uncounted)) == ((80, True), (None, True))


def test_a_variant_that_is_stored_nowhere_is_not_available():
    variant = make.on_sale()
    variant.stocks.all().delete()
    assert left(variant) == (0, False)


def test_a_product_whose_only_stock_has_no_price_is_not_available():
    variant = make.on_sale(quantity=0)
    make.stock(variant=make.variant(product=variant.product), quantity=5)
    assert left(variant) == (0, False)


DATES = """query ($id: ID!) { product(id: $id, channel: "vn") {
  isAvailable isAvailableForPurchase availableForPurchaseAt } }"""


def test_goods_of_a_later_day_are_shown_but_not_available():
    product, later = make.on_sale().product, timezone.now() + timedelta(days=3)
    product.channel_listings.update(available_for_purchase_at=later)
    assert ask(DATES, id=gid(product))["product"] == {
        "isAvailable": False,
        "isAvailableForPurchase": False,
        "availableForPurchaseAt": later.isoformat(),
    }
    product.channel_listings.update(available_for_purchase_at=None)
    assert ask(DATES, id=gid(product))["product"]["isAvailableForPurchase"] is False


def test_staff_hears_of_dates_of_goods_without_a_price():
    listing = make.product_listing(discounted_price_amount=None)
    found = ask(DATES, STAFF, id=gid(listing.product))["product"]
    assert (found["isAvailable"], found["isAvailableForPurchase"]) == (False, True)
