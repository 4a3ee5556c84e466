"""From cart to order in three steps: who and where, how each parcel goes, look once more."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from storefront import basket
from storefront.api import ask, remembered
from storefront.forms.account import AddressForm
from storefront.forms.agreement import Agreement
from storefront.forms.answers import in_words, spread
from storefront.forms.contact import Contact
from storefront.ids import global_id, key_of
from storefront.pages.cart import show
from storefront.sending import choose
from storefront.signed_in import has_account
from storefront.spirits import has_spirits

TEN_MINUTES = 600


def places(request: HttpRequest, area: str | None) -> tuple[list[str], list[str]]:
    """All provinces, and the communes of one of them; none for an unknown one."""
    area = area if area and area.isprintable() else None
    rules = remembered(request, "Places", TEN_MINUTES, area=area)["addressValidationRules"]
    names = {
        key: [choice["raw"] or choice["verbose"] for choice in rules[key]]
        for key in ("countryAreaChoices", "cityChoices")
    }
    known = area in names["countryAreaChoices"]
    return names["countryAreaChoices"], names["cityChoices"] if known else []


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Step one: name, phone, province, commune, street."""
    checkout = basket.load(request, "Cart")
    if checkout is None or _has_problems(request, checkout):
        return redirect("cart")
    known = Contact.initial_of(checkout)
    known["countryArea"] = known["countryArea"] or request.session.get("province", "")
    if request.method != "POST":
        entries = _book(request)
        known |= _from_book(request, checkout, entries)
        return _contact_page(request, checkout, Contact(initial=known), known["countryArea"], entries)
    area = request.POST.get("countryArea", "")[:120]
    if "change_province" in request.POST:  # without script: the same page with the new province's communes
        return _contact_page(request, checkout, Contact(initial=request.POST.dict() | {"city": ""}), area)
    form = Contact(request.POST, communes=places(request, area)[1])
    if form.is_valid() and _save_contact(request, checkout, form):
        return redirect("delivery")
    return _contact_page(request, checkout, form, area, status=422)


def _book(request: HttpRequest) -> list[dict]:
    """The address book of who has come in, the default first."""
    me = ask(request, "Addresses")["me"] if has_account(request) else None
    return sorted(me["addresses"], key=lambda each: not each["isDefaultShippingAddress"]) if me else []


def _from_book(request: HttpRequest, checkout: dict, entries: list[dict]) -> dict:
    """What an entry of the book says: of the one that was pressed, else of the default where nothing is known yet."""
    wanted = global_id("Address", request.GET.get("tu", ""))
    chosen = next((each for each in entries if each["id"] == wanted), None)
    if chosen is None and checkout["shippingAddress"] is None and entries:
        chosen = entries[0] if entries[0]["isDefaultShippingAddress"] else None
    if chosen is None:
        return {}
    found = AddressForm.initial_of_entry(chosen)
    return found if found["phone"] else {name: text for name, text in found.items() if name != "phone"}


def _contact_page(
    request: HttpRequest,
    checkout: dict,
    form: Contact,
    area: str,
    entries: Sequence[dict] = (),
    status: int = 200,
) -> HttpResponse:
    provinces, communes = places(request, area)
    context = {
        "checkout": checkout,
        "form": form,
        "provinces": provinces,
        "communes": communes,
        "entries": entries,
    }
    return render(request, "checkout/contact.html", context, status=status)


def _save_contact(request: HttpRequest, checkout: dict, form: Contact) -> bool:
    typed = form.cleaned_data
    answers = ask(
        request,
        "ContactSave",
        id=checkout["id"],
        phone=typed["phone"],
        email=typed["email"],
        withEmail=bool(typed["email"]),
        address=form.address(),
        note=typed["customerNote"],
    )
    spread(form, [error for answer in answers.values() for error in answer["errors"]])
    choose(request, typed["countryArea"])
    return not form.errors


@require_safe
def communes(request: HttpRequest) -> HttpResponse:
    """The communes of ?tinh= as options, for the script that changes them in place."""
    found = places(request, request.GET.get("tinh", "")[:120])[1]
    return render(request, "parts/commune_options.html", {"communes": found})


