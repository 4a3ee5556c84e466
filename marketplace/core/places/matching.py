"""Finding a place by what people type: without marks, with or without its kind, by the name it had before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from marketplace.core.places.units import (
    COMMUNE_TYPES,
    PROVINCE_TYPES,
    Commune,
    Former,
    Province,
    bare,
    commune,
    communes_of,
    former_of,
    old_districts_of,
    provinces,
)
from marketplace.core.vietnamese import fold

_NICKNAMES = {
    "hcm": "hochiminh",
    "hcmc": "hochiminh",
    "saigon": "hochiminh",
    "hn": "hanoi",
    "thuathienhue": "hue",
}
_PROVINCE_KIND = re.compile(
    r"^(?:tinh|thanh pho|province of)\s+|^(?:tp|t)(?:\.\s*|\s+)|^tp(?=hcm)|\s+(?:province|city)$"
)
_COMMUNE_KIND = re.compile(
    r"^(?:xa|phuong|thi tran|dac khu)\s+|^(?:x|p|tt)(?:\.\s*|\s+)|\s+(?:ward|commune|special zone)$"
)
_DISTRICT_KIND = re.compile(r"^(?:huyen|quan|thi xa|thanh pho)\s+|^(?:h|q|tx|tp)(?:\.\s*|\s+)|\s+district$")


@dataclass(frozen=True, slots=True)
class Found:
    """A province, and the official name of the former one that was named instead of it, if so."""

    province: Province
    former: str | None = None


def key_of(text: str) -> str:
    """What is compared: folded letters and digits only ("Bà Rịa - Vũng Tàu" is "bariavungtau")."""
    return re.sub(r"[^a-z0-9]", "", fold(text))


def find_province(text: str) -> Found | None:
    """The province of this present or former name. "tp hcm", "Yen Bai" and "Tỉnh Lào Cai" are understood."""
    key = key_of(_PROVINCE_KIND.sub("", fold(text)))
    return _province_names().get(_NICKNAMES.get(key, key))


def find_communes(
    text: str, province_code: str, *, former: str | None = None, district: str = ""
) -> list[Commune]:
    """Communes of the province that this present or former name can mean: none, the one, or several to choose from.

    `former` is a former province and `district` a former district to look in first.
    """
    index = _index(province_code)
    for narrow in _narrowings(former, district):
        for kind, key in _readings(text):
            hits = [hit for hit in index.get((kind, key), []) if hit.fits(*narrow)]
            if hits:
                return _communes_of_hits(_with_marks(hits, text))
    return []


def communes_of_district(text: str, province_code: str) -> list[Commune]:
    """Present communes on the land of the former district of this name."""
    key = _district_key(text)
    return [
        each for each in communes_of(province_code) if key in map(_district_key, old_districts_of(each.code))
    ]


@dataclass(frozen=True, slots=True)
class _Hit:
    name: str
    codes: tuple[str, ...]
    former: Former | None

    def fits(self, former_province: str | None, district_key: str) -> bool:
        origins = [self.former] if self.former else former_of(self.codes[0])
        if former_province and former_province not in {each.province for each in origins}:
            return False
        return not district_key or district_key in {_district_key(each.district) for each in origins}


@cache
def _province_names() -> dict[str, Found]:
    names = {key_of(_bare(former)): Found(each, former) for each in provinces() for former in each.former}
    return names | {key_of(each.name): Found(each) for each in provinces()}


def _bare(province: str) -> str:
    return bare(province, PROVINCE_TYPES)


@cache
def _index(province_code: str) -> dict[tuple[str, str], list[_Hit]]:
    index: dict[tuple[str, str], list[_Hit]] = defaultdict(list)
    for each in communes_of(province_code):
        index["full", key_of(each.full_name)].append(_Hit(each.full_name, (each.code,), None))
        index["bare", key_of(each.name)].append(_Hit(each.name, (each.code,), None))
    for former in _formers_within(province_code):
        index["old full", key_of(former.name)].append(_Hit(former.name, former.codes, former))
        name = bare(former.name, COMMUNE_TYPES)
        index["old bare", key_of(name)].append(_Hit(name, former.codes, former))
    return dict(index)


def _formers_within(province_code: str) -> Iterator[Former]:
    here = {each.code for each in communes_of(province_code)}
    formers = dict.fromkeys(former for code in here for former in former_of(code) if former.name)
    for former in formers:
        codes = tuple(code for code in former.codes if code in here)
        yield Former(former.name, former.district, former.province, codes)


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """In which order a name is understood: as typed with its kind, present before former, then without its kind."""
    typed, stripped = key_of(text), key_of(_COMMUNE_KIND.sub("", fold(text)))
    yield from (("full", typed), ("old full", typed), ("bare", typed), ("bare", stripped))
    yield from (("old bare", typed), ("old bare", stripped))


def _narrowings(former: str | None, district: str) -> Iterator[tuple[str | None, str]]:
    """From the closest reading of what was said to the widest."""
    key = _district_key(district)
    return iter(dict.fromkeys([(former, key), (None, key), (former, ""), (None, "")]))


def _with_marks(hits: list[_Hit], text: str) -> list[_Hit]:
    """Where marks were typed they count: "Đào" is not "Dao"."""
    typed = text.casefold().strip()
    return [hit for hit in hits if hit.name.casefold() in typed] or hits


def _communes_of_hits(hits: Iterable[_Hit]) -> list[Commune]:
    codes = dict.fromkeys(code for hit in hits for code in hit.codes)
    return [found for code in codes if (found := commune(code))]


def _district_key(text: str) -> str:
    return key_of(_DISTRICT_KIND.sub("", fold(text)))


def province_with(commune_name: str) -> Province | None:
    """The one province that has a commune of this present name; None for none or several."""
    keys = {key_of(commune_name), key_of(_COMMUNE_KIND.sub("", fold(commune_name)))}
    found = [each for each in provinces() if not keys.isdisjoint(_present_names(each.code))]
    return found[0] if len(found) == 1 else None


@cache
def _present_names(province_code: str) -> frozenset[str]:
    communes = communes_of(province_code)
    return frozenset(key_of(name) for each in communes for name in (each.name, each.full_name))
