"""What people do with accounts, and staff with people."""

from marketplace.account.api.mutations import (
    addresses,
    customers,
    groups,
    phone,
    profile,
    registration,
    staff,
    tokens,
)


class Mutations(
    tokens.Mutations,
    registration.Mutations,
    profile.Mutations,
    addresses.Mutations,
    phone.Mutations,
    customers.Mutations,
    groups.Mutations,
    staff.Mutations,
):
    """Fields of Mutation."""


__all__ = ["Mutations"]
