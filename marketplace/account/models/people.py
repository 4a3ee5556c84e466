"""People who buy and the operator's staff, and addresses."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac

from marketplace.core.fields import SortKeyField
from marketplace.core.metadata import WithMetadata

PERMISSIONS = (
    ("manage_users", "Manage customers."),
    ("manage_staff", "Manage staff."),
    ("impersonate_user", "Impersonate user."),
    ("manage_apps", "Manage apps."),
    ("manage_observability", "Manage observability."),
    ("manage_checkouts", "Manage checkouts."),
    ("handle_checkouts", "Handle checkouts."),
    ("handle_taxes", "Handle taxes."),
    ("manage_taxes", "Manage taxes."),
    ("manage_channels", "Manage channels."),
    ("manage_customer_types_and_attributes", "Manage customer types and attributes."),
    ("manage_discounts", "Manage sales and vouchers."),
    ("manage_gift_card", "Manage gift cards."),
    ("manage_menus", "Manage navigation."),
    ("manage_orders", "Manage orders."),
    ("manage_orders_import", "Manage orders import."),
    ("manage_pages", "Manage pages."),
    ("manage_page_types_and_attributes", "Manage page types and attributes."),
    ("handle_payments", "Handle payments."),
    ("manage_plugins", "Manage plugins."),
    ("manage_products", "Manage products."),
    ("manage_product_types_and_attributes", "Manage product types and attributes."),
    ("manage_shipping", "Manage shipping."),
    ("manage_settings", "Manage settings."),
    ("manage_translations", "Manage translations."),
)
"""The dialect's permissions, as Django's codenames."""


def fresh_token_key() -> str:
    """A key that every token of a user carries; changing it ends them all (DECISIONS 27)."""
    return get_random_string(12)


class Address(WithMetadata):
    """An address. An order or a checkout has rows of its own, never shared with anyone's address book.

    Vietnam (DECISIONS 6): `country_area` is the province's official name, `city` the commune's, `city_area` an
    optional old district; the codes of the units stand beside them.
    """

    first_name = models.CharField(max_length=256, blank=True)
    last_name = models.CharField(max_length=256, blank=True)
    company_name = models.CharField(max_length=256, blank=True)
    street_address_1 = models.CharField(max_length=256, blank=True)
    street_address_2 = models.CharField(max_length=256, blank=True)
    city = models.CharField(max_length=256, blank=True)
    city_area = models.CharField(max_length=128, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, default="VN")
    country_area = models.CharField(max_length=128, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    province_code = models.CharField(max_length=2, blank=True)
    commune_code = models.CharField(max_length=5, blank=True)
    validation_skipped = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.street_address_1, self.city, self.country_area, self.country)))


class User(WithMetadata, AbstractBaseUser, PermissionsMixin):
    """Somebody with an account: found by e-mail (stored in lower case) or phone (E.164), or both.

    `is_confirmed` is about the e-mail. A deleted account stays as a row without personal data, for the books.
    """

    email = models.EmailField(unique=True, null=True, blank=True)
    phone = models.CharField(max_length=20, unique=True, null=True, blank=True)
    pending_email = models.EmailField(blank=True)
    """Becomes `email` once its letter's link was followed."""
    first_name = models.CharField(max_length=256, blank=True)
    last_name = models.CharField(max_length=256, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_confirmed = models.BooleanField(default=True)
    is_phone_confirmed = models.BooleanField(default=False)
    phone_released_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When the number went to a new owner. Without an e-mail too, only staff can give the account back."""
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    language_code = models.CharField(max_length=35, default="vi")
    jwt_token_key = models.CharField(max_length=12, default=fresh_token_key, editable=False)
    note = models.TextField(blank=True)
    search_folded = models.TextField(blank=True, editable=False)
    first_name_sort = SortKeyField(max_length=1000, blank=True, editable=False)
    last_name_sort = SortKeyField(max_length=1000, blank=True, editable=False)
    avatar = models.ImageField(upload_to="avatars", blank=True)
    external_reference = models.CharField(max_length=250, unique=True, null=True, blank=True)
    addresses = models.ManyToManyField(Address, blank=True, related_name="owners")
    default_shipping_address = models.ForeignKey(
        Address, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    default_billing_address = models.ForeignKey(
        Address, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    USERNAME_FIELD = "email"

    objects = DjangoUserManager()

    class Meta:
        permissions = PERMISSIONS
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=False)
                | Q(phone__isnull=False)
                | Q(phone_released_at__isnull=False)
                | Q(deleted_at__isnull=False),
                name="user_has_email_or_phone",
            ),
            models.CheckConstraint(
                condition=Q(email__isnull=True) | Q(email=Lower(F("email"))), name="user_email_in_lower_case"
            ),
        ]
        indexes = [models.Index(fields=["date_joined", "id"], name="user_joined")]

    def __str__(self) -> str:
        return self.email or self.phone or f"#{self.pk}"

    def get_session_auth_hash(self) -> str:
        """Sessions of the back office end with the tokens: signing out everywhere means everywhere."""
        return salted_hmac(
            "account.session", f"{self.password} {self.jwt_token_key}", algorithm="sha256"
        ).hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same, by keys that signed before."""
        for key in settings.SECRET_KEY_FALLBACKS:
            what = f"{self.password} {self.jwt_token_key}"
            yield salted_hmac("account.session", what, secret=key, algorithm="sha256").hexdigest()
