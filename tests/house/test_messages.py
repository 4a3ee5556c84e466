"""Every text for people has its translation, and the compiled catalogues are those of the sources."""

import re

import pytest

from tests.house.source import ROOT
from tools.messages import PROGRAMS, catalogues, compiled, read, used_in

FILES = [path for program in PROGRAMS for path in catalogues(program)]
VIETNAMESE = ROOT / "marketplace" / "locale" / "vi" / "LC_MESSAGES" / "django.po"
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def _name(path):
    return path.relative_to(ROOT).as_posix()


def _messages(path):
    return [each for each in read(path) if each.id]


def _forms(text):
    return list(text) if isinstance(text, tuple | list) else [text]


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_the_compiled_catalogue_is_in_step(path):
    assert path.with_suffix(".mo").read_bytes() == compiled(path), "run `make messages`"


def test_everything_the_backend_says_is_in_vietnamese():
    catalogue = read(VIETNAMESE)
    known = {
        form for message in catalogue if message.string and not message.fuzzy for form in _forms(message.id)
    }
    assert {text: place for text, place in used_in("marketplace").items() if text not in known} == {}


def test_the_backend_has_no_translation_of_what_it_no_longer_says():
    used = used_in("marketplace")
    assert [
        message.id for message in _messages(VIETNAMESE) if not used.keys() & set(_forms(message.id))
    ] == []


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_no_message_is_there_twice(path):
    ids = re.findall(r'^msgid "(.+)"$', path.read_text(), re.MULTILINE)
    contexts = path.read_text().count("\nmsgctxt ")
    assert len(ids) - len(set(ids)) <= contexts


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_translation_keeps_the_places_to_fill(path):
    for message in _messages(path):
        wanted = {frozenset(PLACE.findall(form)) for form in _forms(message.id)}
        given = {frozenset(PLACE.findall(form)) for form in _forms(message.string) if form}
        assert given <= wanted, message.id
