"""The units themselves, read from data/."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from marketplace.core.vietnamese import sort_key

DATA = Path(__file__).parent / "data"
COMMUNE_TYPES = ("Xã ", "Phường ", "Đặc khu ", "Thị trấn ")
PROVINCE_TYPES = ("Tỉnh ", "Thành phố ")


@dataclass(frozen=True, slots=True)
class Province:
    """One of the 34: `name` bare ("Lào Cai"), `full_name` official ("Tỉnh Lào Cai"), `former` what was merged."""

    code: str
    name: str
    full_name: str
    former: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commune:
    """One of the 3,321 communes, wards and special zones."""

    code: str
    name: str
    full_name: str
    province_code: str


@dataclass(frozen=True, slots=True)
class Former:
    """A commune as it was until June 2025, and the codes of those that took any of it."""

    name: str
    district: str
    province: str
    codes: tuple[str, ...]


def bare(full_name: str, types: tuple[str, ...]) -> str:
    """The name without its kind of unit: "Xã Bát Xát" is "Bát Xát"."""
    return next((full_name[len(kind) :] for kind in types if full_name.startswith(kind)), full_name)


@cache
def provinces() -> tuple[Province, ...]:
    """All provinces in Vietnamese alphabetical order of their bare names."""
    rows = (
        Province(code, name, full, tuple(former.split("; ")))
        for code, full, name, former in _lines("provinces.tsv")
    )
    return tuple(sorted(rows, key=lambda each: sort_key(each.name)))


@cache
def communes_of(province_code: str) -> tuple[Commune, ...]:
    """The communes of a province in Vietnamese alphabetical order of their bare names; empty for an unknown code."""
    found = (each for each in _communes().values() if each.province_code == province_code)
    return tuple(sorted(found, key=lambda each: (sort_key(each.name), each.code)))


def province(code: str) -> Province | None:
    """The province of this code."""
    return next((each for each in provinces() if each.code == code), None)


def commune(code: str) -> Commune | None:
    """The commune of this code."""
    return _communes().get(code)


def old_districts_of(commune_code: str) -> tuple[str, ...]:
    """Former districts ("Huyện Bát Xát") whose land is in this commune, in official order."""
    return tuple(dict.fromkeys(each.district for each in former_of(commune_code)))


def former_names_of(commune_code: str) -> tuple[str, ...]:
    """Former communes, districts and provinces of this commune: what people still type when they search."""
    return tuple(
        dict.fromkeys(
            name
            for each in former_of(commune_code)
            for name in (each.name, each.district, each.province)
            if name
        )
    )


def former_of(commune_code: str) -> list[Former]:
    """What this commune was made from."""
    return _former_by_code().get(commune_code, [])


@cache
def _communes() -> dict[str, Commune]:
    rows = _lines("communes.tsv")
    return {code: Commune(code, bare(full, COMMUNE_TYPES), full, province) for code, province, full in rows}


@cache
def _former_by_code() -> dict[str, list[Former]]:
    found: dict[str, list[Former]] = defaultdict(list)
    for former in _formers():
        for code in former.codes:
            found[code].append(former)
    return dict(found)


def _formers() -> Iterator[Former]:
    province = district = ""
    for name, *codes in _lines("former.txt"):
        if name.startswith("# "):
            province = name[2:]
        elif name.startswith("= "):
            district = name[2:]
        else:
            yield Former(name, district, province, tuple(codes[0].split()))


def _lines(file: str) -> list[list[str]]:
    return [line.split("\t") for line in (DATA / file).read_text("utf-8").splitlines()]
