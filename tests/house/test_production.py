"""What `PROFILE=production` refuses (DECISIONS 7): said when the program starts, not when the first buyer pays."""

import os
import subprocess
import sys

import pytest

from tests.house.source import ROOT

POSTGRES = "postgres://nobody@127.0.0.1:1/none"
GOOD = {"PROFILE": "production", "SECRET_KEY": "s" * 50, "DATABASE_URL": POSTGRES}


def _settings(**environment):
    """Starts Django with these variables only, and says which ways to pay it has, or why it did not start."""
    program = (
        "import django; from django.conf import settings; django.setup(); print(*settings.PAYMENT_GATEWAYS)"
    )
    kept = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "marketplace.settings"}
    told = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout.split() if told.returncode == 0 else told.stderr.strip().splitlines()[-1]


def test_it_starts_with_postgresql_and_without_the_test_gateway():
    assert _settings(**GOOD) == ["cod"]


def test_the_demo_has_the_test_gateway():
    assert _settings() == ["cod", "saleor.io.dummy-payment-app"]


@pytest.mark.parametrize("url", ["sqlite:////srv/shop.sqlite3", None], ids=["named", "by default"])
def test_sqlite_is_refused(url):
    given = {name: value for name, value in (GOOD | {"DATABASE_URL": url}).items() if value}
    assert "In production DATABASE_URL names a PostgreSQL" in _settings(**given)


def test_a_missing_key_is_refused():
    assert "SECRET_KEY" in _settings(**GOOD | {"SECRET_KEY": ""})
