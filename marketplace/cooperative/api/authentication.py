"""Whom a bearer token is of, for the endpoint."""

from __future__ import annotations

from marketplace.account.errors import TokenRefused
from marketplace.account.tokens import tokens
from marketplace.cooperative.queries import actor_of
from marketplace.core.actor import Actor
from marketplace.graphql.view import TokenError


def authenticate(token: str) -> Actor:
    """The actor of this bearer token. Raises TokenError, with the code that the dialect's clients look for."""
    try:
        return actor_of(token, tokens())
    except TokenRefused as refused:
        raise TokenError(str(refused), refused.code) from refused
