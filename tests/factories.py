"""One function per model: one valid, boring object; keywords override. `on_sale` puts the usual few together.

`from tests import factories as make` and then `make.product(name="Chè")`.
"""

import itertools
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from marketplace.account.models import Address, User
from marketplace.account.tokens import Tokens, _new_key
from marketplace.catalog.models import (
    Attribute,
    AttributeValue,
    Collection,
    Product,
    ProductChannelListing,
    ProductMedia,
    ProductType,
    ProductVariant,
    ProductVariantChannelListing,
)
from marketplace.catalog.services import create_category
from marketplace.channel.models import Channel
from marketplace.cooperative.models import (
    Cooperative,
    CooperativeMember,
    Helper,
    Mandate,
    MandateStatus,
    Role,
)
from marketplace.cooperative.queries import actor_of
from marketplace.core.vietnamese import fold, slugify, sort_key
from marketplace.tax.models import TaxClass
from marketplace.warehouse.models import Stock, Warehouse

_numbers = itertools.count(1)
TOKENS = Tokens(_new_key(), "https://api.example.com/graphql/")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def number():
    """A number nobody else has in this process."""
    return next(_numbers)


# people


def channel(**columns):
    slug = columns.pop("slug", "vn")
    given = {"name": slug, "currency_code": "VND", "allow_cash_on_delivery": True, **columns}
    return Channel.objects.get_or_create(slug=slug, defaults=given)[0]


def address(**columns):
    given = {
        "first_name": "Lan",
        "last_name": "Nguyễn",
        "street_address_1": "Số 5 ngõ 12",
        "city": "Phường Ba Đình",
        "country_area": "Thành phố Hà Nội",
        "country": "VN",
        "phone": "+84912345678",
        "province_code": "01",
        "commune_code": "00004",
    }
    return Address.objects.create(**{**given, **columns})


def user(password="mật khẩu dài", **columns):
    given = {"email": f"nguoi{number()}@example.com", "first_name": "Lan", **columns}
    made = User(**given)
    made.set_password(password)
    made.save()
    return made


def cooperative(**columns):
    name = columns.pop("name", f"HTX Bắc Hà {number()}")
    given = {
        "slug": slugify(name),
        "name": name,
        "name_folded": fold(name),
        "name_sort": sort_key(name),
        "search_folded": fold(name),
        "legal_name": name,
        "commune_code": "02839",
        "commune_name": "Xã Bắc Hà",
        "phone": "+842143800001",
        "email": "htx@example.com",
    }
    return Cooperative.objects.create(**{**given, **columns})


def member(**columns):
    given = {"name": "Sùng A Pao", "phone": "+84987654321", "role": Role.OWNER}
    columns.setdefault("cooperative", None)
    columns["cooperative"] = columns["cooperative"] or cooperative()
    return CooperativeMember.objects.create(**{**given, **columns})


def helper(**columns):
    return Helper.objects.create(**{"phone": f"+8491{number():07d}", **columns})


def mandate(**columns):
    """In force, for orders, until tomorrow, confirmed by an owner of the cooperative."""
    grantor = columns.pop("grantor", None) or member(cooperative=columns.get("cooperative"))
    given = {
        "cooperative": grantor.cooperative,
        "name": "Giàng Thị Máy",
        "rights": ["ORDERS"],
        "until": timezone.localdate() + timedelta(days=1),
        "status": MandateStatus.ACTIVE,
        "proposed_by": f"member:{grantor.pk}",
        "grantor": grantor,
        "helper": columns.pop("helper", None) or helper(),
    }
    return Mandate.objects.create(**{**given, **columns})


def acting(person):
    """The actor somebody is who came in by a link: a member, or a helper with whatever mandates there are now."""
    if isinstance(person, Helper):
        return actor_of(TOKENS.helper(person.pk, person.token_key), TOKENS)
    return actor_of(TOKENS.member(person.pk, person.token_key), TOKENS)


def tax_class(**columns):
    return TaxClass.objects.create(**{"name": "standard", **columns})


# goods


def category(parent=None, **columns):
    """Through the service, because a category's path follows from its parent."""
    return create_category(name=columns.pop("name", f"Chè {number()}"), parent=parent, **columns)


def collection(**columns):
    name = columns.pop("name", f"Quà biếu {number()}")
    return Collection.objects.create(
        **{"name": name, "name_sort": sort_key(name), "slug": slugify(name), **columns}
    )


def product_type(**columns):
    name = columns.pop("name", f"Nông sản khô {number()}")
    return ProductType.objects.create(
        **{"name": name, "name_sort": sort_key(name), "slug": slugify(name), **columns}
    )


def attribute(**columns):
    name = columns.pop("name", f"Bảo quản {number()}")
    return Attribute.objects.create(
        **{"name": name, "name_sort": sort_key(name), "slug": slugify(name), **columns}
    )


def attribute_value(**columns):
    name = columns.pop("name", f"Khô {number()}")
    columns.setdefault("attribute", None)
    columns["attribute"] = columns["attribute"] or attribute()
    return AttributeValue.objects.create(**{"name": name, "slug": slugify(name), **columns})


def product(**columns):
    name = columns.pop("name", f"Chè Shan tuyết {number()}")
    given = {
        "name": name,
        "name_folded": fold(name),
        "name_sort": sort_key(name),
        "search_folded": fold(name),
        "slug": slugify(name),
        "cooperative": columns.pop("cooperative", None) or cooperative(),
        "product_type": columns.pop("product_type", None) or product_type(),
    }
    return Product.objects.create(**{**given, **columns})


