"""What a word weighs in a document: once each, in its heaviest place, and a little more for saying it again."""

from hypothesis import given
from hypothesis import strategies as st

from marketplace.search.documents import Said, document
from marketplace.search.weights import BODY, FIELDS, weighed, weights_of

NOTHING = dict.fromkeys((*FIELDS, "body"), "")


def weights(**fields):
    return set(weighed(NOTHING | fields).split())


def test_the_heaviest_place_counts():
    assert weights(name="gạo", place="gạo lào", facts="lào") == {"gạo~10", "lào~4"}


def test_a_word_that_is_said_again_on_the_shelf_or_in_the_description_weighs_a_little_more():
    assert weights(name="gạo", shelf="gạo") == {"gạo~12"}
    assert weights(name="gạo", shelf="gạo", body="gạo ngon") == {"gạo~13", "ngon~1"}
    assert weights(shelf="gạo") == {"gạo~7"}


def test_neighbours_count_where_they_weigh_most_and_are_not_said_again():
    assert weights(name="séng_cù", shelf="séng_cù", body="séng_cù ngon_lành") == {"séng_cù~10", "ngon_lành~1"}


def test_only_a_name_has_a_head():
    assert weights(name="^gạo gạo", shelf="^lúa lúa") == {"^gạo", "gạo~10", "lúa~7"}


TEXTS = st.lists(st.sampled_from(["gạo séng cù", "chè shan tuyết", "Bắc Hà", "ngon"]), max_size=3)


@given(
    st.builds(Said, name=st.text(max_size=20), other=TEXTS, shelf=TEXTS, place=TEXTS, facts=TEXTS, body=TEXTS)
)
def test_every_word_has_one_weight_that_questions_know(said):
    texts = document("x", said).texts
    for form in ("marked", "folded"):
        found = [each.rpartition("~") for each in texts.get(f"weighed_{form}", "").split() if each[0] != "^"]
        assert len({word for word, _tilde, _weight in found}) == len(found)
        assert all(int(weight) in weights_of(word) for word, _tilde, weight in found)
        outside = {each for each in texts.get(f"all_{form}", "").split() if each[0] != "^"}
        assert {word for word, _tilde, weight in found if int(weight) > BODY} == outside
