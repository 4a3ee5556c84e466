"""`manage.py migrate`: as Django's, and seconds instead of half a minute where there is nothing yet."""

from __future__ import annotations

from typing import Any, cast

from django.apps import apps
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration, RunPython
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

NARROWED = ("app_label", "plan", "fake", "fake_initial", "check_unapplied", "prune")
"""Options that ask for something else than all of it."""


class Command(migrate.Command):
    """On an empty database tables are made as the models stand today; everywhere else migrations run one by one.

    Django draws its whole picture of the models anew for each of some hundred steps, and that is nearly all the time
    they take. That both ways end in the same database is held by tests/core/test_new_database.py.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        """Make or bring up to date the tables. Killed in the middle, it begins again where nothing was written."""
        connection = connections[options.get("database") or DEFAULT_DB_ALIAS]
        if not any(options.get(each) for each in NARROWED) and not connection.introspection.table_names():
            self.verbosity = options["verbosity"]
            self._make_anew(connection)
        super().handle(*args, **options)

    def _make_anew(self, connection: BaseDatabaseWrapper) -> None:
        executor = MigrationExecutor(connection)
        plan = [each for each, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
        connection.disable_constraint_checking()  # SQLite hears this outside a transaction only
        try:
            with transaction.atomic(using=connection.alias):
                self.sync_apps(connection, executor.loader.migrated_apps)
                _fill(connection, plan)
                for migration in plan:
                    executor.recorder.record_applied(migration.app_label, migration.name)
        finally:
            connection.enable_constraint_checking()


def _fill(connection: BaseDatabaseWrapper, plan: list[Migration]) -> None:
    """Do what migrations do to rows: a few of them write what a new market begins with, the others find nothing."""
    deeds = [each for migration in plan for each in migration.operations if isinstance(each, RunPython)]
    with connection.schema_editor() as editor:
        for deed in deeds:
            deed.code(cast(StateApps, apps), editor)
