"""Who buys, how to reach them, and where the goods go."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.account.models import Address as AddressRow
from marketplace.account.models import User
from marketplace.checkout.errors import CheckoutError, CheckoutErrorCode
from marketplace.checkout.models import Checkout, CheckoutParcel
from marketplace.checkout.services.cart import locked, write
from marketplace.core.actor import Actor
from marketplace.core.address import Address, Rules, normalize_address, unchecked_address
from marketplace.core.errors import DomainError, DomainErrors, PermissionDenied
from marketplace.core.fields import ONE
from marketplace.core.phone import normalize_phone
from marketplace.core.writing import Change, insert, kept_update, update

EMAIL_LENGTH = 254
NOTE_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class AddressInput:
    """An address as typed, and how strictly to read it."""

    address: Address
    rules: Rules = Rules()
    skip_validation: bool = False


@transaction.atomic
def set_email(*, checkout_id: UUID, email: str, actor: Actor) -> Checkout:
    """Mail goes there. Raises INVALID on `email`."""
    return write(locked(checkout_id), email=checked_email(email))


@transaction.atomic
def set_phone(*, checkout_id: UUID, phone: str, actor: Actor) -> Checkout:
    """Calls and short texts go there; stored as E.164, empty removes it. Raises PhoneInvalid on `phone`."""
    checkout = locked(checkout_id)
    return write(checkout, phone=checked_phone(phone, checkout))


@transaction.atomic
def set_language(*, checkout_id: UUID, language_code: str, actor: Actor) -> Checkout:
    """The language the buyer is written to in ("vi", "en", "zh-hans")."""
    return write(locked(checkout_id), language_code=language_code)


@transaction.atomic
def set_note(*, checkout_id: UUID, note: str, actor: Actor) -> Checkout:
    """A word to the cooperatives; longer than NOTE_LENGTH is refused with INVALID."""
    if len(note) > NOTE_LENGTH:
        raise CheckoutError(_("This is too long."), code=CheckoutErrorCode.INVALID, field="customer_note")
    return write(locked(checkout_id), note=note)


@transaction.atomic
def set_shipping_address(
    *, checkout_id: UUID, address: AddressInput, save: bool = True, actor: Actor
) -> Checkout:
    """The goods go there. Choices of delivery stay and are judged anew. Raises DomainErrors, one per field.

    `save`: a user's address goes into their address book when the order is placed.
    """
    checkout = locked(checkout_id)
    checkout.shipping_address = own_address(checkout.shipping_address, address, "SHIPPING")
    _forget_prices().run(one=checkout.pk)
    return write(checkout, shipping_address=checkout.shipping_address, save_shipping_address=save)


@transaction.atomic
def set_billing_address(
    *, checkout_id: UUID, address: AddressInput, save: bool = True, actor: Actor
) -> Checkout:
    """The bill goes there. Raises and saves as `set_shipping_address`."""
    checkout = locked(checkout_id)
    row = own_address(checkout.billing_address, address, "BILLING")
    return write(checkout, billing_address=row, save_billing_address=save)


@transaction.atomic
def attach_customer(*, checkout_id: UUID, user: User, actor: Actor) -> Checkout:
    """The cart becomes this user's, and takes on their e-mail or phone where it has none.

    Raises PermissionDenied when it is somebody else's.
    """
    checkout = locked(checkout_id)
    if checkout.user_id not in (None, user.pk):
        raise PermissionDenied
    email, phone = checkout.email or user.email or "", checkout.phone or user.phone or ""
    return write(checkout, user=user, email=email, phone=phone)


@transaction.atomic
def detach_customer(*, checkout_id: UUID, actor: Actor) -> Checkout:
    """The cart is a guest's again: whoever has its id keeps its goods, and nothing of who put them in."""
    checkout = locked(checkout_id)
    gone = [each.pk for each in (checkout.shipping_address, checkout.billing_address) if each]
    checkout = write(
        checkout, user=None, email="", phone="", note="", shipping_address=None, billing_address=None
    )
    AddressRow.objects.filter(pk__in=gone).delete()
    return checkout


def _forget_prices() -> Change:
    """Prices of delivery, which the buyer sees anew."""
    return kept_update(
        "prices of parcels",
        lambda: CheckoutParcel.objects.filter(checkout__being=ONE),
        price_seen_amount=None,
        price_told_amount=None,
        price_told_at=None,
    )


def checked_email(email: str) -> str:
    """A usable e-mail address, or empty. Raises INVALID on `email`."""
    email = email.strip()
    try:
        if email:
            validate_email(email)
    except ValidationError as wrong:
        raise _not_an_email() from wrong
    if len(email) > EMAIL_LENGTH:
        raise _not_an_email()
    return email


def _not_an_email() -> DomainError:
    message = _("This is not an e-mail address. Please check it, or leave a phone number instead.")
    return CheckoutError(message, code=CheckoutErrorCode.INVALID, field="email")


def checked_phone(phone: str, checkout: Checkout) -> str:
    """A number that can be called, as E.164, or empty. Raises PhoneInvalid."""
    return normalize_phone(phone, checkout.channel.default_country) if phone.strip() else ""


def own_address(row: AddressRow | None, given: AddressInput, kind: str) -> AddressRow:
    """A row of the cart's own with this address, checked and written officially."""
    value = asdict(_checked(given, kind))
    if row is None:
        row = AddressRow(**value)
        insert([row])
        return row
    for name, text in value.items():
        setattr(row, name, text)
    update([row], *value)
    return row


def new_address(given: AddressInput, kind: str) -> AddressRow:
    """The same for a new cart, not yet written."""
    return AddressRow(**asdict(_checked(given, kind)))


def _checked(given: AddressInput, kind: str) -> Address:
    try:
        if given.skip_validation:
            return unchecked_address(given.address)
        return normalize_address(given.address, rules=given.rules).address
    except DomainErrors as refused:
        raise DomainErrors([_about(kind, each) for each in refused.errors]) from refused


def _about(kind: str, error: DomainError) -> DomainError:
    """The same refusal, saying which of the two addresses it is about."""
    error.details["address_type"] = kind
    return error
