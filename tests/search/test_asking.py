"""From what is typed to a question: what is understood, and what is mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.vietnamese import Quantity, read_synonyms, syllables
from marketplace.ports.search import Word
from marketplace.search.asking import Known, in_texts, needed, question, read
from marketplace.search.correcting import corrected

WORDS = [
    "chè",
    "che",
    "sấy",
    "say",
    "gạo",
    "gao",
    "séng",
    "seng",
    "cù",
    "cu",
    "mật",
    "mat",
    "ong",
    "nấm",
    "nam",
    "sa",
    "pa",
    "măng",
    "mang",
    "khô",
    "kho",
    "cinnamon",
    "trout",
]
KNOWN = Known(
    dict.fromkeys(WORDS, 3), frozenset({"sa pa", "tu le"}), read_synonyms("chè, trà\nngô, bắp\n- mua"), 100
)


def understood(text):
    return " ".join(each.marked for each in read(text, KNOWN).words)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gaoj seng cuf", "gạo seng cù"),
        ("xấy", "sấy"),
        ("lấm", "nấm"),
        ("gaonep", "gaonep"),
        ("gaoseng", "gao seng"),
        ("cinamon", "cinnamon"),
        ("cinnanom", "cinnamon"),
        ("bắp", "bắp"),
        ("xyzzy", "xyzzy"),
        ("87", "87"),
    ],
)
def test_what_the_index_does_not_know_is_mended_where_it_can_be(typed, meant):
    assert understood(typed) == meant


def test_it_says_what_was_mended_and_only_then():
    assert read("cinamon", KNOWN).mended == "cinnamon"
    assert read("gạo", KNOWN).mended == ""


def test_places_quantities_and_fillers_are_no_words_of_the_thing():
    reading = read("mua 5kg gạo séng cù sapa", KNOWN)
    assert [each.marked for each in reading.words] == ["gạo", "séng", "cù"]
    assert [[each.folded for each in place] for place in reading.places] == [["sa", "pa"]]
    assert reading.quantity == Quantity(5_000_000, "G")
    assert reading.has_marks


def test_the_first_word_is_the_thing_even_where_it_begins_a_place():
    assert understood("sa pa") == "sa pa"
    assert understood("mua") == "mua"


def test_marks_that_were_typed_are_asked_for():
    exactly = question(read("gạo", KNOWN), KNOWN, at_least=1, exactly=True)
    assert exactly.groups[0].alternatives == (Word("all_marked", "gạo"),)
    loosely = question(read("gao", KNOWN), KNOWN, at_least=1, exactly=False)
    assert loosely.groups[0].alternatives == (Word("all_folded", "gao"),)


def test_synonyms_are_alternatives_of_every_word_they_stand_for():
    asked = question(read("trà", KNOWN), KNOWN, at_least=1, exactly=True)
    assert Word("all_marked", "chè") in asked.groups[0].alternatives


def test_of_few_words_all_are_needed_of_many_most():
    assert [needed(words) for words in range(1, 9)] == [1, 2, 2, 3, 4, 5, 6, 6]


@given(st.text(max_size=400))
def test_whatever_is_typed_makes_a_small_question(text):
    reading = read(text, KNOWN)
    assert len(reading.words) <= 24
    if reading.words:
        asked = question(reading, KNOWN, at_least=1, exactly=reading.has_marks)
        assert len(asked.groups) == len(reading.words)
        assert all(" " not in word for group in asked.groups for word in _words(group))
        assert in_texts(reading).at_least >= 1


def _words(group):
    return [each.word for each in group.alternatives if isinstance(each, Word)]


@pytest.mark.parametrize(
    "text", ["a" * 10_000, '"' * 500, "(a+)+$" * 50, "\x00\x01\x02", "🌶" * 100, "* OR 1=1 --", "ạ" * 9000]
)
def test_hostile_texts_are_read_in_no_time(text):
    many = {f"w{number}x": 1 for number in range(20_000)}
    reading = read(text, Known(many, frozenset(), read_synonyms(""), 2))
    assert len(reading.words) <= 24
    assert corrected(syllables("abcdefghijklmnop"), many)
