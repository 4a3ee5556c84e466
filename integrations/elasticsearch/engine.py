"""Elasticsearch behind the port. The client is imported when the first one is built: that takes a second."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.dsl import Search
from elasticsearch.helpers import BulkIndexError, streaming_bulk

from integrations.elasticsearch.mapping import Found
from integrations.elasticsearch.questions import asked, order_of, suggested
from marketplace.ports.errors import Unavailable
from marketplace.ports.search import DEEPEST, EDITION, Document, Filter, Health, Hit, Page, Progress, Query

MOST_TAGS, MOST_WORDS = 1000, 50_000
NONE = 2**62
"""By something beyond this the server sorts what has no number."""
AT_ONCE = 1000
KEPT_ALIVE = "1m"


class ElasticsearchEngine:
    """An alias on a server, and behind it the index of the day. What is of another edition is not seen."""

    def __init__(self, url: str, alias: str = "chophien", seconds: float = 1.0) -> None:
        self.name = alias
        self.alias = f"{alias}.{EDITION}"
        self.quick = Elasticsearch(url, request_timeout=seconds, max_retries=0, retry_on_timeout=False)
        self.patient = self.quick.options(request_timeout=60)

    def put(self, documents: Iterable[Document]) -> None:
        """Add or replace, in bulk; pushed back by the server, it waits twice as long each time."""
        with _answering():
            if not self._is_built():
                return
            self._write(_written(each) | {"_index": self.alias} for each in documents)

    def drop(self, keys: Iterable[str]) -> None:
        """Take away."""
        with _answering():
            if not self._is_built():
                return
            actions = ({"_op_type": "delete", "_index": self.alias, "_id": key} for key in keys)
            for _ok, _item in streaming_bulk(self.patient, actions, raise_on_error=False, max_retries=5):
                pass

    def search(self, query: Query) -> Page:
        """The page asked for."""
        end = min(query.start + query.size, DEEPEST)
        asking = Search(using=self.quick, index=self.alias).query(asked(query)).source(False)
        asking = asking.sort(*order_of(query)).extra(track_total_hits=True, track_scores=True)
        for field in query.facets:
            asking.aggs.bucket(field, "terms", field=field, size=MOST_TAGS)
        asking = asking[query.start : max(query.start, end)] if query.start < DEEPEST else asking[0:0]
        with _answering():
            answer = self.quick.search(index=self.alias, body=asking.to_dict())
        hits = tuple(
            Hit(each["_id"], each["sort"][1], _score(each["sort"][0])) for each in answer["hits"]["hits"]
        )
        facets = {
            field: {each["key"]: each["doc_count"] for each in answer["aggregations"][field]["buckets"]}
            for field in query.facets
        }
        return Page(hits, answer["hits"]["total"]["value"], facets)

    def suggest(self, text: str, filters: tuple[Filter, ...], size: int) -> Sequence[Hit]:
        """Documents with such a beginning."""
        return self.search(suggested(text, filters, size)).hits if text else ()

    def rebuild(self, documents: Iterable[Document], progress: Progress = lambda done: None) -> int:
        """A new index, then the alias moves over in one step and the old ones go."""
        with _answering():
            index = self._create()
            done = self._write((_written(each) | {"_index": index} for each in documents), progress)
            self.patient.indices.refresh(index=index)
            self._move_alias(index)
        progress(done)
        return done

    def ids(self) -> Mapping[str, str]:
        """Keys and versions, page by page at one point in time."""
        found: dict[str, str] = {}
        with _answering():
            self.patient.indices.refresh(index=self.alias)
            point = self.patient.open_point_in_time(index=self.alias, keep_alive=KEPT_ALIVE)["id"]
            try:
                after: list[Any] | None = None
                while hits := self._page_of_all(point, after):
                    found |= {each["_id"]: each["fields"]["version"][0] for each in hits}
                    after = hits[-1]["sort"]
            finally:
                self.patient.close_point_in_time(id=point)
        return found

    def words(self) -> Mapping[str, int]:
        """The dictionary of `words`, counted by the server."""
        counting = {"words": {"terms": {"field": "words", "size": MOST_WORDS}}}
        with _answering():
            answer = self.patient.search(index=self.alias, size=0, aggregations=counting)
        return {each["key"]: each["doc_count"] for each in answer["aggregations"]["words"]["buckets"]}

    def explain(self, query: Query, key: str) -> Any:
        """The server's account of a score."""
        with _answering():
            if not self.quick.exists(index=self.alias, id=key):
                return None
            answer = self.quick.explain(index=self.alias, id=key, query=asked(query).to_dict())
        return answer.body.get("explanation")

    def health(self) -> Health:
        """What the cluster says. (`GET /` is not there in every build.)"""
        try:
            with _answering():
                state = self.quick.cluster.health()["status"]
                count = self.quick.count(index=self.alias)["count"]
        except Unavailable as error:
            return Health(False, note=str(error))
        return Health(True, count, f"elasticsearch, {state}")

    def flush(self) -> None:
        """Let searches see what was put."""
        with _answering():
            self.patient.indices.refresh(index=self.alias)

    def _page_of_all(self, point: str, after: list[Any] | None) -> list[Any]:
        answer = self.patient.search(
            size=AT_ONCE,
            pit={"id": point, "keep_alive": KEPT_ALIVE},
            sort="_shard_doc:asc",
            source=False,
            docvalue_fields=[{"field": "version"}],
            track_total_hits=False,
            search_after=after,
        )
        return answer["hits"]["hits"]

    def _write(self, actions: Iterable[dict[str, Any]], progress: Progress = lambda done: None) -> int:
        done = 0
        for done, _result in enumerate(
            streaming_bulk(
                self.patient, actions, chunk_size=AT_ONCE, max_retries=5, initial_backoff=0.2, max_backoff=10
            ),
            1,
        ):
            if done % AT_ONCE == 0:
                progress(done)
        return done

    def _is_built(self) -> bool:
        return bool(self.quick.indices.exists_alias(name=self.alias))

    def _create(self) -> str:
        index = f"{self.name}-{time.time_ns()}"
        made = Found._index.clone(name=index)
        made.settings(number_of_shards=1, number_of_replicas=0, refresh_interval="500ms")
        made.document(Found)
        self.patient.indices.create(index=index, body=made.to_dict())
        return index

    def _move_alias(self, index: str) -> None:
        old = [each for each in self.patient.indices.get(index=f"{self.name}-*") if each < index]
        held = (
            [*self.patient.indices.get_alias(name=self.alias)]
            if self.patient.indices.exists_alias(name=self.alias)
            else []
        )
        leaving = [{"remove": {"index": each, "alias": self.alias}} for each in held]
        self.patient.indices.update_aliases(
            actions=[*leaving, {"add": {"index": index, "alias": self.alias, "is_write_index": True}}]
        )
        if old:
            self.patient.indices.delete(index=old, ignore_unavailable=True)


def _score(sorted_by: float) -> int:
    """What a hit stands by: its score, its distance or its number, 0 where it has none."""
    return 0 if abs(sorted_by) > NONE else round(sorted_by)


def _written(document: Document) -> dict[str, Any]:
    fields: dict[str, Any] = {"key": document.key, "version": document.version}
    fields |= {**document.texts, **document.numbers}
    fields |= {field: list(tags) for field, tags in document.tags.items()}
    fields |= {field: list(numbers) for field, numbers in document.several.items()}
    if "latitude" in document.numbers:
        fields["location"] = {
            "lat": document.numbers["latitude"] / 100_000,
            "lon": document.numbers["longitude"] / 100_000,
        }
    return {"_id": document.key, "_source": fields}


@contextmanager
def _answering() -> Iterator[None]:
    """Whatever the server or the way to it does, the port says Unavailable."""
    try:
        yield
    except NotFoundError as error:
        raise Unavailable("there is no index yet: manage.py search rebuild") from error
    except (ApiError, TransportError, BulkIndexError) as error:
        raise Unavailable(f"elasticsearch does not answer: {type(error).__name__}") from error
