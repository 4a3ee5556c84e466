"""The embedded search engine: tantivy, in the process, on disk. Twin of Elasticsearch.

    <path>/current              the name of the folder that searches read
    <path>/<schema>-<number>/   an index

Only one process at a time may write into an index: the worker, which keeps its writer and commits in batches.
Readers elsewhere see a commit by themselves, and a swap by looking at `current`.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import shutil
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import tantivy

from integrations.embedded.search_queries import (
    IN_ONE_TEXT,
    LATE,
    asked,
    meters_between,
    schema,
    suggested,
    up_to,
)
from marketplace.ports.errors import Unavailable
from marketplace.ports.search import (
    DEEPEST,
    EDITION,
    NUMBERS,
    SEVERAL,
    TAGS,
    TEXTS,
    Document,
    Filter,
    Health,
    Hit,
    Order,
    Page,
    Progress,
    Query,
)

log = logging.getLogger(__name__)
BATCH_SECONDS = 0.2
WRITER_BYTES = 64_000_000
REBUILDER_BYTES = 256_000_000
"""What fits is written in one piece, and searched in one: 100,000 goods do."""
LOOK_SECONDS = 0.1
"""How often `current` is read, so that a swap elsewhere is noticed."""
KIND = sha256(repr((EDITION, TEXTS, TAGS, NUMBERS, SEVERAL, IN_ONE_TEXT, LATE)).encode()).hexdigest()[:8]
"""Beginning of the names of folders with this schema: an index of another is not opened."""
TIES = 60
"""So many more hits are read than asked for, to put alike ones into the order of their numbers."""
IN_ORDER = "in-order"
"""A file beside an index whose documents lie in the order of their numbers, but for those that are late."""
MOST_TAGS = 1000


class TantivyEngine:
    """An index in a folder. Safe to use from several threads and, for reading, from several processes."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self.schema = schema()
        self._name = ""
        self._looked = 0.0
        self._is_in_order = False
        self._index: tantivy.Index | None = None
        self._writer: tantivy.IndexWriter | None = None
        self._timer: threading.Timer | None = None
        self._lock = threading.RLock()
        atexit.register(self._leave)

    def put(self, documents: Iterable[Document]) -> None:
        """Add or replace; committed with what else comes within BATCH_SECONDS."""
        if not self._current():
            return
        with self._writing() as writer:
            for each in documents:
                writer.delete_documents_by_term("key", each.key)
                writer.add_document(_written(each, is_late=True))

    def drop(self, keys: Iterable[str]) -> None:
        """Take away; committed as by `put`."""
        if not self._current():
            return
        with self._writing() as writer:
            for key in keys:
                writer.delete_documents_by_term("key", key)

    def search(self, query: Query) -> Page:
        """The page asked for, in whole-number scores."""
        searcher = self._opened().searcher()
        if not query.size:  # scores that nobody sees
            query = replace(query, bonuses=())
        question = asked(query, self.schema, searcher)
        if query.near:
            hits, total = self._nearest(searcher, question, query)
        elif query.order:
            hits, total = _in_order(searcher, question, query, query.order)
        else:
            hits, total = self._best(searcher, question, query)
        if total and query.facets and query.bonuses:  # what only raises scores counts nothing
            question = asked(replace(query, bonuses=()), self.schema, searcher)
        return Page(tuple(hits), total, _counted(searcher, question, query.facets))

    def suggest(self, text: str, filters: tuple[Filter, ...], size: int) -> Sequence[Hit]:
        """Documents with such a beginning."""
        return self.search(suggested(text, filters, size)).hits if text else ()

    def rebuild(self, documents: Iterable[Document], progress: Progress = lambda done: None) -> int:
        """A new folder, then `current` names it; older folders go away once nobody reads them."""
        folder = self._unused_folder()
        folder.mkdir(parents=True)
        index = tantivy.Index(self.schema, path=str(folder))
        writer = index.writer(REBUILDER_BYTES, 1)
        done = highest = 0
        for done, each in enumerate(documents, 1):
            number = each.numbers.get("number", 0)
            writer.add_document(_written(each, is_late=number < highest))
            highest = max(highest, number)
            if done % 1000 == 0:
                progress(done)
        writer.commit()
        writer.wait_merging_threads()
        progress(done)
        index.reload()
        if index.searcher().num_segments == 1:  # several lie in any order
            (folder / IN_ORDER).touch()
        self._swap(folder.name)
        return done

    def ids(self) -> Mapping[str, str]:
        """Keys and versions, from what is stored."""
        searcher = self._opened().searcher()
        found = searcher.search(tantivy.Query.all_query(), limit=max(1, searcher.num_docs), count=False)
        documents = (searcher.doc(address) for _score, address in found.hits)
        return {each["key"][0]: each["version"][0] for each in documents}

    def words(self) -> Mapping[str, int]:
        """The dictionary of `words`."""
        return dict(self._opened().searcher().terms_with_prefix("words", ""))

    def explain(self, query: Query, key: str) -> Any:
        """tantivy's account of a score."""
        searcher = self._opened().searcher()
        own = tantivy.Query.term_query(self.schema, "key", key, "basic")
        for _score, address in searcher.search(own, limit=1).hits:
            with suppress(ValueError):  # it is not among what is found
                return json.loads(asked(query, self.schema, searcher).explain(searcher, address).to_json())
        return None

    def health(self) -> Health:
        """Whether there is an index."""
        try:
            index = self._opened()
        except Unavailable as error:
            return Health(False, note=str(error))
        return Health(True, index.searcher().num_docs, f"tantivy in {self._name}")

    def flush(self) -> None:
        """Commit what waits, and show it to this process's next search."""
        with self._lock:
            if self._timer:
                self._timer.cancel()
                self._timer = None
            if self._writer:
                self._writer.commit()
            if self._index:
                self._index.reload()

    def close(self) -> None:
        """Commit and give the writer's place free."""
        with self._lock:
            try:
                self.flush()
                if self._writer:
                    self._writer.wait_merging_threads()
            finally:
                self._writer = self._index = None
                self._name = ""

    def _leave(self) -> None:
        """At the end of the process, or after a swap; a folder that is gone by then needs no commit."""
        with suppress(ValueError, OSError):
            self.close()

    @contextmanager
    def _writing(self) -> Iterator[tantivy.IndexWriter]:
        with self._lock:
            index = self._opened()
            if self._writer is None:
                try:
                    self._writer = index.writer(WRITER_BYTES, 1)
                except ValueError as error:
                    raise Unavailable("another process writes into the index") from error
            yield self._writer
            if self._timer is None:
                self._timer = threading.Timer(BATCH_SECONDS, self._flush_later)
                self._timer.daemon = True
                self._timer.start()

    def _flush_later(self) -> None:
        try:
            self.flush()
        except Exception:  # the thread has nobody to tell; reconciliation finds what is missing
            log.exception("the index could not be written")

    def _opened(self) -> tantivy.Index:
        """The index that `current` names, opened again after a swap."""
        now, index = time.monotonic(), self._index
        if index is not None and now < self._looked + LOOK_SECONDS:
            return index
        name, self._looked = self._current(), now
        if index is not None and name == self._name:
            return index
        with self._lock:
            if not name:
                raise Unavailable("there is no index yet: manage.py search rebuild")
            self._leave()
            try:
                self._index = tantivy.Index(self.schema, path=str(self.path / name))
            except (OSError, ValueError) as error:
                raise Unavailable("the index cannot be opened: manage.py search rebuild") from error
            self._name, self._is_in_order = name, (self.path / name / IN_ORDER).exists()
            return self._index

    def _current(self) -> str:
        try:
            name = (self.path / "current").read_text()
        except OSError:
            return ""
        return name if name.startswith(KIND) else ""

    def _unused_folder(self) -> Path:
        taken = [int(each.name.rpartition("-")[2]) for each in self.path.glob(f"{KIND}-*")]
        return self.path / f"{KIND}-{max(taken, default=0) + 1}"

    def _swap(self, name: str) -> None:
        before = self._current()
        fresh = self.path / f"current.{os.getpid()}"
        fresh.write_text(name)
        fresh.replace(self.path / "current")
        self._looked = 0.0
        for folder in self.path.iterdir():
            # the last one stays until the next swap: a reader may be in the middle of it
            if folder.is_dir() and folder.name not in (name, before):
                shutil.rmtree(folder, ignore_errors=True)

    def _best(
        self, searcher: tantivy.Searcher, question: tantivy.Query, query: Query
    ) -> tuple[list[Hit], int]:
        end = min(query.start + query.size, DEEPEST)
        found = searcher.search(question, limit=end + TIES if query.size else 1, count=True)
        if not query.size:
            return [], found.count  # type: ignore[attr-defined]
        scored = sorted(_numbered(searcher, found.hits), key=_place)
        if query.start < end < len(scored) < found.count and scored[end - 1][0] == scored[-1][0]:  # type: ignore[attr-defined]
            scored = self._settled(searcher, question, scored, end)
        return _hits(searcher, scored[query.start : end], query), found.count  # type: ignore[attr-defined]

    def _settled(
        self, searcher: tantivy.Searcher, question: tantivy.Query, scored: list[Numbered], end: int
    ) -> list[Numbered]:
        """Up to `end`, where more are alike there than were read: those of the lowest numbers.

        Alike ones are read as they lie. Where that is in the order of their numbers, only those that are late can be
        missing, and there are few of them. Of those that were read, enough have no higher number than the last one
        before `end`, so nothing beyond that number is asked for again.
        """
        score, limit = scored[-1][0], len(scored)
        better = [each for each in scored if each[0] > score]
        right = self._lying_in_order(searcher, scored[len(better) :])
        is_late = len(better) + len(right) >= end
        if not is_late:
            right = []
        elif not searcher.doc_freq(LATE, 1):
            return better + right
        last = (better + right if is_late else scored)[end - 1][1]
        near, read = up_to(question, last, self.schema, is_late=is_late), limit
        while read == limit:
            limit *= 2
            again = _numbered(searcher, searcher.search(near, limit=limit, count=False).hits)
            read = len(again) if again and again[-1][0] == score else 0
            scored = better + sorted((*right, *(each for each in again if each[0] == score)), key=_place)
        return scored

    def _lying_in_order(self, searcher: tantivy.Searcher, scored: list[Numbered]) -> list[Numbered]:
        if not self._is_in_order:
            return []
        late = searcher.fast_field_values(LATE, [address for _score, _number, address in scored])
        return [each for each, is_late in zip(scored, late, strict=True) if not is_late]

    def _nearest(
        self, searcher: tantivy.Searcher, question: tantivy.Query, query: Query
    ) -> tuple[list[Hit], int]:
        assert query.near is not None
        found = searcher.search(question, limit=DEEPEST, count=False).hits
        addresses = [address for _score, address in found]
        places = zip(
            _numbered(searcher, found),
            searcher.fast_field_values("latitude", addresses),
            searcher.fast_field_values("longitude", addresses),
            strict=True,
        )
        ranked = [
            (meters, number, address)
            for (_score, number, address), latitude, longitude in places
            if latitude is not None
            and longitude is not None
            and (meters := meters_between(query.near, int(latitude), int(longitude))) <= query.near.meters
        ]
        ranked.sort(key=lambda each: each[:2])
        return _hits(searcher, ranked[query.start : query.start + query.size], query), len(ranked)


