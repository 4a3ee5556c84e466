"""A small market with something of everything, to be kept at a release, and how its story goes on afterwards."""

import uuid

from marketplace.catalog.models import CollectionChannelListing, CollectionProduct
from marketplace.checkout import services as checkout
from marketplace.checkout.models import Checkout
from marketplace.core.actor import GUEST, SYSTEM
from marketplace.order import services as orders
from marketplace.order.models import Order, OrderLine, Suborder
from marketplace.order.services import Declined
from marketplace.order.statuses import SuborderStatus
from tests import factories as make
from tests.asking import gid
from tests.fuzz import invariants
from tests.upgrade import kept

# nothing that follows from the hour is asked: holds run out, and more is available then
GOODS = """query ($channel: String!) { products(channel: $channel, first: 20, sortBy: {field: PRICE, direction: ASC}) {
  totalCount edges { node { name slug category { name } cooperative { name slug } isAvailable
    pricing { onSale priceRange { start { gross { amount currency } } } }
    variants { name sku pricePerUnit { amount { amount } unit } pricing { price { gross { amount } } } } } } } }"""
SHELVES = """query ($channel: String!, $slug: String!) {
  categories(first: 10) { edges { node { name slug level products(channel: $channel, first: 5) { totalCount } } } }
  collection(slug: $slug, channel: $channel) { name products(first: 5) { edges { node { name } } } } }"""
ORDER = """query ($id: ID!) { order(id: $id) { number status paymentStatus userEmail total { gross { amount currency } }
  shippingPrice { gross { amount } } shippingAddress { firstName city countryArea }
  lines { productName variantName quantity quantityFulfilled totalPrice { gross { amount } } }
  suborders { number status amountDue { amount } cooperative { name } } } }"""
CART = """query ($id: ID!) { checkout(id: $id) { email totalPrice { gross { amount } } lines { quantity variant { sku } }
  parcels { cooperative { name } } shippingAddress { city } problems { __typename } } }"""


def keep(path):
    """Make the market on an empty database, and keep it."""
    tea, rice, plums = _goods()
    carts = [make.ready_cart(tea, rice, quantity=2)]
    placed = [make.order(tea, rice, user=each) for each in (None, make.user(email="lan@example.com"))]
    placed += [make.order(tea, rice, plums, quantity=3) for _ in range(4)]
    _work(placed[1:])
    shelf = _collection(tea, rice)
    questions = [(GOODS, {"channel": "vn"}), (SHELVES, {"channel": "vn", "slug": shelf.slug})]
    questions += [(ORDER, {"id": gid(each)}) for each in placed]
    questions += [(CART, {"id": gid(each)}) for each in carts]
    kept.write(path, questions)


def go_on():
    """What was under way goes on: the open cart is ordered, waiting parts are accepted, sent and delivered."""
    for cart in Checkout.objects.filter(completed_at=None):
        checkout.complete(checkout_id=cart.pk, actor=GUEST)
    for part in Suborder.objects.filter(status=SuborderStatus.WAITING):
        for verb in (orders.accept, orders.pack, orders.ship, orders.deliver):
            verb(suborder_id=part.pk, actor=SYSTEM)
    make.order(make.on_sale(), user=make.user(email=f"{uuid.uuid4().hex}@example.com"))
    assert invariants.broken() == []


def _goods():
    shop = make.channel()
    dry = make.category(name="Đồ khô")
    tea = make.on_sale(
        product=make.product(name="Chè Shan tuyết", category=make.category(name="Chè", parent=dry)),
        price=250_000,
        quantity=40,
        on=shop,
    )
    rice = make.on_sale(
        product=make.product(name="Gạo Séng Cù", category=dry), price=45_000, quantity=500, on=shop
    )
    plums = make.on_sale(product=make.product(name="Mận Tam hoa"), price=35_000, quantity=60, on=shop)
    for each in (tea, rice, plums):
        make.member(cooperative=each.product.cooperative, name=f"Chủ {each.product.name}")
    return tea, rice, plums


def _work(placed):
    """Each order another way: delivered, sent, part of a line declined, declined whole, canceled by its buyer."""
    delivered, sent, partly, declined, canceled = (
        list(each.suborders.order_by("position")) for each in placed
    )
    for part in delivered:
        for verb in (orders.accept, orders.pack, orders.ship, orders.deliver):
            verb(suborder_id=part.pk, actor=SYSTEM)
    for verb in (orders.accept, orders.ship):
        verb(suborder_id=sent[0].pk, actor=SYSTEM)
    line = OrderLine.objects.filter(suborder=partly[0]).first()
    orders.decline(suborder_id=partly[0].pk, lines=[Declined(line.pk, 1, "Hết hàng")], actor=SYSTEM)
    orders.decline(suborder_id=declined[0].pk, reason="Mưa lũ", actor=SYSTEM)
    orders.cancel_order(order_id=canceled[0].order_id, actor=GUEST)
    assert Order.objects.count() == 6


def _collection(*variants):
    shelf = make.collection(name="Quà Tết")
    CollectionChannelListing.objects.create(
        collection=shelf, channel=make.channel(), is_published=True, published_at=make.LONG_AGO
    )
    for place, each in enumerate(variants):
        CollectionProduct.objects.create(collection=shelf, product=each.product, sort_order=place)
    return shelf
