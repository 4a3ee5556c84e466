"""Coming in and going out: by a code to the phone, by a password, by a letter's link.

What is wrong is said at its field. Whether there is an account is never told: the API answers the same for both.
"""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from storefront import basket
from storefront.api import ask_as_stranger
from storefront.forms.account import ByPassword, ByPhone, Code, Forgotten, NewPassword, Registration
from storefront.forms.answers import spread
from storefront.share import address
from storefront.signed_in import (
    come_in,
    ended_everywhere,
    go_out,
    has_account,
    onward,
    status_of,
    with_next,
)

WAYS = ["GET", "HEAD", "POST"]
LONGEST_SECRET = 300
LONGEST_EMAIL = 200
MORE_WANTED = "SECOND_PROOF_REQUIRED"


@require_http_methods(WAYS)
def enter(request: HttpRequest) -> HttpResponse:
    """Both ways in on one page: a number for a code, or e-mail and password."""
    way = onward(request, reverse("account"))
    if request.method != "POST":
        return _ways_in(request, way, email=request.GET.get("thu", "")[:LONGEST_EMAIL])
    if "phone" in request.POST:
        return _ask_for_code(request, ByPhone(request.POST), way)
    form, status = ByPassword(request.POST), 422
    if form.is_valid():
        answer = ask_as_stranger(request, "SignIn", **form.cleaned_data)["answer"]
        if answer["token"]:
            return _in(request, answer, way)
        spread(form, answer["errors"])
        status = status_of(answer["errors"])
    return _ways_in(request, way, by_password=form, status=status)


def _ways_in(
    request: HttpRequest,
    way: str,
    by_phone: Form | None = None,
    by_password: Form | None = None,
    email: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "by_phone": by_phone or ByPhone(initial={"phone": request.session.get("asked", "")}),
        "by_password": by_password or ByPassword(initial={"email": email}),
        "next": way,
    }
    return render(request, "account/enter.html", context, status=status)


def _ask_for_code(request: HttpRequest, form: Form, way: str) -> HttpResponse:
    if not form.is_valid():
        return _ways_in(request, way, by_phone=form, status=422)
    phone = form.cleaned_data["phone"]
    if errors := ask_as_stranger(request, "CodeSend", phone=phone)["answer"]["errors"]:
        spread(form, errors)
        return _ways_in(request, way, by_phone=form, status=status_of(errors))
    request.session["asked"] = phone
    return redirect(with_next("sign_in_code", way, reverse("account")))


@require_http_methods(WAYS)
def code(request: HttpRequest) -> HttpResponse:
    """The code is typed, or another one asked for."""
    way, phone = onward(request, reverse("account")), request.session.get("asked")
    if not phone:
        return redirect(with_next("sign_in", way, reverse("account")))
    if request.method != "POST":
        return _code_page(request, Code(), phone, way)
    if "again" in request.POST:
        return _another_code(request, phone, way)
    form = Code(request.POST)
    if not form.is_valid():
        return _code_page(request, form, phone, way, status=422)
    typed = {name: value for name, value in form.cleaned_data.items() if value}
    answer = ask_as_stranger(request, "SignInByCode", phone=phone, **typed)["answer"]
    if answer["token"]:
        return _in(request, answer, way)
    more = any(each["code"] == MORE_WANTED for each in answer["errors"])
    if more:  # the code was right, and is spent
        answer["errors"] += ask_as_stranger(request, "CodeSend", phone=phone)["answer"]["errors"]
    spread(form, answer["errors"])
    return _code_page(request, form, phone, way, more=more, status=status_of(answer["errors"]))


def _another_code(request: HttpRequest, phone: str, way: str) -> HttpResponse:
    errors = ask_as_stranger(request, "CodeSend", phone=phone)["answer"]["errors"]
    if not errors:
        messages.success(request, _("Đã nhắn mã mới. Mã cũ không dùng được nữa."))
        return redirect(with_next("sign_in_code", way, reverse("account")))
    form = Code({"code": ""})
    form.errors.clear()
    spread(form, [{**each, "field": "code"} for each in errors])
    return _code_page(request, form, phone, way, status=status_of(errors))


def _code_page(
    request: HttpRequest, form: Form, phone: str, way: str, more: bool = False, status: int = 200
) -> HttpResponse:
    context = {"form": form, "phone": phone, "next": way, "more": more or "password" in request.POST}
    return render(request, "account/code.html", context, status=status)


