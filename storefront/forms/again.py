"""A form that could not be dealt with is offered once more: what somebody typed into it is not lost."""

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

TOKEN = "csrfmiddlewaretoken"  # noqa: S105  (a name)
SECRETS = {"password", "oldPassword", "newPassword"}
"""What never stands in a page."""


def typed(request: HttpRequest) -> list[tuple[str, str]] | None:
    """The fields of the form that was sent, without its token; None for none, or for one with secrets or files."""
    if request.method != "POST":
        return None
    try:
        if request.FILES or SECRETS & request.POST.keys():
            return None
        return [(name, each) for name, all_of in request.POST.lists() for each in all_of if name != TOKEN]
    except (SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return None


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this shop sent it, which no other site can make it say."""
    own = request.headers.get("Origin") == settings.PUBLIC_URL
    return own or request.headers.get("Sec-Fetch-Site") == "same-origin"
