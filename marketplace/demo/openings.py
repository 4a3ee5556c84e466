"""One invented cooperative in the middle of opening its shop, one listing that waits for a look, and what is asked."""

from __future__ import annotations

from marketplace.catalog.models import Category, Product
from marketplace.catalog.services import create_product, create_variant, list_product, set_price
from marketplace.channel.models import Channel
from marketplace.content.models import Page
from marketplace.cooperative.models import Cooperative, CooperativeKind
from marketplace.cooperative.rights import standing
from marketplace.core.actor import SYSTEM, Actor, ActorKind
from marketplace.core.money import Money
from marketplace.oversight import services
from marketplace.oversight.models import CategoryRule, Demand, PaperKind

NAME = "HTX Suối Mây"
RULES_PAGE = "quy-che"
TEA, SPIRITS = "che", "ruou"


def load_openings(channel: Channel) -> None:
    """Once; what a person has changed since stays as it is. Spirits need a licence."""
    services.set_up_defaults(rules=Page.objects.filter(slug=RULES_PAGE).first())
    spirits = Category.objects.filter(slug=SPIRITS).first()
    licence = PaperKind.objects.get(slug="giay-phep-ruou")
    if spirits:
        CategoryRule.objects.get_or_create(
            category=spirits,
            demand=Demand.PAPER,
            paper_kind=licence,
            defaults={"why": "Bán rượu cần giấy phép."},
        )
    if not Cooperative.objects.filter(name=NAME).exists():
        _let_one_wait(channel, *_half_open())


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
    list_product(product=product, channel=channel)
    set_price(variant=variant, channel=channel, price=Money(90_000, channel.currency_code))
    services.submit_listing(product_id=product.pk, channel_id=channel.pk, actor=owner)


def _path_of(slug: str) -> str:
    return Category.objects.filter(slug=slug).values_list("path", flat=True).first() or "none"
