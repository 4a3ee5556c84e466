"""What searches know of the index and of the shop before they read a text. Kept, and read again beside the searches."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Thread
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections
from django.utils import timezone

from marketplace.cooperative.models import Cooperative
from marketplace.core.places import commune, communes_of, provinces
from marketplace.core.places.units import PROVINCE_TYPES, bare
from marketplace.core.vietnamese import Synonyms, is_word, spelled_and_folded, syllables, synonyms_of
from marketplace.core.vietnamese.synonyms import OWN_FILE
from marketplace.ports.errors import Unavailable
from marketplace.ports.search import Group, Query, SearchEngine, Word
from marketplace.search.correcting import folded
from marketplace.search.documents import place_phrases
from marketplace.search.names import kind_of_seller
from marketplace.search.reading import Known

KNOWN_SECONDS = 20.0
"""It is read again when it is so old."""
SHARE = 50
"""Of the time of a process, reading it again takes no more than one part in so many."""
READER = "reader of the index"
"""The thread that does."""
_CODE = re.compile(r"[^\W\d_]\w*\d")
"""In a word: digits behind letters."""


@dataclass
class _Kept:
    """What is known, until when it is new enough."""

    known: Known
    until: float


_kept: dict[int, _Kept] = {}


def known_to(engine: SearchEngine) -> Known:
    """Words and places of the index, read again from time to time; synonyms at once when their file has changed.

    Only the first search of a process waits for it. Raises Unavailable.
    """
    kept = _kept.get(id(engine))
    if kept is None:
        began = time.monotonic()
        kept = _kept[id(engine)] = _Kept(_read(engine), until=0.0)
        kept.until = _fresh_until(began)
    elif (now := time.monotonic()) >= kept.until:
        kept.until = now + KNOWN_SECONDS  # nobody else begins meanwhile
        Thread(target=_read_again, args=(engine, kept), name=READER, daemon=True).start()
    if kept.known.synonyms is not (synonyms := own_synonyms()):
        kept.known = replace(kept.known, synonyms=synonyms)
    return kept.known


def forget() -> None:
    """Read what is known of the index anew."""
    _kept.clear()


def _fresh_until(began: float) -> float:
    now = time.monotonic()
    return now + max(KNOWN_SECONDS, (now - began) * SHARE)


def _read_again(engine: SearchEngine, kept: _Kept) -> None:
    """In a thread of its own: what is still the same stays, with all that was made of it."""
    began = time.monotonic()
    try:
        known = _read(engine)
        if known != kept.known:
            known.prepare()
            kept.known = known
    except (Unavailable, DatabaseError):
        pass  # whoever searches is told
    finally:
        kept.until = _fresh_until(began)
        connections.close_all()


def _read(engine: SearchEngine) -> Known:
    words = {word: count for word, count in engine.words().items() if is_word(word)}
    documents = max([2, *words.values()])
    return Known(
        in_both_forms(words, documents),
        _places(),
        own_synonyms(),
        documents,
        sellers=_sellers(),
        elsewhere=_elsewhere(),
        around=_around(),
        codes=Codes(engine),
        month=timezone.localdate().month,
    )


@dataclass(frozen=True)
class Codes:
    """Words of the index with digits behind letters: asked for one by one, for each good has its own."""

    engine: SearchEngine

    def __contains__(self, word: object) -> bool:
        """Whether something says it. Raises Unavailable."""
        if not isinstance(word, str) or not _CODE.search(word):
            return False
        return self.engine.search(Query(groups=(Group((Word("codes", word),)),), size=0)).total > 0


def in_both_forms(words: Mapping[str, int], documents: int) -> dict[str, int]:
    """The words, and without their marks; of those the documents are added up, which is more than there are at most."""
    found: dict[str, int] = {}
    for word, count in words.items():
        letters = folded(word)
        found[letters] = min(found.get(letters, 0) + count, documents)
    return {**found, **{word: count for word, count in words.items() if word not in found}}


def own_synonyms() -> Synonyms:
    """Those of SEARCH_SYNONYMS, else our own."""
    return synonyms_of(Path(settings.SEARCH_SYNONYMS) if settings.SEARCH_SYNONYMS else OWN_FILE)


def _places() -> frozenset[str]:
    return _phrases(_communes())


def _around() -> frozenset[str]:
    """Names of all places in the provinces that cooperatives are in."""
    places = filter(None, map(commune, _communes()))
    codes = dict.fromkeys(place.province_code for place in places)
    return _phrases(tuple(each.code for code in codes for each in communes_of(code)))


def _communes() -> tuple[str, ...]:
    """Codes of those that a cooperative is in."""
    codes = Cooperative.objects.filter(is_active=True).order_by("commune_code")
    return tuple(dict.fromkeys(codes.values_list("commune_code", flat=True)))


def _sellers() -> frozenset[str]:
    names = Cooperative.objects.filter(is_active=True).values_list("name", flat=True)
    said = [syllables(name) for name in names]
    names_alone = (" ".join(each.folded for each in name[len(kind_of_seller(name)) :]) for name in said)
    return frozenset(name for name in names_alone if " " in name)


def _elsewhere() -> Mapping[str, str]:
    """Names of provinces, those of before too, that no cooperative is in."""
    there = _places()
    named = (name for each in provinces() for name in (each.name, *each.former))
    said = ([each.marked for each in syllables(bare(name, PROVINCE_TYPES))] for name in named)
    names = {spelled_and_folded(" ".join(name)): " ".join(name) for name in said if len(name) > 1}
    return {letters: name for letters, name in names.items() if letters not in there}


@lru_cache(maxsize=8)
def _phrases(codes: tuple[Any, ...]) -> frozenset[str]:
    return place_phrases(codes)
