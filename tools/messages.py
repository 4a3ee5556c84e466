"""Translations without gettext's tools: `python -m tools.messages compile`, and what the house tests ask about them."""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ("marketplace", "storefront")
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}


def catalogues(program: str) -> list[Path]:
    """The .po files of a program."""
    return sorted((ROOT / program / "locale").glob("*/LC_MESSAGES/*.po"))


def read(path: Path) -> Catalog:
    """A .po file as Babel's catalogue."""
    with path.open("rb") as file:
        return read_po(file)


def compiled(path: Path) -> bytes:
    """What the .mo beside this .po must hold. Unfinished (fuzzy) messages are left out."""
    out = io.BytesIO()
    write_mo(out, read(path))
    return out.getvalue()


def used_in(program: str) -> dict[str, str]:
    """Every text given to gettext in the program's Python files, and a place where it stands."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / program).rglob("*.py")):
        for text, line in _texts(ast.parse(path.read_text())):
            found.setdefault(text, f"{path.relative_to(ROOT)}:{line}")
    return found


def _texts(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            wanted = 1 if name in SINGLE else 2 if name in PLURAL else 0
            for argument in node.args[:wanted]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value, node.lineno


def compile_all() -> None:
    """Write the .mo beside every .po."""
    for path in (each for program in PROGRAMS for each in catalogues(program)):
        path.with_suffix(".mo").write_bytes(compiled(path))
        print(f"{path.relative_to(ROOT)}: {len(read(path))} messages")


if __name__ == "__main__":
    if sys.argv[1:] != ["compile"]:
        sys.exit("python -m tools.messages compile")
    compile_all()
