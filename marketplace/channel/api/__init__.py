"""Channels in the API."""

from marketplace.channel.api.queries import Queries

__all__ = ["Queries"]
