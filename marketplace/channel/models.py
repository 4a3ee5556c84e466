"""Markets: where goods are on sale, and in which currency."""

from __future__ import annotations

from django.db import models

from marketplace.core.metadata import WithMetadata


class Channel(WithMetadata):
    """A market with one currency. What is sold there stands on listing rows of the goods."""

    name = models.CharField(max_length=250)
    slug = models.SlugField(max_length=255, unique=True)
    currency_code = models.CharField(max_length=3)
    default_country = models.CharField(max_length=2, default="VN")
    is_active = models.BooleanField(default=True)
    is_public = models.BooleanField(default=True)
    """Shown to visitors in lists of channels; a hidden one answers only to staff and apps."""
    allow_cash_on_delivery = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.slug
