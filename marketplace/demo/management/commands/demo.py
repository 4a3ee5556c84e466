"""`manage.py demo`: fill the shop with the demo's goods."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from marketplace.demo.load import load
from marketplace.demo.multiply import multiply
from marketplace.demo.people import BUYER_EMAIL, PASSWORD, STAFF_EMAIL


class Command(BaseCommand):
    help = "Fill the shop with the demo's goods. Twice is harmless."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--products", type=int, default=0, help="copy listings until there are this many")

    def handle(self, *args: Any, products: int, **options: Any) -> None:
        start = time.monotonic()
        load(lambda line: self.stdout.write(f"  {time.monotonic() - start:4.1f} s  {line}"))
        if products:
            self.stdout.write(f"  {multiply(products)} copies, {time.monotonic() - start:.1f} s")
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE"
            )  # a database that was filled a second ago does not know yet how full it is
        self.stdout.write(f"  staff {STAFF_EMAIL}, buyer {BUYER_EMAIL}, password {PASSWORD}")
