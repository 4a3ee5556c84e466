"""Private files over HTTP: for the person the link was made for, some minutes long, each look written down."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from marketplace.account.queries import permissions_of
from marketplace.cooperative.api.authentication import authenticate
from marketplace.core.actor import GUEST, Actor, ActorKind
from marketplace.core.errors import NotFound
from marketplace.core.private_files import LinkExpired, LinkRefused, opened
from marketplace.graphql.view import TokenError, token_of
from marketplace.oversight.services import open_file


@require_safe
def private_file(request: HttpRequest, token: str) -> HttpResponse:
    """The file. 404 for links that are not ours or another's, and files that are gone; 410 for one that is over."""
    actor = who(request)
    try:
        what, file_id = opened(token, actor.key)
        file = open_file(what=what, file_id=file_id, actor=actor)
    except LinkExpired:
        return HttpResponse(status=410)
    except (LinkRefused, NotFound) as error:
        raise Http404 from error
    response = HttpResponse(file.body, content_type=file.content_type)
    response["Content-Disposition"] = f'inline; filename="{file.file_name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def who(request: HttpRequest) -> Actor:
    """Whose request it is: a bearer's, as at the API, or a member of staff's who is signed in to the back office."""
    if token := token_of(request):
        try:
            return authenticate(token)
        except TokenError:
            return GUEST
    user: Any = request.user
    if not (user.is_authenticated and user.is_staff):
        return GUEST
    return Actor(ActorKind.STAFF, user_id=user.pk, permissions=permissions_of(user))
