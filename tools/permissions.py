"""`make permissions`: write docs/permissions.md, who may what, from the code."""

from __future__ import annotations

import os
from pathlib import Path

import django

PAGE = Path(__file__).parents[1] / "docs" / "permissions.md"


def written() -> str:
    """The page as the code has it now. Django must be set up."""
    from marketplace.cooperative.rights import RIGHTS_OF, WORDS  # noqa: PLC0415 -- needs Django's settings
    from marketplace.graphql.stated import document  # noqa: PLC0415
    from marketplace.schema import schema  # noqa: PLC0415

    return document(schema.graphql_schema, RIGHTS_OF, WORDS)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
    django.setup()
    PAGE.write_text(written(), encoding="utf-8")
