"""A fixed piece of pure Python by which figures of different moments can be compared."""

from __future__ import annotations

import time

ADDITIONS = 100_000
"""Some 4 ms on the machine this was written on: as long as a request, so that both meet the same weather."""


def loop() -> float:
    """Milliseconds of the processor that so many additions take just now."""
    started, total = time.process_time(), 0
    for number in range(ADDITIONS):
        total += number
    return (time.process_time() - started) * 1000
