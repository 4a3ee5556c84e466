"""What letters say: staff's own text where they wrote one, else the program's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from marketplace.notification.models import Wording
from marketplace.notification.sentences import fits

NOTHING: Mapping[str, str] = MappingProxyType({})
_own: ContextVar[Mapping[str, str]] = ContextVar("own", default=NOTHING)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Write to somebody in this language, with staff's own texts, which are read here at once: 1 statement."""
    with translation.override(language):
        before = _own.set(_texts(_known(language)))
        try:
            yield
        finally:
            _own.reset(before)


def said(sentence: str) -> str:
    """The sentence (a msgid) as it is said in the language that is active, inside `speaking`."""
    return _own.get().get(sentence) or gettext(sentence)


def _known(language: str) -> str:
    """The language in which gettext would answer."""
    try:
        return translation.get_supported_language_variant(language)
    except LookupError:
        return settings.LANGUAGE_CODE


def _texts(language: str) -> Mapping[str, str]:
    """Without what fits no longer: a release may have changed what is filled in, and letters have to go out."""
    rows = Wording.objects.filter(language_code=language).values_list("sentence", "text")
    return {sentence: text for sentence, text in rows if fits(sentence, text)}
