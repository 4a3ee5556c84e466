import unicodedata
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.vietnamese import fold, slugify, sort_key

BASES = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
"""The alphabet, in its order."""
VOWELS = list("aăâeêioôơuưy")
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
"""Level, falling, asking, tumbling, rising, heavy: the order of the dictionaries."""


def letters():
    """All letters with all tones in both cases: 29 letters, 12 of them vowels with six tones."""
    lower = [unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, TONES)]
    return sorted({*lower, *BASES} | {each.upper() for each in {*lower, *BASES}})


def test_there_are_29_letters_and_89_with_tones_in_each_case():
    assert (len(BASES), len(letters())) == (29, 2 * 89)


@pytest.mark.parametrize("letter", letters())
def test_every_letter_folds_to_its_plain_one(letter):
    plain = unicodedata.normalize("NFD", letter.lower().replace("đ", "d"))[0]
    assert fold(letter) == plain
    assert fold(unicodedata.normalize("NFD", letter)) == plain
    assert slugify(letter) == plain


@given(st.text())
def test_composed_and_decomposed_text_fold_and_sort_alike(text):
    nfc, nfd = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert fold(nfc) == fold(nfd)
    assert sort_key(nfc) == sort_key(nfd)


@given(st.text(alphabet="".join(letters()) + " -'0"))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
    assert fold(text) == fold(text.upper()) == fold(f"  {text} ")


def test_people_type_without_marks():
    assert fold("Gạo  SÉNG Cù") == "gao seng cu"
    assert fold("Đặc khu Phú Quốc") == "dac khu phu quoc"
    assert slugify("Chè Shan tuyết – Suối Giàng (100 g)") == "che-shan-tuyet-suoi-giang-100-g"
    assert slugify("!!!") == ""


def test_letters_stand_in_the_order_of_the_alphabet():
    keys = [sort_key(letter) for letter in BASES]
    assert all(a < b for a, b in pairwise(keys))


@pytest.mark.parametrize("vowel", VOWELS)
def test_tones_stand_in_the_order_of_the_dictionaries(vowel):
    keys = [sort_key(vowel + tone) for tone in TONES]
    assert all(a < b for a, b in pairwise(keys))


@pytest.mark.parametrize(
    "words",
    [
        ["an", "ăn", "ân", "ba", "bà", "bả", "bã", "bá", "bạ", "bách"],
        ["da", "dứa", "đa", "đào", "đậu", "em"],
        ["Lào Cai", "Lâm Đồng", "Long An", "mận"],
        ["gà", "gạo", "gạo nếp", "gạo tẻ", "giò"],
        ["chè", "chẻ", "chè xanh"],
        ["ga", "gà", "gạ", "gà đen"],
        ["Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai", "Hà Nội"],
    ],
)
def test_words_stand_as_in_a_dictionary(words):
    assert all(sort_key(a) < sort_key(b) for a, b in pairwise(words))


@given(st.text(alphabet="".join(letters()) + " "), st.text(alphabet="".join(letters()) + " "))
def test_case_does_not_matter_and_keys_are_plain_bytes(one, other):
    assert sort_key(one) == sort_key(one.upper())
    assert sort_key(one).isascii()
    assert (sort_key(one) < sort_key(other)) == (sort_key(one).encode() < sort_key(other).encode())


@given(st.text(alphabet="".join(letters()) + " ", max_size=250))
def test_the_key_of_the_longest_name_fits_its_column(text):
    assert len(sort_key(text)) <= 1000
