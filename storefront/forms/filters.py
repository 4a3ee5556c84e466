"""The filters of a list, read from its address. Whatever is not understood is left out: a shared link always opens."""

import re
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from storefront import seasons
from storefront.ids import global_id
from storefront.points import point_typed
from storefront.wording import dong_typed, money

NEAREST = "gan"
SORTS = {
    "": (gettext_lazy("Chợ xếp"), None),
    "moi": (gettext_lazy("Mới về"), {"field": "PUBLISHED_AT", "direction": "DESC"}),
    "re": (gettext_lazy("Giá thấp trước"), {"field": "MINIMAL_PRICE", "direction": "ASC"}),
    "dat": (gettext_lazy("Giá cao trước"), {"field": "MINIMAL_PRICE", "direction": "DESC"}),
    "re-kg": (gettext_lazy("Giá mỗi kg, lít thấp trước"), {"field": "UNIT_PRICE", "direction": "ASC"}),
    "ten": (gettext_lazy("Tên A đến Y"), {"field": "NAME", "direction": "ASC"}),
    NEAREST: (gettext_lazy("Gần nhất trước"), {"field": "DISTANCE", "direction": "ASC"}),
}
KEYS = ("q", "dm", "htx", "xa", "cn", "tt", "thang", "tu", "den", "con", "xep", "gan", "bk")
"""Everything of an address that says what a list shows, but the page."""
RADII = (10, 30, 100)
"""Kilometers around the point somebody has given."""
MOST_OF_A_KIND = 20
_SHAPES = {
    "dm": re.compile(r"[0-9]{1,18}"),
    "htx": re.compile(r"[0-9]{1,18}"),
    "xa": re.compile(r"[0-9]{5}"),
    "cn": re.compile(r"[-a-z0-9_]{1,60}"),
    "tt": re.compile(r"[-a-z0-9_]{1,100}:[-\w]{1,150}"),
}


@dataclass(frozen=True)
class Filters:
    cooperatives: list[str] = field(default_factory=list)  # keys of ids
    categories: list[str] = field(default_factory=list)  # keys of ids
    communes: list[str] = field(default_factory=list)  # codes
    certificates: list[str] = field(default_factory=list)  # slugs of attributes
    attributes: list[str] = field(default_factory=list)  # "slug:slug of its value"
    month: int | None = None
    low: int | None = None
    high: int | None = None
    in_stock: bool = False
    sort: str = ""
    near: dict | None = None
    radius: int | None = None  # kilometers around `near`

    @classmethod
    def read(cls, query: QueryDict) -> "Filters":
        """The filters in an address's query."""
        month, sort = query.get("thang", ""), query.get("xep", "")
        low, high = dong_typed(query.get("tu", "")), dong_typed(query.get("den", ""))
        if low is not None and high is not None and low > high:
            low, high = high, low
        near = point_typed(query.get("gan", ""))
        return cls(
            cooperatives=_understood(query, "htx"),
            categories=_understood(query, "dm"),
            communes=_understood(query, "xa"),
            certificates=_understood(query, "cn"),
            attributes=_understood(query, "tt"),
            month=int(month) if month in {str(n) for n in range(1, 13)} else None,
            low=low,
            high=high,
            in_stock=query.get("con") == "1",
            sort=sort if sort in SORTS and (near or sort != NEAREST) else "",
            near=near,
            radius=next((each for each in RADII if near and query.get("bk") == str(each)), None),
        )

    def for_api(self) -> dict:
        """A ProductFilterInput."""
        wanted: dict = {}
        if self.cooperatives:
            wanted["cooperatives"] = [global_id("Cooperative", key) for key in self.cooperatives]
        if self.categories:
            wanted["categories"] = [global_id("Category", key) for key in self.categories]
        if self.communes:
            wanted["communes"] = self.communes
        if self.certificates:
            wanted["certificates"] = self.certificates
        if self.attributes:
            wanted["attributes"] = _by_attribute(self.attributes)
        if self.month:
            wanted["months"] = [self.month]
        if price := {
            key: value for key, value in (("gte", self.low), ("lte", self.high)) if value is not None
        }:
            wanted["minimalPrice"] = price
        if self.in_stock:
            wanted["stockAvailability"] = "IN_STOCK"
        if self.near and self.radius:
            wanted["near"] = {**self.near, "radius": self.radius}
        return wanted

    def sort_for_api(self) -> dict | None:
        """A ProductOrder, or None for the market's own order."""
        order = SORTS[self.sort][1]
        return {**order, "near": self.near} if order and self.sort == NEAREST else order

    def sorts(self, words: str) -> list[tuple[str, str]]:
        """What can be sorted by: with words the best first; the nearest only where somebody has said where they are."""
        first = _("Hợp nhất trước") if words else str(SORTS[""][0])
        return [
            (key, first if key == "" else str(said))
            for key, (said, _order) in SORTS.items()
            if key != NEAREST or self.near
        ]

    def radii(self) -> list[int]:
        """What can be chosen: nothing where nobody has said where they are; the chosen one stands among the tags."""
        return [each for each in RADII if each != self.radius] if self.near else []

    def tags(self) -> list[dict]:
        """What was typed into the form, each with the query key that takes it away; facets add theirs."""
        tags = []
        if self.month:
            tags.append(
                {"words": _("Có hàng %(month)s") % {"month": seasons.MONTHS[self.month - 1]}, "key": "thang"}
            )
        if self.low is not None:
            tags.append({"words": _("Từ %(price)s") % {"price": money(self.low)}, "key": "tu"})
        if self.high is not None:
            tags.append({"words": _("Đến %(price)s") % {"price": money(self.high)}, "key": "den"})
        if self.in_stock:
            tags.append({"words": _("Còn hàng"), "key": "con"})
        if self.radius:
            tags.append({"words": _("Trong vòng %(km)s km") % {"km": self.radius}, "key": "bk"})
        return tags


def _understood(query: QueryDict, key: str) -> list[str]:
    found = dict.fromkeys(value for value in query.getlist(key) if _SHAPES[key].fullmatch(value))
    return list(found)[:MOST_OF_A_KIND]


def _by_attribute(pairs: list[str]) -> list[dict]:
    values: dict[str, list[str]] = {}
    for pair in pairs:
        slug, _colon, value = pair.partition(":")
        values.setdefault(slug, []).append(value)
    return [{"slug": slug, "values": each} for slug, each in values.items()]


def season(month: int) -> dict:
    """An AttributeInput: goods that are there in that month."""
    return {"slug": seasons.ATTRIBUTE, "values": [seasons.slug(month)]}
