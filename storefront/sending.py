"""What sending costs, told before anybody orders: to the visitor's province, for one pack."""

from decimal import Decimal

from django.http import HttpRequest

from storefront.api import ApiDown, ApiRefused, remembered

TEN_MINUTES = 600
USUAL = "Thành phố Hà Nội"
"""Shown until the visitor chooses: most parcels go there."""
LONGEST = 60
_GRAMS = {
    "G": Decimal(1),
    "KG": Decimal(1000),
    "TONNE": Decimal(1_000_000),
    "LB": Decimal("453.59237"),
    "OZ": Decimal("28.349523"),
}


def grams(pack: dict | None) -> int:
    """The weight of a pack; a kilogram where none is said."""
    weight = (pack or {}).get("weight")
    if not weight or not weight["value"]:
        return 1000
    return max(1, round(Decimal(str(weight["value"])) * _GRAMS.get(weight["unit"], Decimal(1000))))


def province_of(request: HttpRequest) -> str:
    """Where the visitor wants it: what ?tinh= says now, what was chosen before, else the usual."""
    if chosen := request.GET.get("tinh", "").strip()[:LONGEST]:
        return chosen
    return request.session.get("province") or USUAL


def choose(request: HttpRequest, province: str) -> None:
    """Remember the province for the next goods."""
    if request.session.get("province") != province:
        request.session["province"] = province


def _reaches(good: dict, province: str) -> bool:
    """Whether goods that do not keep arrive there in time."""
    near = good.get("sentOnlyTo")
    return near is None or any(province in (one["fullName"], one["name"]) for one in near)


def to_province(request: HttpRequest, good: dict, pack: dict | None) -> dict | None:
    """Ways, provinces and the smallest order, for the page of a good; None when the API cannot say.

    A province nobody knows is taken for the usual one.
    """
    wanted, kilos = province_of(request), f"{Decimal(grams(pack)) / 1000}"
    for province in dict.fromkeys((wanted, USUAL)):
        try:
            answer = remembered(
                request,
                "Sending",
                TEN_MINUTES,
                slug=good["cooperative"]["slug"],
                province=province,
                weight=kilos,
            )
        except ApiRefused:
            continue
        except ApiDown:
            return None
        provinces = [
            one["raw"] or one["verbose"] for one in answer["addressValidationRules"]["countryAreaChoices"]
        ]
        if province not in provinces:
            continue
        if request.GET.get("tinh"):
            choose(request, province)
        told = answer["cooperative"] or {"shipping": [], "minimumOrder": None}
        return {
            "province": province,
            "provinces": provinces,
            "ways": told["shipping"],
            "minimum": told["minimumOrder"],
            "sent_by": told.get("sentBy"),
            "reaches": _reaches(good, province),
            "weight": grams(pack),
        }
    return None
