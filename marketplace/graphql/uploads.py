"""Files in mutations, by the GraphQL multipart request specification.

github.com/jaydenseric/graphql-multipart-request-spec
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBadRequest
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from graphene_django.views import HttpError

from marketplace.graphql.numbers import read_json

MOST_FILES = 20


def read_multipart(request: HttpRequest) -> dict[str, Any]:
    """The operation, with each uploaded file put at the places that `map` names."""
    try:
        operations = _json(request.POST.get("operations", ""), "operations")
        places = _json(request.POST.get("map", "{}"), "map")
        if len(places) > MOST_FILES:
            raise ValueError("too many files")
        for name, paths in places.items():
            for path in paths:
                _put(operations, str(path).split("."), request.FILES[name])
    except (
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        AttributeError,
        MultiPartParserError,
        RecursionError,
    ):
        raise HttpError(
            HttpResponseBadRequest(_("The multipart request is not as its specification says."))
        ) from None
    return operations


def _json(text: str, what: str) -> dict[str, Any]:
    found = read_json(text)
    if not isinstance(found, dict):
        raise ValueError(f"{what} is not an object")
    return found


def _put(tree: Any, path: list[str], file: Any) -> None:
    *above, last = path
    for step in above:
        tree = tree[int(step)] if isinstance(tree, list) else tree[step]
    if isinstance(tree, list):
        tree[int(last)] = file
    elif isinstance(tree, dict) and last in tree:
        tree[last] = file
    else:
        raise ValueError("no such place")
