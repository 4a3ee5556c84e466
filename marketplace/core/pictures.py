"""Pictures as values: an upload made safe and small, the same picture in another size, and where each is found.

Addresses are computed from the stored name alone, so an answer of the API needs no file access.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from marketplace.core.errors import DomainError

SIZES = (32, 64, 128, 256, 512, 1024, 2048, 4096)
"""Longest sides a picture can be had in, as in the dialect."""
FORMATS = {"webp": "WEBP", "avif": "AVIF", "original": ""}
MAX_BYTES = 20_000_000
MAX_PIXELS = 64_000_000
MAX_JPEG_PIXELS = 256_000_000
"""JPEG is decoded at a fraction of its size, so a phone's 200 megapixels do no harm."""
READABLE = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
PHOTOS = ("JPEG", "MPO")
"""MPO is a JPEG with a second picture behind it, as some phones make."""
QUALITY = {"JPEG": 88, "WEBP": 82, "AVIF": 60}
CUT = {"JPEG": "jpg", "WEBP": "webp", "AVIF": "avif"}
"""File name endings."""

HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1"}
"""What stands behind `ftyp` in photos of phones that do not write JPEG."""

DAMAGE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)
"""What Pillow raises for files that are no pictures, or torn ones."""

Image.MAX_IMAGE_PIXELS = MAX_JPEG_PIXELS  # Pillow's own fuse; ours below is finer


class BadPicture(DomainError):
    """The upload is no picture that can be used."""

    code = "INVALID_FILE_TYPE"


class IsHeic(BadPicture):
    """A photo in the iPhone's own format. Nothing here can decode it, so nothing could take the place out of it."""

    def __init__(self, field: str) -> None:
        super().__init__(
            _(
                "This photo is in a format that we cannot open (HEIC). In the phone's settings choose Camera, Formats, "
                "“Most Compatible” and take it again, or send a JPEG."
            ),
            field=field,
        )


class Upload(Protocol):
    """What an uploaded file can do."""

    def read(self, size: int, /) -> bytes:
        """The next `size` bytes at most."""
        ...


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be stored: upright, without EXIF, no side above 4096."""

    body: bytes
    extension: str
    width: int
    height: int


def read_upload(file: Upload, *, field: str = "image") -> Picture:
    """An uploaded file as a Picture. Raises BadPicture for what is no picture, too heavy, too large or damaged.

    Its real type counts, not its name. JPEG stays JPEG, everything else becomes WebP; the first frame of an
    animation remains.
    """
    body = file.read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        raise BadPicture(_("The picture is larger than 20 MB."), code="FILE_SIZE_LIMIT_EXCEEDED", field=field)
    try:
        with Image.open(io.BytesIO(body), formats=READABLE) as image:
            _refuse_too_large(image, field)
            kind = "JPEG" if image.format in PHOTOS else "WEBP"
            return _encoded(_fitted(image, SIZES[-1]), kind)
    except BadPicture:
        raise
    except DAMAGE as error:
        if is_heic(body):
            raise IsHeic(field) from error
        raise BadPicture(_("This file is no picture we can read."), field=field) from error


def is_heic(body: bytes) -> bool:
    """Whether these bytes begin as a HEIC photo does."""
    return body[4:8] == b"ftyp" and body[8:12] in HEIC_BRANDS


def resized(body: bytes, *, size: int, form: str) -> Picture:
    """A stored picture with no side above `size`, never enlarged; `form` is a key of FORMATS. Raises BadPicture."""
    try:
        with Image.open(io.BytesIO(body), formats=READABLE) as image:
            kind = FORMATS[form] or ("JPEG" if image.format in PHOTOS else "WEBP")
            return _encoded(_fitted(image, size), kind)
    except DAMAGE as error:
        raise BadPicture(_("This file is no picture we can read.")) from error


def _refuse_too_large(image: Image.Image, field: str) -> None:
    limit = MAX_JPEG_PIXELS if image.format in PHOTOS else MAX_PIXELS
    if image.width * image.height > limit:
        raise BadPicture(_("The picture has more than 64 megapixels."), field=field)


def _fitted(image: Image.Image, size: int) -> Image.Image:
    """Upright and no side above `size`. JPEG is decoded no larger than needed."""
    image.draft("RGB", (size, size))
    profile = image.info.get("icc_profile")
    fitted = ImageOps.exif_transpose(image)
    if fitted.mode not in ("RGB", "RGBA"):
        has_alpha = "transparency" in fitted.info or fitted.mode in ("LA", "PA")
        fitted = fitted.convert("RGBA" if has_alpha else "RGB")
        profile = None
    fitted.thumbnail((size, size), Image.Resampling.LANCZOS)
    # the color profile says nothing of the person; without it a phone's colors turn pale
    fitted.info = {"icc_profile": profile} if profile else {}
    return fitted


def _encoded(image: Image.Image, kind: str) -> Picture:
    if kind == "JPEG" and image.mode != "RGB":
        image = image.convert("RGB")
    out = io.BytesIO()
    image.save(out, kind, quality=QUALITY[kind], icc_profile=image.info.get("icc_profile"), exif=b"")
    return Picture(out.getvalue(), CUT[kind], image.width, image.height)


def stored_name(folder: str, body: bytes, extension: str) -> str:
    """A name that follows from the content: another picture has another address."""
    return f"{folder}/{hashlib.sha256(body).hexdigest()[:24]}.{extension}"


def nearest_size(size: int) -> int:
    """The size on offer that is closest to the one asked for."""
    return min(SIZES, key=lambda each: abs(each - size))


@lru_cache(maxsize=16_384)
def address_of(name: str, size: int | None = None, form: str = "original") -> str:
    """Path on the API's host of the stored picture `name`, or of its thumbnail when a size is asked for.

    `form` is webp, avif or original. "" for no picture.
    """
    if not name:
        return ""
    if not size:
        return f"/media/{quote(name)}"
    return f"/thumbnail/{nearest_size(size)}/{form}/{quote(name)}"
