"""Reads the GraphQL documents of the shop: one operation per file, fragments in files of their own."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OPERATIONS = Path(__file__).resolve().parent / "operations"
_SPREAD = re.compile(r"\.\.\.\s*(?!on\b)([A-Za-z_]\w*)")
_COMMENT = re.compile(r"#[^\n]*")
_VARIABLE = re.compile(r"\$(\w+)\s*:")


@dataclass(frozen=True)
class Document:
    name: str
    text: str
    variables: frozenset[str]


@cache
def document(name: str) -> Document:
    """The operation of that name with every fragment it needs appended once. Raises FileNotFoundError."""
    operation = _read(OPERATIONS / f"{name}.graphql")
    parts, wanted, seen = [operation], _SPREAD.findall(operation), set()
    while wanted:
        fragment = wanted.pop()
        if fragment not in seen:
            seen.add(fragment)
            parts.append(_read(OPERATIONS / "fragments" / f"{fragment}.graphql"))
            wanted += _SPREAD.findall(parts[-1])
    return Document(name, "\n".join(parts), frozenset(_VARIABLE.findall(operation)))


def names() -> list[str]:
    """Every operation of the shop, sorted."""
    return sorted(path.stem for path in OPERATIONS.glob("*.graphql"))


def _read(path: Path) -> str:
    lines = _COMMENT.sub("", path.read_text(encoding="utf-8")).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())
