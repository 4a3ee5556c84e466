"""The cooperatives: who sells here, and one of them with its goods."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from storefront import structured
from storefront.api import ask, remembered
from storefront.pages.paging import asked, nodes
from storefront.points import point_typed
from storefront.prose import text_of
from storefront.share import Share, address
from storefront.templatetags.market import said


@require_safe
def cooperatives(request: HttpRequest) -> HttpResponse:
    """All sellers by name, or nearest first for ?gan=latitude,longitude."""
    near = point_typed(request.GET.get("gan", ""))
    # A place somebody stands at is asked as it is, never kept in the shared memory.
    answer = ask(request, "Cooperatives", near=near) if near else remembered(request, "Cooperatives")
    return render(request, "cooperatives.html", {"sellers": nodes(answer["cooperatives"]), "near": near})


def _share(seller: dict) -> Share:
    name, url = said(seller, "name"), address("cooperative", seller["slug"])
    steps = [(_("Chợ"), address("home")), (_("Các hợp tác xã"), address("cooperatives")), (name, url)]
    text = f"{seller['commune']['fullName']}, {seller['commune']['province']['name']}. {text_of(said(seller, 'story'))}"
    about = [structured.organization(seller, url), structured.crumbs(steps)]
    return Share(name, text, reverse("card_of_seller", args=[seller["slug"]]), "profile", about)


@require_safe
def cooperative(request: HttpRequest, slug: str) -> HttpResponse:
    """One seller: its story, who is behind it, and what it sells."""
    seller = asked(request, lambda page: ask(request, "Cooperative", slug=slug, **page))["cooperative"]
    if seller is None:
        raise Http404
    return render(
        request,
        "cooperative.html",
        {
            "seller": seller,
            "goods": nodes(seller["products"]),
            "page_info": seller["products"]["pageInfo"],
            "is_first": not {"sau", "truoc"} & request.GET.keys(),
            "share": _share(seller),
        },
    )
