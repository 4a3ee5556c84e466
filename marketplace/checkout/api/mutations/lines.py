"""A new cart, and what is put in and taken out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from marketplace.account.models import User
from marketplace.checkout import services
from marketplace.checkout.api import inputs
from marketplace.checkout.api.errors import CheckoutError
from marketplace.checkout.api.inputs import CheckoutCreateInput, CheckoutLineInput, CheckoutLineUpdateInput
from marketplace.checkout.api.reading import changed, checkout_key
from marketplace.checkout.api.types import Checkout
from marketplace.core.actor import Actor
from marketplace.graphql.ids import key_of, keys_of
from marketplace.graphql.info import Info
from marketplace.graphql.languages import language_of
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.scalars import UUID


class CheckoutCreate(Mutation):
    """Start a cart; its goods are held for a while."""

    checkout = graphene.Field(Checkout)

    class Arguments:
        input = graphene.Argument(CheckoutCreateInput, required=True)

    class Meta:
        errors = CheckoutError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, input: Any) -> Mapping[str, Any]:
        """The cart, with its lines and addresses or not at all."""
        made = services.create(
            channel_slug=input.get("channel"),
            lines=inputs.line_inputs(input["lines"]),
            email=input.get("email") or "",
            user=user_of(info.actor),
            language_code=language_of(input["language_code"])
            if input.get("language_code")
            else info.context.language,
            metadata=inputs.items(input.get("metadata")),
            private_metadata=inputs.items(input.get("private_metadata")) if info.actor.is_staff else {},
            actor=info.actor,
            **addresses(input),
        )
        return changed(made)


class CheckoutLinesAdd(Mutation):
    """Put goods into a cart."""

    checkout = graphene.Field(Checkout)

    class Arguments:
        checkout_id = graphene.ID()
        id = graphene.ID()
        lines = graphene.List(graphene.NonNull(CheckoutLineInput), required=True)
        token = UUID()

    class Meta:
        errors = CheckoutError
        permission = PUBLIC

    @staticmethod
    def perform(
        info: Info, lines: Any, id: Any = None, checkout_id: Any = None, token: Any = None
    ) -> Mapping[str, Any]:
        """The cart with more in it."""
        key = checkout_key(id, checkout_id, token)
        added = services.add_lines(checkout_id=key, lines=inputs.line_inputs(lines), actor=info.actor)
        return changed(added)


class CheckoutLinesUpdate(Mutation):
    """Set quantities in a cart; 0 takes a line out."""

    checkout = graphene.Field(Checkout)

    class Arguments:
        checkout_id = graphene.ID()
        id = graphene.ID()
        lines = graphene.List(graphene.NonNull(CheckoutLineUpdateInput), required=True)
        token = UUID()

    class Meta:
        errors = CheckoutError
        permission = PUBLIC

    @staticmethod
    def perform(
        info: Info, lines: Any, id: Any = None, checkout_id: Any = None, token: Any = None
    ) -> Mapping[str, Any]:
        """The cart as it is now."""
        key = checkout_key(id, checkout_id, token)
        updated = services.update_lines(checkout_id=key, lines=inputs.line_updates(lines), actor=info.actor)
        return changed(updated)


class CheckoutLinesDelete(Mutation):
    """Take lines out of a cart."""

    checkout = graphene.Field(Checkout)

    class Arguments:
        id = graphene.ID()
        lines_ids = graphene.List(graphene.NonNull(graphene.ID), required=True)
        token = UUID()

    class Meta:
        errors = CheckoutError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, lines_ids: Any, id: Any = None, token: Any = None) -> Mapping[str, Any]:
        """The cart without them."""
        keys = keys_of(lines_ids, "CheckoutLine", field="line_id")
        left = services.delete_lines(checkout_id=checkout_key(id, token), line_ids=keys, actor=info.actor)
        return changed(left)


class CheckoutLineDelete(Mutation):
    """Take one line out of a cart."""

    checkout = graphene.Field(Checkout)

    class Arguments:
        checkout_id = graphene.ID()
        id = graphene.ID()
        line_id = graphene.ID()
        token = UUID()

    class Meta:
        errors = CheckoutError
        permission = PUBLIC

    @staticmethod
    def perform(
        info: Info, id: Any = None, line_id: Any = None, checkout_id: Any = None, token: Any = None
    ) -> Mapping[str, Any]:
        """The cart without it."""
        lines = [key_of(line_id or "", "CheckoutLine", field="line_id")]
        key = checkout_key(id, checkout_id, token)
        return changed(services.delete_lines(checkout_id=key, line_ids=lines, actor=info.actor))


def user_of(actor: Actor) -> User | None:
    """The signed-in user, who owns the carts they start."""
    return User.objects.filter(pk=actor.user_id).first() if actor.user_id is not None else None


def addresses(given: Any) -> dict[str, Any]:
    """The addresses of a new cart, and whether they are to be remembered."""
    strict, found = given.get("validation_rules") or {}, {}
    for name in ("shipping_address", "billing_address"):
        if given.get(name) is not None:
            found[name] = inputs.address(given[name], strict.get(name))
        if given.get(f"save_{name}") is not None:
            found[f"save_{name}"] = given[f"save_{name}"]
    return found


class Mutations:
    """Fields of Mutation."""

    checkout_create = CheckoutCreate.field()
    checkout_lines_add = CheckoutLinesAdd.field()
    checkout_lines_update = CheckoutLinesUpdate.field()
    checkout_lines_delete = CheckoutLinesDelete.field()
    checkout_line_delete = CheckoutLineDelete.field()
