"""Pictures in other sizes over HTTP."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase

from marketplace.core.errors import NotFound
from marketplace.core.pictures import FORMATS, SIZES
from marketplace.site import services

A_YEAR = "public, max-age=31536000, immutable"
"""An address of a picture never changes its meaning."""


def thumbnail(request: HttpRequest, size: int, form: str, original: str) -> HttpResponseBase:
    """The picture stored as `original` in another size; made when first asked, once, and kept."""
    if size not in SIZES or form not in FORMATS:
        raise Http404
    try:
        made = services.thumbnail(original=original, size=size, form=form)
    except NotFound as error:
        raise Http404 from error
    response = FileResponse(default_storage.open(made.image.name))
    response["Cache-Control"] = A_YEAR
    return response
