"""The address book: list, add, change, remove, and which one the checkout takes by itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storefront.api import ask
from storefront.forms.account import AddressForm, full_name
from storefront.forms.answers import in_words, spread
from storefront.ids import global_id
from storefront.pages.checkout import places
from storefront.sending import choose
from storefront.signed_in import for_accounts, onward, own
from storefront.wording import phone


@require_safe
@for_accounts
def book(request: HttpRequest) -> HttpResponse:
    """All entries, the one the checkout takes first."""
    entries = own(request, "Addresses")["me"]["addresses"]
    entries.sort(key=lambda each: not each["isDefaultShippingAddress"])
    return render(request, "account/addresses.html", {"entries": entries})


@require_http_methods(["GET", "HEAD", "POST"])
@for_accounts
def entry(request: HttpRequest, key: str | None = None) -> HttpResponse:
    """One entry: a new one, or one that is in the book."""
    me = own(request, "Addresses")["me"]
    known = _known(me, key) if key else None
    if request.method != "POST":
        new = {"firstName": full_name(me), "phone": phone(me["phone"] or "")}
        initial = AddressForm.initial_of_entry(known) if known else new
        return _page(request, AddressForm(initial=initial), initial.get("countryArea", ""), known)
    area = request.POST.get("countryArea", "")[:120]
    if "change_province" in request.POST:  # without script: the same page with the new province's communes
        return _page(request, AddressForm(initial=request.POST.dict() | {"city": ""}), area, known)
    form = AddressForm(request.POST, communes=places(request, area)[1])
    if form.is_valid() and _saved(request, form, me, known):
        messages.success(request, _("Đã ghi địa chỉ."))
        return redirect(onward(request, "") or "addresses")
    return _page(request, form, area, known, status=422)


def _page(
    request: HttpRequest, form: AddressForm, area: str, known: dict | None, status: int = 200
) -> HttpResponse:
    provinces, communes = places(request, area)
    context = {
        "form": form,
        "provinces": provinces,
        "communes": communes,
        "entry": known,
        "next": onward(request, ""),
    }
    return render(request, "account/address.html", context, status=status)


def _saved(request: HttpRequest, form: AddressForm, me: dict, known: dict | None) -> bool:
    written = form.address() | {"lastName": ""}
    if known:
        answer = ask(request, "AddressSave", id=known["id"], input=written)
    else:  # the first one is the one the checkout takes
        kind = None if me["addresses"] else "SHIPPING"
        answer = ask(request, "AddressAdd", input=written, type=kind)
    spread(form, answer["answer"]["errors"])
    if not form.errors:
        choose(request, form.cleaned_data["countryArea"])
    return not form.errors


@require_POST
@for_accounts
def remove(request: HttpRequest, key: str) -> HttpResponse:
    """Out of the book; orders keep theirs."""
    return _done(request, "AddressRemove", key, _("Đã bỏ địa chỉ. Đơn đã đặt không đổi."))


@require_POST
@for_accounts
def make_default(request: HttpRequest, key: str) -> HttpResponse:
    """The one the checkout takes by itself."""
    return _done(request, "AddressDefault", key, _("Từ nay khi đặt hàng, địa chỉ này điền sẵn."))


def _done(request: HttpRequest, operation: str, key: str, words: str) -> HttpResponse:
    known = global_id("Address", key)
    if known is None:
        raise Http404
    errors = ask(request, operation, id=known)["answer"]["errors"]
    for problem in in_words(errors):
        messages.error(request, problem)
    if not errors:
        messages.success(request, words)
    return redirect("addresses")


def _known(me: dict, key: str) -> dict:
    found = next((each for each in me["addresses"] if each["id"] == global_id("Address", key)), None)
    if found is None:
        raise Http404
    return found
