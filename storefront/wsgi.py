"""The shop as a WSGI application."""

import fcntl
import os
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "storefront.settings"

import django  # noqa: E402  (the settings must be named first)
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402


def collect_static_files() -> None:
    """Gather, compress and fingerprint the static files if that was not done since they last changed.

    Production images do this when they are built; a fresh clone has nothing collected yet.
    Several workers may start at once, hence the lock.
    """
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    with open(settings.STATIC_ROOT / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        manifest = settings.STATIC_ROOT / "staticfiles.json"
        sources = (Path(__file__).parent / "static").rglob("*")
        if not manifest.exists() or manifest.stat().st_mtime < max(path.stat().st_mtime for path in sources):
            call_command("collectstatic", interactive=False, verbosity=0)


django.setup()
if settings.PROFILE != "production" or not (settings.STATIC_ROOT / "staticfiles.json").exists():
    collect_static_files()
application = get_wsgi_application()
