"""Shop: what the whole shop says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import graphene
import phonenumbers
from django.conf import settings

from marketplace.account.api.types import Address, PermissionEnum
from marketplace.account.models import PERMISSIONS
from marketplace.channel.models import Channel
from marketplace.graphql.countries import Country, CountryCode, CountryDisplay
from marketplace.graphql.fields import column, listed, one, value
from marketplace.graphql.info import Info
from marketplace.graphql.languages import LANGUAGES, Language, LanguageCodeEnum, LanguageDisplay, language_of
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.permissions import PUBLIC, STAFF, staff
from marketplace.graphql.scalars import Metadata
from marketplace.graphql.translations import language, translation
from marketplace.graphql.types import Node, Type, global_id
from marketplace.graphql.weights import WeightUnitsEnum
from marketplace.site import models

DIALECT = "3.23"
"""The version of Saleor's API that we speak."""
MAY_SET = staff("MANAGE_SETTINGS")


class CountryFilterInput(graphene.InputObjectType):
    """Which countries."""

    attached_to_shipping_zones = graphene.Boolean()


class Domain(Type):
    """Where the shop is."""

    class Meta:
        permission = PUBLIC

    host = value(graphene.String, lambda url: urlsplit(url).netloc, required=True)
    ssl_enabled = value(graphene.Boolean, lambda url: url.startswith("https:"), required=True)
    url = value(graphene.String, lambda url: url, required=True)


class ExternalAuthentication(Type):
    """A way to sign in elsewhere."""

    class Meta:
        permission = PUBLIC

    id = graphene.String(required=True)
    name = graphene.String()


@dataclass(frozen=True, slots=True)
class Allowed:
    """A permission by its code and its words."""

    code: str
    name: str


class Permission(Type):
    """What members of staff may be allowed to do."""

    class Meta:
        values = (Allowed,)
        permission = PUBLIC

    code = graphene.Field(PermissionEnum, required=True)
    name = graphene.String(required=True)


class Limits(Type):
    """How much of each there is, or may be; null = not limited."""

    class Meta:
        permission = PUBLIC

    channels = graphene.Int()
    orders = graphene.Int()
    product_variants = graphene.Int()
    staff_users = graphene.Int()
    warehouses = graphene.Int()


class LimitInfo(Type):
    """How much there is, and how much there may be."""

    class Meta:
        permission = PUBLIC

    current_usage = graphene.Field(Limits, required=True)
    allowed_usage = graphene.Field(Limits, required=True)


class AnnouncementImportanceEnum(graphene.Enum):
    """How important an announcement is."""

    CRITICAL = "CRITICAL"
    HIGH = "HIGH"
    MODERATE = "MODERATE"
    LOW = "LOW"
    UNSET = "UNSET"


class Announcement(Type):
    """What the makers of the software tell the operator's staff. Ours have nobody above them who could."""

    class Meta:
        permission = PUBLIC

    created_at = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)
    title = graphene.String(required=True)
    message_html = graphene.String(required=True)
    importance = graphene.Field(AnnouncementImportanceEnum, required=True)
    type = graphene.String(required=True)
    extra = graphene.Field(Metadata, required=True)


class PasswordLoginModeEnum(graphene.Enum):
    """Who may sign in with a password."""

    ENABLED = "ENABLED"
    CUSTOMERS_ONLY = "CUSTOMERS_ONLY"
    DISABLED = "DISABLED"


NOT_LIMITED = SimpleNamespace(
    channels=None, orders=None, product_variants=None, staff_users=None, warehouses=None
)


class ShopTranslation(Type):
    """The shop's own texts in another language."""

    class Meta:
        model = models.ShopTranslation
        interfaces = (Node,)
        permission = PUBLIC

    id = global_id("ShopTranslation")
    language = language()
    header_text = graphene.String(required=True)
    description = graphene.String(required=True)


def countries(rows: Any, info: Info, language_code: Any = None, filter: Any = None) -> list[list[Country]]:
    """All countries of the world, or those that goods are sent to: the open channels' own."""
    codes = [each.value for each in CountryCode._meta.enum]
    if filter and filter.get("attached_to_shipping_zones") is not None:
        served = set(Channel.objects.filter(is_active=True).values_list("default_country", flat=True))
        codes = [code for code in codes if (code in served) == filter["attached_to_shipping_zones"]]
    wanted = language_of(language_code) if language_code else None
    return [[Country(code, wanted) for code in codes] for _ in rows]


