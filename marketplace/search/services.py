"""Verbs about the index: build it, bring documents into step, look for what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from marketplace.channel.models import Channel
from marketplace.ports.search import Document, Progress, SearchEngine
from marketplace.search.goods import goods_documents, key_of_goods
from marketplace.search.others import cooperative_documents, page_documents, place_documents


def all_documents() -> Iterator[Document]:
    """Everything that can be found: goods, cooperatives, places, pages."""
    return chain(goods_documents(), cooperative_documents(), place_documents(), page_documents())


def rebuild(*, engine: SearchEngine, progress: Progress = lambda done: None) -> int:
    """Build a new index beside the old and swap; gives the number of documents."""
    return engine.rebuild(all_documents(), progress)


@dataclass(frozen=True)
class Differences:
    """Keys of documents that the index lacks, has in another version, or has though they are gone."""

    missing: tuple[str, ...]
    stale: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.gone)


def check(*, engine: SearchEngine, repair: bool = True) -> Differences:
    """Compare database and index; put right what differs unless told not to."""
    there = dict(engine.ids())
    missing: list[str] = []
    stale: list[str] = []

    def differing() -> Iterator[Document]:
        for each in all_documents():
            version = there.pop(each.key, None)
            if version == each.version:
                continue
            (missing if version is None else stale).append(each.key)
            yield each

    if repair:
        for batch in _batches(differing()):
            engine.put(batch)
        engine.drop(there)
    else:
        for _each in differing():
            pass
    return Differences(tuple(missing), tuple(stale), tuple(there))


def refresh_goods(*, engine: SearchEngine, product_ids: Iterable[int]) -> None:
    """Bring the documents of these products into step, those that are gone included."""
    wanted = set(product_ids)
    fresh = list(goods_documents(wanted))
    keys = {each.key for each in fresh}
    channels = Channel.objects.values_list("pk", flat=True)
    possible = {key_of_goods(product, channel) for product in wanted for channel in channels}
    engine.put(fresh)
    engine.drop(possible - keys)


def _batches(documents: Iterator[Document], size: int = 500) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for each in documents:
        batch.append(each)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
