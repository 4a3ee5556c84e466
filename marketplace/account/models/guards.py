"""What guards accounts: codes that are sent to phones, and counts of attempts."""

from __future__ import annotations

from django.db import models

from marketplace.account.models.people import User


class Purpose(models.TextChoices):
    """What a code is good for."""

    SIGN_IN = "SIGN_IN"
    CHANGE_PHONE = "CHANGE_PHONE"


class OneTimeCode(models.Model):
    """The one code that counts for a number and a purpose; a new one replaces it. Only its digest is kept.

    `user` is who asked for it while signed in: it is good for nobody else.
    """

    phone = models.CharField(max_length=20)
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    digest = models.CharField(max_length=64)
    tries_left = models.PositiveSmallIntegerField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["phone", "purpose"], name="one_code_for_a_purpose")]


class Throttle(models.Model):
    """How many attempts there were in a window of time. The key is a digest: no e-mail, number or address."""

    key = models.CharField(max_length=64, primary_key=True)
    started = models.BigIntegerField(db_index=True)
    """The window's first second, of Unix."""
    count = models.BigIntegerField()
