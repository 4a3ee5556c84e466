"""The shop's settings: the only module of the storefront that reads the environment."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from storefront.languages import LANGUAGES as SHOP_LANGUAGES

HERE = Path(__file__).resolve().parent

PROFILE = os.environ.get("PROFILE", "demo")
if PROFILE not in ("demo", "test", "production"):
    raise ImproperlyConfigured(f"PROFILE is demo, test or production, not {PROFILE!r}.")
IN_PRODUCTION = PROFILE == "production"

API_URL = os.environ.get("API_URL", "http://127.0.0.1:8001/graphql/")
PUBLIC_URL = os.environ.get("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
CHANNEL = os.environ.get("CHANNEL", "vn")
# With this secret the API believes the visitor's address we pass on; without it, it sees only us.
SHOP_SECRET = os.environ.get("SHOP_SECRET", "")
# Behind a proxy of our own: the header in which it writes the visitor's address, such as X-Real-IP.
VISITOR_HEADER = os.environ.get("VISITOR_HEADER", "")
# Pictures on another host (object storage), as origins separated by spaces; ours come through this shop.
PICTURE_HOSTS = os.environ.get("PICTURE_HOSTS", "")

SECRET_KEY = os.environ.get("SECRET_KEY", "")
if not SECRET_KEY:
    if IN_PRODUCTION:
        raise ImproperlyConfigured("SECRET_KEY is needed in production: it signs the visitors' cookies.")
    SECRET_KEY = "demo-only-" + "cho-phien" * 5

# Printed on the page of complaints, for who would rather write a letter.
COMPLAINTS_MAIL = os.environ.get("COMPLAINTS_MAIL", "khieu-nai@example.com")

DEBUG = os.environ.get("DEBUG", "") == "1"
ALLOWED_HOSTS = [urlsplit(PUBLIC_URL).hostname or "", "127.0.0.1", "localhost"] if IN_PRODUCTION else ["*"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = ["django.contrib.messages", "django.contrib.staticfiles", "storefront"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "storefront.middleware.PageHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "storefront.middleware.CompressedPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "storefront.middleware.LanguageOfAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "storefront.middleware.KindAnswers",
]
ROOT_URLCONF = "storefront.urls"
WSGI_APPLICATION = "storefront.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "storefront.context.every_page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "storefront.templatetags.market",
                "storefront.templatetags.people",
                "storefront.templatetags.private",
                "storefront.templatetags.ways",
            ],
        },
    }
]

DATABASES: dict = {}
DATA_UPLOAD_MAX_MEMORY_SIZE = (
    256 * 1024
)  # of what is typed; the one page that takes files judges their size itself
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "phien"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "storefront.pages.site.stale_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https:")
SECURE_REFERRER_POLICY = "same-origin"

LANGUAGE_CODE = "vi"
LANGUAGES = [(language.code, language.name) for language in SHOP_LANGUAGES]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", HERE / "collected"))
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"storefront": {"handlers": ["console"], "level": "INFO"}, "httpx": {"level": "WARNING"}},
}
