"""The API as a WSGI application: `granian --interface wsgi marketplace.wsgi:application`."""

import gc
import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
application = get_wsgi_application()

import_module("marketplace.urls")  # with the schema, before the first request waits for it
# What is there now stays for the life of the process. A list makes thousands of objects, and without this they would
# have the collector look through everything again and again (docs/performance.md).
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 10, 10)
