"""Staff's list of words."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.models import Category
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError, PermissionDenied
from marketplace.core.vietnamese import fold
from marketplace.oversight.models import WatchedWord
from marketplace.oversight.queries import LOOKS_AT_GOODS


@transaction.atomic
def watch_word(*, text: str, why: str = "", category: Category | None = None, actor: Actor) -> WatchedWord:
    """Listings with this word wait for a look from now on; the same word again changes why and where."""
    if not actor.may(LOOKS_AT_GOODS):
        raise PermissionDenied
    text = " ".join(text.split())[:100]
    if not fold(text):
        raise DomainError(_("Which word?"), code="REQUIRED", field="text")
    row, _made = WatchedWord.objects.update_or_create(
        text_folded=fold(text)[:100], defaults={"text": text, "why": why[:300], "category": category}
    )
    return row


@transaction.atomic
def forget_word(*, word_id: int, actor: Actor) -> None:
    """Listings with this word do not wait any more."""
    if not actor.may(LOOKS_AT_GOODS):
        raise PermissionDenied
    WatchedWord.objects.filter(pk=word_id).delete()
