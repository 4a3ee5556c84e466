"""What a document says of its words: each once in each form, and once more with its weight where it says the thing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.vietnamese import Analyzed, Words
from marketplace.ports.search import EDITION
from marketplace.search.documents import Said, document
from marketplace.search.weights import AROUND, FIELDS, PAIR, weighed, weights_of

NOTHING = dict.fromkeys((*FIELDS, *AROUND, "body"), "")


def said(**fields):
    """What is said in the form with marks."""
    words = {name: Words(dict.fromkeys(text.split())) for name, text in (NOTHING | fields).items()}
    return set(weighed({name: Analyzed(marked) for name, marked in words.items()}).split())


def test_the_heaviest_place_counts_and_places_and_facts_weigh_nothing():
    assert said(name="gạo", place="gạo lào", facts="lào") == {"gạo=", "gạo=10", "gạo=!", "lào="}


def test_a_word_that_is_said_again_on_the_shelf_or_in_the_description_weighs_a_little_more():
    assert said(name="gạo", shelf="gạo") == {"gạo=", "gạo=12", "gạo=!"}
    assert said(name="gạo", shelf="gạo", body="gạo ngon") == {"gạo=", "gạo=13", "gạo=!"}
    assert said(shelf="gạo") == {"gạo=", "gạo=7", "gạo=!"}


def test_neighbours_count_where_they_weigh_most_and_are_not_said_again():
    assert said(name="séng_cù", shelf="séng_cù", body="séng_cù ngon_lành") == {
        "séng_cù=",
        "séng_cù=10",
        "séng_cù=!",
        ".ngon_lành=",
    }


def test_neighbours_known_of_a_thing_are_said_again_where_its_description_says_them():
    assert said(facts="dược_liệu", body="dược_liệu") == {"dược_liệu=", ".dược_liệu="}


def test_goods_that_are_sold_out_weigh_one_less_and_their_neighbours_the_same():
    said = Said(name="Gạo nếp", shelf=["Gạo"])
    there = set(document("x", said).texts["said"].split())
    gone = set(document("x", replace(said, is_sold_out=True)).texts["said"].split())
    assert there - gone == {"gạo=12", "gao~12", "nếp=10", "nep~10"}
    assert gone - there == {"gạo=11", "gao~11", "nếp=9", "nep~9"}


def test_a_place_says_its_neighbours_and_what_is_one_syllable():
    made = document("x", Said(name="", place=["Lào Cai", "Mù Cang Chải", "Huế"]))
    assert {each for each in made.texts["said"].split() if each.endswith("~")} == {
        "lao_cai~", "mu_cang~", "cang_chai~", "hue~",
    }  # fmt: skip
    assert {"cai", "mù", "huế"} <= set(made.tags["words"])


def test_what_commas_set_apart_on_a_shelf_is_no_neighbour():
    made = document("x", Said(name="", shelf=["Cá, trứng, gà vịt"])).texts["said"].split()
    assert "gà_vịt=" in made
    assert "trứng_gà=" not in made


def test_only_a_name_has_a_head():
    marked = {name: Words({word: None}, (word,)) for name, word in (("name", "gạo"), ("shelf", "lúa"))}
    made = weighed({name: Analyzed(marked.get(name, Words())) for name in NOTHING})
    assert set(made.split()) == {"^gạo=", "gạo=", "gạo=10", "gạo=!", "lúa=", "lúa=7", "lúa=!"}


def test_names_in_other_languages_have_a_tail():
    made = document("x", Said(name="Dứa", other=["Fresh pineapples, Bản Lầu"]))
    assert "$pineapples=" in made.texts["said"].split()
    assert "$dứa=" not in made.texts["said"].split()


def test_both_forms_are_told_apart():
    made = document("x", Said(name="Cám"))
    assert set(made.texts["said"].split()) == {
        "cám=", "cám=10", "cám=!", "cam~", "cam~10", "cam~!", "^cám=", "^cam~",
    }  # fmt: skip


def test_every_word_said_anywhere_is_among_the_words_with_its_marks():
    made = document("x", Said(name="Gạo ST25", body=["Cơm dẻo", "5 kg 茶 A"]))
    assert made.tags["words"] == ["cơm", "dẻo", "gạo", "kg", "茶"]
    assert made.tags["codes"] == ["5", "a", "st25"]


def test_in_one_edition_a_document_says_the_same_letter_by_letter():
    """Whoever changes this raises EDITION of the port: else every document of every index is stale at once."""
    said = Said(
        name="Chè Shan, H'Mông",
        other=["Shan tea", "雪山茶 A"],
        shelf=["Chè", "Tea"],
        place=["Hoà Bình"],
        facts=["Chè xanh", "CH-250"],
        body=["Chè Shan hái tay.", ""],
    )
    assert (EDITION, document("x", said).version) == (9, "4d1df12300f78e9c13c5")


TEXTS = st.lists(st.sampled_from(["gạo séng cù", "chè shan tuyết", "Bắc Hà", "ngon"]), max_size=3)


@given(
    st.builds(Said, name=st.text(max_size=20), other=TEXTS, shelf=TEXTS, place=TEXTS, facts=TEXTS, body=TEXTS)
)
def test_every_word_has_at_most_one_weight_that_questions_know(made):
    for mark in "=~":
        words = [
            each.rpartition(mark)
            for each in document("x", made).texts.get("said", "").split()
            if mark in each
        ]
        plain = [word for word, _mark, weight in words if not weight and word[0] not in ".^"]
        weights = [(word, int(weight)) for word, _mark, weight in words if weight not in ("", "!")]
        itself = [word for word, _mark, weight in words if weight == "!"]
        assert len(set(plain)) == len(plain)
        assert len(dict(weights)) == len(weights)
        assert set(dict(weights)) == set(itself) <= set(plain)
        assert len(set(itself)) == len(itself)
        assert all(weight in weights_of(word) for word, weight in weights)
        assert all(
            PAIR in word and word[1:] not in itself for word, _mark, _weight in words if word[0] == "."
        )
