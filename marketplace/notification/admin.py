"""What has been told to whom. The words themselves stand in the program, in three languages."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from marketplace.core.admin import Desk
from marketplace.notification.models import Message


@admin.register(Message)
class MessageDesk(Desk):
    """Messages that were handed over: kinds and ids only, no text and no address."""

    needs = "manage_orders"
    section = "trail"
    title = _("Messages sent")
    words = {"sent_at": _("sent"), "medium": _("by which way"), "recipient": _("to whom"), "key": _("key")}
    list_display = ("sent_at", "kind", "medium", "recipient", "language_code")
    list_filter = ("medium", "language_code")
    ordering = ("-sent_at", "-pk")
    search_fields = ("=recipient", "kind__startswith")
    search_help_text = _("To whom (user:5, member:12), or the beginning of a kind.")