def _in(request: HttpRequest, answer: dict, way: str) -> HttpResponse:
    come_in(request, answer)
    request.session.pop("asked", None)
    basket.take_along(request)
    messages.success(request, _("Bạn đã vào."))
    return redirect(way)


@require_http_methods(WAYS)
def register(request: HttpRequest) -> HttpResponse:
    """A new account by e-mail: what became of it is told in a letter only."""
    way = onward(request, reverse("account"))
    form, status = Registration(request.POST or None), 422
    if request.method == "POST" and form.is_valid():
        typed = {**form.cleaned_data, "redirectUrl": address("confirm_account")}
        errors = ask_as_stranger(request, "Register", input=typed)["answer"]["errors"]
        if not errors:
            return render(request, "account/letter.html", {"email": typed["email"], "kind": "register"})
        spread(form, errors)
        status = status_of(errors)
    return render(
        request,
        "account/register.html",
        {"form": form, "next": way},
        status=status if request.method == "POST" else 200,
    )


@require_http_methods(WAYS)
def confirm(request: HttpRequest) -> HttpResponse:
    """The letter's link: opening it shows a button, so that a preview does not spend it."""
    secret = _secret(request)
    if request.GET.get("purpose") == "password":  # the letter to who has an account already
        return render(request, "account/new_password.html", {"form": NewPassword(), "secret": secret})
    if request.method != "POST":
        return render(request, "account/confirm.html", {"secret": secret})
    if errors := ask_as_stranger(request, "Confirm", **secret)["answer"]["errors"]:
        return render(
            request, "account/link_over.html", {"errors": [e["message"] for e in errors]}, status=422
        )
    messages.success(request, _("Thư điện tử đã xác nhận. Đơn đặt bằng thư này cũng về tài khoản."))
    return redirect("account" if has_account(request) else "sign_in")


@require_http_methods(WAYS)
def forgotten(request: HttpRequest) -> HttpResponse:
    """A link to choose a new password, for whoever has this e-mail."""
    form, status = Forgotten(request.POST or None), 422
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        errors = ask_as_stranger(request, "PasswordForget", email=email, url=address("new_password"))[
            "answer"
        ]["errors"]
        if not errors:
            return render(request, "account/letter.html", {"email": email, "kind": "password"})
        spread(form, errors)
        status = status_of(errors)
    return render(
        request, "account/forgotten.html", {"form": form}, status=status if request.method == "POST" else 200
    )


@require_http_methods(WAYS)
def new_password(request: HttpRequest) -> HttpResponse:
    """The letter's link: a new password, and in."""
    secret = _secret(request)
    form, status = NewPassword(request.POST if request.method == "POST" else None), 200
    if request.method == "POST" and form.is_valid():
        answer = ask_as_stranger(request, "PasswordSet", **secret, password=form.cleaned_data["password"])[
            "answer"
        ]
        if answer["token"]:
            return _in(request, answer, reverse("account"))
        spread(form, answer["errors"])
        status = status_of(answer["errors"])
    context = {"form": form, "secret": secret}
    return render(
        request,
        "account/new_password.html",
        context,
        status=status if status != 200 or not form.errors else 422,
    )


def _secret(request: HttpRequest) -> dict[str, str]:
    """What a letter's link carries, from the address or from the form that was shown for it."""
    given = request.POST if request.method == "POST" else request.GET
    return {
        "email": given.get("email", "").replace("\0", "")[:LONGEST_EMAIL],
        "token": given.get("token", "").replace("\0", "")[:LONGEST_SECRET],
    }


@require_http_methods(WAYS)
def leave(request: HttpRequest) -> HttpResponse:
    """Out of the account, here or on every device; the goods in the cart stay."""
    if request.method != "POST":
        return render(request, "account/leave.html")
    everywhere = "everywhere" in request.POST
    if has_account(request):
        basket.leave_behind(request)
    if everywhere and ended_everywhere(request, "SignOutEverywhere"):
        messages.success(request, _("Đã ra khỏi tài khoản trên mọi máy."))
    elif everywhere:
        messages.error(request, _("Đã ra ở máy này. Các máy khác chưa ra được: vào lại rồi thử lần nữa."))
    else:
        messages.success(request, _("Đã ra khỏi tài khoản ở máy này."))
    go_out(request)
    return redirect("sign_in")  # the first page shows no notes
