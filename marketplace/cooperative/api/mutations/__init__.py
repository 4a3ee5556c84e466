"""Mutations of cooperatives, by what they are about."""

from marketplace.cooperative.api.mutations import links, mandates, members, owners, terms


class Mutations(links.Mutations, members.Mutations, owners.Mutations, mandates.Mutations, terms.Mutations):
    """Fields of Mutation."""


__all__ = ["Mutations"]
