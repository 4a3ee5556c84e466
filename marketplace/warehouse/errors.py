"""The ways a warehouse says no."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError


class StockExhausted(DomainError):
    """There is less on hand than was asked for; nothing was held or promised.

    `details["short"]` maps the ids of the variants in question to what can still be had of each.
    """

    code = "INSUFFICIENT_STOCK"

    def __init__(self, short: Mapping[int, int]) -> None:
        super().__init__(_("There is not enough left."), field="quantity", details={"short": dict(short)})


class NotSoMuchAllocated(DomainError):
    """More was to be freed or shipped than the claim has been promised."""

    code = "INSUFFICIENT_QUANTITY"

    def __init__(self) -> None:
        super().__init__(_("The order has been promised less than that."), field="quantity")


class PromisedAway(DomainError):
    """The quantity cannot fall below what orders have been promised."""

    code = "INVALID"

    def __init__(self, allocated: int) -> None:
        super().__init__(
            _("%(allocated)s are promised to orders; the quantity cannot be lower.")
            % {"allocated": allocated},
            field="quantity",
            details={"allocated": allocated},
        )
