"""The filters of a list, read from its address. Whatever is not understood is left out: a shared link always opens."""

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from storefront import seasons
from storefront.wording import dong_typed, money

SORTS = {
    "": (gettext_lazy("Chợ xếp"), None),
    "moi": (gettext_lazy("Mới về"), {"field": "PUBLISHED_AT", "direction": "DESC"}),
    "re": (gettext_lazy("Giá thấp trước"), {"field": "MINIMAL_PRICE", "direction": "ASC"}),
    "dat": (gettext_lazy("Giá cao trước"), {"field": "MINIMAL_PRICE", "direction": "DESC"}),
    "ten": (gettext_lazy("Tên A đến Y"), {"field": "NAME", "direction": "ASC"}),
}
MOST_COOPERATIVES = 20


@dataclass(frozen=True)
class Filters:
    cooperatives: list[str] = field(default_factory=list)  # slugs
    month: int | None = None
    low: int | None = None
    high: int | None = None
    in_stock: bool = False
    sort: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> "Filters":
        """The filters in an address's query."""
        month, sort = query.get("thang", ""), query.get("xep", "")
        low, high = dong_typed(query.get("tu", "")), dong_typed(query.get("den", ""))
        if low is not None and high is not None and low > high:
            low, high = high, low
        return cls(
            cooperatives=query.getlist("htx")[:MOST_COOPERATIVES],
            month=int(month) if month in {str(n) for n in range(1, 13)} else None,
            low=low,
            high=high,
            in_stock=query.get("con") == "1",
            sort=sort if sort in SORTS else "",
        )

    def for_api(self, cooperatives: list[dict]) -> dict:
        """A ProductFilterInput; `cooperatives` are all sellers, to turn slugs into ids."""
        wanted: dict = {}
        if ids := [seller["id"] for seller in cooperatives if seller["slug"] in self.cooperatives]:
            wanted["cooperatives"] = ids
        if self.month:
            wanted["attributes"] = [season(self.month)]
        if price := {
            key: value for key, value in (("gte", self.low), ("lte", self.high)) if value is not None
        }:
            wanted["minimalPrice"] = price
        if self.in_stock:
            wanted["stockAvailability"] = "IN_STOCK"
        return wanted

    def sort_for_api(self) -> dict | None:
        """A ProductOrder, or None for the market's own order."""
        return SORTS[self.sort][1]

    def tags(self, cooperatives: list[dict]) -> list[dict]:
        """What is filtered, each with the query key that takes it away."""
        tags = [
            {"words": seller["name"], "key": "htx", "value": seller["slug"]}
            for seller in cooperatives
            if seller["slug"] in self.cooperatives
        ]
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
        return tags


def season(month: int) -> dict:
    """An AttributeInput: goods that are there in that month."""
    return {"slug": seasons.ATTRIBUTE, "values": [seasons.slug(month)]}
