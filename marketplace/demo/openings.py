"""One invented cooperative in the middle of opening its shop, one listing that waits for a look, and what is asked."""

from __future__ import annotations

from django.utils import timezone

from marketplace.catalog.models import Category, Product
from marketplace.catalog.services import create_product, create_variant, list_product, set_price
from marketplace.channel.models import Channel
from marketplace.content.models import Page
from marketplace.cooperative.models import Cooperative, CooperativeKind
from marketplace.cooperative.rights import standing
from marketplace.core.actor import SYSTEM, Actor, ActorKind
from marketplace.core.money import Money
from marketplace.oversight import services
from marketplace.oversight.models import Paper, PaperKind, PaperStatus

NAME = "HTX Suối Mây"
RULES_PAGE = "quy-che"
TEA = "che"
NUMBER = "VÍ DỤ"
GIVEN = ("an-toan-thuc-pham", "tu-cong-bo", "nguon-goc-rung")
"""Kinds of papers that goods of the demo need; nobody has a licence for spirits."""


def load_openings(channel: Channel) -> None:
    """Once; what a person has changed since stays as it is. All shops have papers but licences for spirits."""
    services.set_up_defaults(rules=Page.objects.filter(slug=RULES_PAGE).first())
    if not Paper.objects.filter(number=NUMBER).exists():
        _give_papers()
    if not Cooperative.objects.filter(name=NAME).exists():
        _let_one_wait(channel, *_half_open())


def _give_papers(*shops: Cooperative) -> None:
    """Accepted papers without files, so that the invented shops can edit what they sell."""
    now, kinds = timezone.now(), PaperKind.objects.filter(slug__in=GIVEN)
    Paper.objects.bulk_create(
        Paper(
            cooperative=shop,
            kind=kind,
            number=NUMBER,
            content_type="application/pdf",
            size=0,
            status=PaperStatus.ACCEPTED,
            given_at=now,
            given_by=SYSTEM.key,
            decided_at=now,
            decided_by=SYSTEM.key,
        )
        for shop in shops or Cooperative.objects.filter(is_demo=True)
        for kind in kinds
    )


def _half_open() -> tuple[Cooperative, Actor]:
    """Staff began it for a woman they know; she has filled in half."""
    shop = services.apply(
        name=NAME,
        kind=CooperativeKind.COOPERATIVE,
        commune_code="02761",
        phone="0214 000 0150",
        owner_name="Giàng Thị Mỷ",
        actor=SYSTEM,
    )
    Cooperative.objects.filter(pk=shop.pk).update(is_demo=True)
    member = shop.members.get()
    owner = Actor(ActorKind.USER, member_id=member.pk, cooperatives={shop.pk: standing("OWNER")})
    services.fill_in(
        cooperative_id=shop.pk,
        actor=owner,
        legal_name="Hợp tác xã Suối Mây (ví dụ)",
        tax_code="5300123467",
        pickup_commune_code="02761",
        pickup_street="Thôn 3",
    )
    return shop, owner


def _let_one_wait(channel: Channel, shop: Cooperative, owner: Actor) -> None:
    """Its first goods are sent already: they wait for a look."""
    like = Product.objects.filter(category__path__startswith=_path_of(TEA)).order_by("pk").first()
    if like is None:
        return
    product = create_product(
        cooperative=shop,
        product_type=like.product_type,
        name="Chè Shan Suối Mây",
        category=like.category,
        tax_class=like.tax_class,
    )
    variant = create_variant(
        product=product, sku="SUOI-MAY-1", name="Gói 100 g", net_amount=100, net_unit="G", weight_g=120
    )
    _give_papers(shop)
    list_product(product=product, channel=channel)
    set_price(variant=variant, channel=channel, price=Money(90_000, channel.currency_code))
    services.submit_listing(product_id=product.pk, channel_id=channel.pk, actor=owner)


def _path_of(slug: str) -> str:
    return Category.objects.filter(slug=slug).values_list("path", flat=True).first() or "none"
