"""A new cart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.account.models import User
from marketplace.channel.models import Channel
from marketplace.checkout.errors import CheckoutError, CheckoutErrorCode
from marketplace.checkout.models import Checkout
from marketplace.checkout.services.cart import touch
from marketplace.checkout.services.contact import AddressInput, checked_email, new_address
from marketplace.checkout.services.lines import LineInput, put_in
from marketplace.core.actor import Actor
from marketplace.core.fields import ONE
from marketplace.core.statements import kept_objects
from marketplace.core.writing import insert


@transaction.atomic
def create(
    *,
    checkout_id: UUID | None = None,
    channel_slug: str | None,
    lines: Sequence[LineInput] = (),
    email: str = "",
    user: User | None = None,
    shipping_address: AddressInput | None = None,
    billing_address: AddressInput | None = None,
    save_shipping_address: bool = True,
    save_billing_address: bool = True,
    language_code: str = "vi",
    metadata: Mapping[str, str] | None = None,
    private_metadata: Mapping[str, str] | None = None,
    actor: Actor,
) -> Checkout:
    """A cart in a channel, with its first lines held. Without a slug, the shop's only public channel.

    `checkout_id` names it beforehand; a second cart of that name cannot be made (IntegrityError).

    Raises MISSING_CHANNEL_SLUG, NOT_FOUND or CHANNEL_INACTIVE on `channel`, and whatever the parts raise.
    """
    channel = _channel(channel_slug)
    now = timezone.now()
    checkout = Checkout(
        id=checkout_id or uuid4(),
        channel=channel,
        user=user,
        currency=channel.currency_code,
        email=checked_email(email or (user and user.email) or ""),
        phone=(user and user.phone) or "",
        save_shipping_address=save_shipping_address,
        save_billing_address=save_billing_address,
        language_code=language_code,
        metadata=dict(metadata or {}),
        private_metadata=dict(private_metadata or {}),
        created_at=now,
        updated_at=now,
    )
    shipping = new_address(shipping_address, "SHIPPING") if shipping_address else None
    billing = new_address(billing_address, "BILLING") if billing_address else None
    insert(row for row in (shipping, billing) if row)
    checkout.shipping_address, checkout.billing_address = shipping, billing
    # written last, when it is known how long its goods are held; that its lines point to it is checked at the end
    return put_in(checkout, lines) if lines else touch(checkout)


def _channel(slug: str | None) -> Channel:
    if slug is None:
        return _only_channel()
    there = kept_objects("a channel", lambda: Channel.objects.filter(slug__being=ONE)).run(one=slug)
    if not there:
        message = _("There is no such market.")
        raise CheckoutError(message, code=CheckoutErrorCode.NOT_FOUND, field="channel")
    refuse_closed(there[0])
    return there[0]


def refuse_closed(channel: Channel) -> None:
    """Raise CHANNEL_INACTIVE where nothing is sold any more."""
    if not channel.is_active:
        message = _("This market is closed.")
        raise CheckoutError(message, code=CheckoutErrorCode.CHANNEL_INACTIVE, field="channel")


def _only_channel() -> Channel:
    found = Channel.objects.filter(is_active=True, is_public=True).order_by("pk")[:2]
    if len(found) != 1:
        message = _("Say in which market you buy.")
        raise CheckoutError(message, code=CheckoutErrorCode.MISSING_CHANNEL_SLUG, field="channel")
    return found[0]
