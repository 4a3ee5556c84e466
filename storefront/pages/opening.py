"""Opening a shop: begin, a checklist with its progress, each step a plain form that keeps what was typed."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storefront.api import access_of, ask, ask_with_file, remembered
from storefront.forms.answers import in_words, spread
from storefront.forms.opening import KINDS, NAMES, PAGE_OF, STEPS, PaperForm, Start
from storefront.ids import global_id, key_of

TEN_MINUTES = 600
FILLING = ("DRAFT", "MORE_WANTED")
LARGEST = 10_000_000
WAYS = ["GET", "HEAD", "POST"]
RIGHT = "SHOP"
"""What one needs to have at a shop to open it."""


@require_http_methods(WAYS)
def start(request: HttpRequest) -> HttpResponse:
    """What it takes, and the first form; whoever is not signed in signs in first."""
    if not access_of(request):
        return render(request, "sell/opening_begin.html", {"kinds": KINDS})
    known = ask(request, "OpeningStart")
    form = Start(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = ask(request, "OpeningApply", input=form.cleaned_data)["answer"]
        if not answer["errors"]:
            shop = answer["cooperative"]
            request.session["workspace"] = {"id": shop["id"], "name": shop["name"]}
            return redirect("opening", key_of(shop["id"]))
        spread(form, answer["errors"])
    shops = _begun(request) if any(RIGHT in each["rights"] for each in known["myCooperatives"]) else []
    context = {"form": form, "kinds": KINDS, "communes": known["communes"], "shops": shops}
    return render(request, "sell/opening_begin.html", context, status=422 if form.errors else 200)


def _begun(request: HttpRequest) -> list[dict]:
    """The shops that somebody who opens one has begun; of others there is no checklist to lead to."""
    own = [each["cooperative"] for each in ask(request, "OpeningShops")["myCooperatives"]]
    return [each for each in own if each["opening"]]


@require_safe
def checklist(request: HttpRequest, key: str) -> HttpResponse:
    """What is done, what is wanted, what staff say."""
    return _checklist(request, _shop(request, key))


@require_http_methods(WAYS)
def step(request: HttpRequest, key: str, step: str) -> HttpResponse:
    """One plain step."""
    if step not in STEPS:
        raise Http404
    shop = _shop(request, key)
    kind, title = STEPS[step]
    form = kind(request.POST) if request.method == "POST" else kind(initial=_known(shop["opening"]))
    if request.method == "POST" and form.is_valid():
        spread(form, ask(request, "OpeningSave", id=shop["id"], input=form.cleaned_data)["answer"]["errors"])
        if not form.errors:
            messages.success(request, _("Đã ghi lại."))
            return redirect("opening", key)
    choices = remembered(request, "OpeningCommunes", TEN_MINUTES) if step in ("ngan-hang", "lay-hang") else {}
    context = {
        "shop": shop,
        "form": form,
        "title": title,
        "choices": {
            "bankBin": [(each["bin"], each["name"]) for each in choices.get("banks", ())],
            "pickupCommuneCode": [(each["code"], each["fullName"]) for each in choices.get("communes", ())],
        },
    }
    return render(request, "sell/opening_step.html", context, status=422 if form.errors else 200)


@require_http_methods(WAYS)
def paper(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """One kind of paper: those given, and a form with the camera."""
    shop = _shop(request, key)
    wanted = next((each["paperKind"] for each in shop["opening"]["steps"] if _is(each, kind)), None)
    if wanted is None:
        raise Http404
    given = [each for each in shop["opening"]["papers"] if each["kind"]["id"] == wanted["id"]]
    chosen = request.FILES.get("photo") or request.FILES.get("file")
    files = MultiValueDict({"file": [chosen]} if chosen else {})
    form = PaperForm(request.POST, files) if request.method == "POST" else PaperForm()
    if request.method == "POST" and form.is_valid() and _given(request, form, shop, wanted):
        messages.success(request, _("Đã nhận giấy tờ. Chỉ người của chợ và của quầy mở được."))
        return redirect("opening", key)
    context = {"shop": shop, "kind": wanted, "papers": given, "form": form}
    return render(request, "sell/opening_paper.html", context, status=422 if form.errors else 200)


def _given(request: HttpRequest, form: forms.Form, shop: dict, wanted: dict) -> bool:
    typed = form.cleaned_data
    if typed["file"].size > LARGEST:
        form.add_error("file", _("Tệp nặng hơn 10 MB."))
        return False
    until = typed["validUntil"]
    answer = ask_with_file(
        request,
        "PaperGive",
        typed["file"],
        id=shop["id"],
        kind=wanted["id"],
        number=typed["number"],
        validUntil=until.isoformat() if until else None,
    )["answer"]
    spread(form, answer["errors"])
    return not form.errors


@require_POST
def remove(request: HttpRequest, key: str, paper_key: str) -> HttpResponse:
    """Take a paper back."""
    known = global_id("Paper", paper_key)
    if known is None:
        raise Http404
    return _back(request, key, ask(request, "PaperRemove", id=known)["answer"]["errors"], _("Đã bỏ giấy tờ."))


@require_POST
def accept(request: HttpRequest, key: str) -> HttpResponse:
    """The rules, in the version that was read."""
    shop = _shop(request, key)
    version = request.POST.get("version", "")
    if not version.isdecimal() or len(version) > 6 or "yes" not in request.POST:
        return _back(request, key, [{"message": _("Đọc quy chế rồi tích vào ô đồng ý.")}], "")
    answer = ask(
        request, "OpeningRules", id=shop["id"], version=int(version), slug=request.POST.get("slug", "")[:255]
    )["answer"]
    return _back(request, key, answer["errors"], _("Đã ghi là đồng ý quy chế."))


@require_POST
def send(request: HttpRequest, key: str) -> HttpResponse:
    """Everything is there."""
    shop = _shop(request, key)
    errors = ask(request, "OpeningSend", id=shop["id"])["answer"]["errors"]
    if errors:
        return _checklist(request, shop, in_words(errors), 422)
    return _back(request, key, [], _("Đã gửi hồ sơ. Chợ xem và nhắn tin lại."))


def _checklist(
    request: HttpRequest, shop: dict, errors: list[str] | None = None, status: int = 200
) -> HttpResponse:
    steps = [_shown(each) for each in shop["opening"]["steps"]]
    done = sum(each["state"] != "MISSING" for each in steps)
    context = {
        "shop": shop,
        "opening": shop["opening"],
        "steps": steps,
        "done": done,
        "left": len(steps) - done,
        "may_fill": shop["opening"]["status"] in FILLING,
        "errors": errors,
    }
    return render(request, "sell/opening.html", context, status=status)


def _shown(step: dict) -> dict:
    name = step["paperKind"]["name"] if step["paperKind"] else NAMES.get(step["kind"], step["kind"])
    return step | {"name": name, "page": PAGE_OF.get(step["kind"], "")}


def _shop(request: HttpRequest, key: str) -> dict:
    """The shop with its opening, for its own people; it becomes the workspace. Raises Http404."""
    known = global_id("Cooperative", key)
    if known is None or not access_of(request):
        raise Http404
    shop = ask(request, "Opening", id=known)["cooperative"]
    if shop is None or shop["opening"] is None:
        raise Http404
    request.session["workspace"] = {"id": shop["id"], "name": shop["name"]}
    return shop


def _known(opening: dict) -> dict:
    place = opening["pickupAddress"] or {"communeCode": "", "street": ""}
    return opening | {"pickupCommuneCode": place["communeCode"], "pickupStreet": place["street"]}


def _is(step: dict, kind: str) -> bool:
    return step["paperKind"] is not None and step["paperKind"]["slug"] == kind


def _back(request: HttpRequest, key: str, errors: list[dict], words: str) -> HttpResponse:
    for problem in in_words(errors):
        messages.error(request, problem)
    if not errors:
        messages.success(request, words)
    return redirect("opening", key)
