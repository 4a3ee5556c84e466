"""One spelling of every syllable, so that what is written and what is typed meet.

Both index and query pass through `syllables`: NFKC (ＧＡＯ is GAO), lower case, one style of tone
placement (hoà, thuỷ), i for y where both are right (Mĩ, quí), no apostrophe inside a word (H'Mông), Hmong as Mông,
Chinese simplified and in pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from marketplace.core.vietnamese.chinese import simplified
from marketplace.core.vietnamese.folding import fold

_OLD_STYLE = {
    old: new
    for pairs in (
        "òa:oà óa:oá ỏa:oả õa:oã ọa:oạ òe:oè óe:oé ỏe:oẻ õe:oẽ ọe:oẹ",
        "ùy:uỳ úy:uý ủy:uỷ ũy:uỹ ụy:uỵ",
    )
    for old, new in (pair.split(":") for pair in pairs.split())
}
_PLACED = re.compile("|".join(_OLD_STYLE))
_LONG_I = dict(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))
_ENDS_IN_Y = re.compile(r"^([bhklmst]|qu)([yỳýỷỹỵ])$")
_APOSTROPHES = re.compile(r"['’‘ʼ`´](?<=\w.)(?=\w)")
"""Begins with what is rare, so that most of a text is passed over."""
_TOKEN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+|[^\W_\u3400-\u9fff\uf900-\ufaff]+")
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
LONGEST_SYLLABLE = 40
"""Longer runs of letters are no words: cut, so that no engine meets a term it refuses."""
_WORD = re.compile(r"[^\W\d_]{2,30}|[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Syllable:
    """A syllable in its two forms: with marks, and folded."""

    marked: str
    folded: str

    @property
    def has_marks(self) -> bool:
        """Whether marks were written."""
        return self.marked != self.folded


def syllables(text: str) -> list[Syllable]:
    """All syllables of a text, in their one spelling. Never raises; nothing for what has no letters or digits."""
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    if _CHINESE.search(composed):
        composed = simplified(composed)
    return list(chain.from_iterable(map(_syllables, _TOKEN.findall(_APOSTROPHES.sub("", composed)))))


def spelled(text: str) -> str:
    """The text as its syllables in their one spelling: "Hòa Bình, H'Mông" is "hoà bình mông"."""
    return " ".join(each.marked for each in syllables(text))


def spelled_and_folded(text: str) -> str:
    """As `spelled`, without marks: "hoa binh mong"."""
    return " ".join(each.folded for each in syllables(text))


def is_word(syllable: str) -> bool:
    """Whether this may be a slip, or what was meant by one: letters or a character, no number, code or lone letter."""
    return _WORD.fullmatch(syllable) is not None


def is_chinese(syllable: str) -> bool:
    """Whether this is a pair of Chinese characters, or one alone."""
    return _CHINESE.match(syllable) is not None


@lru_cache(maxsize=50_000)
def _syllables(token: str) -> tuple[Syllable, ...]:
    """Of one run of letters, which mostly is one syllable."""
    found = map(_both, _pairs(token) if _CHINESE.match(token) else _spelled(token))
    return tuple(each for each in found if each.folded)


def _both(marked: str) -> Syllable:
    # folding may leave a space where a letter was made of one: a syllable has none
    return Syllable(marked, fold(marked).replace(" ", ""))


def _pairs(characters: str) -> list[str]:
    """Chinese has no spaces: "草果茶" is 草果, 果茶; one character stands alone."""
    if len(characters) == 1:
        return [characters]
    return [characters[place : place + 2] for place in range(len(characters) - 1)]


def _spelled(token: str) -> tuple[str, ...]:
    token = _PLACED.sub(lambda found: _OLD_STYLE[found[0]], token[:LONGEST_SYLLABLE])
    if found := _ENDS_IN_Y.match(token):
        token = found[1] + _LONG_I[found[2]]
    if token.startswith("hm"):
        token = token[1:]
    return JOINED.get(token, (token,))


JOINED: dict[str, tuple[str, ...]] = {
    "sapa": ("sa", "pa"),
    "laocai": ("lao", "cai"),
    "yenbai": ("yen", "bai"),
    "bacha": ("bac", "ha"),
    "mucangchai": ("mu", "cang", "chai"),
    "hanoi": ("ha", "noi"),
    "dzao": ("dao",),
}
"""Names of places that are written as one word, and what they are written as here."""
