"""Goods that an authority or a person wants gone: written down, hidden at once, brought back when it is settled."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.models import Product
from marketplace.cooperative.models import Cooperative
from marketplace.core.actor import Actor
from marketplace.core.admin import Deed, Desk, Moment, Reasoned, States, clock, lines
from marketplace.core.errors import DomainError
from marketplace.core.office import QUEUES, Queue, measured
from marketplace.oversight import services
from marketplace.oversight.models import TakeDown

STANDING = Q(restoration=None)


class Stage(States):
    """Whether it still stands, and whether it was in time."""

    states = {
        "con": (_("still down"), STANDING),
        "xong": (_("brought back"), Q(restoration__isnull=False)),
        "tre": (_("later than 24 hours"), Q(done_at__gt=F("deadline_at"))),
    }


class Subject(forms.Form):
    """Which goods: one product, or a whole shop."""

    goods = forms.CharField(
        label=_("product: its address in the shop"),
        required=False,
        max_length=500,
        help_text=_("Copy the address of its page. Leave it empty only where the whole shop has to go."),
    )
    whole_shop = forms.ModelChoiceField(
        Cooperative.objects.order_by("name_sort", "pk"), label=_("or the whole shop of"), required=False
    )


class Request(Subject):
    """What an authority asks for."""

    authority = forms.CharField(label=_("authority"), max_length=250)
    reference = forms.CharField(label=_("reference number"), max_length=100)
    received_at = forms.SplitDateTimeField(label=_("received"), widget=Moment)
    reason = Reasoned.base_fields["reason"]


def chosen(goods: str, whole_shop: Cooperative | None) -> dict[str, Any]:
    """What was chosen in `Subject`, as services take it. Raises DomainError where it is not one thing."""
    if bool(goods) == bool(whole_shop):
        raise DomainError(_("Choose one product, or one whole shop."), field="goods")
    if whole_shop:
        return {"cooperative_id": whole_shop.pk}
    slug = goods.split("?")[0].rstrip("/").rpartition("/")[2]
    product = Product.objects.filter(slug=slug).first()
    if product is None:
        raise DomainError(_("There is no product with this address."), field="goods")
    return {"product_id": product.pk}


def _take_down(
    _row: None, actor: Actor, goods: str, whole_shop: Cooperative | None, **request: Any
) -> TakeDown:
    return services.take_down(**chosen(goods, whole_shop), actor=actor, **request)


def _restore(row: TakeDown, actor: Actor, reason: str) -> Any:
    return services.restore(take_down_id=row.pk, reason=reason, actor=actor)


@admin.register(TakeDown)
class TakeDownDesk(Desk):
    """The log of take-downs. Nothing in it can be changed or deleted."""

    needs = "manage_products"
    section = "sellers"
    title = _("Take-downs")
    list_display = (
        "reference",
        "asker",
        "authority",
        "cooperative",
        "goods",
        "received_at",
        "deadline_at",
        "took",
        "stands",
    )
    list_filter = (Stage, "asker", "authority")
    list_select_related = ("cooperative", "restoration")
    ordering = ("-done_at", "pk")
    search_fields = ("=reference", "cooperative__search_folded__contains")
    fields = (
        "asker", "reference", "authority", "cooperative", "goods", "reason", "received_at", "deadline_at", "done_at",
        "took", "actor", "hidden", "end",
    )  # fmt: skip
    makes = Deed(
        "take_down",
        _("Take goods down"),
        _take_down,
        Request,
        warns=_(
            "You have 24 hours from when the request came. The goods are off sale the moment you confirm."
        ),
    )
    deeds = (
        Deed(
            "restore",
            _("Bring the goods back"),
            _restore,
            Reasoned,
            lambda row: not hasattr(row, "restoration"),
            warns=_("The goods go back to where they stood, unless another request still holds them."),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[TakeDown]:
        return super().get_queryset(request).select_related("cooperative", "restoration")

    @admin.display(description=_("goods"))
    def goods(self, row: TakeDown) -> str:
        """Which, as it was called then."""
        return str(_("the whole shop")) if row.is_whole_shop else row.product_name

    @admin.display(description=_("hours of 24"))
    def took(self, row: TakeDown) -> SafeString:
        """From the request to the deed."""
        late = "late" if row.done_at > row.deadline_at else ""
        return format_html('<span class="{}">{}</span>', late, clock(row.done_at - row.received_at))

    @admin.display(description=_("still down"), boolean=True)
    def stands(self, row: TakeDown) -> bool:
        """Whether it was not brought back yet."""
        return not hasattr(row, "restoration")

    @admin.display(description=_("listings hidden"))
    def hidden(self, row: TakeDown) -> int:
        """How many."""
        return row.listings.count()

    @admin.display(description=_("brought back"))
    def end(self, row: TakeDown) -> SafeString | str:
        """When, by whom, why."""
        over = getattr(row, "restoration", None)
        return lines([(over.at, f"{over.actor}: {over.reason}")]) if over else ""


QUEUES.append(
    Queue(
        _("Goods taken down, not settled"),
        TakeDownDesk.needs,
        "oversight_takedown_changelist",
        lambda: measured(TakeDown.objects.filter(STANDING), "done_at"),
    )
)
