"""The visitor's cart as the cookie knows it: the checkout's id and a count. A cart is never lost by us.

A cart that may be somebody else's by now is marked `goods_only`: at the next look its goods go into a cart of this
visitor's own, and the contact and the address stay where they are.
"""

from django.http import HttpRequest

from storefront.api import ApiDown, ApiRefused, ask
from storefront.ids import key_of

ORDERS_KEPT = 3  # the cookie is small; the link itself is what a buyer keeps


def checkout_id(request: HttpRequest) -> str | None:
    """The id of this visitor's open checkout, if there is one."""
    if request.session.get("goods_only"):
        _copy(request)
    return request.session.get("checkout")


def add(request: HttpRequest, variant: str, quantity: int) -> list[dict]:
    """Put goods into the cart, opening a new one where the old is unknown to the API. Returns the API's errors."""
    return _add_lines(request, [{"variantId": variant, "quantity": quantity}])


def _add_lines(request: HttpRequest, lines: list[dict]) -> list[dict]:
    if known := checkout_id(request):
        answer = ask(request, "CartAdd", id=known, lines=lines)["answer"]
        if not _is_unknown(answer):
            return _kept(request, answer)
    return _kept(request, ask(request, "CartCreate", lines=lines)["answer"])


def add_all(request: HttpRequest, lines: list[dict]) -> list[dict]:
    """Put many goods in; where some cannot be had, the others still go in. Returns the API's errors."""
    errors = _add_lines(request, lines)
    if not errors or len(lines) == 1:
        return errors
    return [error for line in lines for error in _add_lines(request, [line])]


def change(request: HttpRequest, quantities: dict[str, int]) -> list[dict]:
    """Set the quantities of lines by line id; nought removes. Returns the API's errors."""
    gone = [line for line, quantity in quantities.items() if quantity == 0]
    kept = [{"lineId": line, "quantity": quantity} for line, quantity in quantities.items() if quantity]
    errors: list[dict] = []
    if kept:
        errors += _kept(request, ask(request, "CartUpdate", id=checkout_id(request), lines=kept)["answer"])
    if gone:
        errors += _kept(request, ask(request, "CartRemove", id=checkout_id(request), lines=gone)["answer"])
    return errors


def load(request: HttpRequest, operation: str) -> dict | None:
    """The visitor's checkout by one of the checkout operations; None when there is none, or nothing in it."""
    known = checkout_id(request)
    if not known:
        return None
    checkout = ask(request, operation, id=known)["checkout"]
    if request.session.get("goods_only"):  # their account was left elsewhere, as this very question found out
        return load(request, operation)
    if checkout is None:
        forget(request)  # ordered already, or swept away after months
        return None
    _count(request, sum(len(parcel["lines"]) for parcel in checkout["parcels"]))
    return checkout if checkout["parcels"] else None


def take_along(request: HttpRequest) -> None:
    """Somebody came in: the cart becomes theirs; where they brought none, they find the one they left elsewhere.

    Nobody stays outside because of a cart: what cannot be done now is done at the next look.
    """
    try:
        if not _brought(request):
            _find_own(request)
    except (ApiDown, ApiRefused):  # or it is somebody else's, who did not go out
        keep_goods_only(request)


def leave_behind(request: HttpRequest) -> None:
    """Who came in goes out: the goods stay with the browser, the contact and the address do not."""
    if known := request.session.get("checkout"):
        try:
            ask(request, "CartDetach", id=known)
        except (ApiDown, ApiRefused):  # signed out elsewhere already, say
            keep_goods_only(request)


def keep_goods_only(request: HttpRequest) -> None:
    """The cart's owner is gone, or cannot be asked: nothing of who they are is shown here any more."""
    request.session["goods_only"] = True


def _brought(request: HttpRequest) -> bool:
    """Whether the browser's cart is theirs now, and has something in it."""
    known = request.session.get("checkout")
    answer = ask(request, "CartAttach", id=known)["answer"] if known else None
    if answer is None or _is_unknown(answer) or answer["checkout"] and not answer["checkout"]["lines"]:
        forget(request)
        return False
    request.session.pop("goods_only", None)
    return True


def _find_own(request: HttpRequest) -> None:
    mine = ask(request, "CartsOfMine")["me"]
    found = [edge["node"] for edge in mine["checkouts"]["edges"]] if mine else []
    if full := next((each for each in found if each["lines"]), None):
        request.session["checkout"] = full["id"]
        _count(request, len(full["lines"]))


def _copy(request: HttpRequest) -> None:
    known = request.session.get("checkout")
    old = ask(request, "CartLines", id=known)["checkout"] if known else None
    forget(request)
    if old and old["lines"]:
        add_all(
            request,
            [{"variantId": line["variant"]["id"], "quantity": line["quantity"]} for line in old["lines"]],
        )


def forget(request: HttpRequest, order: dict | None = None) -> None:
    """Let go of the checkout; with a guest's order, remember the order's id for the page of my orders."""
    for name in ("checkout", "count", "goods_only"):
        request.session.pop(name, None)
    if order and not request.session.get("refresh"):
        mine = [{"id": key_of(order["id"]), "number": order["number"]}, *request.session.get("orders", [])]
        request.session["orders"] = mine[:ORDERS_KEPT]


def _is_unknown(answer: dict | None) -> bool:
    if answer is None or answer["checkout"] is None and not answer["errors"]:
        return True
    return any(
        e["code"] == "NOT_FOUND" and e["field"] in ("id", "checkoutId", "token", None)
        for e in answer["errors"]
    )


def _kept(request: HttpRequest, answer: dict | None) -> list[dict]:
    if answer is None:
        return [{"field": None, "message": "", "code": "NOT_FOUND"}]
    if checkout := answer["checkout"]:
        if request.session.get("checkout") != checkout["id"]:
            request.session["checkout"] = checkout["id"]
        _count(request, len(checkout["lines"]))
    return answer["errors"]


def _count(request: HttpRequest, count: int) -> None:
    if request.session.get("count") != count:
        request.session["count"] = count
