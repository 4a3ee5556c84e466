"""What we ask of somebody who carries goods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from marketplace.core.address import Address
from marketplace.core.money import Money


@dataclass(frozen=True, slots=True)
class Consignment:
    """Goods of one suborder on their way: `number` is the suborder's, `collect` the cash to take, zero for none."""

    number: str
    sender: Address
    recipient: Address
    weight_g: int
    value: Money
    collect: Money


@dataclass(frozen=True, slots=True)
class Booking:
    """That the carrier has taken the job on. `tracking_number` may come later and is then empty."""

    carrier_name: str
    tracking_number: str = ""
    tracking_url: str = ""


class Carrier(Protocol):
    """One carrier. Calls to real ones happen outside of transactions, after our own row exists."""

    name: str

    def book(self, consignment: Consignment, *, key: str) -> Booking:
        """Hand the job over. The same key again answers with the same booking.

        Raises Refused, Unavailable or Unknown.
        """
