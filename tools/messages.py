"""The backend's translations, without gettext's tools: `python -m tools.messages` compiles, house tests ask the rest.

The shop's own catalogues are `python -m storefront.catalogues`; the format is read and written there, once.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from storefront.catalogues import compiled, parse

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "marketplace"
VIETNAMESE = PROGRAM / "locale" / "vi" / "LC_MESSAGES" / "django.po"
SCRIPTED = PROGRAM / "core" / "locale" / "vi" / "LC_MESSAGES" / "djangojs.po"
"""What the desks' calendars and boxes say where Django's Vietnamese lacks it."""
CHINESE = PROGRAM / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
DJANGOS = "marketplace/core/admin/djangos.py"
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}


def texts(catalogue: Path = VIETNAMESE) -> dict[str, str]:
    """The translated texts, without the catalogue's header; a plural's forms are joined by NUL, in key and text."""
    return {key: text for key, text in parse(catalogue.read_text(encoding="utf-8")).items() if key}


def in_step() -> bytes:
    """What the .mo beside the .po must hold."""
    return compiled(parse(VIETNAMESE.read_text(encoding="utf-8")))


def scripted_in_step() -> bytes:
    """The same of what scripts say."""
    return compiled(parse(SCRIPTED.read_text(encoding="utf-8")))


def chinese_in_step() -> bytes:
    """The Chinese .mo: what has no Chinese is said in English there, for Django alone would say it in Vietnamese.

    Of Django's own sentences it has Chinese itself.
    """
    own = (text for text, place in used().items() if not place.startswith(DJANGOS))
    english = {text: text.rpartition("\0")[2] for text in own}
    return compiled(english | parse(CHINESE.read_text(encoding="utf-8")))


def used() -> dict[str, str]:
    """Every text given to gettext, and a place where it stands; a plural's forms are joined by NUL."""
    found: dict[str, str] = {}
    for path in sorted(PROGRAM.rglob("*.py")):
        for text, line in _texts(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(text, f"{path.relative_to(ROOT)}:{line}")
    return found


def _texts(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            forms = node.args[: 1 if name in SINGLE else 2 if name in PLURAL else 0]
            words = [
                each.value for each in forms if isinstance(each, ast.Constant) and isinstance(each.value, str)
            ]
            if words:
                yield "\0".join(words), node.lineno


if __name__ == "__main__":
    VIETNAMESE.with_suffix(".mo").write_bytes(in_step())
    CHINESE.with_suffix(".mo").write_bytes(chinese_in_step())
    SCRIPTED.with_suffix(".mo").write_bytes(scripted_in_step())
    print(f"{VIETNAMESE.relative_to(ROOT)}: {len(texts())} texts compiled")
