"""Tests of searches have an index of their own."""

import pytest

from marketplace.ports import registry
from marketplace.search import breaker, knowing


@pytest.fixture
def engine(tmp_path, settings, plain_searches):
    """The embedded engine of the settings, empty."""
    path = str(tmp_path / "search")
    settings.SEARCH = {"BACKEND": "integrations.embedded.search.TantivyEngine", "OPTIONS": {"path": path}}
    breaker.forget()
    knowing.forget()
    made = registry.engine()
    made.rebuild([])
    yield made
    made.close()
