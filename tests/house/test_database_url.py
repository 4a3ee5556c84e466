"""DATABASE_URL, as people write it."""

import pytest

from marketplace.settings import PLANNING, database


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:///shop.sqlite3", "shop.sqlite3"),
        ("sqlite:///var/shop.sqlite3", "var/shop.sqlite3"),
        ("sqlite:////srv/data/shop.sqlite3", "/srv/data/shop.sqlite3"),
        ("sqlite:////srv/ch%E1%BB%A3%20phi%C3%AAn.sqlite3", "/srv/chợ phiên.sqlite3"),
    ],
)
def test_three_slashes_are_relative_and_four_are_absolute(url, name):
    assert database(url)["NAME"] == name


def test_a_postgres_url_gives_every_part():
    found = database("postgres://lan:m%40t%20kh%E1%BA%A9u@db.example:5433/cho_phien?sslmode=require")
    assert {key: found[key] for key in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")} == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "cho_phien",
        "USER": "lan",
        "PASSWORD": "m@t khẩu",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {
            "sslmode": "require",
            "server_side_binding": True,
            "options": PLANNING,
            "prepare_threshold": 2,
        },
    }


@pytest.mark.parametrize(
    "url",
    ["", "shop.sqlite3", "sqlite://", "sqlite://host/shop.sqlite3", "postgres://host", "mysql://host/shop"],
)
def test_any_other_url_is_refused_in_words(url):
    with pytest.raises(ValueError, match="DATABASE_URL is"):
        database(url)
