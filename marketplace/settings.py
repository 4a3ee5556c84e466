"""The only reader of the environment. Presence of credentials switches an adapter on; there is no second flag."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

BASE = Path(__file__).resolve().parent
DATA_DIR = Path(os.environ.get("DATA_DIR", BASE.parent / "var"))
PROFILE = os.environ.get("PROFILE", "demo")
"""demo, test or production. Twins, the test gateway and SQLite are refused in production (DECISIONS 7)."""

DEBUG = os.environ.get("DEBUG") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY") or ("only-for-demo-and-test" if PROFILE != "production" else "")
PUBLIC_URL = os.environ.get("PUBLIC_URL", "http://127.0.0.1:8000/")
"""Where people find the shop; every link in a message starts with it."""
API_URL = os.environ.get("API_URL", "http://127.0.0.1:8001/graphql/")
"""Where clients find the API, to the letter: it is the tokens' `iss` and the base of picture addresses."""
SHOP_SECRET = os.environ.get("SHOP_SECRET", "")
"""Shared with the shop: only with it does its header with the visitor's address count (DECISIONS 5)."""
RSA_PRIVATE_KEY = os.environ.get("RSA_PRIVATE_KEY", "")
"""PEM of the key that signs tokens; outside production one is made in DATA_DIR."""
RSA_VERIFYING_KEYS = os.environ.get("RSA_VERIFYING_KEYS", "")
"""PEMs, one after the other, of keys that sign no longer or not yet: their tokens count all the same."""
CLIENT_HOSTS = os.environ.get("CLIENT_HOSTS", "").split(",")
"""Hosts of further clients (the dashboard, another shop): links in letters lead there or to PUBLIC_URL only."""
VISITOR_HEADER = os.environ.get("VISITOR_HEADER", "")
"""The header in which our own proxy writes the visitor's address; without one it is the connection's."""
ANSWERS_KEPT_SECONDS = int(os.environ.get("ANSWERS_KEPT_SECONDS", "5"))
"""How long an answer about the catalogue is given to others too while nothing in the database changes; 0 for never."""
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "*").split(",")

INSTALLED_APPS = [
    "marketplace.core",  # first: its templates stand before the admin's
    "marketplace.core.apps.OfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "graphene_django",
    # people
    "marketplace.channel",
    "marketplace.account",
    "marketplace.site",
    "marketplace.content",
    "marketplace.tax",
    "marketplace.cooperative",
    # goods
    "marketplace.catalog",
    "marketplace.warehouse",
    # trade
    "marketplace.shipping",
    "marketplace.payment",
    "marketplace.order",
    "marketplace.checkout",
    # after
    "marketplace.oversight",
    "marketplace.notification",
    "marketplace.search",
    "marketplace.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "marketplace.core.middleware.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "marketplace.core.middleware.Users",
    "marketplace.core.middleware.Messages",
]

ROOT_URLCONF = "marketplace.urls"
WSGI_APPLICATION = "marketplace.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]


def database(url: str) -> dict:
    """Django's database settings from DATABASE_URL.

    sqlite:///relative/path, sqlite:////absolute/path, or postgres://user:password@host:port/name?option=value.
    Raises ValueError for anything else, and for SQLite in production.
    """
    parts = urlsplit(url)
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme == "sqlite" and name and not parts.netloc:
        if PROFILE == "production":
            raise ValueError(
                "In production DATABASE_URL names a PostgreSQL: SQLite has one writer at a time."
            )
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "OPTIONS": {
                # read-then-write in a plain deferred transaction fails under load; IMMEDIATE queues (DECISIONS 24)
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
            },
            "CONN_MAX_AGE": None,
            # a file, not memory: the races of the test suite use several connections
            "TEST": {"NAME": os.environ.get("TEST_SQLITE", str(DATA_DIR / "test.sqlite3"))},
        }
    if parts.scheme not in ("postgres", "postgresql") or not name:
        # the URL itself is not repeated: it may hold a password
        raise ValueError("DATABASE_URL is sqlite:///path or postgres://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "OPTIONS": _postgresql_options(dict(parse_qsl(parts.query, keep_blank_values=True))),
    }


