"""What people do with accounts, and staff with people."""

from marketplace.account.api.mutations import addresses, phone, profile, registration, tokens


class Mutations(tokens.Mutations, registration.Mutations, profile.Mutations, addresses.Mutations, phone.Mutations):
    """Fields of Mutation."""


__all__ = ["Mutations"]
