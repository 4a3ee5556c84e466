"""A new database is made from the models as they stand; an old one goes through every migration. Both end the same.

On whichever database is configured, in places made for it.
"""

import json
import re

from django.apps import apps
from django.db import connection

from tools.scratch import scratch

STEP_BY_STEP = """
from django.core.management import call_command
from django.core.management.commands.migrate import Command
call_command(Command(), verbosity=0)
"""
PIECES = {
    "postgresql": (
        # Django counts its own groups' links in 32 bits and, step by step, in 64: nothing of ours has groups of Django's
        """SELECT table_name, column_name,
        CASE table_name WHEN 'auth_group_permissions' THEN '' ELSE data_type END,
        character_maximum_length, is_nullable, column_default, is_identity
        FROM information_schema.columns WHERE table_schema = 'public'""",
        """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace""",
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal",
    ),
    "sqlite": (
        """SELECT t.name, c.name, c.type, c."notnull", c.dflt_value, c.pk
        FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'""",
        "SELECT name, sql FROM sqlite_master WHERE type = 'table'",
        "SELECT tbl_name, name, sql FROM sqlite_master WHERE type != 'table'",
    ),
}
OF_THE_MOMENT = {
    "django_migrations": ("id", "applied"),
    "django_content_type": ("id",),
    "auth_permission": ("id", "content_type_id"),
}
"""Columns that tell in what order and when something was made."""


def test_a_new_database_and_one_that_went_through_every_migration_are_the_same():
    anew, step_by_step = _made(), _made(by=STEP_BY_STEP)
    assert sorted(anew) == sorted(step_by_step)
    for part in anew:
        assert anew[part] == step_by_step[part], part
    assert len(anew["oversight_wantedstep"]) > 10, "what a new market begins with is there"


def _made(by=None):
    with scratch() as place:
        if by:
            place.manage("shell", "--verbosity", "0", "--command", by)
        place.manage("migrate", "--verbosity", "0")
        return _look(place)


def _look(place):
    found = place.folder / "found.json"
    code = f"from tests.core.test_new_database import look; look({str(found)!r})"
    place.manage("shell", "--verbosity", "0", "--command", code)
    return json.loads(found.read_text())


def look(path):
    """Write down what the database of this process is: its tables, rules, indexes and rows, in no order."""
    with connection.cursor() as cursor:
        pieces = {str(number): _asked(cursor, each) for number, each in enumerate(PIECES[connection.vendor])}
        rows = {each: _rows(cursor, each) for each in connection.introspection.table_names(cursor)}
    with open(path, "w") as file:
        json.dump(pieces | rows, file, default=str)


def _asked(cursor, question):
    cursor.execute(question)
    return sorted(([_unordered(each) for each in row] for row in cursor.fetchall()), key=str)


def _unordered(value):
    """A table's columns and rules stand in the order in which they came: it means nothing."""
    if not isinstance(value, str) or not value.startswith("CREATE TABLE"):
        return value
    return sorted(re.split(r", (?=\"|CONSTRAINT)", value.partition("(")[2].rpartition(")")[0]))


def _rows(cursor, table):
    left_out = OF_THE_MOMENT.get(table, ())
    described = connection.introspection.get_table_description(cursor, table)
    columns = [
        each.name for each in described if each.name not in left_out and not _is_time(table, each.name)
    ]
    cursor.execute(f"SELECT {', '.join(map(connection.ops.quote_name, sorted(columns)))} FROM {table}")
    return sorted((list(row) for row in cursor.fetchall()), key=str)


def _is_time(table, column):
    models = [each for each in apps.get_models() if each._meta.db_table == table]
    fields = [field for model in models for field in model._meta.fields if field.column == column]
    return any(field.get_internal_type() == "DateTimeField" for field in fields)
