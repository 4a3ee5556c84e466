"""What we say, in the language that is active: short, what is, then what to do. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.notification.wording import said as _


@dataclass(frozen=True, slots=True)
class Letter:
    """A message: `subject` and `body` for mail; `short` for a phone."""

    subject: str
    body: str
    short: str


@dataclass(frozen=True, slots=True)
class Part:
    """One cooperative's part as a letter tells it; amounts as printed."""

    number: str
    cooperative: str
    goods: str
    due: str


def order_placed(*, name: str, number: int, parts: Sequence[Part], due: str, link: str) -> Letter:
    """To the buyer: it has arrived, who sends what, what there is to pay, where to look."""
    listed = "\n".join(f"{each.number}  {each.cooperative}\n  {each.goods}" for each in parts)
    to_pay = _("You pay %(amount)s when the goods are in your hands.") % {"amount": due} if due else ""
    keep = _("See how it goes here. Keep the link; no password is needed.")
    subject = _("Order %(number)s has reached the cooperatives") % {"number": number}
    short = _("Cho Phien: your order %(number)s has arrived. %(link)s") % {"number": number, "link": link}
    return Letter(
        subject, paragraphs(greeting(name), _("Your order:"), listed, to_pay, f"{keep}\n{link}"), short
    )


def order_for_cooperative(*, name: str, part: Part, link: str) -> Letter:
    """To a cooperative's owner: what is wanted, what is collected, where to answer. No word about the buyer."""
    asked = _("Somebody ordered: %(goods)s.") % {"goods": part.goods}
    collects = _("To collect on delivery: %(amount)s.") % {"amount": part.due} if part.due else ""
    answer = _("Accept or decline here. The link opens once:")
    subject = _("New order %(number)s") % {"number": part.number}
    short = _("New order %(number)s: %(goods)s. Answer: %(link)s") % {
        "number": part.number,
        "goods": part.goods,
        "link": link,
    }
    return Letter(subject, paragraphs(greeting(name), asked, collects, f"{answer}\n{link}"), short)


def accepted(part: Part) -> str:
    """The cooperative will send it."""
    return _("%(cooperative)s has accepted part %(number)s of your order.") % _words(part)


def packed(part: Part, *, collects_in_person: bool) -> str:
    """Packed, and where that matters, ready to be fetched."""
    if collects_in_person:
        return _("Part %(number)s is packed and waits for you at %(cooperative)s.") % _words(part)
    return _("%(cooperative)s has packed part %(number)s.") % _words(part)


def shipped(part: Part, *, carrier: str, tracking: str) -> str:
    """On its way, with what is needed to follow it."""
    going = _("Part %(number)s from %(cooperative)s is on its way.") % _words(part)
    by = _("Carrier: %(carrier)s.") % {"carrier": carrier} if carrier else ""
    number = _("Tracking number: %(tracking)s.") % {"tracking": tracking} if tracking else ""
    pay = _("You pay %(due)s on delivery.") % _words(part) if part.due else ""
    return " ".join(filter(None, (going, by, number, pay)))


def delivered(part: Part) -> str:
    """It has arrived."""
    return _("Part %(number)s from %(cooperative)s has been delivered. Thank you.") % _words(part)


def declined(part: Part, *, reason: str) -> str:
    """The cooperative cannot send any of it."""
    no = _("%(cooperative)s cannot send part %(number)s. It was taken off; you pay nothing for it.") % _words(
        part
    )
    return f"{no} {_because(reason)}".strip()


def lines_declined(part: Part, *, gone: str, reason: str) -> str:
    """Some of it is not there; the rest goes on."""
    less = _("%(gone)s: not there any more and taken off your order.") % {"gone": gone}
    pay = _("You pay %(due)s for part %(number)s.") % _words(part) if part.due else ""
    return " ".join(filter(None, (less, pay, _because(reason))))


def returned(part: Part, *, goes_back: bool, reason: str) -> str:
    """To the buyer: the parcel is back with those who sent it."""
    back = _("Part %(number)s came back to %(cooperative)s. You pay nothing for it.") % _words(part)
    money = _("What you have paid for it goes back to you.") if goes_back else ""
    return " ".join(filter(None, (back, money, _because(reason))))


def canceled(part: Part) -> str:
    """To the buyer: what they took back is taken back."""
    return _("You canceled part %(number)s from %(cooperative)s. You pay nothing for it.") % _words(part)


def canceled_for_cooperative(*, name: str, number: str, goods: str, reason: str) -> Letter:
    """To a cooperative's owner: this is not wanted any more. No word about the buyer."""
    words = {"number": number, "goods": goods}
    gone = _("The buyer canceled order %(number)s: %(goods)s. There is nothing to send.") % words
    why = _("The buyer writes: %(reason)s") % {"reason": reason} if reason else ""
    subject = _("Order %(number)s was canceled") % words
    return Letter(subject, paragraphs(greeting(name), gone, why), f"Cho Phien: {gone}")


def about_part(*, name: str, number: int, sentence: str, link: str) -> Letter:
    """To the buyer: one sentence about one part, and the link."""
    subject = _("Your order %(number)s") % {"number": number}
    return Letter(subject, paragraphs(greeting(name), sentence, link), f"Cho Phien: {sentence} {link}")


def greeting(name: str) -> str:
    """How a letter begins."""
    return _("Hello %(name)s,") % {"name": name} if name else _("Hello,")


def _because(reason: str) -> str:
    return _("The cooperative writes: %(reason)s") % {"reason": reason} if reason else ""


def _words(part: Part) -> dict[str, str]:
    return {"cooperative": part.cooperative, "number": part.number, "due": part.due}


def paragraphs(*texts: str) -> str:
    """A letter's body: what is empty is left out."""
    return "\n\n".join(filter(None, texts)) + "\n"
