"""Fresh goods go to near provinces only: the line says so and can be taken out, and the rest is ordered."""

import pytest
from django.utils import translation

from marketplace.checkout import services
from marketplace.cooperative.rights import standing
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.core.errors import DomainError
from tests import factories as make
from tests.asking import ask, gid

pytestmark = pytest.mark.django_db
PROBLEMS = """lines { id variant { id } problems { __typename ... on CheckoutLineProblemVariantNotAvailable { reason } } }
    parcels { shippingMethods { name active } }"""
SET = "mutation ($id: ID!, $fresh: Boolean!) { it: productFreshUpdate(product: $id, isFresh: $fresh) { product { isFresh sentOnlyTo { code } } errors { code field } } }"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def goods():
    """Tea and fresh greens of one cooperative of Lào Cai."""
    tea = make.on_sale()
    greens = make.on_sale(cooperative=tea.product.cooperative)
    greens.product.is_fresh = True
    greens.product.save()
    return tea, greens


def problems(checkout):
    lines = ask(f'{{ checkout(id: "{gid(checkout)}") {{ {PROBLEMS} }} }}')["checkout"]["lines"]
    return {each["variant"]["id"]: each["problems"] for each in lines}


def test_the_line_says_where_it_does_not_go_and_the_rest_is_ordered(goods):
    tea, greens = goods
    cart = make.ready_cart(tea, greens)  # to Hà Nội
    assert problems(cart) == {
        gid(tea): [],
        gid(greens): [
            {
                "__typename": "CheckoutLineProblemVariantNotAvailable",
                "reason": "These are fresh goods and go to Lào Cai only.",
            }
        ],
    }
    with pytest.raises(DomainError) as refusal:
        services.complete(checkout_id=cart.pk, actor=GUEST)
    (error,) = getattr(refusal.value, "errors", [refusal.value])
    assert (error.code, error.details["variants"]) == ("DELIVERY_METHOD_NOT_APPLICABLE", [greens.pk])
    line = cart.lines.get(variant=greens)
    services.delete_lines(checkout_id=cart.pk, line_ids=[line.pk], actor=GUEST)
    placed = services.complete(checkout_id=cart.pk, actor=GUEST)
    assert [each.variant_id for each in placed.lines.all()] == [tea.pk]


def test_it_goes_where_the_cooperative_says(goods):
    _tea, greens = goods
    shop = greens.product.cooperative
    shop.near_provinces = ["15", "01"]
    shop.save()
    cart = make.ready_cart(greens)
    assert problems(cart) == {gid(greens): []}
    assert services.complete(checkout_id=cart.pk, actor=GUEST).lines.count() == 1


def test_before_an_address_is_known_nothing_stands_in_the_way(goods):
    assert set(map(len, problems(make.cart(*goods)).values())) == {0}


def test_who_fetches_them_in_person_may(goods):
    _tea, greens = goods
    cart = make.ready_cart(greens)
    _post, pickup = make.shipping()
    services.set_delivery_method(checkout_id=cart.pk, method_id=pickup.pk, actor=GUEST)
    assert problems(cart) == {gid(greens): []}


def test_the_page_of_the_goods_says_it(goods):
    tea, greens = goods
    text = '{{ product(id: "{}", channel: "vn") {{ isFresh sentOnlyTo {{ name }} }} }}'
    assert ask(text.format(gid(tea.product)))["product"] == {"isFresh": False, "sentOnlyTo": None}
    assert ask(text.format(gid(greens.product)))["product"] == {
        "isFresh": True,
        "sentOnlyTo": [{"name": "Lào Cai"}],
    }


def test_the_cooperative_says_which_goods_are_fresh(goods):
    tea, greens = goods
    seller = Actor(
        ActorKind.USER, member_id=1, cooperatives={tea.product.cooperative_id: standing("MANAGER")}
    )
    saved = ask(SET, seller, id=gid(tea.product), fresh=True)["it"]
    assert saved == {"product": {"isFresh": True, "sentOnlyTo": [{"code": "15"}]}, "errors": []}
    other = make.on_sale().product
    assert ask(SET, seller, id=gid(other), fresh=True)["it"]["errors"] == [
        {"code": "NOT_FOUND", "field": "product"}
    ]
    other.refresh_from_db()
    assert other.is_fresh is False
