"""Facets of the API as links: each value adds itself to the address, a chosen one takes itself away again."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from storefront.forms.filters import KEYS, Filters
from storefront.ids import key_of
from storefront.wording import money

TITLES = {
    "season": ("thang", gettext_lazy("Mùa")),
    "category": ("dm", gettext_lazy("Sạp")),
    "cooperative": ("htx", gettext_lazy("Hợp tác xã")),
    "commune": ("xa", gettext_lazy("Nơi làm ra")),
    "certificate": ("cn", gettext_lazy("Giấy của loại hàng này")),
    "price_band": ("", gettext_lazy("Giá một gói")),
}
SHOWN = 6
"""Values that stand there at once; the rest opens."""


@dataclass(frozen=True)
class Choice:
    """One value: its words, how many goods have it, and the address with it or without it."""

    words: str
    count: int
    is_on: bool
    query: str


@dataclass(frozen=True)
class Group:
    """One facet."""

    title: str
    choices: list[Choice]

    @property
    def first(self) -> list[Choice]:
        """What stands there at once: the chosen ones too, wherever they would be."""
        return [each for place, each in enumerate(self.choices) if place < SHOWN or each.is_on]

    @property
    def rest(self) -> list[Choice]:
        """What opens."""
        return [each for each in self.choices[SHOWN:] if not each.is_on]


def groups(facets: list[dict], query: QueryDict, without: str = "") -> list[Group]:
    """The facets as they stand beside a list. A facet of one value that is not chosen divides nothing."""
    found = []
    for facet in sorted(facets, key=_place):
        title = TITLES[facet["slug"]][1] if facet["slug"] in TITLES else facet["name"]
        choices = [
            _choice(words, value["count"], pairs, query)
            for value in _in_order(facet)
            for words, pairs in _said(facet["slug"], value)
        ]
        if facet["slug"] != without and (len(choices) > 1 or any(each.is_on for each in choices)):
            found.append(Group(str(title), choices))
    return found


def tags(filters: Filters, facets: list[dict]) -> list[dict]:
    """The chosen values as chips, each with the query key and value that take it away."""
    names = {
        pair: words
        for facet in facets
        for value in facet["values"]
        for words, pairs in _said(facet["slug"], value)
        for pair in pairs
    }
    chosen = [
        *(("dm", each, _("Sạp khác")) for each in filters.categories),
        *(("htx", each, _("Hợp tác xã khác")) for each in filters.cooperatives),
        *(("xa", each, _("Nơi khác")) for each in filters.communes),
        *(("cn", each, _("Giấy khác")) for each in filters.certificates),
        *(("tt", each, _("Loại khác")) for each in filters.attributes),
    ]
    return [
        {"words": names.get((key, value), unknown), "key": key, "value": value}
        for key, value, unknown in chosen
    ]


def _in_order(facet: dict) -> list[dict]:
    """Prices from low to high; everything else as it comes, the most frequent first."""
    if facet["slug"] != "price_band":
        return facet["values"]
    return sorted(facet["values"], key=lambda value: int(value["value"].partition("-")[0]))


def _place(facet: dict) -> int:
    slugs = list(TITLES)
    return slugs.index(facet["slug"]) if facet["slug"] in slugs else len(slugs)


Pairs = tuple[tuple[str, str], ...]


def _said(slug: str, value: dict) -> list[tuple[str, Pairs]]:
    """The words of a value and what it puts into the address; nothing for what the shop has no address for."""
    name, found = value["name"], value["value"]
    if slug in ("category", "cooperative"):
        return [(name, ((TITLES[slug][0], key_of(found)),))]
    if slug == "price_band":
        low, _dash, high = found.partition("-")
        return [(_band(low, high), (("tu", low if low != "0" else ""), ("den", high)))]
    if slug == "season":
        return [(_("Đang có tháng này"), (("thang", found),))]
    if slug.startswith("attribute:"):
        return [(name, (("tt", f"{slug.partition(':')[2]}:{found}"),))]
    return [(name, ((TITLES[slug][0], found),))] if slug in TITLES else []


def _band(low: str, high: str) -> str:
    end = int(high.partition(".")[0] or 0) + 1  # 49999, or 499.99 where a currency has cents
    if low == "0":
        return _("Dưới %(price)s") % {"price": money(end)}
    if not high:
        return _("Từ %(price)s") % {"price": money(low)}
    return f"{money(low)} – {money(end)}"


def _choice(words: str, count: int, pairs: Pairs, query: QueryDict) -> Choice:
    is_on = all(value in query.getlist(key) if value else key not in query for key, value in pairs)
    kept = [(key, value) for key in KEYS for value in query.getlist(key)]
    single = {"tu", "den", "thang"} & {key for key, _value in pairs}
    rest = [(key, value) for key, value in kept if key not in single and (key, value) not in pairs]
    added = [] if is_on else [pair for pair in pairs if pair[1]]
    return Choice(words, count, is_on, "?" + urlencode(rest + added))
