"""`manage.py superuser <e-mail>`: the first member of staff of a new market, who may everything and lets in others."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.account.services import create_superuser
from marketplace.core.errors import DomainError


class Command(BaseCommand):
    """Asks for the password twice. It is no argument and no setting, which others on the machine could read."""

    help = (
        "Make an account that may everything. The password is asked for, or is the first line of the input."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="with which they sign in to the back office")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            user = create_superuser(email=email, password=_typed() if sys.stdin.isatty() else _piped())
        except DomainError as refused:
            raise CommandError(str(refused.message)) from None
        self.stdout.write(f"{user} may everything.")


def _typed() -> str:
    """The password, typed twice, shown never."""
    first = getpass("Password: ")
    if first != getpass("The same once more: "):
        raise CommandError("That was not the same.")
    return first


def _piped() -> str:
    """The password, from a program that cannot type."""
    return sys.stdin.readline().rstrip("\n")