def currencies(rows: Any, info: Info) -> list[list[str]]:
    """Currencies of all channels."""
    found = sorted(set(Channel.objects.values_list("currency_code", flat=True)))
    return [found for _ in rows]


class Shop(MetadataFields, Type):
    """The shop as a whole."""

    class Meta:
        model = models.ShopSettings
        interfaces = (ObjectWithMetadata,)
        permission = PUBLIC
        metadata = (staff("MANAGE_SETTINGS"), staff("MANAGE_SETTINGS"))

    id = global_id("Shop")
    name = graphene.String(required=True)
    description = graphene.String()
    header_text = graphene.String()
    domain = value(Domain, lambda row: settings.PUBLIC_URL, required=True)
    languages = value(
        graphene.List(graphene.NonNull(LanguageDisplay)),
        lambda row: [Language(code) for code, _ in LANGUAGES.values()],
        required=True,
    )
    countries = listed(
        CountryDisplay,
        countries,
        language_code=graphene.Argument(LanguageCodeEnum),
        filter=graphene.Argument(CountryFilterInput),
    )
    default_country = value(CountryDisplay, lambda row: Country("VN"))
    channel_currencies = listed(graphene.String, currencies, permission=STAFF)
    phone_prefixes = value(
        graphene.List(graphene.NonNull(graphene.String)),
        lambda row: [str(code) for code in sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)],
        required=True,
    )
    translation = translation(lambda: ShopTranslation, models.ShopTranslation, "shop_id")
    default_weight_unit = graphene.Field(WeightUnitsEnum)
    display_gross_prices = graphene.Boolean(required=True)
    include_taxes_in_prices = value(graphene.Boolean, lambda row: True, required=True)
    limit_quantity_per_checkout = graphene.Int()
    reserve_stock_duration_anonymous_user = column(
        graphene.Int, "reserve_stock_duration_anonymous_user", permission=MAY_SET
    )
    reserve_stock_duration_authenticated_user = column(
        graphene.Int, "reserve_stock_duration_authenticated_user", permission=MAY_SET
    )
    default_mail_sender_name = column(graphene.String, "default_mail_sender_name", permission=MAY_SET)
    default_mail_sender_address = column(graphene.String, "default_mail_sender_address", permission=MAY_SET)
    fulfillment_auto_approve = column(
        graphene.Boolean, "fulfillment_auto_approve", permission=MAY_SET, required=True
    )
    fulfillment_allow_unpaid = column(
        graphene.Boolean, "fulfillment_allow_unpaid", permission=MAY_SET, required=True
    )
    track_inventory_by_default = column(graphene.Boolean, "track_inventory_by_default", permission=MAY_SET)
    customer_set_password_url = column(graphene.String, "customer_set_password_url", permission=MAY_SET)
    company_address = one(Address, "company_address_id")
    permissions = value(
        graphene.List(graphene.NonNull(Permission)),
        lambda row: [Allowed(codename.upper(), words) for codename, words in PERMISSIONS],
        required=True,
        permission=STAFF,
    )
    available_external_authentications = value(
        graphene.List(graphene.NonNull(ExternalAuthentication)),
        lambda row: [],
        required=True,
        description="None: people sign in here.",
    )
    limits = value(
        LimitInfo,
        lambda row: SimpleNamespace(current_usage=NOT_LIMITED, allowed_usage=NOT_LIMITED),
        required=True,
        permission=STAFF,
    )
    announcements = value(
        graphene.List(graphene.NonNull(Announcement)), lambda row: [], required=True, permission=STAFF
    )
    password_login_mode = value(PasswordLoginModeEnum, lambda row: "ENABLED", required=True)
    enable_account_confirmation_by_email = value(graphene.Boolean, lambda row: True, permission=MAY_SET)
    allow_login_without_confirmation = value(graphene.Boolean, lambda row: False, permission=MAY_SET)
    allow_storefront_traffic = value(graphene.Boolean, lambda row: True, required=True, permission=STAFF)
    use_legacy_shipping_zone_stock_availability = value(
        graphene.Boolean, lambda row: False, required=True, permission=STAFF
    )
    version = value(graphene.String, lambda row: f"{DIALECT}.0", required=True, permission=STAFF)
    schema_version = value(graphene.String, lambda row: DIALECT, required=True)
