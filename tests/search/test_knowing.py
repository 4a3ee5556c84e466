"""What is known of an index is read again beside the searches, which never wait for it but once."""

import threading
from collections import Counter

import pytest

from marketplace.ports.errors import Unavailable
from marketplace.ports.search import Page
from marketplace.search import knowing


class Engine:
    """Has these words, counts what it is asked, and answers when it is let."""

    def __init__(self, words):
        self.there = words
        self.asked = Counter()
        self.may_answer = threading.Event()
        self.may_answer.set()

    def words(self):
        self.asked["words"] += 1
        self.may_answer.wait(5)
        if self.there is None:
            raise Unavailable("down")
        return self.there

    def search(self, query):
        word = query.groups[0].alternatives[0].word
        self.asked[word] += 1
        return Page(total=int(word in self.there))


@pytest.fixture
def engine(monkeypatch):
    for each in ("_places", "_sellers", "_around"):
        monkeypatch.setattr(knowing, each, frozenset)
    knowing.forget()
    yield Engine({"gạo": 3, "tom250": 1, "5": 2})
    knowing.forget()


def read_again(engine):
    """What a search knows when it is due, and what the next one does."""
    knowing._kept[id(engine)].until = 0.0
    meanwhile = knowing.known_to(engine)
    engine.may_answer.set()
    _await_reader()
    return meanwhile, knowing.known_to(engine)


def _await_reader():
    for each in threading.enumerate():
        if each.name == knowing.READER:
            each.join(5)


def test_a_search_goes_on_with_what_was_known_while_it_is_read_again(engine):
    before = knowing.known_to(engine)
    engine.there = {"gạo": 3, "chè": 1}
    engine.may_answer.clear()
    meanwhile, after = read_again(engine)
    assert meanwhile is before
    assert after.words == {"gao": 3, "gạo": 3, "che": 1, "chè": 1}
    assert "vocabulary" in vars(after)  # made by the reader, not by a search
    assert engine.asked["words"] == 2


def test_one_reads_it_for_all(engine):
    knowing.known_to(engine)
    knowing._kept[id(engine)].until = 0.0
    engine.may_answer.clear()
    for _ in range(5):
        knowing.known_to(engine)
    engine.may_answer.set()
    _await_reader()
    assert engine.asked["words"] == 2


def test_what_is_the_same_stays_with_the_questions_that_were_put_together(engine):
    before = knowing.known_to(engine)
    before.questions[1] = "kept"
    assert read_again(engine) == (before, before)
    assert knowing.known_to(engine) is before


def test_an_engine_that_is_down_takes_nothing_away(engine):
    before = knowing.known_to(engine)
    there, engine.there = engine.there, None
    assert read_again(engine)[1] is before
    engine.there = there | {"mận": 1}
    assert "mận" in read_again(engine)[1].words


def test_the_first_search_is_told_that_the_engine_is_down(engine):
    engine.there = None
    with pytest.raises(Unavailable):
        knowing.known_to(engine)


def test_it_is_read_the_more_seldom_the_longer_it_takes(engine, monkeypatch):
    clock = iter((100.0, 103.0, 249.0, 250.0))
    monkeypatch.setattr(knowing.time, "monotonic", lambda: next(clock))
    for _ in range(2):  # read in three seconds, it is good for fifty times three: until 253
        knowing.known_to(engine)
    assert knowing._kept[id(engine)].until == 253.0
    assert engine.asked["words"] == 1


def test_codes_are_asked_for_one_by_one_and_nothing_else_is(engine):
    known = knowing.known_to(engine)
    assert known.words == {"gao": 3, "gạo": 3}
    assert [word in known.codes for word in ("tom250", "tom251", "gạo", "5kg", "250")] == [
        True,
        False,
        False,
        False,
        False,
    ]
    assert engine.asked == {"words": 1, "tom250": 1, "tom251": 1}
