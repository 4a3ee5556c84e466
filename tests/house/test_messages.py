"""Every text the backend has for people is in Vietnamese, and the compiled catalogue is that of the source."""

import re
from collections import Counter

from tools.messages import VIETNAMESE, in_step, texts, used

PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def test_the_compiled_catalogue_is_in_step():
    assert VIETNAMESE.with_suffix(".mo").read_bytes() == in_step(), "run `make messages`"


def test_everything_the_backend_says_is_in_vietnamese():
    known = texts()
    assert {text: place for text, place in used().items() if text not in known} == {}


def test_nothing_is_translated_that_is_no_longer_said():
    assert sorted(texts().keys() - used().keys()) == []


def test_no_text_is_there_twice():
    ids = re.findall(r'^msgid (".+")$', VIETNAMESE.read_text(), re.MULTILINE)
    assert [text for text, count in Counter(ids).items() if count > 1] == []


def test_a_translation_keeps_the_places_to_fill():
    wrong = {
        text: told for text, told in texts().items() if set(PLACE.findall(text)) != set(PLACE.findall(told))
    }
    assert wrong == {}