PLANNING = "-c plan_cache_mode=force_generic_plan -c jit=off -c random_page_cost=1.1 -c cpu_tuple_cost=0.03"
"""What each connection asks of PostgreSQL: one plan for any values, no machine code for what runs a millisecond, and a
table looked up rather than read through: the shop is in memory, where a page is as near as the next one.
"""


def _postgresql_options(given: dict[str, str]) -> dict[str, Any]:
    """What asks the same a third time is planned no more: planning costs more than running (docs/performance.md).

    Left to itself PostgreSQL plans anew whatever it guesses to be cheaper for the one id at hand, and translates what
    it guesses to be dear. Behind a pooler that shares connections between transactions: ?prepare_threshold=none, and
    &options= where it takes none.
    """
    threshold = given.get("prepare_threshold", "2")
    return {
        "server_side_binding": True,
        "options": PLANNING,
        **given,
        "prepare_threshold": int(threshold) if threshold.isdigit() else None,
    }


def search_engine(url: str) -> dict:
    """The search engine's adapter from SEARCH_URL; empty for none. Raises ValueError for what is no address."""
    if url == "none":
        return {}
    if not url:
        path = str(DATA_DIR / "search")
        return {"BACKEND": "integrations.embedded.search.TantivyEngine", "OPTIONS": {"path": path}}
    if urlsplit(url).scheme not in ("http", "https"):
        # not repeated: it may hold a password
        raise ValueError("SEARCH_URL is http://host:port, https://…, none, or empty")
    return {"BACKEND": "integrations.elasticsearch.engine.ElasticsearchEngine", "OPTIONS": {"url": url}}


SQLITE_URL = f"sqlite:////{str(DATA_DIR / 'shop.sqlite3').lstrip('/')}"
DATABASES = {"default": database(os.environ.get("DATABASE_URL", SQLITE_URL))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "account.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORD_RESET_TIMEOUT = 24 * 3600
"""Seconds that a link in a letter counts (marketplace/account/proofs.py)."""

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE / "locale"]
FORMAT_MODULE_PATH = ["marketplace.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"
FILES_KEY = os.environ.get("FILES_KEY", "")
"""Seals papers and other private files; SECRET_KEY does where it is not given, and can then not be changed."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # never served by a web server: /files/ opens it, for those who may, and writes each look down
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None, "file_permissions_mode": 0o600},
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
"""A table of the back office is sent as a whole: 500 values of an attribute in three languages are 3,500 fields."""
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000

GRAPHENE = {"SCHEMA": "marketplace.schema.schema", "SCHEMA_OUTPUT": str(BASE / "schema.graphql")}
REACTIONS = "marketplace.reactions.REACTIONS"

EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "Chợ Phiên <cho-phien@example.com>")
MESSENGER = {"BACKEND": "integrations.embedded.messenger.ConsoleMessenger"}
PAYMENT_GATEWAYS = {"cod": {"BACKEND": "integrations.cod.gateway.Gateway"}}
if PROFILE != "production":
    # under the name that Saleor's storefront pays test orders with: no money moves (DECISIONS 7)
    PAYMENT_GATEWAYS["saleor.io.dummy-payment-app"] = {"BACKEND": "integrations.embedded.gateway.TestGateway"}
SEARCH_URL = os.environ.get("SEARCH_URL", "")
"""http://… of an Elasticsearch; empty for the embedded engine in DATA_DIR; "none" for plain matches in the database."""
SEARCH_SYNONYMS = os.environ.get("SEARCH_SYNONYMS", "")
"""A file with other words for the same things, in place of our own; read again when it changes."""
SEARCH = search_engine(SEARCH_URL)
CARRIERS: dict[str, dict] = {"manual": {"BACKEND": "integrations.embedded.carrier.ManualCarrier"}}

if PROFILE == "production":
    if not SECRET_KEY:  # Django would notice at the first signature only
        raise ValueError("In production SECRET_KEY is needed: it signs tokens and cookies.")
    EMAIL_USE_TLS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
