"""The members of cooperatives, and the one-time links by which they come in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
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
    since = models.DateTimeField(default=timezone.now, editable=False)
    """Invited, or invited anew."""
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "user"], name="cooperative_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"


class Helper(models.Model):
    """Somebody who helps cooperatives under mandates: a relative, the commune's digital team. Known by the phone.

    With or without an account; one person has one row, however many cooperatives they help.
    """

    phone = models.CharField(max_length=20, unique=True, null=True)
    """E.164. Null when the number went to somebody else: then only the account leads here."""
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="helper"
    )
    token_key = models.CharField(max_length=12, default=fresh_token_key, editable=False)
    """Carried by the helper's tokens; changing it ends them."""

    def __str__(self) -> str:
        return f"#{self.pk}"


class AccessLink(models.Model):
    """A link that lets a member or a helper in once. Only the digest of its secret is stored."""

    member = models.ForeignKey(CooperativeMember, models.CASCADE, null=True, related_name="links")
    helper = models.ForeignKey(Helper, models.CASCADE, null=True, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, helper__isnull=True)
                | Q(member__isnull=True, helper__isnull=False),
                name="link_of_member_or_helper",
            )
        ]


class HandoverStatus(models.TextChoices):
    """How far a handing over of ownership is."""

    OPEN = "OPEN", _("Open")
    AGREED = "AGREED", _("Agreed")
    ENDED = "ENDED", _("Ended")


class OwnerHandover(models.Model):
    """The one way to become an owner: an owner offers and the member agrees, or staff appoint where none is left."""

    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="handovers")
    giver = models.ForeignKey(CooperativeMember, models.CASCADE, null=True, related_name="+")
    """Null where staff appointed."""
    taker = models.ForeignKey(CooperativeMember, models.CASCADE, related_name="+")
    stays = models.BooleanField(default=False)
    """The giver stays an owner beside the taker; else becomes a manager."""
    status = models.CharField(max_length=10, choices=HandoverStatus.choices, default=HandoverStatus.OPEN)
    reason = models.CharField(max_length=500, blank=True)
    """Why staff appointed."""
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