def variant(**columns):
    count = number()
    given = {
        "product": columns.pop("product", None) or product(),
        "sku": f"SKU-{count}",
        "name": "Gói 500 g",
        "net_amount": 500,
        "net_unit": "G",
        "weight_g": 550,
    }
    return ProductVariant.objects.create(**{**given, **columns})


def media(**columns):
    given = {"image": f"products/khong-co-{number()}.webp", "alt": "Gói chè", "width": None, "height": None}
    given["product"] = columns.pop("product", None) or product()
    # in bulk, because a single save would open the picture to measure it
    return ProductMedia.objects.bulk_create([ProductMedia(**{**given, **columns})])[0]


def product_listing(**columns):
    of = columns.pop("product", None) or product()
    given = {
        "product": of,
        "channel": columns.pop("channel", None) or channel(),
        "currency": "VND",
        "is_published": True,
        "published_at": LONG_AGO,
        "review": "APPROVED" if columns.get("is_published", True) else "DRAFT",
        "available_for_purchase_at": LONG_AGO,
        "visible_in_listings": True,
        "name_sort": of.name_sort,
        "category_path": of.category.path if of.category else "",
        "cooperative_id": of.cooperative_id,
        "discounted_price_amount": 100_000,
        "price_amount": columns.get("discounted_price_amount", 100_000),
    }
    return ProductChannelListing.objects.create(**{**given, **columns})


def variant_listing(price=100_000, **columns):
    given = {
        "variant": columns.pop("variant", None) or variant(),
        "channel": columns.pop("channel", None) or channel(),
        "currency": "VND",
        "price_amount": price,
        "discounted_price_amount": price,
    }
    return ProductVariantChannelListing.objects.create(**{**given, **columns})


def warehouse(**columns):
    given = {
        "cooperative": columns.pop("cooperative", None) or cooperative(),
        "name": "Kho",
        "slug": f"kho-{number()}",
        "address": columns.pop("address", None) or address(city="Xã Bắc Hà", country_area="Tỉnh Lào Cai"),
    }
    return Warehouse.objects.create(**{**given, **columns})


def stock(quantity=10, **columns):
    of = columns.pop("variant", None) or variant()
    given = {
        "variant": of,
        "warehouse": columns.pop("warehouse", None) or warehouse(cooperative=of.product.cooperative),
        "quantity": quantity,
    }
    return Stock.objects.create(**{**given, **columns})


def on_sale(*, price=100_000, quantity=10, cooperative=None, product=None, on=None, **columns):
    """A variant that anyone can buy in `on` (default: the channel vn): product, both listings and stock around it."""
    market = on or channel()
    made = variant(product=product or globals()["product"](cooperative=cooperative), **columns)
    if not made.product.channel_listings.filter(channel=market).exists():
        product_listing(product=made.product, channel=market, discounted_price_amount=price)
    variant_listing(variant=made, channel=market, price=price)
    place = Warehouse.objects.filter(cooperative=made.product.cooperative).first()
    stock(variant=made, warehouse=place, quantity=quantity)
    return made


# trade


def shipping(**columns):
    """Post and pick-up in the channel vn, by the operator's own table; answers [post, pick-up]."""
    from marketplace.shipping.services import set_up_defaults

    return set_up_defaults(channel=columns.pop("channel", None) or channel())


def cart(*variants, **columns):
    """A cart with one of each variant, through the service, so that its goods are held."""
    from marketplace.checkout.services import LineInput, create
    from marketplace.core.actor import GUEST

    lines = [LineInput(each.pk, columns.get("quantity", 1)) for each in variants]
    return create(
        channel_slug=columns.get("channel_slug", "vn"), lines=lines, user=columns.get("user"), actor=GUEST
    )


def ready_cart(*variants, **columns):
    """A cart that can be ordered: contact, address in Hà Nội, delivery by post, cash."""
    from marketplace.checkout import services
    from marketplace.core.actor import GUEST
    from marketplace.core.address import Address as AddressValue

    post, _pickup = shipping()
    pk = cart(*variants, **columns).pk
    hanoi = AddressValue(
        first_name="Chị Hằng",
        street_address_1="12 Hàng Bạc",
        city="Hoàn Kiếm",
        country_area="Hà Nội",
        phone="0912345678",
    )
    services.set_email(checkout_id=pk, email="hang@example.com", actor=GUEST)
    services.set_shipping_address(checkout_id=pk, address=services.AddressInput(hanoi), actor=GUEST)
    services.set_delivery_method(checkout_id=pk, method_id=post.pk, actor=GUEST)
    return services.initialize_payment(checkout_id=pk, gateway_id="cod", actor=GUEST).checkout


def order(*variants, **columns):
    """A placed order of one of each variant, with cash on delivery."""
    from marketplace.checkout.services import complete
    from marketplace.core.actor import GUEST

    return complete(checkout_id=ready_cart(*(variants or (on_sale(),)), **columns).pk, actor=GUEST)


# what the operator says


def page_type(**columns):
    from marketplace.content.services import create_page_type

    return create_page_type(name=columns.pop("name", f"Luật chợ {number()}"), **columns)


def page(**texts):
    """A page everyone can read, through the services; `published=False` leaves it hidden."""
    from marketplace.content.services import create_page, publish_page
    from marketplace.core.actor import SYSTEM

    published = texts.pop("published", True)
    given = {"title": f"Quy chế chợ {number()}", "page_type": texts.pop("page_type", None) or page_type()}
    made = create_page(actor=SYSTEM, **{**given, **texts})
    return publish_page(page_id=made.pk, actor=SYSTEM) if published else made
