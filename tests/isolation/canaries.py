"""Words that stand in one column of one row of B's and nowhere else: whoever reads one has read that column."""

import base64
import binascii
import json
import re

from django.db import models

from marketplace.account.models import Address, User
from marketplace.checkout.models import Checkout
from marketplace.order.models import Order
from tests.isolation.ownership import owned_models_cached, rows_of

KEY = "chuyen-nha"
"""The key of metadata, public and private."""
SHORTEST = 16
"""Columns with room for less hold words of the house: currencies, codes, statuses."""
KEPT = {
    "kind", "actor", "reaction", "gateway", "payment_gateway", "language_code", "for_whom", "recipient", "number",
    "password", "jwt_token_key", "digest", "path", "category_path", "name_sort", "name_folded", "search_folded",
    "shipping_method_name", "carrier_name", "unique_key", "redirect_url", "country_area", "city", "currency",
}  # fmt: skip
"""Columns that the house reads: a word of ours would change what happens."""
WORD = re.compile(r"chim(\d+)xanh|\+8439(\d{7})")
TOKEN = re.compile(r"[A-Za-z0-9+/]{12,}={0,2}")


class Canaries:
    """Plants the words, and finds them again in an answer."""

    def __init__(self):
        self.where = {}

    def plant(self, side, shared):
        """Put a word of its own into every text column of what is this side's, but for the `shared` rows."""
        for model in owned_models_cached():
            self._plant(rows_of(model, side.cooperative).exclude(pk__in=shared.get(model, ())))
        for queryset in personal(side):
            self._plant(queryset.exclude(pk__in=shared.get(queryset.model, ())))

    def found_in(self, text):
        """{the word: "Model.column#key"} for every word in this text, also where it is wrapped in base64."""
        found = {}
        for each in (text, *map(_unwrapped, TOKEN.findall(text))):
            for match in WORD.finditer(each):
                found[match.group(0)] = self.where[match.group(0)]
        return found

    def _plant(self, queryset):
        columns = [each for each in queryset.model._meta.concrete_fields if _has_room(each)]
        for row in queryset.order_by("pk"):
            given = {each.attname: self._word(each, row) for each in columns if _wants(each, row)}
            if given:
                queryset.model._base_manager.filter(pk=row.pk).update(**given)

    def _word(self, column, row):
        number = len(self.where) + 1
        word = f"+8439{number:07d}" if "phone" in column.name else f"chim{number}xanh"
        self.where[word] = f"{type(row).__name__}.{column.name}#{row.pk}"
        if isinstance(column, models.JSONField):
            return {KEY: word}
        return f"{word}@example.com" if isinstance(column, models.EmailField) else word


def personal(side):
    """What is people's of this side: accounts, address books, orders and carts."""
    people = _people(side)
    orders, carts = Order.objects.filter(user__in=people), Checkout.objects.filter(user__in=people)
    return [User.objects.filter(pk__in=people), orders, carts, addresses_of(side)]


def addresses_of(side):
    """Addresses that are this side's just now: in people's books, on their orders and carts, of its places."""
    people = _people(side)
    orders, carts = Order.objects.filter(user__in=people), Checkout.objects.filter(user__in=people)
    keys = [
        *Address.objects.filter(owners__in=people).values_list("pk", flat=True),
        *orders.values_list("shipping_address_id", flat=True),
        *carts.values_list("shipping_address_id", flat=True),
        *side.cooperative.warehouses.values_list("address_id", flat=True),
    ]
    return Address.objects.filter(pk__in=[each for each in keys if each])


def _people(side):
    return [side.buyer.pk, *(each.user_id for each in side.people.values())]


def _has_room(column):
    if column.name in KEPT or column.choices or column.is_relation or column.primary_key:
        return False
    if isinstance(column, models.JSONField):
        return column.name in ("metadata", "private_metadata")
    return isinstance(column, models.TextField) or (
        isinstance(column, models.CharField) and (column.max_length or 999) >= SHORTEST
    )


def _wants(column, row):
    """An empty unique or alternative column stays so: filling it would change what the row is."""
    return not (column.null and getattr(row, column.attname) is None and column.name != "external_reference")


def _unwrapped(token):
    try:
        return base64.b64decode(token + "=" * (-len(token) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def as_text(answer):
    """An answer as it goes over the wire."""
    return json.dumps(answer, ensure_ascii=False, default=str)
