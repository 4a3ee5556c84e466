"""The year in twelve months: which good comes when, and in which words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ATTRIBUTE = "mua-vu"
MONTHS = [
    gettext_lazy("tháng 1"),
    gettext_lazy("tháng 2"),
    gettext_lazy("tháng 3"),
    gettext_lazy("tháng 4"),
    gettext_lazy("tháng 5"),
    gettext_lazy("tháng 6"),
    gettext_lazy("tháng 7"),
    gettext_lazy("tháng 8"),
    gettext_lazy("tháng 9"),
    gettext_lazy("tháng 10"),
    gettext_lazy("tháng 11"),
    gettext_lazy("tháng 12"),
]
MONTHS_SHORT = [
    gettext_lazy("T1"),
    gettext_lazy("T2"),
    gettext_lazy("T3"),
    gettext_lazy("T4"),
    gettext_lazy("T5"),
    gettext_lazy("T6"),
    gettext_lazy("T7"),
    gettext_lazy("T8"),
    gettext_lazy("T9"),
    gettext_lazy("T10"),
    gettext_lazy("T11"),
    gettext_lazy("T12"),
]
# What the hills give in each month, in three words: the label of the month on the rail.
GIFTS = [
    gettext_lazy("cải mèo, cát cánh"),
    gettext_lazy("cải mèo, quýt"),
    gettext_lazy("chè xuân, quế"),
    gettext_lazy("mật ong, dứa"),
    gettext_lazy("mận, su su"),
    gettext_lazy("mận, đào, lê"),
    gettext_lazy("lê, măng, nấm"),
    gettext_lazy("nhãn, măng"),
    gettext_lazy("gạo mới, cốm"),
    gettext_lazy("sơn tra, quýt"),
    gettext_lazy("cam, bưởi, quýt"),
    gettext_lazy("địa lan, cam"),
]


def slug(month: int) -> str:
    """The attribute value's slug of a month, 1 to 12."""
    return f"thang-{month}"


def months_of(good: dict) -> list[int]:
    """The months a product of the API is there, sorted; empty when nothing is said."""
    values = (good.get("season") or {}).get("values") or []
    numbers = [value["slug"].removeprefix("thang-") for value in values if value.get("slug")]
    return sorted({int(n) for n in numbers if n.isdecimal() and 1 <= int(n) <= 12})


def is_all_year(good: dict) -> bool:
    """Whether a product has no season: twelve months, or nothing said."""
    return len(months_of(good)) in (0, 12)


def flag(good: dict, month: int) -> str:
    """The one word on a product's picture this month: first or last of the season, or nothing."""
    months = set(months_of(good))
    if len(months) in (0, 12) or month not in months:
        return ""
    before, after = (month - 2) % 12 + 1, month % 12 + 1
    if before not in months:
        return _("Đầu vụ")
    return _("Cuối vụ") if after not in months else _("Đang mùa")


def strip(good: dict, month: int) -> list[dict]:
    """Twelve stitches: number, whether there are goods, whether it is now."""
    months = set(months_of(good))
    return [{"number": n, "on": n in months, "now": n == month, "name": MONTHS[n - 1]} for n in range(1, 13)]


def rail(month: int) -> list[dict]:
    """The twelve months beginning with this one."""
    numbers = [(month - 1 + step) % 12 + 1 for step in range(12)]
    return [
        {"number": n, "short": MONTHS_SHORT[n - 1], "name": MONTHS[n - 1], "gifts": GIFTS[n - 1]}
        for n in numbers
    ]


def in_words(good: dict) -> str:
    """`tháng 9, tháng 10`; runs of three and more as `tháng 3 – tháng 11`, also over the new year."""
    months = months_of(good)
    if len(months) in (0, 12):
        return _("quanh năm")
    return ", ".join(_run_words(run) for run in _runs(months))


def _runs(months: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for month in months:
        if runs and runs[-1][-1] == month - 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    if len(runs) > 1 and runs[0][0] == 1 and runs[-1][-1] == 12:
        runs[0] = runs.pop() + runs[0]
    return runs


def _run_words(run: list[int]) -> str:
    if len(run) >= 3:
        return f"{MONTHS[run[0] - 1]} – {MONTHS[run[-1] - 1]}"
    return ", ".join(str(MONTHS[month - 1]) for month in run)
