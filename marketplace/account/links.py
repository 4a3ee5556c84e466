"""Where links in letters may lead: to our shop and to clients that the operator names, nowhere else.

A letter of ours carries a secret; a stranger's address in it would hand over the account.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError

LONGEST = 500
AT_HOME = ("localhost", "127.0.0.1", "[::1]")
"""Clients under development; not in production."""


def checked_target(url: str | None, *, field: str = "redirect_url") -> str:
    """`url` when a link may lead there. Raises DomainError INVALID on `field`."""
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.netloc.rpartition("@")[2] if "@" not in parts.netloc else "").lower()
    except ValueError:
        host = ""
    if len(url or "") > LONGEST or not host or parts.scheme not in ("http", "https") or not _known(host):
        raise DomainError(_("Letters of this shop do not lead there."), field=field)
    return parts.geturl()


def with_parameters(url: str, **parameters: str) -> str:
    """`url` with these added to its query."""
    parts = urlsplit(url)
    query = [*parse_qsl(parts.query, keep_blank_values=True), *parameters.items()]
    return parts._replace(query=urlencode(query)).geturl()


def _known(host: str) -> bool:
    ours = urlsplit(settings.PUBLIC_URL).netloc.lower()
    if host == ours or host in {each.strip().lower() for each in settings.CLIENT_HOSTS if each.strip()}:
        return True
    return settings.PROFILE != "production" and host.rsplit(":", 1)[0] in AT_HOME
