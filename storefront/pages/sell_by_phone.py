"""An order taken by phone: the cooperative writes down what a caller wants."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from storefront.api import ask
from storefront.forms.answers import spread
from storefront.forms.by_phone import PhoneOrder
from storefront.ids import key_of
from storefront.pages.checkout import places
from storefront.pages.paging import nodes
from storefront.sending import USUAL
from storefront.spirits import is_spirit


@require_http_methods(["GET", "HEAD", "POST"])
def by_phone(request: HttpRequest) -> HttpResponse:
    """A form with all goods; without script another province is chosen by a button, and nothing typed is lost."""
    workspace = request.session.get("workspace")
    if not workspace:
        return render(request, "sell/no_entry.html", status=403)
    if request.method != "POST":
        return _page(request, workspace, PhoneOrder(initial={"countryArea": USUAL}), USUAL)
    area = request.POST.get("countryArea", "")[:120]
    if "change_province" in request.POST:
        return _page(request, workspace, PhoneOrder(initial=request.POST.dict() | {"city": ""}), area)
    form = PhoneOrder(request.POST, communes=places(request, area)[1])
    if form.is_valid():
        asked = {**form.asked(workspace["id"]), "channel": settings.CHANNEL}  # type: ignore[misc]
        asked["idempotencyKey"] = request.POST.get("once", "")[:64]
        answer = ask(request, "SellByPhone", input=asked)["answer"]
        if answer["suborder"]:
            messages.success(request, _("Đã ghi đơn và nhận luôn. Khách được nhắn đường dẫn xem đơn."))
            return redirect("sell_order", key_of(answer["suborder"]["id"]))
        spread(form, answer["errors"])
    return _page(request, workspace, form, area, status=422)


def _page(
    request: HttpRequest, workspace: dict, form: PhoneOrder, area: str, status: int = 200
) -> HttpResponse:
    provinces, communes = places(request, area)
    found = ask(
        request, "SellCall", cooperative=workspace["id"], province=area if area in provinces else USUAL
    )["cooperative"]
    if found is None:
        return render(request, "sell/no_entry.html", status=403)
    typed = request.POST if request.method == "POST" else {}
    packs = [
        variant
        | {"good": good["name"], "typed": typed.get(f"so-{variant['id']}", "")[:9]}
        | {"for_adults": is_spirit(good)}
        for good in nodes(found["products"])
        for variant in good["variants"]
        if variant["pricing"]
    ]
    ways = [way for way in found["shipping"] if way["usable"]]
    context = {
        # one key for this page, however often it is sent
        "once": typed.get("once", "")[:64] or get_random_string(22),
        "form": form,
        "provinces": provinces,
        "communes": communes,
        "packs": packs,
        "ways": ways,
        "asks_age": any(pack["for_adults"] for pack in packs),
    }
    return render(request, "sell/by_phone.html", context | {"chosen": _chosen(form, ways)}, status=status)


def _chosen(form: PhoneOrder, ways: list[dict]) -> str:
    """The way that is ticked: the one sent before if it goes there, or the only one there is."""
    known = [way["method"]["id"] for way in ways]
    before = form["deliveryMethodId"].value()
    return before if before in known else known[0] if len(known) == 1 else ""
