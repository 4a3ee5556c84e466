"""The data of a release, kept: its rows as its own models saw them, and what its API answered.

At a release: `python manage.py shell -c "from tests.upgrade import world; world.keep('tests/upgrade/<name>.json')"`
on an empty, migrated database. What is kept is never written again: later releases must open it.
"""

from __future__ import annotations

import json
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models.fields.files import FieldFile

from marketplace.catalog.models import ShelfCount
from marketplace.core.actor import GUEST
from marketplace.graphql.context import Context
from marketplace.schema import endpoint

NOT_OURS = {"admin", "auth", "contenttypes", "sessions"}
"""Django fills these by itself."""
OURS = "marketplace."


def write(path, questions):
    """Keep every row of ours but the counts, which come back with what they count, and the answers to `questions`: (document, variables) of a visitor."""
    found = {
        model._meta.label_lower: [_told(row) for row in model._base_manager.order_by("pk")]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in NOT_OURS and model is not ShelfCount
    }
    kept = {
        "migrations": leaves(),
        "rows": {label: rows for label, rows in found.items() if rows},
        "answers": [
            {"query": text, "variables": variables, "data": answer(text, variables)}
            for text, variables in questions
        ],
    }
    Path(path).write_text(json.dumps(kept, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1) + "\n")


def migrate(leaves):
    """Bring an empty database to where a release left it: {app: its last migration}."""
    executor = MigrationExecutor(connection)
    executor.migrate([tuple(each) for each in leaves.items()])


def fill(path):
    """Put kept rows into tables that stand as the release left them. Works for any order of the tables."""
    kept = json.loads(Path(path).read_text())
    executor = MigrationExecutor(connection)
    then = executor.loader.project_state([tuple(each) for each in kept["migrations"].items()]).apps
    models = {label: then.get_model(label) for label in kept["rows"]}
    with transaction.atomic():
        for label, rows in kept["rows"].items():
            for row in rows:
                _row(models[label], row).save_base(raw=True, force_insert=True)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
            cursor.execute(statement)


def answer(text, variables):
    """What the API answers a visitor now."""
    result = endpoint.answer(text, variables, None, Context(actor=GUEST))
    assert result.errors is None, result.errors
    return json.loads(json.dumps(result.data, cls=DjangoJSONEncoder))


def leaves():
    """{app: its last migration} of ours."""
    loader = MigrationExecutor(connection).loader
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith(OURS)}
    return {app: name for app, name in sorted(loader.graph.leaf_nodes()) if app in ours}


def _told(row):
    told = {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields}
    return {name: value.name if isinstance(value, FieldFile) else value for name, value in told.items()}


def _row(model, told):
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: fields[name].to_python(value) for name, value in told.items()})
