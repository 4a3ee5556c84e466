"""From what is typed to a question: what is understood, and what is mended."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.vietnamese import Quantity, fold, read_synonyms, syllables
from marketplace.ports.search import Every, Group, Word
from marketplace.search.asking import Asking, in_texts, needed
from marketplace.search.correcting import Vocabulary, corrected
from marketplace.search.knowing import in_both_forms
from marketplace.search.reading import Known, read

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
    "rượu",
    "ruou",
    "dưới",
    "duoi",
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
        ("rượi", "rượu"),
        ("sayy", "say"),
        ("mnag", "mang"),
        ("gap", "gap"),
        ("ma8ng", "măng"),
        ("87", "87"),
        ("gao87", "gao 87"),
        ("gạo97", "gạo 97"),
        ("bap87", "bap87"),
        ("st25", "st25"),
    ],
)
def test_what_the_index_does_not_know_is_mended_where_it_can_be(typed, meant):
    assert understood(typed) == meant


OWN = Known(
    dict.fromkeys([*WORDS, "cam", "phong", "mã", "tháng"], 3),
    frozenset({"si ma cai", "tu le"}),
    read_synonyms("lạc, đậu phộng\nshiitake, mushroom\ngói bánh, gạo nếp\n- tôi muốn mua"),
    100,
    sellers=frozenset({"ruong vang"}),
    codes=frozenset({"tom250", "csg1tom"}),
    month=11,
)


def test_a_month_is_its_word_and_number_beside_each_other():
    strict = Asking(read("gạo tháng 12", OWN), OWN, exactly=True).strict
    assert strict.groups == (Group(said("gạo=")), Group(said("tháng_12=")))


def test_a_place_is_asked_for_by_its_neighbours():
    strict = asking("sa pa", exactly=False).strict
    apart = Every((Group(said("sa~")), Group(said("pa~"))), 0)
    assert strict.groups == (Group((*said("sa_pa~"), apart)),)
    assert asking("gạo sa pa").most(1).groups == (Group(said("gạo=")),)


def test_what_is_all_but_one_of_the_words_stands_before_what_is_half_of_them():
    questions = asking("gạo séng cù")
    half = questions.most(1)
    more = questions.more(half)
    (every,) = [each for each in more.bonuses if isinstance(each, Every) and len(each.parts) == 1]
    assert [len(way.parts) for way in every.parts[0].alternatives] == [2, 2, 2]
    assert (every.weight > 0, more.groups, more.at_least) == (True, half.groups, half.at_least)
    for text in ("gạo séng", "gạo séng cù sa pa"):
        other = asking(text)
        assert len(other.more(half).bonuses) == len(other.most(1).bonuses), text


def test_what_stands_in_the_name_and_on_the_shelf_is_the_thing():
    weights = {each.word: each.weight for each in asking("gạo séng").strict.bonuses if isinstance(each, Word)}
    alone = {each.word: each.weight for each in asking("gạo").strict.bonuses}
    assert weights["gạo=12"] - alone["gạo=12"] == weights["gạo=13"] - alone["gạo=13"] > 0
    assert weights["gạo=11"] == alone["gạo=11"]


def test_a_word_that_is_short_for_a_longer_name_weighs_wherever_that_is_said():
    known = replace(KNOWN, synonyms=read_synonyms("fruit => fresh fruit\nkhoai môn, khoai sọ"))
    weights = {
        each.word: each.weight for each in Asking(read("fruit", known), known, exactly=False).strict.bonuses
    }
    assert weights["fresh_fruit="] > weights["fruit~8"]
    weights = {each.word for each in Asking(read("khoai môn", known), known, exactly=True).strict.bonuses}
    assert "khoai_sọ=" in weights


def test_clothes_are_no_cloth():
    known = replace(KNOWN, words=dict.fromkeys(["cloth", "clothes", "potatoes", "potato"], 1))
    for typed, others in (("cloth", []), ("clothes", []), ("potato", ["potatoes"]), ("potatoes", ["potato"])):
        (group,) = Asking(read(typed, known), known, exactly=False).most(1).groups
        assert group.alternatives[1:] == said(*(f"{each}=" for each in others)), typed


def test_the_whole_name_of_a_seller_weighs_and_its_words_stay():
    reading = read("ruộng vàng", OWN)
    assert [[each.folded for each in name] for name in reading.sellers] == [["ruong", "vang"]]
    assert len(reading.words) == 2
    named = [each for each in Asking(reading, OWN, exactly=False).strict.bonuses if isinstance(each, Word)]
    plain = Asking(read("ruộng vàng", KNOWN), KNOWN, exactly=False).strict.bonuses
    weights = {each.word: each.weight for each in plain if isinstance(each, Word)}
    assert [
        each.word for each in named if each.weight > weights.get(each.word, 0) * 2 and "_" in each.word
    ] != []


def test_it_says_what_was_mended_and_only_then():
    assert read("cinamon", KNOWN).mended == "cinnamon"
    assert read("gạo", KNOWN).mended == ""


def test_places_quantities_and_fillers_are_no_words_of_the_thing():
    reading = read("mua 5kg gạo séng cù sapa", KNOWN)
    assert [each.marked for each in reading.words] == ["gạo", "séng", "cù"]
    assert [[each.folded for each in place] for place in reading.places] == [["sa", "pa"]]
    assert reading.quantity == Quantity(5_000_000, "G")
    assert reading.has_marks


def test_what_kind_of_place_it_is_said_to_be_is_left_out_right_before_its_name_only():
    for typed in ("gạo huyện tú lệ tỉnh sa pa", "gao tx tu le tp sapa"):
        assert [fold(each.marked) for each in read(typed, KNOWN).words] == ["gao"]
        assert len(read(typed, KNOWN).places) == 2
    assert understood("thị xã sa pa") == "sa pa"
    assert understood("gạo huyện") == "gạo huyện"


def test_a_place_in_front_is_one_where_something_follows():
    reading = read("sapa honey", KNOWN)
    assert [each.marked for each in reading.words] == ["honey"]
    assert (len(reading.places), reading.is_place) == (1, False)
    assert read("sa pa", KNOWN).is_place


def test_of_a_place_alone_only_its_whole_name_weighs():
    weights = {each.word for each in asking("sa pa", exactly=False).strict.bonuses}
    assert weights == {"sa_pa~", ".sa_pa~", "sa_pa~5", "sa_pa~9", "sa_pa~10", "sa_pa=9", "sa_pa=10"}


def test_chinese_characters_that_names_say_each_stand_for_a_pair():
    known = replace(KNOWN, words=dict.fromkeys("乌鸡桃", 1))
    for typed, alone in (
        ("乌鸡", [Every(said("乌=", "鸡="), 0)]),
        ("桃子", list(said("桃="))),
        ("鸡肉", []),
        ("鸡头", []),
        ("芒果", []),
    ):
        (group,) = Asking(read(typed, known), known, exactly=False).most(1).groups
        assert list(group.alternatives[1:]) == alone, typed


def test_words_that_sound_the_same_are_as_good_where_it_is_asked_as_said():
    known = replace(KNOWN, words=dict.fromkeys(["sén", "sen", "séng", "seng", "cù", "cu"], 1))
    asked = Asking(read("sén cu", known), known, exactly=True, as_said=True).strict
    assert asked.groups[0].alternatives == said("sén=", "séng=")


def test_marks_that_are_wholly_others_are_another_word():
    known = replace(KNOWN, words=dict.fromkeys(["bộ", "bờ", "bo"], 1))
    (group,) = Asking(read("bơ", known), known, exactly=False).most(1).groups
    assert group.alternatives == said("bờ=", "bo=")


def test_a_name_that_says_the_place_is_hardly_nearer_than_what_is_from_there():
    weights = {each.word: each.weight for each in asking("gạo tú lệ").strict.bonuses}
    named, there = weights["tu_le~10"], weights["tu_le~5"]
    assert named == there > 0


def test_english_is_looked_for_in_the_singular_and_in_the_plural_where_the_index_has_both():
    known = replace(KNOWN, words=dict.fromkeys(["plum", "plums", "berries", "box", "boxes", "cam"], 1))
    others = {"plum": ["plums"], "plums": ["plum"], "berry": ["berries"], "boxes": ["box"], "cam": []}
    for typed, expected in others.items():
        (group,) = Asking(read(typed, known), known, exactly=False).most(1).groups
        assert group.alternatives[1:] == said(*(f"{each}=" for each in expected)), typed


def test_what_was_typed_is_kept_beside_what_was_mended():
    reading = read("cinamon sấy", KNOWN)
    assert [each.marked for each in reading.words] == ["cinnamon", "sấy"]
    assert [each.marked for each in reading.as_typed.words] == ["cinamon", "sấy"]
    assert read("gạo", KNOWN).as_typed is None


def test_the_first_word_is_the_thing_even_where_it_begins_a_place():
    assert understood("sa pa") == "sa pa"
    assert understood("mua") == "mua"


def asking(text, *, exactly=True):
    return Asking(read(text, KNOWN), KNOWN, exactly=exactly)


def said(*words):
    return tuple(Word("said", each) for each in words)


def test_marks_that_were_typed_are_asked_for():
    assert asking("gạo").most(1).groups == (Group(said("gạo=")),)
    assert asking("gao", exactly=False).most(1).groups == (Group(said("gao~")),)


def test_synonyms_are_alternatives_of_every_word_they_stand_for():
    assert asking("trà").most(1).groups == (Group(said("trà=", "chè=")),)


def test_neighbours_in_a_description_stand_for_both_words_but_not_where_it_is_strict():
    assert asking("séng cù").most(2).groups == (
        Group(said("séng=", ".séng_cù=")),
        Group(said("cù=", ".séng_cù=")),
    )
    assert asking("séng cù").strict.groups == (Group(said("séng=")), Group(said("cù=")))


def test_a_name_for_two_words_makes_one_condition_of_them_where_it_is_strict():
    known = replace(KNOWN, synonyms=read_synonyms("thịt lợn, thịt heo\nlợn, heo"))
    strict = Asking(read("thịt heo", known), known, exactly=True).strict
    apart = Every((Group(said("thịt=")), Group(said("heo=", "lợn="))), 0)
    assert strict.groups == (Group((*said("thịt_lợn="), apart)),)
    assert strict.at_least == 1


def test_a_word_typed_twice_is_one_condition_where_it_is_strict():
    assert asking("trà trà chè").strict.groups == (Group(said("trà=", "chè=")),)


def test_whatever_is_found_adds_to_the_score_and_what_only_says_where_it_is_from_adds_nothing():
    weights = {each.word: each.weight for each in asking("gạo").strict.bonuses}
    assert weights == {"gạo=6": 108, "gạo=7": 126, "gạo=8": 144, "gạo=9": 162, "gạo=10": 180, "gạo=11": 198} | {
        "gạo=12": 216, "gạo=13": 234, "^gạo=": 108,
    }  # fmt: skip
    both = {each.word: each.weight for each in asking("trà").strict.bonuses}
    assert both["trà=13"] > both["chè=13"] > both["chè=12"] > 0


def test_without_marks_the_name_that_has_none_is_a_little_nearer():
    weights = {each.word: each.weight for each in asking("pa", exactly=False).strict.bonuses}
    assert weights["pa~10"] > weights["pa=10"] > 0
    assert "pa=8" not in weights


def test_all_of_the_words_weigh_more_only_where_fewer_would_do():
    few, all_of_them = asking("gạo séng cù").most(2), asking("gạo séng cù").most(3)
    strict = asking("gạo séng cù").strict.groups
    itself = tuple(Group(said(word)) for word in ("gạo=!", "séng=!", "cù=!"))
    assert [each.parts for each in few.bonuses if isinstance(each, Every)] == [few.groups, strict, itself]
    assert not [each for each in all_of_them.bonuses if isinstance(each, Every)]


def test_of_few_words_all_are_needed_of_many_most():
    words = syllables("a b c d e f g h")
    assert [needed(words[:count]) for count in range(1, 9)] == [1, 2, 2, 3, 4, 4, 5, 5]
    # of pairs of characters half: the one between two things is in no name
    assert [needed(syllables(text)) for text in ("茶", "草果", "肉桂油", "北河李子")] == [1, 1, 1, 2]


@given(st.text(max_size=400))
def test_whatever_is_typed_makes_a_small_question(text):
    reading = read(text, KNOWN)
    assert len(reading.words) <= 24
    if reading.words:
        questions = Asking(reading, KNOWN, exactly=reading.has_marks)
        asked = questions.most(1)
        assert len(asked.groups) == len(reading.words) >= len(questions.strict.groups)
        assert all(" " not in each.word for each in asked.bonuses if isinstance(each, Word))
        assert all(" " not in word for group in asked.groups for word in _words(group))
        assert in_texts(reading, KNOWN).at_least >= 1


def _words(group):
    return [each.word for each in group.alternatives if isinstance(each, Word)]


@pytest.mark.parametrize(
    "text", ["a" * 10_000, '"' * 500, "(a+)+$" * 50, "\x00\x01\x02", "🌶" * 100, "* OR 1=1 --", "ạ" * 9000]
)
def test_hostile_texts_are_read_in_no_time(text):
    many = {f"w{number}x": 1 for number in range(20_000)}
    reading = read(text, Known(many, frozenset(), read_synonyms(""), 2))
    assert len(reading.words) <= 24
    assert corrected(syllables("abcdefghijklmnop"), Vocabulary(many), many.__contains__)


def test_words_without_marks_are_told_from_those_with_them():
    assert in_both_forms({"gạo": 3, "gáo": 1, "st": 2, "cam": 2, "cám": 9}, 10) == {
        "gao": 4, "st": 2, "cam": 10, "gạo": 3, "gáo": 1, "cám": 9,
    }  # fmt: skip


def test_a_word_without_marks_is_looked_for_in_texts_with_any():
    assert in_texts(read("say", KNOWN), KNOWN).groups[0].alternatives == (
        Word("words", "sấy", 1),
        Word("words", "say", 1),
    )
    assert in_texts(read("sấy", KNOWN), KNOWN).groups[0].alternatives == (Word("words", "sấy", 1),)
