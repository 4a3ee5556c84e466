"""What somebody meant who typed Telex while the input method was off: "chef shan tuyeets" is "chè shan tuyết"."""

from __future__ import annotations

import re
import unicodedata

_SHAPES = {
    "aa": "â", "ee": "ê", "oo": "ô", "dd": "đ", "aw": "ă", "ow": "ơ", "uw": "ư",
}  # fmt: skip
_TONES = {"f": "\u0300", "s": "\u0301", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VOWELS = "aăâeêioôơuưy"
_VNI = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_VNI_SHAPES = {
    "6": {"a": "â", "e": "ê", "o": "ô"},
    "7": {"o": "ơ", "u": "ư"},
    "8": {"a": "ă"},
    "9": {"d": "đ"},
}
_TYPED_DIGITS = re.compile(r"[a-z]+[a-z1-9]*[1-9][a-z1-9]*")
_LONE_W = re.compile(r"^([bcdghklmnpqrstvx]{1,3})w")
"""Where a vowel should stand it is ư."""
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
    letters, tone = _without_tone(_LONE_W.sub(r"\1uw", typed))
    shaped = _shaped(letters)
    if not tone and shaped == typed:
        return word
    made = _toned(shaped, tone) if tone else shaped
    return made if _is_syllable(made) else word


def decode_keys(word: str) -> str:
    """As `decode_telex`, of VNI too ("tuye61t"), and where the last key was pressed twice ("cheff")."""
    if any(letter.isdigit() for letter in word):
        return _decode_vni(word.lower())
    meant = decode_telex(word)
    if meant == word and len(word) > 3 and word[-1] == word[-2]:
        once = decode_telex(word[:-1])
        return once if once != word[:-1] else word
    return meant


def _decode_vni(typed: str) -> str:
    if not _TYPED_DIGITS.fullmatch(typed) or len(typed) > LONGEST_TYPED + 2:
        return typed
    letters, tone = "", ""
    for key in typed:
        if key in _VNI:
            tone = _VNI[key]
        elif key in _VNI_SHAPES:
            shaped = _vni_shaped(letters, _VNI_SHAPES[key])
            if shaped == letters:
                return typed  # a digit that shapes nothing is one: "nep87"
            letters = shaped
        else:
            letters += key
    made = _toned(letters, tone) if tone else letters
    return made if _is_syllable(made) else typed


def _vni_shaped(letters: str, shapes: dict[str, str]) -> str:
    """The last letter that takes this shape, with it; of "uo" both."""
    if letters.endswith("uo") and "u" in shapes:
        return letters[:-2] + "ươ"
    for place in range(len(letters) - 1, -1, -1):
        if letters[place] in shapes:
            return letters[:place] + shapes[letters[place]] + letters[place + 1 :]
    return letters


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
_SYLLABLE = re.compile(rf"(?:{_INITIAL})?(?!.*ă[{_VOWELS}])[{_VOWELS}]{{1,3}}(?:{_FINAL})?")


def _is_syllable(made: str) -> bool:
    bare = "".join(letter for letter in unicodedata.normalize("NFD", made) if letter not in _TONES.values())
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None
