"""Those who open shops, and those who let them in."""

from marketplace.cooperative.models import CooperativeKind
from marketplace.cooperative.rights import standing
from marketplace.core.actor import Actor, ActorKind
from marketplace.oversight import services
from marketplace.oversight.queries import told_by
from tests import factories as make

MINH = Actor(ActorKind.STAFF, user_id=9_000_001, permissions=frozenset({"MANAGE_USERS", "MANAGE_PRODUCTS"}))
"""Lets shops in, and looks at listings."""
PHOTO_OF_NOTHING = b"%PDF-1.4 a paper"


def acting(cooperative, role="OWNER", user=None):
    """Somebody of the cooperative."""
    who = user or make.user()
    return Actor(ActorKind.USER, user_id=who.pk, cooperatives={cooperative.pk: standing(role)})


def upload(body=PHOTO_OF_NOTHING):
    """A file as it comes."""
    return type("Upload", (), {"read": lambda self, size: body[:size]})()


def rules():
    """The market's rules, published, and asked for."""
    page = make.page(title="Quy chế")
    services.set_up_defaults(rules=page)
    return page


def begun(kind=CooperativeKind.COOPERATIVE, user=None, name="HTX Mới Mở"):
    """A shop that somebody has begun to open; the shop, and its owner."""
    user = user or make.user(phone=None)
    guest = Actor(ActorKind.USER, user_id=user.pk)
    shop = services.apply(name=name, kind=kind, commune_code="02761", phone="0912345678", actor=guest)
    return shop, acting(shop, user=user)


FILLED = {
    "legal_name": "Hợp tác xã Mới Mở",
    "tax_code": "5300 123 467",
    "responsible_name": "Giàng Thị Mỷ",
    "responsible_phone": "0987654321",
    "bank_bin": "970446",
    "bank_account_number": "0000 1234 5678",
    "bank_account_name": "HTX Mới Mở",
    "pickup_commune_code": "02761",
    "pickup_street": "Thôn 2",
}


def filled(**columns):
    """A shop with everything that is asked; the shop, and its owner."""
    page = rules()
    shop, owner = begun(**columns)
    services.fill_in(cooperative_id=shop.pk, actor=owner, **FILLED)
    for step in services_wanted(shop):
        give(shop, owner, step)
    services.accept_rules(
        cooperative_id=shop.pk, version=page.versions.filter(language_code="vi").count(), actor=owner
    )
    return shop, owner


def services_wanted(shop):
    """Kinds of papers its checklist asks for."""
    from marketplace.oversight.models import WantedStep

    return [
        each.paper_kind
        for each in WantedStep.objects.filter(kind=shop.kind, step="PAPER").select_related("paper_kind")
    ]


def give(shop, owner, kind, **columns):
    """A paper of this kind."""
    return services.give_paper(cooperative_id=shop.pk, kind_id=kind.pk, file=upload(), actor=owner, **columns)


def submitted(**columns):
    """A shop that waits for staff."""
    shop, owner = filled(**columns)
    services.submit(cooperative_id=shop.pk, actor=owner)
    shop.refresh_from_db()
    return shop, owner


def opened(**columns):
    """A shop that staff have let in."""
    shop, owner = submitted(**columns)
    services.confirm_bank_account(cooperative_id=shop.pk, actor=MINH)
    services.approve(cooperative_id=shop.pk, actor=MINH)
    shop.refresh_from_db()
    return shop, owner


def good(shop, name="Gạo Séng Cù", category=None, **columns):
    """Goods of a shop, ready to be submitted; the product."""
    slug = f"hang-{make.number()}"
    category = category or make.category()
    product = make.product(name=name, slug=slug, cooperative=shop, category=category, **columns)
    variant = make.variant(product=product)
    make.product_listing(product=product, is_published=False)
    make.variant_listing(variant=variant)
    make.stock(variant=variant)
    return product


def subject(product):
    """The goods in the channel of the tests."""
    return {"product_id": product.pk, "channel_id": make.channel().pk}


def looked_at(product):
    """The goods, with what they say now: what staff approve who have just read it."""
    return {**subject(product), "seen": told_by([product.pk])[product.pk].digest}
