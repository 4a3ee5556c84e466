"""When Python looks for garbage that refers to itself."""

from __future__ import annotations

import gc

SELDOM = 50_000
"""Objects made before it looks again, instead of 700: a list of goods makes thousands and leaves no such garbage."""


def look_seldom() -> None:
    """Look through what is there now once, and from now on only through what is new, and seldom.

    What a process has loaded by now stays for its life. Looking at it again and again took a twentieth of a list's
    time, and more of the time in which the search index is built (docs/performance.md).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM, 10, 10)
