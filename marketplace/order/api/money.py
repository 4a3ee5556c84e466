"""Amounts of orders: columns, and what payments and refunds add up to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marketplace.core.money import Money as MoneyValue
from marketplace.core.money import TaxedMoney as TaxedValue
from marketplace.graphql.fields import SourceField, batch, value
from marketplace.graphql.info import Info
from marketplace.graphql.scalars import Money, TaxedMoney
from marketplace.order import queries
from marketplace.payment.queries import Amounts, amounts_by


def taxed(prefix: str) -> SourceField:
    """`total: TaxedMoney!` from the columns `<prefix>_net_amount` and `<prefix>_gross_amount`."""
    net, gross = f"{prefix}_net_amount", f"{prefix}_gross_amount"
    return value(
        TaxedMoney,
        lambda row: TaxedValue(
            MoneyValue(getattr(row, net), row.currency), MoneyValue(getattr(row, gross), row.currency)
        ),
        needs=(net, gross, "currency"),
        required=True,
    )


def amount(column: str) -> SourceField:
    """`amountDue: Money!` from a column of minor units."""
    return value(
        Money,
        lambda row: MoneyValue(getattr(row, column), row.currency),
        needs=(column, "currency"),
        required=True,
    )


def payments(info: Info, order_ids: list[UUID]) -> dict[UUID, Amounts]:
    """{order id: what its payments add up to}; once per request and level."""
    return _remembered(info, "payments of orders", order_ids, lambda missing: amounts_by("order_id", missing))


def granted(info: Info, order_ids: list[UUID]) -> dict[UUID, int]:
    """{order id: minor units of granted refunds}; once per request and level."""
    return _remembered(info, "granted refunds", order_ids, queries.granted_to)


def paid(function: Callable[[Amounts], int]) -> SourceField:
    """A sum over an order's payments."""

    def values(rows: Any, info: Info) -> list[MoneyValue]:
        found = payments(info, [row.pk for row in rows])
        return [MoneyValue(function(found[row.pk]), row.currency) for row in rows]

    return batch(Money, values, needs=("pk", "currency"), required=True)


def balanced(function: Callable[[Amounts, int, int], Any], type_: Any) -> SourceField:
    """A field that follows from an order's payments, its total and its granted refunds (minor units)."""

    def values(rows: Any, info: Info) -> list[Any]:
        ids = [row.pk for row in rows]
        found, refunds = payments(info, ids), granted(info, ids)
        answers = (function(found[row.pk], row.total_gross_amount, refunds[row.pk]) for row in rows)
        if type_ is Money:
            return [MoneyValue(answer, row.currency) for answer, row in zip(answers, rows, strict=True)]
        return list(answers)

    return batch(type_, values, needs=("pk", "total_gross_amount", "currency"), required=True)


def authorize_status(amounts: Amounts, total: int, refunds: int) -> str:
    """How much of what is to be paid is set aside or taken."""
    covered, wanted = amounts.authorized + amounts.charged, total - refunds
    return "FULL" if covered >= wanted else "PARTIAL" if covered else "NONE"


def is_paid(amounts: Amounts, total: int, refunds: int) -> bool:
    """Whether all that is to be paid was taken; of a canceled order on delivery nothing was, so it is not paid."""
    return amounts.charged >= total - refunds and (amounts.charged > 0 or total == 0)


def charge_status(amounts: Amounts, total: int, refunds: int) -> str:
    """How much of what is to be paid is taken."""
    wanted = total - refunds
    if amounts.charged > wanted:
        return "OVERCHARGED"
    return "FULL" if amounts.charged == wanted else "PARTIAL" if amounts.charged else "NONE"


def still_owed(amounts: Amounts, total: int, refunds: int) -> int:
    """What of the granted refunds is still to go back: nothing where nothing was paid (cash)."""
    return max(0, min(refunds, amounts.charged - (total - refunds)))


def payment_status(amounts: Amounts, total: int, refunds: int) -> str:
    """The same in the dialect's older words."""
    if amounts.refunded:
        return "PARTIALLY_REFUNDED" if amounts.charged else "FULLY_REFUNDED"
    if amounts.charged:
        return "FULLY_CHARGED" if amounts.charged >= total - refunds else "PARTIALLY_CHARGED"
    return "PENDING" if amounts.charge_pending else "NOT_CHARGED"


def _remembered(
    info: Info, name: str, keys: list[UUID], read: Callable[[list[UUID]], dict[UUID, Any]]
) -> Any:
    known = info.context.memory.setdefault(name, {})
    if missing := [key for key in dict.fromkeys(keys) if key not in known]:
        found = read(missing)
        known.update({key: found[key] for key in missing})
    return known
