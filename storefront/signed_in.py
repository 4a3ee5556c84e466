"""Who has come in with this browser: by an account, which renews itself, or by a one-time link, which does not.

The tokens lie in the signed cookie that no script reads. A link that is opened by who is signed in lies beside the
account's two and counts in the workspace only; of two accounts, or two links, the last one counts.
`storefront.api` renews a spent access token, and forgets both where that fails; nobody else touches them.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from storefront.api import ApiDown, ApiRefused, ask
from storefront.forms.again import typed

LONGEST_WAY = 600
TOO_OFTEN = {
    "LOGIN_ATTEMPT_DELAYED",
    "PASSWORD_RESET_ALREADY_REQUESTED",
    "CONFIRMATION_ALREADY_REQUESTED",
}


class SignedOut(Exception):
    """The page is for who has an account here, and this visitor has none, or none any more."""


def has_account(request: HttpRequest) -> bool:
    """Whether this visitor came in by an account: only those have a token to renew the other by."""
    return bool(request.session.get("refresh"))


def come_in(request: HttpRequest, answer: dict) -> None:
    """Both tokens of a sign-in; forms that were open before it are void."""
    request.session.update({"access": answer["token"], "refresh": answer["refreshToken"]})
    end_link(request)
    rotate_token(request)


def come_in_by_link(request: HttpRequest, access: str) -> None:
    """The one token of a member or helper who opened their link; whoever is signed in stays so, with their cart."""
    if has_account(request):
        end_link(request)
        request.session["by_link"] = access
    else:
        go_out(request)
        request.session["access"] = access


def end_link(request: HttpRequest) -> None:
    """Out of the workspace; the account stays."""
    for name in ("by_link", "workspace"):
        request.session.pop(name, None)


def go_out(request: HttpRequest) -> None:
    """Forget all tokens and the workspace; the cart and the language stay."""
    end_link(request)
    for name in ("access", "refresh", "asked"):
        request.session.pop(name, None)


def ended_everywhere(request: HttpRequest, operation: str) -> bool:
    """Whether every device is signed out now; where the API does not do it, this one still goes out."""
    try:
        return not ask(request, operation)["answer"]["errors"]
    except (ApiDown, ApiRefused):
        return False


def own(request: HttpRequest, operation: str, **variables: Any) -> dict:
    """The answer of a question with `me` in it. Raises SignedOut where the API knows nobody."""
    found = ask(request, operation, **variables)
    if found["me"] is None:
        raise SignedOut
    return found


def for_accounts(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The page is for who has an account; others sign in and come back to it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_account(request):
            return _to_sign_in(request)
        try:
            return view(request, *args, **kwargs)
        except SignedOut:
            return _to_sign_in(request)
        except ApiRefused as refusal:
            if refusal.forbids and not has_account(request):  # signed out elsewhere, found out just now
                return _to_sign_in(request)
            raise

    return guarded


def onward(request: HttpRequest, otherwise: str) -> str:
    """Where `next` leads, if that is a page of this shop; nothing leads out of it."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    inside = (
        wanted.startswith("/")
        and len(wanted) <= LONGEST_WAY
        and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    )
    return wanted if inside else otherwise


def with_next(name: str, way: str, otherwise: str = "") -> str:
    """The address of a page that leads on to `way` afterwards."""
    return reverse(name) + ("?" + urlencode({"next": way}) if way and way != otherwise else "")


def status_of(errors: list[dict]) -> int:
    """Of a page with these refusals: too often, or something to mend."""
    return 429 if any(each["code"] in TOO_OFTEN for each in errors) else 422


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if again := typed(request):  # they come in beside this page, and send it from here
        return render(request, "account/signed_out.html", {"typed": again}, status=403)
    here = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    return redirect(with_next("sign_in", here))
