"""What every test finds: fast hashing, files in a folder that goes away, hypothesis profiles."""

import gc
import os

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from tests.emptying import emptying_quickly

TOGETHER = ("browser", "isolation")
"""Folders whose tests share what takes most of a minute to make: one process of xdist runs them all."""

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
"""Nothing of ours is async. But Playwright's loop lives in this thread while a browser is open, and Django would refuse
the database to whatever test comes next."""

gc.set_threshold(100_000, 20, 100)
"""Thousands of tests are half a million objects that stay: to look through them after every 700 new ones is a twentieth of
a run."""

settings.register_profile("ci", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# fifty in a quarter of an hour, and at night ten times as many others: what two cores have room for
settings.register_profile("nightly", max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


class _ByFolder(LoadScopeScheduling):
    """Single tests wherever there is room, and the folders above whole. (Groups of xdist 3.8 are not kept by pytest 9.)"""

    def _split_scope(self, nodeid):
        folder = nodeid.split("/")[1]
        return folder if folder in TOGETHER else nodeid


def pytest_xdist_make_scheduler(config, log):
    """How xdist deals the tests out."""
    return _ByFolder(config, log)


@pytest.fixture(autouse=True, scope="session")
def emptied_quickly():
    """Tests that commit leave nothing behind, and take no second to."""
    with pytest.MonkeyPatch.context() as patching:
        emptying_quickly(patching)
        yield


@pytest.fixture(autouse=True)
def files(tmp_path, settings):
    """Uploads and thumbnails of a test stay in its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    private = settings.STORAGES["private"]
    options = {**private["OPTIONS"], "location": tmp_path / "private"}
    settings.STORAGES = {**settings.STORAGES, "private": {**private, "OPTIONS": options}}
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def fast_passwords(settings):
    """Argon2 takes a tenth of a second by intention; tests make many users."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def plain_searches(settings):
    """Without an index of its own a test searches in the database (tests/search has one)."""
    settings.SEARCH = {}
