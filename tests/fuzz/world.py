"""The demo's market with its people, and a few things out of the ordinary: sold out, hidden, closed, deleted."""

from datetime import timedelta

from django.utils import timezone
from graphql import is_object_type

from marketplace.account.models import User
from marketplace.account.queries import permissions_of
from marketplace.account.tokens import tokens
from marketplace.catalog.models import Product, ProductChannelListing, ProductVariant
from marketplace.cooperative.models import Cooperative, CooperativeMember
from marketplace.cooperative.services import make_link
from marketplace.demo.load import load
from marketplace.demo.people import BUYER_EMAIL, STAFF_EMAIL
from marketplace.schema import schema
from marketplace.warehouse.models import Stock
from tests import factories as make
from tests.fuzz.hostile import gid
from tests.fuzz.pool import Pool

SCHEMA = schema.graphql_schema
EACH = 12
"""Ids of every type known at the start."""


def stage(chance):
    """Load the demo, make it less smooth, and answer with a pool of what there is."""
    load()
    pool = Pool(chance)
    deleted = Product.objects.order_by("pk").last()
    pool.add("Product", gid("Product", deleted.pk))
    deleted.delete()
    first, second, third = Product.objects.order_by("pk")[:3]
    ProductChannelListing.objects.filter(product=first).update(is_published=False)
    Stock.objects.filter(variant__product=second).update(quantity=0)
    Stock.objects.filter(variant__product=third).update(quantity=3)
    tomorrow = timezone.localdate() + timedelta(days=1)
    Cooperative.objects.filter(pk=Cooperative.objects.order_by("pk").last().pk).update(closed_until=tomorrow)
    for type_ in SCHEMA.type_map.values():
        if is_object_type(type_) and not type_.name.startswith("__"):
            _learn(pool, type_)
    return pool


def _learn(pool, type_):
    """Ids, and words that name things, of the rows behind a type."""
    model = getattr(type_.graphene_type._meta, "model", None)
    if model is None:
        return
    for row in model.objects.order_by("pk")[:EACH]:
        pool.add(type_.name, gid(type_.name, row.pk))
        for word in ("slug", "sku", "name"):
            if isinstance(value := getattr(row, word, None), str):
                pool.add(word, value)


def tokens_of_people():
    """Bearer tokens of a buyer, the operator's staff, and members of two cooperatives, fresh now."""
    buyer, staff = (User.objects.get(email=each) for each in (BUYER_EMAIL, STAFF_EMAIL))
    mint = tokens()
    found = {
        "buyer": mint.access(buyer),
        "staff": mint.access(staff, permissions_of(staff)),
        "nobody": "a.b.c",
    }
    members = CooperativeMember.objects.filter(is_active=True).order_by("pk")[:2]
    for number, each in enumerate(members, start=1):
        found[f"member {number}"] = mint.member(each.pk, each.token_key)
    return {name: f"Bearer {token}" for name, token in found.items()}


def one_time_link(pool):
    """A way in that has not been used yet."""
    pool.add(
        "token", make_link(member=CooperativeMember.objects.filter(is_active=True).order_by("pk").first())
    )


def trade(pool):
    """A cart, and an order of two cooperatives' goods, so that everything of trade can be asked for."""
    sellable = ProductVariant.objects.filter(
        product__channel_listings__is_published=True,
        product__cooperative__closed_until=None,
        channel_listings__price_amount__gt=0,
        stocks__quantity__gt=20,
    ).order_by("product__cooperative", "pk")
    goods = [sellable.first(), sellable.last()]
    open_cart, order = make.ready_cart(*goods), make.order(*goods, user=User.objects.get(email=BUYER_EMAIL))
    pool.add("Checkout", gid("Checkout", open_cart.pk))
    pool.add("Order", gid("Order", order.pk))
    for type_ in SCHEMA.type_map.values():
        if is_object_type(type_) and type_.name.startswith(
            ("Checkout", "Order", "Suborder", "Fulfil", "Transaction")
        ):
            _learn(pool, type_)
