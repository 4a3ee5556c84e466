"""Quantities as people type them."""

from django.utils.translation import gettext as _

from storefront.wording import count_typed

MOST = 999


def read(text: str, least: int = 1) -> tuple[int | None, str]:
    """The quantity and no words, or None and what is wrong with it."""
    count = count_typed(text)
    if count is None:
        return None, _("Số lượng phải là số nguyên, ví dụ 2.")
    if count < least:
        return None, _("Số lượng ít nhất là 1.")
    if count > MOST:
        return None, _("Mỗi lần mua nhiều nhất %(most)s. Cần nhiều hơn, hãy gọi cho hợp tác xã.") % {
            "most": MOST
        }
    return count, ""
