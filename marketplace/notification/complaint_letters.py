"""What whoever complained is told: that it came in, and the answer."""

from __future__ import annotations

from uuid import UUID

from marketplace.notification.letters import Letter
from marketplace.notification.queries import Reader, already_told
from marketplace.notification.services import tell
from marketplace.notification.wording import said as _
from marketplace.notification.wording import speaking
from marketplace.oversight.models import Complaint


def tell_received(*, complaint_id: UUID) -> None:
    """On ComplaintReceived: the number to keep."""
    complaint = Complaint.objects.get(pk=complaint_id)
    _tell(complaint, "complaint_received")


def tell_answered(*, complaint_id: UUID) -> None:
    """On ComplaintAnswered: the answer."""
    complaint = Complaint.objects.get(pk=complaint_id)
    _tell(complaint, "complaint_answered")


def _tell(complaint: Complaint, kind: str) -> None:
    key = f"{kind}:{complaint.pk}"
    if already_told(key):
        return
    with speaking(complaint.language_code):
        letter = answered(complaint) if kind == "complaint_answered" else received(complaint)
    ways = {"email": complaint.email, "phone": complaint.phone}
    reader = Reader(f"complaint:{complaint.pk}", complaint.name, **ways, language=complaint.language_code)
    tell(key=key, kind=kind, reader=reader, letter=letter, order_id=complaint.order_id)


def received(complaint: Complaint) -> Letter:
    """It came in, and this is its number. Nothing typed in stands here: nobody knows yet whose address it is."""
    words = {"number": complaint.number}
    subject = _("Complaint %(number)s") % words
    body = _("Hello, we have your complaint. Its number is %(number)s. We answer within three working days.")
    short = _("Cho Phien: we have your complaint %(number)s and answer within three working days.")
    return Letter(subject, f"{body % words}\n", short % words)


def answered(complaint: Complaint) -> Letter:
    """What staff answered."""
    words = {"name": complaint.name, "number": complaint.number, "answer": complaint.answer}
    subject = _("Answer to complaint %(number)s") % words
    body = _("Hello %(name)s, our answer to your complaint %(number)s:\n\n%(answer)s") % words
    short = _("Cho Phien, complaint %(number)s: %(answer)s") % words
    return Letter(subject, f"{body}\n", short)
