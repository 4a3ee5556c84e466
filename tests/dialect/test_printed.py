"""`marketplace/schema.graphql` is what the code says, so that a change of the API is seen in its diff.

To print it: `python manage.py graphql_schema --schema marketplace.schema.schema --out marketplace/schema.graphql`.
"""

from pathlib import Path

from graphql import print_schema

from marketplace.schema import schema

PRINTED = Path(__file__).resolve().parent.parent.parent / "marketplace" / "schema.graphql"


def test_the_printed_schema_is_the_one_that_answers():
    assert PRINTED.read_text().strip() == print_schema(schema.graphql_schema).strip()
