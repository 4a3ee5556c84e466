"""How amounts and weights are printed in sentences: 190.000 ₫, 2.5 kg."""

from __future__ import annotations

from decimal import Decimal

from marketplace.core.money import Money, decimals_of

NO_BREAK = "\N{NO-BREAK SPACE}"


def shown(money: Money) -> str:
    """As the shop prints it. Đồng with dots between thousands; other currencies with their code."""
    if money.currency == "VND":
        return f"{money.minor:,}".replace(",", ".") + f"{NO_BREAK}₫"
    return f"{money.amount:,.{decimals_of(money.currency)}f}{NO_BREAK}{money.currency}"


def kilos(grams: int) -> str:
    """Grams as kilograms without idle zeros: 2500 is "2.5 kg"."""
    number = Decimal(grams).scaleb(-3).normalize()
    return f"{number:f}{NO_BREAK}kg"
