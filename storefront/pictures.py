"""Addresses of pictures: the API gives absolute ones on its own host; the shop passes them on under its own. Pure."""

from urllib.parse import urlsplit

PREFIXES = ("/media/", "/thumbnail/")


def shop_path(url: str | None) -> str:
    """The shop's own path for a picture of the API; an address elsewhere (object storage) stays as it is."""
    if not url:
        return ""
    parts = urlsplit(url)
    if not parts.path.startswith(PREFIXES):
        return url
    return parts.path + (f"?{parts.query}" if parts.query else "")
