"""Orders as the operator sees them: parts that nobody has answered, and money that is owed to buyers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from marketplace.core.actor import Actor
from marketplace.core.admin import Deed, Desk, Reasoned, States, ago, lines, masked
from marketplace.core.errors import DomainError
from marketplace.core.events import told
from marketplace.core.models import Event
from marketplace.core.money import Money
from marketplace.core.office import QUEUES, Queue, measured
from marketplace.core.phone import normalize_phone
from marketplace.order import queries, services
from marketplace.order.models import Order, Suborder
from marketplace.order.statuses import SuborderStatus
from marketplace.payment import queries as payments
from marketplace.site.queries import shop_settings

WAITING = Q(status=SuborderStatus.WAITING)


class Stage(States):
    """Where a part stands; those that have waited too long first."""

    states = {
        "qua-han": (_("waiting too long"), WAITING),
        "cho": (_("waiting"), WAITING),
        "dang-lam": (_("accepted or packed"), Q(status__in=(SuborderStatus.ACCEPTED, SuborderStatus.PACKED))),
        "dang-giao": (_("on its way"), Q(status=SuborderStatus.SHIPPED)),
    }

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        """How long is too long stands in the settings."""
        if self.value() != "qua-han":
            return super().queryset(request, rows)
        late = queries.unanswered(shop_settings().answer_within_hours)
        return rows.filter(pk__in=late.values("pk"))


def _accept(row: Suborder, actor: Actor) -> Any:
    return services.accept(suborder_id=row.pk, actor=actor)


def _decline(row: Suborder, actor: Actor, reason: str) -> Any:
    return services.decline(suborder_id=row.pk, reason=reason, actor=actor)


def printed(amount: int, currency: str) -> str:
    """An amount as desks show it: "120.000 VND"."""
    return f"{Money(amount, currency).amount:,} {currency}".replace(",", ".")


def history(rows: QuerySet[Event]) -> SafeString:
    """What happened, the newest first."""
    return lines((each.at, f"{told(each.kind)} ({each.actor})") for each in rows.order_by("-at", "-pk")[:30])


@admin.register(Suborder)
class SuborderDesk(Desk):
    """Parts of orders, the longest waiting first."""

    named_by = "suborder_id"
    needs = "manage_orders"
    section = "orders"
    title = _("Orders of cooperatives")
    list_display = ("number", "cooperative", "status", "created_at", "waits")
    list_filter = (Stage,)
    list_select_related = ("cooperative",)
    ordering = ("created_at", "pk")
    search_fields = ("number__startswith", "cooperative__search_folded__contains")
    search_help_text = _("Number of the order, or name of the cooperative without marks.")
    fields = (
        "number", "cooperative", "call", "buyer", "status", "created_at", "waits", "goods", "due", "decline_reason",
        "history",
    )  # fmt: skip
    words = {"decline_reason": _("why it was declined"), "created_at": _("ordered")}
    deeds = (
        Deed(
            "accept",
            _("Accept for the cooperative"),
            _accept,
            fits=lambda row: row.status == SuborderStatus.WAITING,
            warns=_("Only after they told you so on the phone. The buyer is told that it is accepted."),
        ),
        Deed(
            "decline",
            _("Decline for the cooperative"),
            _decline,
            Reasoned,
            lambda row: (
                row.status in (SuborderStatus.WAITING, SuborderStatus.ACCEPTED, SuborderStatus.PACKED)
            ),
            warns=_("The whole part is declined and the buyer is told. What was paid is owed to the buyer."),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Suborder]:
        return super().get_queryset(request).select_related("cooperative", "order")

    @admin.display(description=_("waits"))
    def waits(self, row: Suborder) -> str:
        """For how long nobody has answered."""
        return ago(row.created_at) if row.status == SuborderStatus.WAITING else ""

    @admin.display(description=_("call the cooperative"))
    def call(self, row: Suborder) -> SafeString:
        """Its number, to be called."""
        return format_html('<a href="tel:{0}">{0}</a>', row.cooperative.phone)

    @admin.display(description=_("buyer's phone"))
    def buyer(self, row: Suborder) -> str:
        """Calling the buyer is the cooperative's business: here it only tells two buyers apart."""
        return masked(row.order.phone)

    @admin.display(description=_("goods"))
    def goods(self, row: Suborder) -> SafeString:
        """What was ordered."""
        told = (
            (each.quantity, each.product_name, each.variant_name) for each in row.lines.order_by("position")
        )
        return format_html('<ul class="steps">{}</ul>', format_html_join("", "<li>{} × {} {}</li>", told))

    @admin.display(description=_("to collect"))
    def due(self, row: Suborder) -> str:
        """What is still to be paid."""
        return printed(row.amount_due_amount, row.currency)

    @admin.display(description=_("history"))
    def history(self, row: Suborder) -> SafeString:
        """What happened to it."""
        return history(Event.objects.filter(suborder_id=row.pk))


