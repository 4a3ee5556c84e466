"""A search in steps: as it was typed, then wider while too little is found.

The engine is asked once where enough is found as it was typed, and the more often the less is found:
tests/search/test_finding.py counts it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from marketplace.ports.search import Between, Filter, Page, Query, SearchEngine
from marketplace.search.asking import Asking, as_names, in_texts, needed
from marketplace.search.knowing import known_to
from marketplace.search.reading import Known, Reading, read, read_before, with_places, without

FEW, VERY_FEW = 8, 3
"""With fewer results, things that are only like what was asked follow behind."""
QUESTIONS_AT_MOST = 200


@dataclass(frozen=True)
class Found:
    """A page of results, how the text was understood, and whether these are only suggestions."""

    page: Page
    reading: Reading
    is_suggestion: bool = False
    query: Query = Query()
    """What the engine was asked in the end; for explanations."""


Filters = tuple[Filter, ...]


def find(
    engine: SearchEngine, text: str, asking: Query, always: Filters | None = None, *, in_dong: bool = True
) -> Found:
    """What is found for `text`, under the filters, facets and page of `asking`. Raises Unavailable.

    How wide a search gets follows from what there is under the filters of `always` (all of them unless given): another
    filter only narrows, so that what it counts beforehand is what it shows. A price that the text names is a filter of
    `always` too, where prices are `in_dong`; where nothing is found for that money, it is searched without.
    """
    known = known_to(engine)
    reading = read_before(text, known)
    if reading.price is None:
        return _under(engine, reading, asking, always, known)
    for field in _priced_by(reading) if in_dong else ():
        priced = Between(field, reading.price.least, reading.price.most)
        held = (*(asking.filters if always is None else always), priced)
        there = _under(engine, reading, Query(filters=held, size=0), None, known)
        if there.page.total and not there.is_suggestion:
            # what is decided for `held` holds for the page: its filters only narrow
            search = _Search(engine, replace(asking, filters=(*asking.filters, priced)))
            page, used = search(there.query)
            return replace(there, page=page, query=used)
    return _unpriced(engine, text, reading, asking, always, known)


def _priced_by(reading: Reading) -> tuple[str, ...]:
    """Any pack for that money is enough; of a price alone the cheapest, which cards show, where there is any such."""
    return ("packs",) if reading.words else ("price", "packs")


def _unpriced(
    engine: SearchEngine, text: str, priced: Reading, asking: Query, always: Filters | None, known: Known
) -> Found:
    """Without the price: what looked like one may be part of a name; else what is left without it is searched."""
    whole = _under(engine, read(text, known, is_priced=False), asking, always, known)
    if whole.page.total and not whole.is_suggestion:
        return whole
    return _under(engine, replace(priced, price=None, without_price=""), asking, always, known)


def _under(
    engine: SearchEngine, reading: Reading, asking: Query, always: Filters | None, known: Known
) -> Found:
    """What is found for a reading under these filters."""
    if not reading.words and reading.price is not None:
        return replace(everything(engine, asking), reading=reading)
    if not reading.words:
        return Found(Page(facets={field: {} for field in asking.facets}), reading)
    search, questions = _Search(engine, asking), _asked_before(reading, known)
    if always is None or always == asking.filters:
        return _widening(search, questions, known)
    if not (reading.bound or reading.elsewhere):
        page, used = search(questions.strict)
        if page.total >= FEW:
            return Found(page, reading, query=used)
    decided = _widening(_Search(engine, Query(filters=always, size=0)), questions, known)
    page, used = search(decided.query)
    return Found(page, decided.reading, decided.is_suggestion, used)


def _asked_before(reading: Reading, known: Known) -> Asking:
    """What is asked about a reading as it was typed: a page's goods and its facets ask the same."""
    if (found := known.questions.get(id(reading))) is None:
        if len(known.questions) >= QUESTIONS_AT_MOST:
            known.questions.clear()
        found = known.questions[id(reading)] = Asking(reading, known, exactly=reading.has_marks)
    return found  # it holds the reading, so that the id stays its own


def everything(engine: SearchEngine, asking: Query) -> Found:
    """All there is under the filters. Raises Unavailable."""
    return Found(engine.search(asking), Reading(), query=asking)


def _widening(search: _Search, asking: Asking, known: Known) -> Found:
    away, bound = asking.reading.elsewhere, asking.reading.bound
    if away and not search.count(as_names(away, "folded")):
        # tea of Thái Nguyên is not sold here: what is like it, from here
        rest = without(asking.reading, away)
        return replace(
            _widening(search, Asking(rest, known, exactly=rest.has_marks), known), is_suggestion=True
        )
    if bound and not search.count(as_names(bound, "marked")):
        found = _instead(search, asking, known, needed(asking.reading.words))
        return found or replace(_as_found(search, asking, known), is_suggestion=True)
    return _as_found(search, asking, known)


