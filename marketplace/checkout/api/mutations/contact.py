"""Who buys, and where the goods go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.account.api.types import AddressInput
from marketplace.account.models import User
from marketplace.checkout import models, services
from marketplace.checkout.api import inputs
from marketplace.checkout.api.errors import CheckoutError
from marketplace.checkout.api.inputs import CheckoutAddressValidationRules
from marketplace.checkout.api.reading import changed, checkout_key
from marketplace.checkout.api.types import Checkout
from marketplace.core.errors import NotFound, PermissionDenied
from marketplace.graphql.ids import key_of
from marketplace.graphql.info import Info
from marketplace.graphql.languages import LanguageCodeEnum, language_of
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import PUBLIC, SIGNED_IN
from marketplace.graphql.scalars import UUID


class CheckoutEmailUpdate(Mutation):
    """Say where mail about the order goes."""

    checkout = graphene.Field(Checkout)

    class Arguments:
        checkout_id = graphene.ID()
        email = graphene.String(required=True)
        id = graphene.ID()
        token = UUID()

    class Meta:
        errors = CheckoutError
        permission = PUBLIC

    @staticmethod
    def perform(
        info: Info, email: str, id: Any = None, checkout_id: Any = None, token: Any = None
    ) -> Mapping[str, Any]:
        """The cart with its address for mail."""
        key = checkout_key(id, checkout_id, token)
        return changed(services.set_email(checkout_id=key, email=email, actor=info.actor))


class CheckoutPhoneUpdate(Mutation):
    """Say which number to call about the order."""

    checkout = graphene.Field(Checkout)

    class Arguments:
        id = graphene.ID(required=True)
        phone = graphene.String(required=True)

    class Meta:
        errors = CheckoutError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, id: str, phone: str) -> Mapping[str, Any]:
        """The cart with its number."""
        return changed(services.set_phone(checkout_id=checkout_key(id), phone=phone, actor=info.actor))


class CheckoutCustomerNoteUpdate(Mutation):
    """Write a word to the cooperatives."""

    checkout = graphene.Field(Checkout)

    class Arguments:
        customer_note = graphene.String(required=True)
        id = graphene.ID(required=True)

    class Meta:
        errors = CheckoutError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, id: str, customer_note: str) -> Mapping[str, Any]:
        """The cart with its note."""
        noted = services.set_note(checkout_id=checkout_key(id), note=customer_note, actor=info.actor)
        return changed(noted)


class CheckoutLanguageCodeUpdate(Mutation):
    """Choose the language the buyer is written to in."""

    checkout = graphene.Field(Checkout)

    class Arguments:
        checkout_id = graphene.ID()
        id = graphene.ID()
        language_code = graphene.Argument(LanguageCodeEnum, required=True)
        token = UUID()

    class Meta:
        errors = CheckoutError
        permission = PUBLIC

    @staticmethod
    def perform(
        info: Info, language_code: Any, id: Any = None, checkout_id: Any = None, token: Any = None
    ) -> Mapping[str, Any]:
        """The cart in that language."""
        key, language = checkout_key(id, checkout_id, token), language_of(language_code)
        return changed(services.set_language(checkout_id=key, language_code=language, actor=info.actor))


class CheckoutShippingAddressUpdate(Mutation):
    """Say where the goods go."""

    checkout = graphene.Field(Checkout)

    class Arguments:
        checkout_id = graphene.ID()
        id = graphene.ID()
        save_address = graphene.Boolean(default_value=True)
        shipping_address = graphene.Argument(AddressInput, required=True)
        token = UUID()
        validation_rules = graphene.Argument(CheckoutAddressValidationRules)

    class Meta:
        errors = CheckoutError
        permission = PUBLIC

    @staticmethod
    def perform(
        info: Info,
        shipping_address: Any,
        id: Any = None,
        save_address: bool = True,
        validation_rules: Any = None,
        checkout_id: Any = None,
        token: Any = None,
    ) -> Mapping[str, Any]:
        """The cart with the address, written officially."""
        given = inputs.address(shipping_address, validation_rules)
        key = checkout_key(id, checkout_id, token)
        return changed(
            services.set_shipping_address(
                checkout_id=key, address=given, save=save_address, actor=info.actor
            ),
        )


class CheckoutBillingAddressUpdate(Mutation):
    """Say where the bill goes."""

    checkout = graphene.Field(Checkout)

    class Arguments:
        billing_address = graphene.Argument(AddressInput, required=True)
        checkout_id = graphene.ID()
        id = graphene.ID()
        save_address = graphene.Boolean(default_value=True)
        token = UUID()
        validation_rules = graphene.Argument(CheckoutAddressValidationRules)

    class Meta:
        errors = CheckoutError
        permission = PUBLIC

    @staticmethod
    def perform(
        info: Info,
        billing_address: Any,
        id: Any = None,
        save_address: bool = True,
        validation_rules: Any = None,
        checkout_id: Any = None,
        token: Any = None,
    ) -> Mapping[str, Any]:
        """The cart with the address, written officially."""
        given = inputs.address(billing_address, validation_rules)
        key = checkout_key(id, checkout_id, token)
        return changed(
            services.set_billing_address(checkout_id=key, address=given, save=save_address, actor=info.actor),
        )


class CheckoutCustomerAttach(Mutation):
    """Make the cart the signed-in user's."""

    checkout = graphene.Field(Checkout)

    class Arguments:
        checkout_id = graphene.ID()
        customer_id = graphene.ID()
        id = graphene.ID()
        token = UUID()

    class Meta:
        errors = CheckoutError
        permission = SIGNED_IN

    @staticmethod
    def perform(
        info: Info, id: Any = None, customer_id: Any = None, checkout_id: Any = None, token: Any = None
    ) -> Mapping[str, Any]:
        """The cart with its user; another's only by staff who may act for users."""
        user_id = key_of(customer_id, "User", field="customer_id") if customer_id else info.actor.user_id
        if user_id != info.actor.user_id and not info.actor.may("IMPERSONATE_USER"):
            raise PermissionDenied("", ("IMPERSONATE_USER",))
        user = User.objects.filter(pk=user_id or 0, is_active=True).first()
        if user is None:
            raise NotFound(field="customer_id")
        key = checkout_key(id, checkout_id, token)
        return changed(services.attach_customer(checkout_id=key, user=user, actor=info.actor))


