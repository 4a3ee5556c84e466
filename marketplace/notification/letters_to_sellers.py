"""What we say to those who sell about their shop and their listings. Pure, in the language that is active."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.notification.letters import Letter
from marketplace.notification.wording import said as _


@dataclass(frozen=True, slots=True)
class About:
    """What a letter to a seller is about: who reads it, which shop, what staff wrote, where to look."""

    name: str
    shop: str
    link: str
    reason: str = ""
    goods: str = ""
    day: str = ""


def approved(about: About) -> Letter:
    """The shop is open."""
    return _letter(about, _("%(shop)s is open"), _("%(shop)s may sell at the market from now on."))


def more_wanted(about: About) -> Letter:
    """Something is still wanted."""
    return _letter(
        about,
        _("Something is still wanted for %(shop)s"),
        _("Please add to the papers of %(shop)s, then send again."),
    )


def refused(about: About) -> Letter:
    """The shop is not let in."""
    return _letter(about, _("%(shop)s was not let in"), _("We cannot let %(shop)s sell at the market."))


def suspension_announced(about: About) -> Letter:
    """Five days' notice."""
    return _letter(
        about,
        _("%(shop)s is going to be suspended"),
        _(
            "From %(day)s on the goods of %(shop)s are off sale, unless this is settled before. Please call us."
        ),
    )


def suspension_withdrawn(about: About) -> Letter:
    """It is settled."""
    return _letter(
        about, _("%(shop)s goes on"), _("The suspension of %(shop)s was taken back. Nothing changes.")
    )


def suspended(about: About) -> Letter:
    """The shop is off sale; work on orders goes on."""
    return _letter(
        about,
        _("%(shop)s is suspended"),
        _("The goods of %(shop)s are off sale. Orders that have come are still to be sent."),
    )


def paper_refused(about: About) -> Letter:
    """A paper does not do."""
    return _letter(about, _("A paper cannot be used"), _("Please send this paper again: %(goods)s."))


def listing_approved(about: About) -> Letter:
    """The goods are on sale."""
    return _letter(about, _("%(goods)s is on sale"), _("Staff have looked at %(goods)s. Buyers see it now."))


def listing_sent_back(about: About) -> Letter:
    """The goods are not shown as they are."""
    return _letter(about, _("%(goods)s was sent back"), _("Please change %(goods)s, then send it again."))


def listing_held(about: About) -> Letter:
    """The goods were changed and are hidden until somebody has looked."""
    return _letter(
        about,
        _("%(goods)s is looked at again"),
        _("%(goods)s was changed, and is hidden until staff have looked. You need to do nothing."),
    )


def taken_down(about: About) -> Letter:
    """An authority wanted it."""
    return _letter(
        about,
        _("%(goods)s was taken down"),
        _("An authority asked us to take %(goods)s off sale, and the law gives us 24 hours. Please call us."),
    )


def taken_down_for_a_person(about: About) -> Letter:
    """Somebody who is no authority wanted it."""
    return _letter(
        about,
        _("%(goods)s was taken down"),
        _("A person or a company asked us to take %(goods)s off sale. Please call us."),
    )


def restored(about: About) -> Letter:
    """The goods are back, for the authority has done with them."""
    return _letter(
        about, _("%(goods)s is back"), _("The authority's request is settled. %(goods)s is as it was.")
    )


def restored_after_a_person(about: About) -> Letter:
    """The goods are back, and no authority had to do with it."""
    return _letter(about, _("%(goods)s is back"), _("The request is settled. %(goods)s is as it was."))


def rates_changed(about: About) -> Letter:
    """Staff wrote the shop's own table of rates."""
    return _letter(
        about,
        _("Sending the goods of %(shop)s costs otherwise"),
        _("We wrote down other rates for sending the goods of %(shop)s. If they are wrong, please call us."),
    )


def data_ready(about: About) -> Letter:
    """The file can be fetched."""
    return _letter(
        about,
        _("The data of %(shop)s are ready"),
        _("You can fetch everything the market keeps of %(shop)s. The file is deleted after seven days."),
    )


def everything_of(shop: str) -> str:
    """What is meant when no goods are named."""
    return _("everything of %(shop)s") % {"shop": shop}


def _letter(about: About, subject: str, sentence: str) -> Letter:
    words = {"shop": about.shop, "goods": about.goods, "day": about.day}
    subject, sentence = subject % words, sentence % words
    greeting = _("Hello %(name)s,") % {"name": about.name} if about.name else _("Hello,")
    because = _("The market writes: %(reason)s") % {"reason": about.reason} if about.reason else ""
    body = "\n\n".join(filter(None, (greeting, sentence, because, about.link))) + "\n"
    short = " ".join(filter(None, (f"Cho Phien: {sentence}", because, about.link)))
    return Letter(subject, body, short)
