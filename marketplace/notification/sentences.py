"""Every sentence of the letters, read from the letters' own modules, so that the list cannot drift from them."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError
from marketplace.core.office import Words
from marketplace.core.vietnamese import fold

LONGEST = 500
"""Of a text of staff's: a sentence stays a sentence, and a message on a phone affordable."""
UNSEEN = ("Cc", "Cs", "Zl", "Zp")
"""Controls, halves of characters, and ends of lines."""
PLACE = re.compile(r"%\((\w+)\)s")
ROOMS: dict[str, Words] = {
    "letters": _("To buyers and cooperatives, about orders"),
    "account_letters": _("About accounts"),
    "letters_to_sellers": _("To sellers, about shop and goods"),
    "people_letters": _("To the people of cooperatives"),
    "complaint_letters": _("To whoever complained"),
}
"""The letters' modules, and what staff call them."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the program has it: its msgid, and the modules in which it stands."""

    text: str
    rooms: tuple[str, ...]

    @property
    def places(self) -> list[str]:
        """What is filled in, in its order: ["%(number)s", "%(link)s"]."""
        return places(self.text)

    def built_in(self, language: str) -> str:
        """What the program says in a language."""
        with translation.override(language):
            return gettext(self.text)

    def is_about(self, words: str) -> bool:
        """Whether each of these (folded) words stands in it, in some language."""
        return all(each in _folded(self.text) for each in words.split())


@cache
def sentences() -> dict[str, Sentence]:
    """All sentences by msgid, in the order of the modules."""
    found: dict[str, list[str]] = defaultdict(list)
    for room in ROOMS:
        source = (Path(__file__).parent / f"{room}.py").read_text(encoding="utf-8")
        for text in _said_in(ast.parse(source)):
            if room not in found[text]:
                found[text].append(room)
    return {text: Sentence(text, tuple(rooms)) for text, rooms in found.items()}


def places(text: str) -> list[str]:
    """The places to fill in, each once."""
    return list(dict.fromkeys(f"%({name})s" for name in PLACE.findall(text)))


def refuse_unfit(sentence: str, text: str) -> None:
    """Raise a DomainError for a text that cannot stand for the sentence: what is filled in must stay the same."""
    wanted, given = places(sentence), places(text)
    if missing := [each for each in wanted if each not in given]:
        raise DomainError(_("This is missing in the text: %(places)s") % {"places": " ".join(missing)})
    if unknown := [each for each in given if each not in wanted]:
        raise DomainError(_("Nothing can be filled in here: %(places)s") % {"places": " ".join(unknown)})
    if "%" in PLACE.sub("", text):
        raise DomainError(_("A % can only stand in a place to fill in. Write “percent” as a word."))
    if len(text) > LONGEST:
        raise DomainError(_("At most %(limit)s letters.") % {"limit": LONGEST})
    # a subject cannot have lines; where the program has none, neither has the text
    plain = text.replace("\n", "") if "\n" in sentence else text
    if not plain.strip() or any(unicodedata.category(each) in UNSEEN for each in plain):
        raise DomainError(_("One line of plain text is wanted here."))


def fits(sentence: str, text: str) -> bool:
    """Whether the text can stand for the sentence, as the program has it now."""
    try:
        refuse_unfit(sentence, text)
    except DomainError:
        return False
    return True


def _said_in(module: ast.Module) -> Iterator[str]:
    calls = (each for each in ast.walk(module) if isinstance(each, ast.Call))
    said = (each for each in calls if isinstance(each.func, ast.Name) and each.func.id == "_")
    for call in sorted(said, key=lambda each: (each.lineno, each.col_offset)):
        yield ast.literal_eval(call.args[0])


@cache
def _folded(text: str) -> str:
    told = (Sentence(text, ()).built_in(code) for code, _name in settings.LANGUAGES)
    return fold(" ".join((text, *told)))