def _as_found(search: _Search, asking: Asking, known: Known) -> Found:
    page, used = search(asking.strict)
    if page.total >= FEW:
        return Found(page, asking.reading, query=used)
    return _wider(search, asking, known, there_are_none=not page.total)


def _wider(search: _Search, asking: Asking, known: Known, *, there_are_none: bool) -> Found:
    """Few things say every word of themselves: most of the words, descriptions too, with any marks if need be."""
    reading, asked = asking.reading, asking
    enough = needed(reading.words)
    page, used = search(asking.most(enough))
    if there_are_none and (not page.total or _is_mentioned_only(search, asking, enough)):
        if found := _instead(search, asking, known, enough):
            return found
        if page.total:
            return Found(page, reading, is_suggestion=True, query=used)
    if not page.total and reading.has_marks and all(each.marked in known.words for each in reading.words):
        # "chàm" stands in descriptions: those before what is called "chạm"
        page, used = search(in_texts(reading, known))
        if page.total:
            return Found(page, reading, is_suggestion=True, query=used)
    if not page.total and reading.has_marks:
        asked = Asking(reading, known, exactly=False)
        page, used = search(asked.most(enough))
        if page.total and not _is_hardly_other(reading, known):
            return Found(page, reading, is_suggestion=True, query=used)
    if not page.total and (typed := reading.as_typed):
        as_typed, used = search(Asking(typed, known, exactly=False).most(needed(typed.words)))
        if as_typed.total:
            is_other = not _may_be_meant(typed, known)
            return Found(as_typed, typed, is_suggestion=is_other, query=used)
    if not page.total and len(reading.words) > 1:
        asked = Asking(reading, known, exactly=reading.has_marks, as_said=True)
        page, used = search(asked.strict)
    if not page.total:
        return _otherwise(search, asking, known)
    if page.total < FEW:
        exactly = reading.has_marks and asked is asking
        page, used = _more(search, asked, known, page, used, exactly=exactly)
    return Found(page, reading, query=used)


def _is_hardly_other(reading: Reading, known: Known) -> bool:
    """Whether there are words with marks like these, one of them hardly other."""
    return any(map(known.vocabulary.is_nearly, reading.words)) and _may_be_meant(reading, known)


def _may_be_meant(reading: Reading, known: Known) -> bool:
    """Whether the index has such a word for each that was typed with marks: "muống" is neither "mường" nor "muông"."""
    return all(known.vocabulary.likely(each) for each in reading.words if each.has_marks)


def _is_mentioned_only(search: _Search, asking: Asking, enough: int) -> bool:
    """Whether what was asked for, in a word or two, only stands in descriptions: of cinnamon for coffee, say."""
    return len(asking.reading.words) <= 2 and not search.count(asking.outside_descriptions(enough))


def _instead(search: _Search, asking: Asking, known: Known, enough: int) -> Found | None:
    """Where there is none of it, other things that may do, said to be suggestions: notoginseng is no ginseng."""
    asked = Asking(asking.reading, known, exactly=asking.reading.has_marks, instead=True)
    if asked.others == asking.others:
        return None
    page, used = search(asked.most(enough))
    return Found(page, asking.reading, is_suggestion=True, query=used) if page.total else None


class _Search:
    """Asks the engine under the filters of `asking`, for its facets and its page."""

    def __init__(self, engine: SearchEngine, asking: Query) -> None:
        self.engine = engine
        self.asking = asking

    def __call__(self, query: Query) -> tuple[Page, Query]:
        """The page, and what was asked."""
        whole = replace(self.asking, groups=query.groups, at_least=query.at_least, bonuses=query.bonuses)
        return self.engine.search(whole), whole

    def count(self, query: Query) -> int:
        """How many there are: no page, no facets, no order; what is near is a filter too."""
        filters, near = self.asking.filters, self.asking.near
        only_filters = Query(query.groups, query.at_least, filters=filters, near=near, size=0)
        return self.engine.search(only_filters).total


def _more(
    search: _Search, asking: Asking, known: Known, page: Page, used: Query, *, exactly: bool
) -> tuple[Page, Query]:
    """Few things are all of it: let follow what is half of it, by the same marks as those few were found."""
    reading = asking.reading
    wider = with_places(reading) if page.total < VERY_FEW else reading
    if len(wider.words) < 2:
        return page, used
    half = Asking(wider, known, exactly=exactly).most(max(1, len(reading.words) // 2))
    return search(asking.more(half))


def _otherwise(search: _Search, asking: Asking, known: Known) -> Found:
    """Nothing has it in its names: descriptions, then, said to be suggestions, what has any word of it."""
    page, used = search(in_texts(asking.reading, known))
    if page.total:
        return Found(page, asking.reading, is_suggestion=True, query=used)
    page, used = search(asking.most(1))
    return Found(page, asking.reading, is_suggestion=True, query=used)
