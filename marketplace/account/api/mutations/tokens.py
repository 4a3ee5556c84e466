"""Signing in and out: tokens are made, renewed, checked, ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene
from graphene.types.generic import GenericScalar

from marketplace.account import queries, services
from marketplace.account.api.own import OWN_ACCOUNT, own
from marketplace.account.api.types import AccountError, User
from marketplace.account.errors import TokenExpired, TokenRefused
from marketplace.account.models import User as UserRow
from marketplace.account.tokens import ACCESS, REFRESH, tokens, user_id_of
from marketplace.core.errors import DomainError
from marketplace.graphql.errors import error_values
from marketplace.graphql.info import Info
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import PUBLIC

LONGEST_AUDIENCE = 200


def signed_in(user: UserRow, audience: str | None = None) -> dict[str, Any]:
    """The answer to somebody who has come in: both tokens and who it is."""
    claim = f"custom:{audience[:LONGEST_AUDIENCE]}" if audience else None
    access = tokens().access(user, queries.permissions_of(user), claim)
    return {"token": access, "refresh_token": tokens().refresh(user, claim), "user": user}


def refusal(refused: TokenRefused, field: str) -> DomainError:
    """A refused token in the dialect's words."""
    code = "JWT_SIGNATURE_EXPIRED" if isinstance(refused, TokenExpired) else "JWT_INVALID_TOKEN"
    return DomainError(str(refused), code=code, field=field)


class CreateToken(Mutation):
    """Sign in by e-mail and password; a phone number in place of the e-mail will do."""

    token = graphene.String()
    refresh_token = graphene.String()
    csrf_token = graphene.String(description="Always null: no cookie carries a token, so none can be abused.")
    user = graphene.Field(User)

    class Arguments:
        audience = graphene.String()
        email = graphene.String(required=True)
        password = graphene.String(required=True)

    class Meta:
        errors = AccountError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, email: str, password: str, audience: str | None = None) -> Mapping[str, Any]:
        """Both tokens and who it is."""
        user = services.sign_in(login=email, password=password, visitor=info.context.visitor)
        return signed_in(user, audience)


class RefreshToken(Mutation):
    """Get a new access token for a refresh token."""

    token = graphene.String()
    user = graphene.Field(User)

    class Arguments:
        csrf_token = graphene.String()
        refresh_token = graphene.String()

    class Meta:
        errors = AccountError
        permission = PUBLIC

    @staticmethod
    def perform(
        info: Info, refresh_token: str | None = None, csrf_token: str | None = None
    ) -> Mapping[str, Any]:
        """A fresh access token; the refresh token stays the same (DECISIONS 27)."""
        if not refresh_token:
            raise DomainError("Missing refreshToken", code="JWT_MISSING_TOKEN", field="refresh_token")
        try:
            user = services.user_of_refresh(token=refresh_token, tokens=tokens())
        except TokenRefused as refused:
            raise refusal(refused, "refresh_token") from refused
        audience = tokens().read(refresh_token, REFRESH).get("aud")
        return {"token": tokens().access(user, queries.permissions_of(user), audience), "user": user}


class VerifyToken(Mutation):
    """Say whether a token is ours and still counts."""

    user = graphene.Field(User)
    is_valid = graphene.Boolean(required=True)
    payload = GenericScalar()

    class Arguments:
        token = graphene.String(required=True)

    class Meta:
        errors = AccountError
        permission = PUBLIC

    @staticmethod
    def perform(info: Info, token: str) -> Mapping[str, Any]:
        """The claims of a token that counts; of any other only that it does not."""
        try:
            claims = tokens().read(token, ACCESS, REFRESH)
            user = UserRow.objects.filter(pk=user_id_of(claims), is_active=True).first()
            if user is None or user.jwt_token_key != claims["token"]:
                raise TokenRefused
        except TokenRefused as refused:
            return {"is_valid": False, "errors": error_values(refusal(refused, "token"), AccountError)}
        return {"is_valid": True, "payload": claims, "user": user}


class DeactivateAllUserTokens(Mutation):
    """Sign out everywhere: all tokens of the user are void, this one too."""

    class Meta:
        errors = AccountError
        permission = OWN_ACCOUNT

    @staticmethod
    def perform(info: Info) -> Mapping[str, Any]:
        """Nothing but errors, of which there are none."""
        services.end_all_tokens(user=own(info), actor=info.actor)
        return {}


class Mutations:
    """Fields of Mutation."""

    token_create = CreateToken.field()
    token_refresh = RefreshToken.field()
    token_verify = VerifyToken.field()
    tokens_deactivate_all = DeactivateAllUserTokens.field()
