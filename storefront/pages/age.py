"""The question before strong drink: are you 18? The answer stays in the session."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST


def ask_age(request: HttpRequest) -> HttpResponse:
    """The page with the question, in place of the page that was asked for."""
    return render(request, "age.html", {"next": request.get_full_path()})


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Yes leads on to where the visitor wanted to go, no leads home."""
    if "yes" not in request.POST:
        request.session.pop("adult", None)
        return redirect("home")
    request.session["adult"] = True
    wanted = request.POST.get("next", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return redirect(wanted if is_ours else "home")
