"""Cooperatives: who sells, where, and how they are paid."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.core.fields import SortKeyField
from marketplace.core.metadata import WithMetadata
from marketplace.core.moves import Next


class CooperativeKind(models.TextChoices):
    """Legal form of a seller: decides tax withholding (households and individuals) and papers."""

    COOPERATIVE = "COOPERATIVE", _("Cooperative")
    UNION = "UNION", _("Union of cooperatives")
    COOPERATIVE_GROUP = "COOPERATIVE_GROUP", _("Cooperative group")
    COMPANY = "COMPANY", _("Company")
    HOUSEHOLD = "HOUSEHOLD", _("Household business")
    INDIVIDUAL = "INDIVIDUAL", _("Individual")


class OpeningStatus(models.TextChoices):
    """How far a cooperative is with opening its shop."""

    DRAFT = "DRAFT", _("being filled in")
    SUBMITTED = "SUBMITTED", _("submitted")
    MORE_WANTED = "MORE_WANTED", _("more is wanted")
    APPROVED = "APPROVED", _("approved")
    REFUSED = "REFUSED", _("refused")
    SUSPENDED = "SUSPENDED", _("suspended")


NEXT_OPENING: Next = {
    OpeningStatus.DRAFT: {OpeningStatus.SUBMITTED},
    OpeningStatus.SUBMITTED: {OpeningStatus.APPROVED, OpeningStatus.MORE_WANTED, OpeningStatus.REFUSED},
    OpeningStatus.MORE_WANTED: {OpeningStatus.SUBMITTED, OpeningStatus.REFUSED},
    OpeningStatus.REFUSED: {OpeningStatus.MORE_WANTED},
    OpeningStatus.APPROVED: {OpeningStatus.SUSPENDED},
    OpeningStatus.SUSPENDED: {OpeningStatus.APPROVED},
}
"""Moved by `oversight.services` alone, with `is_active`, which everything that sells looks at."""


def works(prefix: str = "") -> Q:
    """Cooperatives whose people may come in: those on sale, and those that open or are suspended; not one that was
    switched off. Said without a negation, which behind a to-many relation would become a subquery."""
    opening = [each for each in OpeningStatus if each != OpeningStatus.APPROVED]
    return Q(**{f"{prefix}is_active": True}) | Q(**{f"{prefix}opening_status__in": opening})


class Cooperative(WithMetadata):
    """The vendor: owns products and warehouses, gets its own part of every order."""

    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=250)
    name_folded = models.CharField(max_length=250)
    name_sort = SortKeyField(max_length=1000)
    search_folded = models.TextField(blank=True)
    """Folded name, legal name and place: what a plain search matches."""
    legal_name = models.CharField(max_length=250)
    kind = models.CharField(
        max_length=20, choices=CooperativeKind.choices, default=CooperativeKind.COOPERATIVE
    )
    story = models.TextField(blank=True)
    province_code = models.CharField(max_length=2, default="15")
    commune_code = models.CharField(max_length=5)
    commune_name = models.CharField(max_length=100)
    street = models.CharField(max_length=256, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    logo = models.ImageField(upload_to="cooperatives", max_length=255, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    founded_year = models.PositiveSmallIntegerField(null=True, blank=True)
    member_count = models.PositiveIntegerField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)
    """Invented for the demo; every page says so (DECISIONS 15)."""
    opening_status = models.CharField(
        max_length=12, choices=OpeningStatus.choices, default=OpeningStatus.APPROVED
    )
    tax_code = models.CharField(max_length=14, blank=True)
    """As printed (`core.tax_code`); of a household or an individual it is a person's number: not for everyone."""
    is_active = models.BooleanField(default=True)
    """Its goods are on sale and orders are taken; only of an approved one."""
    closed_until = models.DateField(null=True, blank=True)
    """Takes no orders before this day (Asia/Ho_Chi_Minh)."""
    bank_bin = models.CharField(max_length=6, blank=True)
    bank_account_number = models.CharField(max_length=30, blank=True)
    bank_account_name = models.CharField(max_length=100, blank=True)
    minimum_order_amount = models.BigIntegerField(null=True, blank=True)
    """In đồng; null = none."""
    handling_days = models.PositiveSmallIntegerField(null=True, blank=True)
    """Working days from an order to the parcel on its way; null = what the shop's settings say."""
    near_provinces = models.JSONField(default=list, blank=True)
    """Codes of the provinces that fresh goods reach in time; none = its own only."""
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    external_reference = models.CharField(max_length=250, unique=True, null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["name_sort", "id"], name="cooperative_name"),
            models.Index(fields=["commune_code"], name="cooperative_commune"),
            # every list leaves out what they sell: few of 1,400, which nobody should read through for that
            models.Index(fields=["id"], name="cooperative_resting", condition=Q(is_active=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_active=False) | Q(opening_status=OpeningStatus.APPROVED),
                name="cooperative_active_when_approved",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="cooperative_location_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(minimum_order_amount__isnull=True) | Q(minimum_order_amount__gt=0),
                name="cooperative_minimum_is_positive",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CooperativeTranslation(models.Model):
    """Name and story in another language."""

    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="translations", db_index=False)
    language_code = models.CharField(max_length=35)
    name = models.CharField(max_length=250, blank=True)
    story = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "language_code"], name="cooperative_translation_once"
            )
        ]
