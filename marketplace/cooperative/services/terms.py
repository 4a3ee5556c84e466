"""A cooperative says on what terms it sends: how soon, from which sum on, when it is closed, how far fresh goods go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.cooperative.errors import CooperativeNotFound
from marketplace.cooperative.events import CooperativeChanged
from marketplace.cooperative.models import Cooperative
from marketplace.cooperative.rights import SHOP
from marketplace.cooperative.terms import LONGEST_HANDLING
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError, DomainErrors
from marketplace.core.events import emit
from marketplace.core.places import find_province, province

LONGEST_CLOSED: Final = timedelta(days=366)
LARGEST_MINIMUM: Final = 100_000_000
"""In đồng."""


@transaction.atomic
def set_terms(*, cooperative_id: int, actor: Actor, **terms: Any) -> Cooperative:
    """Change some of `handling_days`, `minimum_order_amount`, `closed_until` and `near_provinces`; None takes one away.

    Provinces are said by code or name. Raises CooperativeNotFound, and INVALID on all fields that are wrong.
    """
    found = Cooperative.objects.select_for_update().filter(pk=cooperative_id).first()
    if found is None or not (actor.may_for(cooperative_id, SHOP) or actor.may("MANAGE_USERS")):
        raise CooperativeNotFound
    if "near_provinces" in terms:
        terms["near_provinces"] = _codes(terms["near_provinces"] or [])
    if wrong := _wrong(terms):
        raise DomainErrors(wrong)
    for name, value in terms.items():
        setattr(found, name, value)
    found.save(update_fields=[*terms, "updated_at"])
    emit(CooperativeChanged(found.pk), actor=actor)
    return found


def _wrong(terms: Mapping[str, Any]) -> list[DomainError]:
    return [
        DomainError(words, code="INVALID", field=name.removesuffix("_amount"))
        for name, value in terms.items()
        if value is not None and (words := RULES[name](value))
    ]


def _handling(days: int) -> Any:
    if 0 <= days <= LONGEST_HANDLING:
        return ""
    return _("Between 0 and %(most)s working days.") % {"most": LONGEST_HANDLING}


def _minimum(amount: int) -> Any:
    return "" if 0 < amount <= LARGEST_MINIMUM else _("The smallest order is between 1 ₫ and 100,000,000 ₫.")


def _closed(day: date) -> Any:
    today = timezone.localdate()
    if today < day <= today + LONGEST_CLOSED:
        return ""
    return _("Say a day after today and within a year, on which you take orders again.")


def _codes(said: list[str]) -> list[str]:
    """Each province once, by its code or its name; nothing stands for one that nobody knows."""
    found = [province(each) or getattr(find_province(each), "province", None) for each in said]
    return list(dict.fromkeys(each.code if each else "" for each in found))


RULES: Mapping[str, Callable[[Any], Any]] = {
    "handling_days": _handling,
    "minimum_order_amount": _minimum,
    "closed_until": _closed,
    "near_provinces": lambda codes: "" if all(codes) else _("There is no such province."),
}
"""What is wrong with a value, in words; nothing where it is right."""