def _in_order(
    searcher: tantivy.Searcher, question: tantivy.Query, query: Query, order: Order
) -> tuple[list[Hit], int]:
    """By a number. Alike ones are read as they lie: read on until the page's last one has no more of them behind it."""
    way = tantivy.Order.Desc if order.is_downwards else tantivy.Order.Asc
    turn = -1 if order.is_downwards else 1
    end = min(query.start + query.size, DEEPEST)
    read: list[tuple[Any, Any]] = []
    limit, alike = end + TIES, True
    while alike:
        found = searcher.search(question, limit, count=True, order_by_field=order.field, order=way)
        read = found.hits
        alike = 0 < end < limit <= len(read) and read[-1][0] == read[end - 1][0]
        limit *= 2 if alike else 1
    numbers = _numbers(searcher, [address for _value, address in read])
    ranked = [
        ((value is None, turn * (value or 0), turn * number), (value or 0, number, address))
        for (value, address), number in zip(read, numbers, strict=True)
    ]
    ranked.sort(key=lambda each: each[0])
    return _hits(searcher, [hit for _key, hit in ranked[query.start : end]], query), found.count  # type: ignore[attr-defined]


def _written(document: Document, *, is_late: bool) -> tantivy.Document:
    made = tantivy.Document()
    if is_late:
        made.add_integer(LATE, 1)
    made.add_text("key", document.key)
    made.add_text("version", document.version)
    for field, text in document.texts.items():
        made.add_text(field, text)
    for field, tags in document.tags.items():
        for tag in (" ".join(tags),) if field in IN_ONE_TEXT else tags:
            made.add_text(field, tag)
    for field, number in document.every_number():
        made.add_integer(field, number)
    return made


