"""Mutations of cooperatives, by what they are about."""

from marketplace.cooperative.api.mutations import links


class Mutations(links.Mutations):
    """Fields of Mutation."""


__all__ = ["Mutations"]
