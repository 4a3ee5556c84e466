"""The API as a WSGI application: `granian --interface wsgi marketplace.wsgi:application`."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

from marketplace.core.collecting import look_seldom

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
application = get_wsgi_application()

import_module("marketplace.urls")  # with the schema, before the first request waits for it
look_seldom()