@require_http_methods(["GET", "HEAD", "POST"])
def delivery(request: HttpRequest) -> HttpResponse:
    """Step two: one choice of delivery for each cooperative."""
    checkout = basket.load(request, "Delivery")
    if checkout is None or _has_problems(request, checkout):
        return redirect("cart")
    if checkout["shippingAddress"] is None:
        return redirect("contact")
    ways = {offer["id"]: offer["shippingMethods"] for offer in checkout["offers"]}
    for parcel in checkout["parcels"]:
        _choose(request, parcel, ways.get(parcel["id"], []))
    if request.method != "POST":
        return render(request, "checkout/delivery.html", {"checkout": checkout})
    missing = [parcel for parcel in checkout["parcels"] if parcel["chosen"] is None]
    for parcel in missing:
        parcel["wrong"] = _("Chọn cách gửi cho kiện này.")
    chosen = [
        {"cooperative": p["cooperative"]["id"], "deliveryMethodId": p["chosen"]} for p in checkout["parcels"]
    ]
    errors = (
        [] if missing else ask(request, "DeliverySave", id=checkout["id"], parcels=chosen)["answer"]["errors"]
    )
    if missing or errors:
        return render(
            request, "checkout/delivery.html", {"checkout": checkout, "errors": in_words(errors)}, status=422
        )
    return redirect("review")


def _choose(request: HttpRequest, parcel: dict, ways: list[dict]) -> None:
    """Which way is ticked: the one just sent, the one kept before, or the only one there is."""
    open_ways = [way["id"] for way in ways if way["active"]]
    kept = (parcel["deliveryMethod"] or {}).get("id")
    sent = request.POST.get(f"way-{parcel['id']}") if request.method == "POST" else kept
    parcel["ways"] = ways
    parcel["chosen"] = sent if sent in open_ways else open_ways[0] if len(open_ways) == 1 else None


def _has_problems(request: HttpRequest, checkout: dict) -> bool:
    """Whether the cart must be looked at first: goods gone, prices moved, a seller at rest, too little for a parcel."""
    found = any(
        parcel["missingForMinimum"]["amount"] or any(line["problems"] for line in parcel["lines"])
        for parcel in checkout["parcels"]
    )
    if found:
        messages.error(request, _("Giỏ có chỗ vừa thay đổi. Xem những chỗ ghi đỏ rồi đặt."))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """Step three: everything once more; the button places the order."""
    known = basket.checkout_id(request)
    checkout = basket.load(request, "Cart")
    if checkout is None and known and request.method == "POST":
        return _place_again(request, known)
    if checkout is None or _has_problems(request, checkout):
        return redirect("cart")
    if checkout["shippingAddress"] is None:
        return redirect("contact")
    if any(parcel["deliveryMethod"] is None for parcel in checkout["parcels"]):
        return redirect("delivery")
    form = Agreement(request.POST or None, for_adults=has_spirits(checkout))
    if request.method == "POST" and form.is_valid():
        return _place(request, checkout, form)
    status = 422 if request.method == "POST" else 200
    return render(request, "checkout/review.html", {"checkout": checkout, "form": form}, status=status)


def _place_again(request: HttpRequest, known: str) -> HttpResponse:
    """The button was pressed twice, or the answer was lost on its way: the API knows the order that was made of this
    cart, and the buyer is led to it instead of to an empty cart."""
    form = Agreement(request.POST, for_adults=False)
    return _place(request, {"id": known}, form) if form.is_valid() else redirect("cart")


def _place(request: HttpRequest, checkout: dict, form: Agreement) -> HttpResponse:
    answer = ask(request, "Place", id=checkout["id"], proof=form.proof(datetime.now(UTC)))
    order = answer["answer"]["order"]
    if order:
        basket.forget(request, order)
        messages.success(
            request, _("Đã đặt xong. Bà con đã nhận tin và sẽ gọi nếu cần hỏi thêm."), extra_tags="placed"
        )
        return redirect("order", key_of(order["id"]))
    errors = in_words(answer["pay"]["errors"] + answer["answer"]["errors"])
    # The cart may have moved under us (stock, price): show it as it is now, with what to do about it.
    return show(request, words=errors, status=422)
