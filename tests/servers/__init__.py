"""What a test may need from the machine, beyond Python. Missing it skips the test; in CI it fails."""

from __future__ import annotations

import os
import shutil

import pytest
from django.conf import settings

CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser")

FINDERS = {
    # without windows first: a new visitor costs it a third
    "chromium": lambda: next(filter(None, map(shutil.which, CHROMIUMS)), None),
    "postgresql": lambda: settings.DATABASES["default"]["ENGINE"].endswith("postgresql") and "DATABASE_URL",
    "redis": lambda: os.environ.get("REDIS_URL"),
    "elasticsearch": lambda: os.environ.get("ELASTICSEARCH_URL"),
}
"""How each is found: a path, an address, or nothing."""

on_postgresql = pytest.mark.skipif(
    FINDERS["postgresql"]() != "DATABASE_URL", reason="of PostgreSQL alone; CI asks it in its own lane"
)
"""For what SQLite has no counterpart of, so that there is nothing that could be missing."""


def need(server: str, reason: str) -> str:
    """Where `server` is. Without it the test is skipped with `reason`, or fails where REQUIRE_SERVERS=1."""
    if found := FINDERS[server]():
        return found
    missing = f"{server} is not here: {reason}"
    if os.environ.get("REQUIRE_SERVERS") == "1":
        pytest.fail(missing)
    return pytest.skip(missing)
