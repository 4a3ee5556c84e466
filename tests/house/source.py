"""The house's own files, for the tests that read them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAMS = ("marketplace", "integrations", "storefront")
EVERYTHING = (*PROGRAMS, "tests", "tools", "benchmarks")


def python_files(*folders: str) -> list[Path]:
    """Their modules, without migrations, which Django writes, and a trial that is kept for its figures."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if not {"migrations", "spike_read_path"} & set(path.parts))


@cache
def tree(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(path.read_text(), filename=str(path))


def name(path: Path) -> str:
    """Its path from the root, as it is said in messages."""
    return path.relative_to(ROOT).as_posix()
