"""The thread of an order's part: knots already tied, the one being tied, and those to come."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WAY = ["WAITING", "ACCEPTED", "PACKED", "SHIPPED", "DELIVERED"]
COLLECTED_WAY = ["WAITING", "ACCEPTED", "PACKED", "DELIVERED"]
FALLEN = ("DECLINED", "CANCELED", "RETURNED")

STATES = {
    "WAITING": gettext_lazy("Chờ hợp tác xã nhận"),
    "ACCEPTED": gettext_lazy("Đã nhận, đang gói"),
    "PACKED": gettext_lazy("Đã gói, chờ gửi"),
    "SHIPPED": gettext_lazy("Đang giao"),
    "DELIVERED": gettext_lazy("Đã đến tay bạn"),
    "DECLINED": gettext_lazy("Hợp tác xã không giao được"),
    "CANCELED": gettext_lazy("Đã huỷ"),
    "RETURNED": gettext_lazy("Hàng đã quay về"),
}
_TO_COME = {
    "ACCEPTED": gettext_lazy("Hợp tác xã nhận đơn"),
    "PACKED": gettext_lazy("Gói hàng"),
    "SHIPPED": gettext_lazy("Gửi đi"),
    "DELIVERED": gettext_lazy("Đến tay bạn"),
}
_COLLECTED = {"PACKED": gettext_lazy("Gói xong, chờ bạn lấy"), "DELIVERED": gettext_lazy("Bạn đến lấy")}
_TONES = {"WAITING": "wait", "ACCEPTED": "wait", "PACKED": "wait", "SHIPPED": "", "DELIVERED": "ok"}


def state(part: dict) -> str:
    """The part's state in a few words for the buyer."""
    if part["collectsInPerson"] and part["status"] == "PACKED":
        return str(_COLLECTED["PACKED"])
    return str(STATES.get(part["status"], part["status"]))


def tone(part: dict) -> str:
    """The colour class of a state: wait, ok, bad, or plain."""
    return _TONES.get(part["status"], "bad")


def thread(part: dict) -> list[dict]:
    """Knots in order: `kind` is done, now, off or todo; `words`; `at` for what has happened, and `by` whom."""
    events = part["events"] or [{"at": part["created"], "status": "WAITING", "message": _("Bạn đặt hàng")}]
    knots = [
        {
            "kind": _kind(event),
            "words": event["message"],
            "at": event["at"],
            "by": event.get("by"),
            "by_helper": event.get("byHelper"),
        }
        for event in events
    ]
    status = part["status"]
    if status in FALLEN or status not in WAY:
        return knots
    if status != "DELIVERED":
        last = max((i for i, event in enumerate(events) if event["status"] == status), default=len(knots) - 1)
        knots[last]["kind"] = "now" if knots[last]["kind"] == "done" else knots[last]["kind"]
    names, way = _TO_COME, WAY
    if part["collectsInPerson"] and status != "SHIPPED":
        names, way = _TO_COME | _COLLECTED, COLLECTED_WAY
    return knots + [
        {"kind": "todo", "words": str(names[step]), "at": None} for step in way[way.index(status) + 1 :]
    ]


def _kind(event: dict) -> str:
    # A decline of some lines keeps the part's status, so it comes as an event without one.
    return "off" if event["status"] in FALLEN or event["status"] is None else "done"
