"""What columns are called in the back office, for all desks. A desk can say it otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from django.db import models
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from marketplace.core.admin.things import Names, Thing
from marketplace.core.office import Words

FIELDS: dict[str, Words] = {
    "name": _("name"),
    "unique_key": _("what it may be there once for"),
    "default_country": _("default country"),
    "external_reference": _("reference of another program"),
    "opening_status": _("how far its opening is"),
    "weight_g": _("weight in grams"),
    "visible_in_listings": _("shown in lists"),
    "image": _("picture"),
    "discounted_price_amount": _("lowest price"),
    "legal_name": _("legal name"),
    "slug": _("address on the web"),
    "kind": _("kind"),
    "status": _("state"),
    "email": _("e-mail"),
    "phone": _("phone"),
    "first_name": _("given name"),
    "last_name": _("family name"),
    "language_code": _("language"),
    "is_staff": _("staff"),
    "is_active": _("active"),
    "is_confirmed": _("e-mail confirmed"),
    "is_phone_confirmed": _("phone confirmed"),
    "date_joined": _("since"),
    "since": _("since"),
    "last_login": _("last seen"),
    "note": _("note"),
    "groups": _("groups"),
    "user_permissions": _("permissions"),
    "user": _("account"),
    "role": _("role"),
    "cooperative": _("cooperative"),
    "commune_name": _("commune"),
    "commune_code": _("code of the commune"),
    "province_code": _("province"),
    "street": _("street"),
    "story": _("story"),
    "tax_code": _("tax code"),
    "bank_bin": _("bank"),
    "bank_account_number": _("account number"),
    "bank_account_name": _("account holder"),
    "minimum_order_amount": _("smallest order"),
    "handling_days": _("working days until it is sent"),
    "near_provinces": _("where fresh goods go"),
    "is_fresh": _("fresh"),
    "founded_year": _("founded"),
    "member_count": _("members"),
    "closed_until": _("closed until"),
    "is_demo": _("demo"),
    "latitude": _("latitude"),
    "longitude": _("longitude"),
    "product": _("product"),
    "product_type": _("type of product"),
    "category": _("shelf"),
    "channel": _("channel"),
    "review": _("review"),
    "is_published": _("published"),
    "published_at": _("published since"),
    "submitted_at": _("submitted"),
    "created_at": _("made"),
    "updated_at": _("changed"),
    "started_at": _("started"),
    "ended_at": _("ended"),
    "at": _("when"),
    "actor": _("by"),
    "reason": _("reason"),
    "quantity": _("quantity"),
    "sort_order": _("place"),
    "title": _("title"),
    "seo_title": _("title for search engines"),
    "seo_description": _("description for search engines"),
    "background_image_alt": _("background picture in words"),
    "currency": _("currency"),
    "currency_code": _("currency"),
    "amount": _("amount"),
    "number": _("number"),
    "order": _("the order"),
    "suborder": _("part of the order"),
    "rights": _("rights"),
    "until": _("until"),
    "helper": _("helper"),
    "tax_class": _("tax class"),
    "cooperative_kind": _("kind of seller"),
    "country": _("country"),
    "rate_percent": _("percent"),
    "valid_from": _("from"),
    "valid_until": _("to"),
    "cooperative_id": _("number of the cooperative"),
    "order_id": _("the order"),
    "suborder_id": _("part of the order"),
    "allow_cash_on_delivery": _("cash on delivery"),
    "is_public": _("for everybody to see"),
    "object_id": _("leads to number"),
    "old_slug": _("old address"),
    "page": _("page"),
    "is_shipping_required": _("has to be sent"),
    "is_for_adults": _("only for adults"),
    "input_type": _("way of filling in"),
    "filterable_in_storefront": _("a filter in the shop"),
    "click_and_collect_option": _("collected in person"),
    "is_private": _("not shown to buyers"),
    "quantity_allocated": _("promised"),
    "variant": _("variant"),
    "warehouse": _("warehouse"),
    "stock": _("stock line"),
    "claim": _("held for"),
    "reserved_until": _("held until"),
}

OF_EVENTS: dict[str, Words] = {
    "about_mandate_id": _("mandate"),
    "after": _("after"),
    "attribute_id": _("attribute"),
    "before": _("before"),
    "changed": _("changed"),
    "change_id": _("number of the change"),
    "entry_id": _("number of the entry"),
    "complaint_id": _("complaint"),
    "export_id": _("data download"),
    "granted_refund_id": _("refund"),
    "group_id": _("group"),
    "handover_id": _("handover"),
    "job_id": _("work"),
    "member_id": _("member"),
    "method_id": _("way of shipping"),
    "occasion": _("occasion"),
    "reason_id": _("reason"),
    "paper_id": _("paper"),
    "product_ids": _("products"),
    "rates": _("table of rates"),
    "reaction": _("work"),
    "redirect_url": _("leads to"),
    "request_id": _("request"),
    "rule_id": _("rule"),
    "sentence": _("sentence"),
    "take_down_id": _("take-down"),
    "viewing_id": _("viewing"),
    "what": _("what"),
}
"""What stands in events besides columns that desks show."""


def called(key: str) -> str:
    """What a column, or a key of an event, is called; the key itself where it has no name."""
    return str(FIELDS.get(key) or FIELDS.get(key.removesuffix("_id")) or OF_EVENTS.get(key) or key)


def said(
    model: type[models.Model],
    columns: dict[str, Any] | None,
    besides: dict[str, Any] | None,
    names: Names = MappingProxyType({}),
) -> str:
    """Columns of a row as they were kept, in words: those that are others in `besides`, all where it is None.

    `names` are those of what the row points to (`things_of`).
    """
    if columns is None:
        return "–"
    return "; ".join(
        f"{field.verbose_name}: {_shown(field, columns[field.attname], names)}"
        for field in _told(model)
        if field.attname in columns
        and (besides is None or besides.get(field.attname) != columns[field.attname])
    )


def things_of(model: type[models.Model], columns: dict[str, Any] | None) -> list[Thing]:
    """What a row as it was kept points to."""
    links = (
        (each.related_model, (columns or {}).get(each.attname)) for each in _told(model) if each.is_relation
    )
    return [(related, str(key)) for related, key in links if key is not None]


def _told(model: type[models.Model]) -> Iterator[Any]:
    """Columns that somebody writes; what follows from others is not told."""
    return (each for each in model._meta.concrete_fields if each.editable and not each.primary_key)


def _shown(field: Any, value: Any, names: Names) -> str:
    if value in (None, ""):
        return "–"
    if field.is_relation:
        return names.get((field.related_model, str(value)), f"#{value}")
    if isinstance(value, bool):
        return now("yes") if value else now("no")
    return str(dict(field.flatchoices).get(value, value))
