"""Mutations of carts, by what they are about."""

from marketplace.checkout.api.mutations import (
    buying,
    by_phone,
    contact,
    delivery,
    gateways,
    lines,
    payment,
    reordering,
)


class Mutations(
    lines.Mutations,
    contact.Mutations,
    delivery.Mutations,
    gateways.Mutations,
    payment.Mutations,
    buying.Mutations,
    reordering.Mutations,
    by_phone.Mutations,
):
    """Fields of Mutation."""


__all__ = ["Mutations"]
