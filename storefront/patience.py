"""How long the shop waits for an API that hangs: not with all its threads.

Every page that waits holds a thread, and there are a handful. Without this, as many visitors as there are threads
shut the shop for all others, even for pages that ask nothing. A question too heavy for the API hangs by itself; so it
takes several in a row, with no answer in between, until nobody waits any more and the page says at once that the
market rests. Then one at a time tries again.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

ENOUGH = 3
"""Waits in vain, one after the other."""
LONGEST = 12.0
"""Seconds one question waits for its answer."""
REST = 5.0
"""Seconds after it, until the next one tries."""


class Patience:
    """Shared by the threads of a process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._in_vain = 0
        self._next_try = 0.0

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Around one question: refused at once when nobody waits any more, and what became of it is told."""
        if not self.is_left():
            raise httpx.PoolTimeout("the API hangs")
        try:
            yield
        except httpx.TimeoutException:
            self.was_in_vain()
            raise
        except httpx.HTTPError:
            self.was_cut_off()
            raise
        self.was_worth_it()

    def is_left(self) -> bool:
        """Whether this question may be asked now."""
        with self._lock:
            if self._in_vain < ENOUGH:
                return True
            if time.monotonic() < self._next_try:
                return False
            self._next_try = time.monotonic() + LONGEST + REST  # the others wait for what becomes of this one
            return True

    def was_in_vain(self) -> None:
        """No answer came in time."""
        with self._lock:
            self._in_vain += 1
            self._next_try = time.monotonic() + REST

    def was_cut_off(self) -> None:
        """It was refused before its time: that is no waiting, but the next try need not wait for its end either."""
        with self._lock:
            self._next_try = time.monotonic() + REST

    def was_worth_it(self) -> None:
        """An answer came, whatever it said."""
        with self._lock:
            self._in_vain = 0
