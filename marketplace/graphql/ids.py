"""Global ids as Saleor's: base64 of `Type:pk`."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError

INT64_MAX = 2**63 - 1

_keys: dict[str, type] = {}
"""What the keys of a type are, int or UUID, for types made of a table's rows."""


def keys_are(typename: str, kind: type) -> None:
    """Ids of this type have keys of this kind; others name nothing."""
    _keys[typename] = kind


def to_global_id(typename: str, pk: Any) -> str:
    """ "UHJvZHVjdDox" for Product 1."""
    return binascii.b2a_base64(f"{typename}:{pk}".encode(), newline=False).decode("ascii")


class UnknownId(DomainError):
    """Not one of our ids, or an id of another type."""

    code = "GRAPHQL_ERROR"


@lru_cache(maxsize=8192)
def split_global_id(global_id: str) -> tuple[str, str]:
    """(type name, pk as text). Raises UnknownId for anything that is not base64 of `Type:pk`."""
    try:
        typename, separator, key = base64.b64decode(global_id, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        typename = separator = key = ""
    if not (typename and separator and key):
        raise UnknownId(_("Invalid ID: %(id)s.") % {"id": global_id[:60]}, field="id")
    return typename, key


def key_of(global_id: str, *typenames: str, field: str = "id") -> Any:
    """The pk (int or UUID) in `global_id`, which must be of one of `typenames`; a bare UUID is taken as it is.

    Raises UnknownId naming `field`.
    """
    try:
        typename, key = split_global_id(global_id)
    except UnknownId as unknown:
        if isinstance(bare := _parse(global_id), UUID) and any(_fits(each, bare) for each in typenames):
            return bare
        raise UnknownId(unknown.message, field=field) from None
    parsed = _parse(key)
    if typename not in typenames or not _fits(typename, parsed):
        message = _("Must receive a %(type)s id.") % {"type": " / ".join(typenames)}
        raise UnknownId(message, field=field)
    return parsed


def keys_of(global_ids: Iterable[str], *typenames: str, field: str = "ids") -> list[Any]:
    """The pks of several ids of the same type."""
    return [key_of(each, *typenames, field=field) for each in global_ids]


def _fits(typename: str, key: int | UUID | None) -> bool:
    return isinstance(key, _keys.get(typename, (int, UUID)))


def _parse(key: str) -> int | UUID | None:
    if key.isascii() and key.isdigit() and len(key) < 20 and int(key) <= INT64_MAX:
        return int(key)
    try:
        return UUID(key)
    except ValueError:
        return None
