from typing import Any

from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.db.backends.signals import connection_created


class CoreConfig(AppConfig):
    name = "marketplace.core"
    label = "core"
    default = True
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        connection_created.connect(_opened)


def _opened(connection: Any, **_: Any) -> None:
    connection.opened = object()  # tells it from every other, before and after
    if connection.vendor == "postgresql":
        from marketplace.core.prepared import PREPARED_AT_MOST, Prepared  # noqa: PLC0415 -- SQLite needs no psycopg

        connection.connection.prepared_max = PREPARED_AT_MOST
        connection.prepared = Prepared(connection)


class OfficeConfig(admin.AdminConfig):
    """Django's admin with our start page."""

    default = False
    default_site = "marketplace.core.office.Office"
