"""Cookies and what hangs on them, everywhere but at the API.

The API knows who asks by a token in a header. It reads no cookie, so none is looked up, signed or set there, which took
a fiftieth of a list's time; and what no cookie decides, no other site can do in a visitor's name.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest

API = "/graphql/"


class _AwayFromApi:
    get_response: Any

    def __call__(self, request: HttpRequest) -> Any:
        there = request.path_info == API
        return self.get_response(request) if there else super().__call__(request)  # type: ignore[misc]


class Sessions(_AwayFromApi, SessionMiddleware):
    """Who works in the back office is known by a cookie."""


class Users(_AwayFromApi, AuthenticationMiddleware):
    """Who it is that the cookie names."""


class Messages(_AwayFromApi, MessageMiddleware):
    """What the next page is to say once."""
