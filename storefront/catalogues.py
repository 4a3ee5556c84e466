"""Compiles the shop's catalogues without gettext's tools: `python -m storefront.catalogues`.

Vietnamese is what the templates say. A text without Chinese falls back to English, because a reader of
Chinese is helped more by English than by Vietnamese; Django alone would fall back to Vietnamese.
"""

import ast
import struct
from pathlib import Path

LOCALE = Path(__file__).resolve().parent / "locale"


def parse(text: str) -> dict[str, str]:
    """Texts of a .po file, keyed as in a .mo file (plurals joined by NUL), without fuzzy and empty ones."""
    entries: dict[str, str] = {}
    for block in text.split("\n\n"):
        fields: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if line.startswith("#"):
                fields["fuzzy"] = fields.get("fuzzy", "") or (
                    "yes" if line.startswith("#,") and "fuzzy" in line else ""
                )
            elif line.startswith('"'):
                fields[name] += ast.literal_eval(line)
            elif line.strip():
                name, _, value = line.partition(" ")
                fields[name] = ast.literal_eval(value)
        _keep(entries, fields)
    return entries


def _keep(entries: dict[str, str], fields: dict[str, str]) -> None:
    if "msgid" not in fields or fields.get("fuzzy"):
        return
    key, forms = fields["msgid"], [fields[name] for name in sorted(fields) if name.startswith("msgstr")]
    if "msgid_plural" in fields:
        key += "\0" + fields["msgid_plural"]
    if "msgctxt" in fields:
        key = f"{fields['msgctxt']}\x04{key}"
    if all(forms):
        entries[key] = "\0".join(forms)


def compiled(entries: dict[str, str]) -> bytes:
    """The .mo file of some texts."""
    pairs = [(key.encode(), entries[key].encode()) for key in sorted(entries, key=str.encode)]
    start = 28 + 16 * len(pairs)
    keys, texts = b"".join(key + b"\0" for key, _ in pairs), b"".join(text + b"\0" for _, text in pairs)
    index_of_keys, index_of_texts = b"", b""
    at_key, at_text = start, start + len(keys)
    for key, text in pairs:
        index_of_keys += struct.pack("<II", len(key), at_key)
        index_of_texts += struct.pack("<II", len(text), at_text)
        at_key, at_text = at_key + len(key) + 1, at_text + len(text) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + index_of_keys + index_of_texts + keys + texts


def catalogue(language: str) -> bytes:
    """The .mo file of one language as it should lie beside its .po file."""
    own = parse((LOCALE / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8"))
    if language == "en":
        return compiled(own)
    english = parse((LOCALE / "en" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8"))
    plurals = _forms(own[""])
    fallback = {
        key: "\0".join(text.split("\0")[-1:] * plurals) if "\0" in key else text
        for key, text in english.items()
    }
    return compiled({**fallback, **own})


def _forms(header: str) -> int:
    return int(header.partition("nplurals=")[2].partition(";")[0].strip())


if __name__ == "__main__":
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        path.with_suffix(".mo").write_bytes(catalogue(path.parent.parent.name))
