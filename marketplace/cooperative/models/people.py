"""The members of cooperatives, and the one-time links by which they come in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.account.models import fresh_token_key
from marketplace.cooperative.models.cooperatives import Cooperative


class Role(models.TextChoices):
    """What a member may do for the cooperative."""

    OWNER = "OWNER", _("Owner")
    MANAGER = "MANAGER", _("Manager")
    PACKER = "PACKER", _("Packer")
    ACCOUNTANT = "ACCOUNTANT", _("Accountant")


class CooperativeMember(models.Model):
    """Somebody who acts for the cooperative, with or without an account of the shop."""

    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="members", db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="memberships"
    )
    name = models.CharField(max_length=250)
    phone = models.CharField(max_length=20, blank=True)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.PACKER)
    is_active = models.BooleanField(default=True)
    token_key = models.CharField(max_length=12, default=fresh_token_key, editable=False)
    """Carried by the member's tokens; changing it ends them."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "user"], name="cooperative_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"


class AccessLink(models.Model):
    """A link that lets a member in once. Only the digest of its secret is stored."""

    member = models.ForeignKey(CooperativeMember, models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
