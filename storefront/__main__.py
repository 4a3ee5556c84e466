"""Django's commands for the shop: `python -m storefront collectstatic`, `python -m storefront check`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "storefront.settings"
    execute_from_command_line(["python -m storefront", *sys.argv[1:]])
