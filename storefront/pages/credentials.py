"""By what one comes in: password, e-mail, phone number; and the end of the account."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from storefront import basket
from storefront.api import ask, ask_as_stranger
from storefront.forms.account import ByPhone, EmailChange, PasswordChange, PhoneChange
from storefront.forms.answers import in_words, spread
from storefront.share import address
from storefront.signed_in import come_in, for_accounts, go_out, own, status_of

WAYS = ["GET", "HEAD", "POST"]
LONGEST_SECRET = 300


@require_http_methods(WAYS)
@for_accounts
def password(request: HttpRequest) -> HttpResponse:
    """Another password, or the first one. Every other device is signed out, this one comes in again at once."""
    me = own(request, "Account")["me"]
    form, status = PasswordChange(request.POST if request.method == "POST" else None), 422
    form.fields["oldPassword"].required = bool(me["hasPassword"])
    if request.method == "POST" and form.is_valid():
        new = form.cleaned_data["newPassword"]
        old = form.cleaned_data["oldPassword"] or None
        errors = ask(request, "PasswordChange", oldPassword=old, newPassword=new)["answer"]["errors"]
        if not errors:
            return _again(request, me, new, _("Đã đổi mật khẩu. Các máy khác phải vào lại."))
        spread(form, errors)
        status = status_of(errors)
    return _page(request, "account/password.html", form, status, me=me)


def _again(request: HttpRequest, me: dict, typed: str, words: str) -> HttpResponse:
    """The tokens are void: new ones by the password just chosen."""
    for login in filter(None, (me["email"], me["phone"])):
        answer = ask_as_stranger(request, "SignIn", email=login, password=typed)["answer"]
        if answer["token"]:
            come_in(request, answer)
            messages.success(request, words)
            return redirect("account")
    basket.keep_goods_only(request)
    go_out(request)
    messages.success(request, words)
    return redirect("sign_in")


@require_http_methods(WAYS)
@for_accounts
def email(request: HttpRequest) -> HttpResponse:
    """A letter goes to the new address; nothing changes before its link is followed."""
    me = own(request, "Account")["me"]
    form, status = EmailChange(request.POST if request.method == "POST" else None), 422
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        errors = ask(request, "EmailChange", url=address("confirm_email"), **typed)["answer"]["errors"]
        if not errors:
            context = {"email": typed["newEmail"], "kind": "email"}
            return render(request, "account/letter.html", context)
        spread(form, errors)
        status = status_of(errors)
    return _page(request, "account/email.html", form, status, me=me)


@require_http_methods(WAYS)
@for_accounts
def confirm_email(request: HttpRequest) -> HttpResponse:
    """The letter's link, followed by who is signed in; afterwards one signs in anew."""
    own(request, "Account")
    token = _token(request)
    if request.method != "POST":
        return render(request, "account/confirm_email.html", {"token": token})
    if errors := ask(request, "EmailConfirm", token=token)["answer"]["errors"]:
        return render(request, "account/link_over.html", {"errors": in_words(errors)}, status=422)
    basket.keep_goods_only(request)
    go_out(request)
    messages.success(request, _("Đã đổi thư điện tử. Mời bạn vào lại bằng thư mới."))
    return redirect("sign_in")


@require_http_methods(WAYS)
@for_accounts
def phone(request: HttpRequest) -> HttpResponse:
    """Another number: a code goes there, and one to the old number where there is no password."""
    me = own(request, "Account")["me"]
    form, status = ByPhone(request.POST if request.method == "POST" else None), 422
    if request.method == "POST" and form.is_valid():
        wanted = [form.cleaned_data["phone"]]
        if not me["hasPassword"] and me["phone"]:
            wanted.append(me["phone"])
        errors = _sent(request, wanted)
        if not errors:
            request.session["asked"] = wanted[0]
            return redirect("phone_code")
        spread(form, errors)
        status = status_of(errors)
    return _page(request, "account/phone.html", form, status, me=me)


def _sent(request: HttpRequest, numbers: list[str]) -> list[dict]:
    for number in numbers:
        if errors := ask(request, "CodeForChange", phone=number)["answer"]["errors"]:
            return errors
    return []


@require_http_methods(WAYS)
@for_accounts
def phone_code(request: HttpRequest) -> HttpResponse:
    """Its code, and the proof that the owner asks."""
    me, number = own(request, "Account")["me"], request.session.get("asked")
    if not number:
        return redirect("phone")
    form, status = PhoneChange(request.POST if request.method == "POST" else None), 422
    if request.method == "POST" and form.is_valid():
        typed = {name: value for name, value in form.cleaned_data.items() if value}
        answer = ask(request, "PhoneChange", phone=number, **typed)["answer"]
        if answer["token"]:
            come_in(request, answer)
            request.session.pop("asked", None)
            messages.success(request, _("Đã đổi số điện thoại. Các máy khác phải vào lại."))
            return redirect("account")
        spread(form, answer["errors"])
        status = status_of(answer["errors"])
    return _page(request, "account/phone_code.html", form, status, me=me, number=number)


@require_http_methods(WAYS)
@for_accounts
def delete(request: HttpRequest) -> HttpResponse:
    """What goes and what is kept, in plain words; a link is sent, so that nobody does it for somebody else."""
    found = own(request, "Account")
    context: dict[str, Any] = {
        "me": found["me"],
        "owned": [each["cooperative"] for each in found["myCooperatives"] if each["role"] == "OWNER"],
    }
    if request.method != "POST":
        return render(request, "account/delete.html", context)
    errors = ask(request, "DeletionAsk", url=address("confirm_deletion"))["answer"]["errors"]
    if errors:
        context["errors"] = in_words(errors)
        return render(request, "account/delete.html", context, status=status_of(errors))
    return render(
        request,
        "account/letter.html",
        {"email": found["me"]["email"], "phone": found["me"]["phone"], "kind": "delete"},
    )


@require_http_methods(WAYS)
@for_accounts
def confirm_deletion(request: HttpRequest) -> HttpResponse:
    """The link was followed by who is signed in: asked once more, then done."""
    own(request, "Account")
    token = _token(request)
    if request.method != "POST":
        return render(request, "account/confirm_deletion.html", {"token": token})
    if errors := ask(request, "AccountDelete", token=token)["answer"]["errors"]:
        return render(request, "account/link_over.html", {"errors": in_words(errors)}, status=422)
    go_out(request)
    basket.forget(request)
    request.session.pop("orders", None)
    return render(request, "account/deleted.html")


def _token(request: HttpRequest) -> str:
    given = request.POST if request.method == "POST" else request.GET
    return given.get("token", "").replace("\0", "")[:LONGEST_SECRET]


def _page(request: HttpRequest, template: str, form: Form, status: int, **context: Any) -> HttpResponse:
    return render(
        request, template, {"form": form, **context}, status=status if request.method == "POST" else 200
    )
