"""`python -m tests.dialect SALEOR.graphql`: write the dialect's facts of the types that we have too."""

import os
import sys
from pathlib import Path

import django
from graphql import build_schema

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
django.setup()

from marketplace.schema import schema  # noqa: E402 -- Django first
from tests.dialect.facts import FACTS, facts_of, write  # noqa: E402

dialect = facts_of(build_schema(Path(sys.argv[1]).read_text(), assume_valid=True))
ours = facts_of(schema.graphql_schema)
FACTS.write_text(write({name: fact for name, fact in dialect.items() if name in ours}))
