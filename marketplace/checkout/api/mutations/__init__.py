"""Mutations of carts, by what they are about."""

from marketplace.checkout.api.mutations import buying, contact, delivery, gateways, lines, payment


class Mutations(
    lines.Mutations,
    contact.Mutations,
    delivery.Mutations,
    gateways.Mutations,
    payment.Mutations,
    buying.Mutations,
):
    """Fields of Mutation."""


__all__ = ["Mutations"]
