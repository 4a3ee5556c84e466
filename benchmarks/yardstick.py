"""A fixed piece of pure Python by which figures of different moments can be compared."""

from __future__ import annotations

import time
from collections.abc import Callable

ADDITIONS = 100_000
"""Some 4 ms on the machine this was written on: as long as a request, so that both meet the same weather."""


def loop(clock: Callable[[], float] = time.process_time) -> float:
    """Milliseconds that so many additions take just now: of the processor, or with `time.perf_counter` as we wait."""
    started, total = clock(), 0
    for number in range(ADDITIONS):
        total += number
    return (clock() - started) * 1000