Numbered = tuple[int, int, Any]
"""Score, number, address."""


def _place(each: Numbered) -> tuple[int, int]:
    return -each[0], each[1]


def _numbered(searcher: tantivy.Searcher, hits: Sequence[Any]) -> list[Numbered]:
    numbers = _numbers(searcher, [address for _score, address in hits])
    return [(round(score), number, address) for (score, address), number in zip(hits, numbers, strict=True)]


def _numbers(searcher: tantivy.Searcher, addresses: list[Any]) -> list[int]:
    found = searcher.fast_field_values("number", addresses) if addresses else []
    return [int(number or 0) for number in found]


def _hits(searcher: tantivy.Searcher, numbered: Sequence[Numbered], query: Query) -> list[Hit]:
    """Keys are stored with the documents, which have to be unpacked for them."""
    if query.only_numbers:
        return [Hit("", number, score) for score, number, _address in numbered]
    return [Hit(searcher.doc(address)["key"][0], number, score) for score, number, address in numbered]


def _counted(
    searcher: tantivy.Searcher, question: tantivy.Query, facets: Iterable[str]
) -> dict[str, dict[str, int]]:
    wanted = {field: {"terms": {"field": field, "size": MOST_TAGS}} for field in facets}
    if not wanted:
        return {}
    counted = searcher.aggregate(question, wanted)
    return {field: {each["key"]: each["doc_count"] for each in counted[field]["buckets"]} for field in wanted}