class Owing(States):
    """Orders of which a buyer is to get money back."""

    title = _("refunds")
    states = {
        "hoan": (_("money owed to the buyer"), Q()),
    }

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        """What the books say."""
        return queries.owing(rows) if self.value() == "hoan" else queries.with_owed(rows)


class Transfer(forms.Form):
    """A transfer that was made."""

    amount = forms.IntegerField(label=_("amount, in the smallest unit (đồng)"), min_value=1)
    reference = forms.CharField(
        label=_("number of the transfer"), max_length=100, help_text=_("As the bank's statement has it.")
    )


def _refund(row: Order, actor: Actor, amount: int, reference: str) -> Any:
    return services.record_refund(order_id=row.pk, amount=amount, reference=reference, actor=actor)


@admin.register(Order)
class OrderDesk(Desk):
    """Orders whole; those of which money is owed first."""

    named_by = "order_id"
    needs = "manage_orders"
    section = "orders"
    title = _("Orders and refunds owed")
    list_display = ("number", "status", "created_at", "total", "owes", "since_when")
    list_filter = (Owing,)
    ordering = ("created_at", "pk")
    search_fields = ("=number",)
    search_help_text = _("Number of the order, or the buyer's whole phone number.")
    fields = (
        "number",
        "status",
        "created_at",
        "channel",
        "buyer",
        "total",
        "owes",
        "parts",
        "paid",
        "history",
    )
    words = {"created_at": _("ordered")}
    deeds = (
        Deed(
            "refund",
            _("Write a refund down"),
            _refund,
            Transfer,
            lambda row: row.owed > 0,
            warns=_("Only what has left the bank already. It cannot be taken back here."),
            needs="handle_payments",
            begins=lambda row: {"amount": row.owed},
        ),
    )

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Also for those who send money back."""
        return super().has_view_permission(request, obj) or (
            request.user.is_staff and request.user.has_perm("account.handle_payments")
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Order]:
        return super().get_queryset(request).select_related("channel")

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Order | None:
        """With what is owed."""
        found = super().get_object(request, object_id, from_field)
        return found and queries.with_owed(Order.objects.select_related("channel")).get(pk=found.pk)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """By number of the order or of the phone."""
        term = search_term.strip().lstrip("#")
        if term.isdecimal() and len(term) < 10 and not term.startswith("0"):
            return queryset.filter(number=int(term)), False
        try:
            return (queryset.filter(phone=normalize_phone(term)) if term else queryset), False
        except DomainError:
            return queryset.none(), False

    @admin.display(description=_("total"))
    def total(self, row: Order) -> str:
        """As agreed."""
        return printed(row.total_gross_amount, row.currency)

    @admin.display(description=_("owed to the buyer"))
    def owes(self, row: Any) -> str:
        """What was paid beyond what is to be paid."""
        return printed(row.owed, row.currency) if row.owed > 0 else ""

    @admin.display(description=_("for"))
    def since_when(self, row: Any) -> str:
        """Since the first refund that is pending."""
        return ago(row.owed_since)

    @admin.display(description=_("buyer's phone"))
    def buyer(self, row: Order) -> str:
        """In full: the buyer has to be asked where the money goes."""
        return row.phone

    @admin.display(description=_("parts"))
    def parts(self, row: Order) -> SafeString:
        """Each cooperative's."""
        told = (
            (
                each.number,
                each.cooperative.name,
                each.get_status_display(),
                printed(each.total_gross_amount, each.currency),
            )
            for each in row.suborders.select_related("cooperative").order_by("position")
        )
        return format_html('<ul class="steps">{}</ul>', format_html_join("", "<li>{} {}: {}, {}</li>", told))

    @admin.display(description=_("payments"))
    def paid(self, row: Order) -> SafeString:
        """Each payment as the sum of what gateways and people said."""
        told = (
            (
                each.created_at,
                f"{each.name}: {printed(each.charged_amount, each.currency)} {each.psp_reference}",
            )
            for each in payments.of_orders([row.pk])
        )
        return lines(told)

    @admin.display(description=_("history"))
    def history(self, row: Order) -> SafeString:
        """What happened to it."""
        return history(Event.objects.filter(order_id=row.pk))


QUEUES.append(
    Queue(
        _("Orders nobody has answered"),
        SuborderDesk.needs,
        "order_suborder_changelist",
        lambda: measured(queries.unanswered(shop_settings().answer_within_hours), "created_at"),
    )
)
QUEUES.append(
    Queue(
        _("Refunds owed to buyers"),
        "handle_payments",
        "order_order_changelist",
        lambda: measured(queries.owing(Order.objects.all()), "owed_since"),
    )
)
