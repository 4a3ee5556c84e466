"""A carrier whose parcels somebody books by hand, at the post office or with the bus."""

from __future__ import annotations

import logging

from marketplace.ports.carriers import Booking, Consignment

log = logging.getLogger(__name__)


class ManualCarrier:
    """The twin of a carrier: takes every job and knows no number; a person writes it down later."""

    name = "By hand"

    def __init__(self) -> None:
        log.warning("Parcels are booked by hand: no carrier is told.")

    def book(self, consignment: Consignment, *, key: str) -> Booking:
        """Taken on; the number is written down by a person."""
        return Booking(carrier_name=self.name)
