"""`manage.py access_link <slug> …`: fresh one-time links into workspaces, for the operator to hand on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.cooperative.models import Cooperative
from marketplace.cooperative.queries import first_member
from marketplace.cooperative.services import make_link


class Command(BaseCommand):
    """Makes one link per cooperative, for its owner; without one, for whoever has been a member longest."""

    help = "Print a fresh one-time link into the workspace of each cooperative."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="+", metavar="slug", help="of cooperatives")

    def handle(self, *args: Any, slugs: list[str], **options: Any) -> None:
        for slug in slugs:
            cooperative = Cooperative.objects.filter(slug=slug).first()
            member = first_member(cooperative) if cooperative else None
            if member is None:
                raise CommandError(f"There is no cooperative {slug} with an active member.")
            self.stdout.write(f"{settings.PUBLIC_URL.rstrip('/')}/ban-hang/vao/{make_link(member=member)}")
