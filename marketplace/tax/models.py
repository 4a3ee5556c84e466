"""The operator's dated tax table."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from marketplace.core.metadata import WithMetadata


class TaxClass(WithMetadata):
    """A kind of goods, as far as tax is concerned."""

    name = models.CharField(max_length=255)

    class Meta:
        verbose_name_plural = "tax classes"

    def __str__(self) -> str:
        return self.name


class TaxRate(models.Model):
    """A rate from a day on, for a class of goods and a kind of seller; prices include it (DECISIONS 21)."""

    tax_class = models.ForeignKey(TaxClass, models.CASCADE, related_name="rates", db_index=False)
    cooperative_kind = models.CharField(max_length=20, blank=True)
    """Only for this kind of seller (`cooperative.models.CooperativeKind`); empty = for all others."""
    country = models.CharField(max_length=2, default="VN")
    rate_percent = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    """The last day it holds; null = until further notice."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tax_class", "cooperative_kind", "country", "valid_from"], name="tax_rate_once"
            ),
            models.CheckConstraint(
                condition=Q(rate_percent__gte=0) & Q(rate_percent__lte=100), name="tax_rate_is_percent"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="tax_rate_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.tax_class_id} {self.cooperative_kind or '*'} {self.rate_percent} % from {self.valid_from}"
        )
