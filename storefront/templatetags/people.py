"""What templates say about sellers and their goods' papers, and about an order on the cooperative's bench."""

from django import template
from django.templatetags.static import static
from django.utils.translation import get_language, gettext_lazy

from storefront.forms.people import RIGHT_NAMES, ROLE_NAMES
from storefront.languages import VIETNAMESE, by_code
from storefront.share import landscape_of
from storefront.spirits import is_spirit, without_spirits
from storefront.templatetags.market import said
from storefront.wording import today

register = template.Library()
register.filter("is_spirit", is_spirit)

KINDS = {
    "COOPERATIVE": gettext_lazy("Hợp tác xã"),
    "UNION": gettext_lazy("Liên hiệp hợp tác xã"),
    "COOPERATIVE_GROUP": gettext_lazy("Tổ hợp tác"),
    "COMPANY": gettext_lazy("Công ty"),
    "HOUSEHOLD": gettext_lazy("Hộ kinh doanh"),
    "INDIVIDUAL": gettext_lazy("Cá nhân"),
}
BENCH = {
    "WAITING": gettext_lazy("Chờ trả lời"),
    "ACCEPTED": gettext_lazy("Cần gói"),
    "PACKED": gettext_lazy("Chờ gửi"),
    "SHIPPED": gettext_lazy("Đang giao"),
    "DELIVERED": gettext_lazy("Đã giao"),
    "DECLINED": gettext_lazy("Đã từ chối"),
    "CANCELED": gettext_lazy("Đã huỷ"),
    "RETURNED": gettext_lazy("Hàng quay về"),
}
_PROBLEMS = {
    "CheckoutLineProblemInsufficientStock": "stock",
    "CheckoutLineProblemPriceChanged": "price",
}


@register.simple_tag
def kind_of(seller: dict) -> str:
    """What kind of seller in law."""
    return str(KINDS.get(seller["kind"], ""))


@register.simple_tag
def art_of(seller: dict) -> str:
    """One of our landscapes, always the same for the same seller."""
    return static(f"art/{landscape_of(seller)}.svg")


@register.simple_tag
def sell_state(part: dict) -> str:
    """The state of a part in the cooperative's own words."""
    return str(BENCH.get(part["status"], part["status"]))


@register.simple_tag
def typed_count(typed: dict | None, prefix: str, line: dict) -> str:
    """What was typed for a line, after an error: `gone` or `good`."""
    return (typed or {}).get(f"{prefix}-{line['id']}", "")[:6]


@register.filter
def closed(seller: dict) -> str:
    """The day a cooperative opens again; nothing while it is open."""
    until = seller.get("closedUntil") or ""
    return until if until > today().isoformat() else ""


@register.filter
def wares(seller: dict) -> list[dict]:
    """Three of a seller's goods to show beside its name; strong drink is not among them."""
    found = [edge["node"] for edge in (seller.get("products") or {"edges": []})["edges"]]
    return [good for good in without_spirits(found) if good["thumbnail"]][:3]


@register.filter
def paper(papers: dict, slug: str) -> str:
    """The words of one attribute of a good; nothing when it has none."""
    values = (papers.get(slug) or {}).get("values") or []
    return ", ".join(filter(None, (said(value, "plainText") or said(value, "name") for value in values)))


@register.filter
def problem_kind(problem: dict) -> str:
    """stock, price or gone: what is the matter with a line in the cart."""
    return _PROBLEMS.get(problem["__typename"], "gone")


@register.filter
def lower_first(text: str) -> str:
    """The same words inside a sentence."""
    return text[:1].lower() + text[1:]


@register.filter
def place(commune: dict) -> str:
    """A commune inside a Vietnamese sentence: `xã Mường Khương`; its bare name in the other languages."""
    return lower_first(commune["fullName"]) if by_code(get_language()) == VIETNAMESE else commune["name"]


@register.filter
def role_name(role: str | None) -> str:
    """What a member is for the cooperative; a helper has no role."""
    return str(ROLE_NAMES.get(role or "", gettext_lazy("Người giúp")))


@register.filter
def rights_said(rights: list[str]) -> str:
    """What somebody may do, in a few words, as the forms name it in their order."""
    return ", ".join(str(words) for right, words in RIGHT_NAMES.items() if right in rights)
