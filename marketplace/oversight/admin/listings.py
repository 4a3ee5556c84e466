"""Listings that wait for a look, and those on sale that ought to be sent back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.admin.goods import ProductAdmin
from marketplace.catalog.models import Product, ProductChannelListing, ProductMedia, Review
from marketplace.core.actor import Actor
from marketplace.core.admin import Deed, Desk, Reasoned, States, ago, lines
from marketplace.core.office import QUEUES, Queue, measured
from marketplace.oversight import queries, services
from marketplace.oversight.models import ListingDeed, ListingEntry

WHY = ListingEntry.objects.filter(
    product=OuterRef("product"),
    channel=OuterRef("channel"),
    deed__in=(ListingDeed.SUBMITTED, ListingDeed.HELD),
).order_by("-at", "-pk")


class Stage(States):
    """Where a listing stands."""

    states = {
        "cho": (_("waits for us"), Q(review=Review.WAITING)),
        "ban": (_("on sale"), Q(review=Review.APPROVED, is_published=True)),
        "tra-lai": (_("sent back"), Q(review=Review.SENT_BACK)),
        "go": (_("taken down"), Q(review=Review.TAKEN_DOWN)),
        "nhap": (_("not submitted"), Q(review=Review.DRAFT)),
    }


def _approve(row: ProductChannelListing, actor: Actor, seen: str) -> Any:
    subject = {"product_id": row.product_id, "channel_id": row.channel_id}
    return services.approve_listing(**subject, seen=seen, actor=actor)


def _shown(rows: Sequence[ProductChannelListing]) -> dict[Any, str]:
    told = queries.told_by({row.product_id for row in rows})
    return {row.pk: told[row.product_id].digest for row in rows}


def _send_back(row: ProductChannelListing, actor: Actor, reason: str) -> Any:
    subject = {"product_id": row.product_id, "channel_id": row.channel_id}
    return services.send_back_listing(**subject, reason=reason, actor=actor)


@admin.register(ProductChannelListing)
class ListingDesk(Desk):
    """Listings, the longest waiting first."""

    needs = "manage_products"
    section = "sellers"
    title = _("Listings to look at")
    list_display = ("product", "cooperative", "shelf", "submitted_at", "waits", "why", "review")
    list_filter = (Stage, "channel")
    list_select_related = ("product__category", "cooperative", "channel")
    ordering = ("submitted_at", "pk")
    search_fields = ("product__search_folded__contains", "cooperative__search_folded__contains")
    search_help_text = _("Name of the goods or of the cooperative, with or without marks.")
    fields = (
        "product", "cooperative", "channel", "shelf", "price", "review", "submitted_at", "why", "texts", "pictures",
        "history",
    )  # fmt: skip
    deeds = (
        Deed(
            "approve",
            _("Approve: show it"),
            _approve,
            fits=lambda row: row.review == Review.WAITING,
            many=True,
            warns=_("Buyers see it from now on."),
            shown=_shown,
        ),
        Deed(
            "send_back",
            _("Send back"),
            _send_back,
            Reasoned,
            lambda row: row.review in (Review.WAITING, Review.APPROVED),
            many=True,
            warns=_("The cooperative is told why. What is on sale is hidden at once."),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProductChannelListing]:
        rows = super().get_queryset(request).select_related(*self.list_select_related)
        return rows.annotate(asked_why=Subquery(WHY.values("reason")[:1]))

    @admin.display(description=_("shelf"))
    def shelf(self, row: ProductChannelListing) -> str:
        """Where it would stand."""
        return str(row.product.category or "")

    @admin.display(description=_("waits"))
    def waits(self, row: ProductChannelListing) -> str:
        """For how long it has been waiting for us."""
        return ago(row.submitted_at) if row.review == Review.WAITING else ""

    @admin.display(description=_("why it is looked at"))
    def why(self, row: ProductChannelListing) -> str:
        """What the rules said when it was submitted."""
        return getattr(row, "asked_why", "") or ""

    @admin.display(description=_("price from"))
    def price(self, row: ProductChannelListing) -> str:
        """The lowest."""
        return f"{row.discounted_price_amount or 0:,} {row.currency}".replace(",", ".")

    @admin.display(description=_("everything it says"))
    def texts(self, row: ProductChannelListing) -> SafeString:
        """All texts in all languages."""
        told = ((text,) for text in dict.fromkeys(queries.texts_of_product(row.product)))
        return format_html_join("", "<p>{}</p>", told)

    @admin.display(description=_("pictures"))
    def pictures(self, row: ProductChannelListing) -> SafeString:
        """As buyers would see them, small."""
        media = (
            ProductMedia.objects.filter(product=row.product_id).exclude(image="").order_by("sort_order", "pk")
        )
        told = ((each.image.url, each.alt) for each in media[:12])
        return format_html_join(" ", '<img src="{}" alt="{}" height="160" loading="lazy">', told)

    @admin.display(description=_("history"))
    def history(self, row: ProductChannelListing) -> SafeString:
        """What was done to it, the newest first."""
        entries = ListingEntry.objects.filter(product=row.product_id, channel=row.channel_id)
        return lines(
            (each.at, format_html("{}: {} {}", each.actor, each.get_deed_display(), each.reason))
            for each in entries.order_by("-at", "-pk")[:30]
        )


def _send_back_everywhere(product: Product, actor: Actor, reason: str) -> None:
    for channel in product.channel_listings.filter(review=Review.APPROVED).values_list(
        "channel_id", flat=True
    ):
        services.send_back_listing(product_id=product.pk, channel_id=channel, reason=reason, actor=actor)


ProductAdmin.deeds = (
    *ProductAdmin.deeds,
    Deed(
        "send_back",
        _("Send back: hide it everywhere"),
        _send_back_everywhere,
        Reasoned,
        lambda product: product.channel_listings.filter(review=Review.APPROVED).exists(),
        many=True,
        warns=_("The cooperative is told why. What is on sale is hidden at once."),
    ),
)
QUEUES.append(
    Queue(
        ListingDesk.title,
        ListingDesk.needs,
        "catalog_productchannellisting_changelist",
        lambda: measured(queries.on_waiting_list(), "submitted_at"),
    )
)
