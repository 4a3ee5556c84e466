"""The API's global ids in addresses of the shop. Pure."""

import base64
import binascii
import re
from uuid import UUID

_KEY = re.compile(r"[0-9]{1,18}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def global_id(kind: str, key: str) -> str | None:
    """The global id for what stood in an address: a global id of that kind, or its bare key. None for garbage."""
    key = key.strip()
    if _KEY.fullmatch(key.lower()):
        return base64.b64encode(f"{kind}:{key.lower()}".encode()).decode()
    try:
        found_kind, _, found_key = (
            base64.b64decode(key + "=" * (-len(key) % 4), validate=True).decode().partition(":")
        )
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    if found_kind != kind or not _KEY.fullmatch(found_key.lower()):
        return None
    return base64.b64encode(f"{kind}:{found_key.lower()}".encode()).decode()


def key_of(global_id_text: str) -> str:
    """The short key inside a global id, for addresses people share; the text itself if there is none inside."""
    try:
        key = base64.b64decode(global_id_text + "==").decode().partition(":")[2]
        return str(UUID(key)) if "-" in key else key or global_id_text
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return global_id_text
