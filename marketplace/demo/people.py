"""Channels, settings, tax at 0 %, the operator's staff, a buyer, and the sellers with a warehouse each."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from marketplace.account import services as account
from marketplace.account.models import Address, User
from marketplace.channel.models import Channel
from marketplace.cooperative import services as cooperatives
from marketplace.cooperative.models import Cooperative, CooperativeMember, CooperativeTranslation
from marketplace.core.places.units import province
from marketplace.demo.reading import LANGUAGES, by_slug, data, store_picture
from marketplace.site import services as site
from marketplace.tax.models import TaxClass, TaxRate
from marketplace.warehouse.models import Warehouse

STAFF_EMAIL, BUYER_EMAIL, PASSWORD = "minh@example.com", "lan@example.com", "phien-cho"
TAX_CLASS = "Hàng hoá"


def load_channels() -> Channel:
    """`vn` sells in đồng with cash on delivery; `en-us` ships abroad and is hidden (DECISIONS 8)."""
    vn, is_new = Channel.objects.get_or_create(
        slug="vn", defaults={"name": "Việt Nam", "currency_code": "VND", "allow_cash_on_delivery": True}
    )
    Channel.objects.get_or_create(
        slug="en-us",
        defaults={
            "name": "International",
            "currency_code": "USD",
            "default_country": "US",
            "is_active": False,
            "is_public": False,
        },
    )
    if is_new:
        site.update_settings(name="Chợ Phiên", operator_notice="Chợ thử: chưa đăng ký với Bộ Công Thương.")
    return vn


def load_tax() -> TaxClass:
    """One class at 0 %: the demo's sellers declare for themselves (DECISIONS 21)."""
    goods, _ = TaxClass.objects.get_or_create(name=TAX_CLASS)
    TaxRate.objects.get_or_create(tax_class=goods, valid_from=date(2026, 1, 1), defaults={"rate_percent": 0})
    return goods


def load_users() -> None:
    """Minh runs the shop, Lan buys."""
    if not User.objects.filter(email=STAFF_EMAIL).exists():
        minh = account.create_user(
            email=STAFF_EMAIL, password=PASSWORD, first_name="Minh", last_name="Trần", is_staff=True
        )
        User.objects.filter(pk=minh.pk).update(is_superuser=True)
    if not User.objects.filter(email=BUYER_EMAIL).exists():
        account.create_user(email=BUYER_EMAIL, password=PASSWORD, first_name="Lan", last_name="Nguyễn")


def load_cooperatives() -> dict[str, Cooperative]:
    """The invented sellers by slug, with members, translations and a warehouse."""
    known = by_slug(Cooperative)
    entries = [entry for entry in data("cooperatives") if entry["slug"] not in known]
    made = Cooperative.objects.bulk_create([_cooperative(entry) for entry in entries])
    CooperativeTranslation.objects.bulk_create(
        CooperativeTranslation(cooperative=cooperative, language_code=code, story=entry[f"story_{ending}"])
        for cooperative, entry in zip(made, entries, strict=True)
        for code, ending in LANGUAGES
    )
    CooperativeMember.objects.bulk_create(
        CooperativeMember(
            cooperative=cooperative, name=member["name"], phone=member["phone"], role=member["role"]
        )
        for cooperative, entry in zip(made, entries, strict=True)
        for member in entry["members"]
    )
    addresses = Address.objects.bulk_create([_address(cooperative) for cooperative in made])
    Warehouse.objects.bulk_create(
        Warehouse(
            cooperative=cooperative,
            name=f"Kho {cooperative.name}",
            slug=f"kho-{cooperative.slug}",
            address=address,
        )
        for cooperative, address in zip(made, addresses, strict=True)
    )
    return by_slug(Cooperative)


def _cooperative(entry: dict) -> Cooperative:
    bank = entry["bank"]
    same = (
        "slug",
        "name",
        "legal_name",
        "kind",
        "commune_code",
        "street",
        "phone",
        "member_count",
        "founded_year",
    )
    cooperative = Cooperative(
        **{name: entry[name] for name in same},
        story=entry["story_vi"],
        latitude=str(entry["latitude"]),
        longitude=str(entry["longitude"]),
        logo=store_picture("cooperatives", f"coop-{entry['slug']}"),
        is_demo=True,
        minimum_order_amount=entry.get("minimum_order"),
        closed_until=_opens_again(entry),
        near_provinces=entry.get("near_provinces", []),
        bank_bin=bank["bin"],
        bank_account_number=bank["account_number"],
        bank_account_name=bank["account_name"],
    )
    cooperatives.complete(cooperative)
    return cooperative


def _opens_again(entry: dict) -> date | None:
    """Counted from today: whenever a demo is loaded, one of its shops is closed for a while."""
    weeks = entry.get("opens_in_weeks")
    return timezone.localdate() + timedelta(weeks=weeks) if weeks else None


def _address(cooperative: Cooperative) -> Address:
    over = province(cooperative.province_code)
    return Address(
        company_name=cooperative.name,
        street_address_1=cooperative.street,
        city=cooperative.commune_name,
        country_area=over.full_name if over else "",
        phone=cooperative.phone,
        province_code=cooperative.province_code,
        commune_code=cooperative.commune_code,
    )
