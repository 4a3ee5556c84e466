"""The buyer's account: what is in it, and who one is."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from storefront.api import ask
from storefront.forms.account import Profile, full_name
from storefront.forms.answers import spread
from storefront.signed_in import for_accounts, own


@require_safe
@for_accounts
def overview(request: HttpRequest) -> HttpResponse:
    """Where everything is."""
    found = own(request, "Account")
    shops = [each["cooperative"] for each in found["myCooperatives"]]
    return render(
        request,
        "account/overview.html",
        {"me": found["me"], "name": full_name(found["me"]), "shops": shops},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_accounts
def profile(request: HttpRequest) -> HttpResponse:
    """The name, and the language of letters."""
    me = own(request, "Account")["me"]
    known = {"firstName": full_name(me), "languageCode": me["languageCode"]}
    form = Profile(request.POST) if request.method == "POST" else Profile(initial=known)
    if request.method == "POST" and form.is_valid():
        typed = {**form.cleaned_data, "lastName": ""}
        spread(form, ask(request, "ProfileSave", input=typed)["answer"]["errors"])
        if not form.errors:
            messages.success(request, _("Đã ghi lại."))
            return redirect("account")
    return render(request, "account/profile.html", {"form": form}, status=422 if form.errors else 200)
