"""The operator's view of channels."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from marketplace.channel import services
from marketplace.channel.models import Channel
from marketplace.core.admin import Counter


@admin.register(Channel)
class ChannelAdmin(Counter):
    """Channels: what can be switched is switched here."""

    section = "settings"
    title = _("Channels")
    named_by = "channel_id"
    needs = "manage_channels"
    list_display = ("name", "slug", "currency_code", "is_active", "is_public", "allow_cash_on_delivery")
    ordering = ("pk",)
    writable = ("name", "is_active", "is_public", "allow_cash_on_delivery")
    exclude = ("metadata", "private_metadata")

    def write(self, obj: Channel, columns: dict[str, Any]) -> None:
        services.update_channel(channel=obj, **columns)
