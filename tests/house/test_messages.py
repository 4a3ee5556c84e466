"""Every text the backend has for people is in Vietnamese, and the compiled catalogue is that of the source."""

import re
from collections import Counter

import pytest

from tools.messages import (
    CHINESE,
    ROOT,
    SCRIPTED,
    VIETNAMESE,
    chinese_in_step,
    in_step,
    scripted_in_step,
    texts,
    used,
)

EMPTY = re.compile(r'^msgstr(\[\d\])? ""$(?!\n")', re.MULTILINE)
OFFICE = re.compile(r"/admin[/.]|/models[/.]|core/office|notification/sentences|content/apps")
"""Rooms whose words only staff read: the desks, and what columns are called there."""
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


CATALOGUES = sorted(ROOT.glob("*/locale/*/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: f"{path.parts[-5]}-{path.parts[-3]}")
def test_no_text_waits_for_its_translation(catalogue):
    """An empty or fuzzy entry is read as missing, and would be said in another language without a word."""
    said = re.split(r"\n\n+", catalogue.read_text(encoding="utf-8").strip())
    waiting = [
        each for each in said[1:] if EMPTY.search(each) or re.search(r"^#,.*fuzzy", each, re.MULTILINE)
    ]
    assert (len(CATALOGUES), waiting) == (4, [])


def test_the_compiled_catalogue_is_in_step():
    assert VIETNAMESE.with_suffix(".mo").read_bytes() == in_step(), "run `make messages`"
    assert CHINESE.with_suffix(".mo").read_bytes() == chinese_in_step(), "run `make messages`"
    assert SCRIPTED.with_suffix(".mo").read_bytes() == scripted_in_step(), "run `make messages`"


def test_everything_said_outside_the_back_office_is_in_chinese_too():
    """Letters, refusals, what an order's history says: buyers, sellers and tools read them. The desks are Vietnamese."""
    known = texts(CHINESE)
    assert {
        text: place for text, place in used().items() if text not in known and not OFFICE.search(place)
    } == {}


def test_everything_the_backend_says_is_in_vietnamese():
    known = texts()
    assert {text: place for text, place in used().items() if text not in known} == {}


def test_nothing_is_translated_that_is_no_longer_said():
    assert sorted(texts().keys() - used().keys()) == []
    assert sorted(texts(CHINESE).keys() - used().keys()) == []


def test_no_text_is_there_twice():
    ids = re.findall(r'^msgid (".+")$', VIETNAMESE.read_text(), re.MULTILINE)
    assert [text for text, count in Counter(ids).items() if count > 1] == []


@pytest.mark.parametrize("catalogue", [VIETNAMESE, CHINESE], ids=["vi", "zh"])
def test_a_translation_keeps_the_places_to_fill(catalogue):
    wrong = {
        text: told
        for text, told in texts(catalogue).items()
        if set(PLACE.findall(text)) != set(PLACE.findall(told))
    }
    assert wrong == {}
