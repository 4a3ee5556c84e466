"""What of tokens is public."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from marketplace.account.tokens import tokens


def key_set(request: HttpRequest) -> JsonResponse:
    """/.well-known/jwks.json: the key by which apps check our tokens."""
    return JsonResponse(tokens().key_set())
