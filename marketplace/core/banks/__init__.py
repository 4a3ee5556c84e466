"""Banks of the NAPAS network, by the number that VietQR knows them by.

Numbers and names are those of github.com/subiz/vietqr (MIT, September 2024); a bank that was renamed since keeps its
number. `banks.tsv` is edited by hand when one is added.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank: its six digits, and what people call it."""

    bin: str
    name: str


BANKS = tuple(
    Bank(*line.split("\t")) for line in (Path(__file__).parent / "banks.tsv").read_text("utf-8").splitlines()
)
"""All of them, by name."""
_BY_BIN = {bank.bin: bank for bank in BANKS}


def bank(bin: str) -> Bank | None:
    """The bank with this number, None for an unknown one."""
    return _BY_BIN.get(bin)
