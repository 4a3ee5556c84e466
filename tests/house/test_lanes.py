"""What CI runs on SQLite alone because it asks no database, asks none."""

import re

from tests.house.source import ROOT

PURE = re.search(r'^pure="([^"]+)"', (ROOT / ".ci/run").read_text(), re.MULTILINE)[1].split()

DATABASE = re.compile(
    r"_db\b|\bdb\b|on_postgresql|TestCase|\b(market|engine|client|admin_client|live_server|world)\b"
)
"""Marks and fixtures that open one."""


def test_what_is_left_out_on_postgresql_as_pure_asks_no_database():
    texts = {each: (ROOT / "tests" / each).read_text() for each in PURE}
    assert len(texts) > 10
    assert [each for each, text in texts.items() if DATABASE.search(text)] == []
