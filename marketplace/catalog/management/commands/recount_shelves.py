"""`manage.py recount_shelves`: after a restore of rows alone, the counts behind the tree of categories."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from marketplace.catalog.services.counting import recount_shelves


class Command(BaseCommand):
    """Counts goods by shelf anew."""

    help = (
        "Count goods by shelf anew, after rows were loaded with triggers off or with the counts beside them."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{recount_shelves()} shelves counted")
