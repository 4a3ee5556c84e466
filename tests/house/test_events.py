"""Everything that can happen is told to people in a sentence, in every language of the house."""

from collections import Counter

import pytest
from django.utils import translation

import marketplace.reactions  # noqa: F401 - imports every domain's events
from marketplace.core.events import DomainEvent, kinds, told
from tools.messages import CHINESE, VIETNAMESE, texts


def declared():
    """Every class of events in the program, those that others are made of left out."""
    below = DomainEvent.__subclasses__()
    for each in below:
        below += each.__subclasses__()
    return [
        each for each in below if each.__module__.startswith("marketplace.") and not each.__subclasses__()
    ]


def test_every_event_has_a_sentence_of_its_own():
    assert [each.__name__ for each in declared() if "told" not in vars(each)] == []
    said = Counter(str(each.told) for each in declared())
    assert [sentence for sentence, count in said.items() if count > 1] == []
    assert {each.__name__ for each in declared()} <= kinds().keys()


@pytest.mark.parametrize("catalogue", [VIETNAMESE, CHINESE], ids=["vi", "zh"])
def test_every_sentence_is_in_both_languages_besides_english(catalogue):
    with translation.override(None):
        english = [str(each.told) for each in declared()]
    known = texts(catalogue)
    assert [sentence for sentence in english if not known.get(sentence)] == []


def test_a_kind_is_told_in_the_readers_language_and_an_unknown_one_by_its_name():
    said = {}
    for language in ("vi", "en", "zh-hans"):
        with translation.override(language):
            said[language] = told("OrderPlaced")
    assert said == {"vi": "Đơn hàng đã được đặt", "en": "An order was placed", "zh-hans": "订单已下"}
    assert told("OfAnEarlierRelease") == "OfAnEarlierRelease"
