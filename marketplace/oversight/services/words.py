"""Staff's list of words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.catalog.models import Category
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError
from marketplace.core.vietnamese import fold
from marketplace.oversight.models import Ruled, WatchedWord
from marketplace.oversight.services.rules import drop_rule, write_rule


def watch_word(*, text: str, why: str = "", category: Category | None = None, actor: Actor) -> WatchedWord:
    """Listings with this word wait for a look from now on; the same word again changes why and where.

    Raises PermissionDenied, and REQUIRED for what is no word.
    """
    text = " ".join(text.split())[:100]
    if not fold(text):
        raise DomainError(_("Which word?"), code="REQUIRED", field="text")
    known = WatchedWord.objects.filter(text_folded=fold(text)[:100]).values_list("pk", flat=True).first()
    columns = {"text": text, "why": why[:300], "category": category}
    return write_rule(what=Ruled.WORD, rule_id=known, actor=actor, **columns)


def forget_word(*, word_id: int, actor: Actor) -> None:
    """Listings with this word do not wait any more. Raises PermissionDenied, NotFound."""
    drop_rule(what=Ruled.WORD, rule_id=word_id, actor=actor)
