"""Two cooperatives, A and B, each with everything a cooperative can have; buyers, helpers, staff.

What is B's is the target. `seen by all` and `hidden` goods are told apart, because what is published is public.
A table that nobody fills here is filled by `filling.py`, or named by the test.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from marketplace.account.models import Address
from marketplace.account.services import grant
from marketplace.catalog import services as catalog
from marketplace.catalog.models import (
    AssignedProductAttributeValue,
    AssignedVariantAttributeValue,
    CollectionProduct,
)
from marketplace.cooperative import services as cooperatives
from marketplace.cooperative.models import Helper, Mandate, MandateStatus, Role
from marketplace.cooperative.rights import LENT
from marketplace.core.actor import SYSTEM
from marketplace.notification.models import Message
from marketplace.order import services as orders
from marketplace.order.models import Order
from marketplace.order.services import Declined
from marketplace.shipping.models import RateRow
from tests import factories as make
from tests.isolation import filling

ROLES = {"owner": Role.OWNER, "manager": Role.MANAGER, "packer": Role.PACKER, "accountant": Role.ACCOUNTANT}


@dataclass
class Side:
    """One cooperative with its people, goods and trade, and a buyer of its own."""

    name: str
    cooperative: object = None
    people: dict = field(default_factory=dict)
    buyer: object = None
    seen: object = None
    hidden: object = None
    orders: list = field(default_factory=list)
    cart: object = None


@dataclass
class World:
    """A, B, and the operator's people."""

    a: Side
    b: Side
    staff: object
    nobodys_staff: object
    peoples_staff: object
    former: object
    b_helper: object
    helpers: dict = field(default_factory=dict)
    shared: dict = field(default_factory=dict)
    """Rows that are not B's alone: an order of both, and mandates that the helpers themselves may know of."""
    kept: dict = field(default_factory=dict)
    """{model: key} of what the operator keeps back: unpublished, shut, hidden from the shop."""


def build():
    """All of it, in the order in which it happens in life."""
    make.shipping()
    make.page()
    shelf = _shelves()
    sides = [_side(name, shelf) for name in ("Alpha", "Beta")]
    both, helpers, theirs = _trade(*sides), _helpers(*sides), _mandate(sides[1])
    world = World(
        *sides,
        staff=make.user(is_staff=True, is_superuser=True),
        nobodys_staff=grant(user=make.user(is_staff=True), permissions=["MANAGE_GIFT_CARD"]),
        peoples_staff=grant(user=make.user(is_staff=True), permissions=["MANAGE_USERS"]),
        former=make.member(
            cooperative=sides[1].cooperative, role=Role.MANAGER, user=make.user(), is_active=False
        ),
        helpers=helpers,
        b_helper=theirs.helper.user,
        shared={
            Order: [both.pk],
            Address: [both.shipping_address_id, both.billing_address_id],
            Mandate: list(sides[1].cooperative.mandates.exclude(pk=theirs.pk).values_list("pk", flat=True)),
        },
    )
    filling.fill(world)
    world.kept = _kept()
    return world


def _helpers(a, b):
    """By name: those whose mandate for B ran out or was ended, and one with a mandate for A alone."""
    yesterday = timezone.localdate() - timedelta(days=1)
    return {
        "a helper whose mandate ran out": _mandate(b, until=yesterday).helper.user,
        "a helper whose mandate was ended": _mandate(b, status=MandateStatus.ENDED).helper.user,
        "A's helper": _mandate(a).helper.user,
    }


def _mandate(side, **columns):
    """Somebody with an account and a mandate with every right that can be lent."""
    helper = Helper.objects.create(user=make.user(), phone=f"+84977{make.number():06d}")
    given = {"rights": sorted(LENT), "until": timezone.localdate() + timedelta(days=9), "status": "ACTIVE"}
    owner = side.people["owner"]
    return Mandate.objects.create(
        cooperative=side.cooperative,
        helper=helper,
        name=side.name,
        grantor=owner,
        proposed_by=f"member:{owner.pk}",
        **{**given, **columns},
    )


def _shelves():
    """The operator's: a kind of goods with an attribute, a shelf, and a collection that is out."""
    kind, value, collection = make.product_type(), make.attribute_value(), make.collection()
    kind.product_attributes.create(attribute=value.attribute)
    kind.variant_attributes.create(attribute=value.attribute)
    catalog.publish_collection(collection=collection, channel=make.channel())
    return {"product_type": kind, "value": value, "collection": collection, "category": make.category()}


def _kept():
    """One of each of the operator's things that visitors are not shown."""
    made = (
        make.page(published=False),
        make.channel(slug="kho", is_active=False),
        make.cooperative(is_active=False),
        make.collection(),
        make.attribute(visible_in_storefront=False),
    )
    return {type(each): each.pk for each in made}


def _side(name, shelf):
    of = make.cooperative(
        name=f"HTX {name}", latitude="22.53", longitude="104.29", founded_year=2012, member_count=9
    )
    side = Side(name, cooperative=of, buyer=make.user())
    side.buyer.addresses.add(make.address())
    for role, word in ROLES.items():
        made = cooperatives.add_member(
            cooperative=of, name=f"{name} {role}", role=word, phone="0912345678", user=make.user()
        )
        side.people[role] = made
    cooperatives.make_link(member=side.people["packer"])
    cooperatives.translate_cooperative(cooperative=of, language_code="en", name=f"{name} Coop", story="Story")
    side.seen, side.hidden = _good(side, shelf), _good(side, shelf)
    side.hidden.product.channel_listings.update(is_published=False, published_at=None)
    post, _pickup = make.shipping()
    RateRow.objects.create(cooperative=of, method=post, price_amount=30_000)
    return side


def _good(side, shelf):
    """A product with all that can hang on one."""
    product = make.product(
        cooperative=side.cooperative, product_type=shelf["product_type"], category=shelf["category"]
    )
    variant = make.on_sale(product=product, quantity=731_000)
    product.default_variant, product.rating, product.weight_g = variant, 4, 500
    product.save()
    picture = make.media(product=product)
    catalog.translate_product(product=product, language_code="en", name=f"Good of {side.name}")
    catalog.show_variant(variant=variant, media=picture)
    AssignedProductAttributeValue.objects.create(product=product, value=shelf["value"])
    AssignedVariantAttributeValue.objects.create(variant=variant, value=shelf["value"])
    CollectionProduct.objects.create(collection=shelf["collection"], product=product)
    return variant


def _trade(*sides):
    """Orders of each alone, and one of both, whose buyer is B's: there A learns what it needs to send its part."""
    for side in sides:
        side.orders += [_ordered(side), _shipped(side), _declined(side)]
        side.cart = make.cart(side.seen, user=side.buyer)
    a, b = sides
    return make.order(a.seen, b.seen, user=b.buyer)


def _ordered(side):
    return make.order(side.seen, user=side.buyer, quantity=2)


def _shipped(side):
    order = _ordered(side)
    part = order.suborders.get()
    for step in (orders.accept, orders.pack, orders.ship):
        step(suborder_id=part.pk, actor=SYSTEM)
    Message.objects.create(
        key=f"shipped:{part.pk}",
        kind="shipped",
        medium="mail",
        recipient="buyer",
        language_code="vi",
        order_id=order.pk,
        suborder_id=part.pk,
        sent_at=timezone.now(),
    )
    return order


def _declined(side):
    order = _ordered(side)
    line = order.lines.get()
    orders.decline(
        suborder_id=line.suborder_id,
        lines=[Declined(order_line_id=line.pk, quantity=1, reason="hết")],
        reason="hết hàng",
        actor=SYSTEM,
    )
    return order
