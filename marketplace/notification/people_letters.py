"""What we say to the people of cooperatives, in the language that is active. Pure."""

from __future__ import annotations

from marketplace.notification.letters import Letter
from marketplace.notification.wording import said as _


def way_in(*, name: str, cooperative: str, link: str) -> Letter:
    """To a member or helper: the link by which they come in."""
    words = {"name": name, "cooperative": cooperative, "link": link}
    subject = _("Your way into the work of %(cooperative)s") % words
    body = _("Hello %(name)s, this link opens once, within 7 days. Do not pass it on:\n%(link)s") % words
    short = _("Cho Phien: work for %(cooperative)s. The link opens once, do not pass it on: %(link)s") % words
    return Letter(subject, f"{body}\n", short)


def mandate_proposed(*, helper: str, cooperative: str, link: str) -> Letter:
    """To an owner: somebody is to help, and it waits for their word."""
    words = {"helper": helper, "cooperative": cooperative, "link": link}
    subject = _("%(helper)s wants to help %(cooperative)s") % words
    short = _("Cho Phien: %(helper)s is to help %(cooperative)s. You say yes or no: %(link)s") % words
    return Letter(subject, f"{short}\n", short)


def ownership_offered(*, name: str, giver: str, cooperative: str, link: str) -> Letter:
    """To a member: an owner offers the cooperative."""
    words = {"name": name, "giver": giver, "cooperative": cooperative, "link": link}
    subject = _("%(giver)s wants to hand %(cooperative)s over to you") % words
    short = _("Cho Phien: %(giver)s wants to hand %(cooperative)s over to you. Answer: %(link)s") % words
    return Letter(subject, f"{short}\n", short)
