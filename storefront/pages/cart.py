"""The cart: look, add, change, take out. Every change is a form; afterwards the browser is sent back to the cart."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from storefront import basket
from storefront.api import ask
from storefront.forms import quantities
from storefront.forms.answers import in_words
from storefront.ids import global_id
from storefront.pages.catalog import product_context


@require_http_methods(["GET", "HEAD", "POST"])
def cart(request: HttpRequest) -> HttpResponse:
    """GET shows the cart; POST adds (`variant`), changes or removes lines."""
    if request.method != "POST":
        return show(request)
    if "variant" in request.POST:
        return _add(request)
    return _change(request)


def show(
    request: HttpRequest,
    typed: dict | None = None,
    wrong: dict | None = None,
    words: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    """The cart as it is; `typed` by line, `wrong` by line or variant, keep what was written and say what is wrong."""
    checkout = basket.load(request, "Cart")
    lines = [line for parcel in checkout["parcels"] for line in parcel["lines"]] if checkout else []
    typed, wrong = typed or {}, wrong or {}
    for line in lines:
        line["typed"] = typed.get(line["id"], line["quantity"])
        line["wrong"] = wrong.get(line["id"]) or wrong.get(line["variant"]["id"], "")
    if wrong.keys() - {thing for line in lines for thing in (line["id"], line["variant"]["id"])}:
        words = list(dict.fromkeys([*words, _("Món này không còn trong giỏ.")]))  # another window took it out
    return render(request, "cart.html", {"checkout": checkout, "errors": words}, status=status)


def _add(request: HttpRequest) -> HttpResponse:
    variant = global_id("ProductVariant", request.POST["variant"][:200])
    quantity, wrong = quantities.read(request.POST.get("quantity", "1"))
    if "more" in request.POST or "less" in request.POST:  # the stepper without script: count, do not buy yet
        step = 1 if "more" in request.POST else -1
        return _product_again(request, str(max(1, (quantity or 1) + step)), [])
    if variant is None:
        return _product_again(request, request.POST.get("quantity", ""), [_("Hãy chọn cỡ.")])
    words = [wrong] if quantity is None else in_words(basket.add(request, variant, quantity))
    if words:
        return _product_again(request, request.POST.get("quantity", ""), words)
    messages.success(request, _("Đã thêm vào giỏ."))
    return redirect("cart")


def _product_again(request: HttpRequest, typed: str, errors: list[str]) -> HttpResponse:
    good = ask(request, "Product", slug=request.POST.get("slug", "")[:200])["product"]
    if good is None:
        for words in errors:
            messages.error(request, words)
        return redirect("cart")
    context = product_context(request, good) | {"typed": typed[:20], "errors": errors}
    return render(request, "product.html", context, status=422 if errors else 200)


def _change(request: HttpRequest) -> HttpResponse:
    if not basket.checkout_id(request):
        return redirect("cart")
    typed: dict[str, str] = {}
    wrong: dict[str, str] = {}
    wanted: dict[str, int] = {}
    for name in request.POST:
        text = request.POST[name]
        line = global_id("CheckoutLine", name.removeprefix("so-")) if name.startswith("so-") else None
        if line:
            typed[line] = text[:20]
            count, words = quantities.read(text, least=0)
            if count is None:
                wrong[line] = words
            else:
                wanted[line] = count
    _press(request, wanted, wrong)
    errors = basket.change(request, _only_pressed(request, wanted)) if not wrong and wanted else []
    if wrong or errors:
        wrong |= {thing: error["message"] for error in errors for thing in _blamed(error)}
        general = [error for error in errors if not _blamed(error)]
        return show(request, typed, wrong, in_words(general), 422)
    return redirect("contact" if "go" in request.POST else "cart")


def _blamed(error: dict) -> list[str]:
    """The lines an error is about, or their variants: the API names the one or the other."""
    return error.get("lines") or error.get("variants") or []


def _press(request: HttpRequest, wanted: dict[str, int], wrong: dict[str, str]) -> None:
    """The buttons − + and Bỏ name their line; what they say wins over what stands in its field."""
    steps = {"less": -1, "more": 1}
    for name, step in steps.items():
        if (line := request.POST.get(name)) in wanted:
            wanted[line] = min(max(0, wanted[line] + step), quantities.MOST)
    for line in _removed(request):
        wanted[line] = 0
        wrong.pop(line, None)
    line, _, count = request.POST.get("settle", "").rpartition(":")
    if line in wanted and count.isdecimal():
        wanted[line] = min(int(count[:9]), quantities.MOST)
        wrong.pop(line, None)


def _removed(request: HttpRequest) -> list[str]:
    """The lines of the button Bỏ: one, or all of a parcel with spaces between."""
    asked = request.POST.get("remove", "").split()[: quantities.MOST]
    return [line for text in asked if (line := global_id("CheckoutLine", text[:200]))]


def _only_pressed(request: HttpRequest, wanted: dict[str, int]) -> dict[str, int]:
    """Lines that did not change are not sent again; a stale page in another tab must not undo newer changes."""
    before = {
        name.removeprefix("was-"): text for name, text in request.POST.items() if name.startswith("was-")
    }
    pressed = {*_removed(request), request.POST.get("settle", "").rpartition(":")[0]}
    return {line: n for line, n in wanted.items() if line in pressed or str(n) != before.get(line)}
