"""What somebody meant who typed Telex while the input method was off: "chef shan tuyeets" is "chè shan tuyết"."""

from __future__ import annotations

import re
import unicodedata

_SHAPES = {
    "aa": "â", "ee": "ê", "oo": "ô", "dd": "đ", "aw": "ă", "ow": "ơ", "uw": "ư",
}  # fmt: skip
_TONES = {"f": "\u0300", "s": "\u0301", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VOWELS = "aăâeêioôơuưy"
_TYPED = re.compile(r"[a-z]+")
LONGEST_TYPED = 8
"""No Vietnamese syllable takes more keys than "nghieengs" and a doubled letter."""


def decode_telex(word: str) -> str:
    """The syllable these keys make, or the word itself where they make none. Never raises.

    The letters of shapes (aa, aw, dd …) and of the tone may stand where the typist put them: at the vowel or
    at the end ("tuyeets", "tuyetes" and "chef" all read).
    """
    typed = word.lower()
    if not _TYPED.fullmatch(typed) or len(typed) > LONGEST_TYPED + 2:
        return word
    letters, tone = _without_tone(typed)
    shaped = _shaped(letters)
    if not tone and shaped == typed:
        return word
    made = _toned(shaped, tone) if tone else shaped
    return made if _is_syllable(made) else word


def _without_tone(typed: str) -> tuple[str, str]:
    """The last tone letter that follows a vowel, taken out."""
    for place in range(len(typed) - 1, 0, -1):
        letter, before = typed[place], typed[:place]
        if letter in _TONES and re.search(r"[aeiouy]", before) and _may_follow(typed[place + 1 :]):
            return before + typed[place + 1 :], _TONES[letter]
    return typed, ""


def _may_follow(rest: str) -> bool:
    return re.fullmatch(r"[aeiouyw]*[cghmnpt]{0,2}[aeow]?[cghmnpt]?", rest) is not None


def _shaped(letters: str) -> str:
    letters = re.sub(r"uo(.*)w", r"ươ\1", letters) if "uo" in letters else letters
    letters = re.sub(r"(?<!q)u([au])w$", r"ư\1", letters)
    for keys, letter in _SHAPES.items():
        letters = letters.replace(keys, letter)
    # the second letter of a shape behind what follows the vowel or in it: "tuyete", "manwg", "saya", "noiw"
    if found := re.fullmatch(r"(.*)([aeou])([bcghmnptiuy]+)([aeow])([cghmnpt]*)", letters):
        start, vowel, rest, key, last = found.groups()
        if shape := _SHAPES.get(vowel + key):
            letters = start + shape + rest + last
    if letters.startswith("d") and letters.endswith("d") and len(letters) > 2:
        letters = "đ" + letters[1:-1]
    return letters


def _toned(letters: str, tone: str) -> str:
    """The tone on its vowel: on the shaped one, else before a final consonant on the last, else by custom."""
    places = [place for place, letter in enumerate(letters) if letter in _VOWELS]
    if places and letters[:2] in ("qu", "gi") and len(places) > 1:
        places = places[1:]
    if not places:
        return letters
    shaped = [place for place in places if letters[place] in "ăâêôơư"]
    if shaped:
        place = shaped[-1]
    elif places[-1] != len(letters) - 1 or letters[places[0] :] in ("oa", "oe", "uy"):
        place = places[-1]
    else:
        place = places[-2] if len(places) > 1 else places[-1]
    return unicodedata.normalize("NFC", letters[: place + 1] + tone + letters[place + 1 :])


_INITIAL = "b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x"
_FINAL = "c|ch|m|n|ng|nh|p|t"
_SYLLABLE = re.compile(rf"(?:{_INITIAL})?[{_VOWELS}]{{1,3}}(?:{_FINAL})?")


def _is_syllable(made: str) -> bool:
    bare = "".join(letter for letter in unicodedata.normalize("NFD", made) if letter not in _TONES.values())
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None
