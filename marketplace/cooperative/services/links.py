"""One-time links by which members and helpers come in."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from marketplace.cooperative.errors import LinkSpent
from marketplace.cooperative.models import AccessLink, Cooperative, CooperativeMember, Helper, Viewing, works
from marketplace.cooperative.services.viewings import begin_viewing

LINK_LIFE = timedelta(days=7)


@transaction.atomic
def make_link(*, member: CooperativeMember | Helper, life: timedelta = LINK_LIFE) -> str:
    """The secret of a fresh one-time link for this person. Only its digest is kept: it cannot be shown again."""
    token = secrets.token_urlsafe(32)
    whose = {"helper": member} if isinstance(member, Helper) else {"member": member}
    AccessLink.objects.create(**whose, digest=_digest(token), expires_at=timezone.now() + life)
    return token


@transaction.atomic
def open_link(*, token: str) -> CooperativeMember | Helper | Viewing:
    """Spend the link and say who came in. Of two who open it at once one gets in; raises LinkSpent for all others.

    A Viewing is a member of staff who may look and change nothing.
    """
    if (viewing := begin_viewing(token=token)) is not None:
        return viewing
    now = timezone.now()
    links = AccessLink.objects.filter(digest=_digest(token))
    if not links.filter(used_at=None, expires_at__gt=now).update(used_at=now):
        raise LinkSpent
    link = links.select_related("member", "helper").get()
    if link.helper is not None:
        return link.helper
    member = link.member
    if member is None or not member.is_active:
        raise LinkSpent
    if not Cooperative.objects.filter(works(), pk=member.cooperative_id).exists():
        raise LinkSpent
    return member


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
