"""Verbs about the index: build it, bring documents into step, look for what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from marketplace.catalog.models import (
    AssignedProductAttributeValue,
    AttributeValue,
    Product,
    ProductChannelListing,
)
from marketplace.channel.models import Channel
from marketplace.ports.search import Document, Progress, SearchEngine
from marketplace.search import certificates
from marketplace.search.goods import AT_ONCE, goods_documents, key_of_goods
from marketplace.search.others import cooperative_documents, page_documents, place_documents


def all_documents() -> Iterator[Document]:
    """Everything that can be found: goods, cooperatives, places, pages."""
    return chain(goods_documents(), _all_but_goods())


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
    wanted = list(product_ids)
    channels = list(Channel.objects.values_list("pk", flat=True))
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        fresh = list(goods_documents(some))
        possible = {key_of_goods(product, channel) for product in some for channel in channels}
        engine.put(fresh)
        engine.drop(possible - {each.key for each in fresh})


def refresh_cooperative(*, engine: SearchEngine, cooperative_id: int) -> None:
    """Bring a cooperative's own document into step, and those of all places: it may have been the first in one."""
    fresh = list(cooperative_documents([cooperative_id]))
    engine.put([*fresh, *place_documents()])
    if not fresh:
        engine.drop([f"cooperative/{cooperative_id}"])


def refresh_page(*, engine: SearchEngine, page_id: int) -> None:
    """Bring a page's document into step, also where it is hidden now."""
    fresh = list(page_documents([page_id]))
    engine.put(fresh)
    if not fresh:
        engine.drop([f"page/{page_id}"])


def reconcile(*, engine: SearchEngine, after: int, size: int) -> int:
    """Compare the next `size` products behind the id `after`; from the start also all else, and what is gone.

    Gives the id to go on behind, 0 when all have been seen.
    """
    there = dict(engine.ids())
    rows = Product.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
    products = list(rows[:size])
    documents = chain(goods_documents(products), () if after else _all_but_goods())
    for batch in _batches(each for each in documents if there.get(each.key) != each.version):
        engine.put(batch)
    if not after:
        engine.drop(_gone(there))
    return products[-1] if len(products) == size else 0


def with_ended_certificates(*, since: date, before: date) -> list[int]:
    """Ids of the products one of whose certificates held on `since` and does not on `before`."""
    texts = AttributeValue.objects.filter(attribute__slug__in=certificates.ATTRIBUTES).order_by("pk")
    ended = [
        pk for pk, text in texts.values_list("pk", "name") if certificates.ended_between(text, since, before)
    ]
    rows = AssignedProductAttributeValue.objects.filter(value__within=ended).order_by("product")
    return list(rows.values_list("product", flat=True).distinct())


def _all_but_goods() -> Iterator[Document]:
    return chain(cooperative_documents(), place_documents(), page_documents())


def _gone(keys: Iterable[str]) -> list[str]:
    """Keys of what is no more; only keys are looked at, so that it is quick however much there is."""
    rows = ProductChannelListing.objects.values_list("product", "channel")
    current = {key_of_goods(*row) for row in rows.iterator()}
    current.update(each.key for each in _all_but_goods())
    return [key for key in keys if key not in current]


def _batches(documents: Iterable[Document], size: int = AT_ONCE) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for each in documents:
        batch.append(each)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