class CheckoutCustomerDetach(Mutation):
    """Make the cart a guest's again."""

    checkout = graphene.Field(Checkout)

    class Arguments:
        checkout_id = graphene.ID()
        id = graphene.ID()
        token = UUID()

    class Meta:
        errors = CheckoutError
        permission = SIGNED_IN

    @staticmethod
    def perform(info: Info, id: Any = None, checkout_id: Any = None, token: Any = None) -> Mapping[str, Any]:
        """The cart without its user; only they and staff who may act for users can do so."""
        key = checkout_key(id, checkout_id, token)
        theirs = models.Checkout.objects.filter(pk=key, user=info.actor.user_id or 0)
        if not (info.actor.may("IMPERSONATE_USER") or theirs.exists()):
            raise PermissionDenied("", ("IMPERSONATE_USER", "OWNER"))
        return changed(services.detach_customer(checkout_id=key, actor=info.actor))


class Mutations:
    """Fields of Mutation."""

    checkout_email_update = CheckoutEmailUpdate.field()
    checkout_phone_update = CheckoutPhoneUpdate.field()
    checkout_customer_note_update = CheckoutCustomerNoteUpdate.field()
    checkout_language_code_update = CheckoutLanguageCodeUpdate.field()
    checkout_shipping_address_update = CheckoutShippingAddressUpdate.field()
    checkout_billing_address_update = CheckoutBillingAddressUpdate.field()
    checkout_customer_attach = CheckoutCustomerAttach.field()
    checkout_customer_detach = CheckoutCustomerDetach.field()
