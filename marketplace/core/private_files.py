"""Files that are nobody's but a few people's: papers, a seller's own data.

They lie in a storage of their own (`STORAGES["private"]`: a folder here, a private bucket in production), sealed,
under names that say nothing, and never under /media/. Whoever may have one gets a link that is signed, bound to the
person and over in minutes; the view that opens it writes each look down.
"""

from __future__ import annotations

import re
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError
from marketplace.core.pictures import IsHeic, Upload, is_heic, read_upload

MAX_BYTES = 10_000_000
LINK_SECONDS = 300
"""How long a link opens."""
_NONCE = 12
PDF, JPEG, WEBP, HEIC, ZIP = "application/pdf", "image/jpeg", "image/webp", "image/heic", "application/zip"
"""HEIC is refused now, for nothing could take the place out of it; papers of before are opened still."""
_EXIF = re.compile(rb"\xff\xe1(..)(?:Exif\x00\x00|http://ns\.adobe\.com/xap/1\.0/\x00)", re.DOTALL)


class BadFile(DomainError):
    """The upload is none of the kinds of files we keep."""

    code = "INVALID_FILE_TYPE"


class LinkRefused(Exception):
    """The link is not ours, or it is another person's."""


class LinkExpired(LinkRefused):
    """The link was ours and is over."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it will be kept, with its true type."""

    body: bytes
    content_type: str


def read_paper(file: Upload, *, field: str = "file") -> Paper:
    """An upload as a Paper: a PDF, or a photo. Its bytes say what it is, not its name. Raises BadFile, BadPicture.

    Photos lose their EXIF, where phones write the place, also those that stand in a PDF.
    """
    body = file.read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        raise BadFile(_("The file is larger than 10 MB."), code="FILE_SIZE_LIMIT_EXCEEDED", field=field)
    if body.startswith(b"%PDF-"):
        return Paper(_without_places(body), PDF)
    if is_heic(body):
        raise IsHeic(field)
    if body.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        picture = read_upload(_Read(body), field=field)
        return Paper(picture.body, JPEG if picture.extension == "jpg" else WEBP)
    raise BadFile(_("Send a photo (JPEG, PNG) or a PDF."), field=field)


def _without_places(pdf: bytes) -> bytes:
    """The PDF with zeros for EXIF and XMP of its photos. Nothing moves: a PDF says where in the file its parts begin.

    What a PDF packs or encrypts itself is not reached, and a signature on the bytes of such photos is broken by it.
    """
    clean = bytearray(pdf)
    for found in _EXIF.finditer(pdf):
        end = min(found.start() + 2 + int.from_bytes(found[1]), len(pdf))
        clean[found.end() : end] = bytes(max(0, end - found.end()))
    return bytes(clean)


class _Read:
    """Bytes in hand, as an upload."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    def read(self, size: int, /) -> bytes:
        """The whole."""
        return self.body[:size]


def keep(folder: str, body: bytes) -> str:
    """Seal the bytes and put them away; the stored name. Call it before the transaction that uses the name."""
    name = f"{folder}/{secrets.token_urlsafe(32)}"
    nonce = secrets.token_bytes(_NONCE)
    sealed = nonce + AESGCM(_key()).encrypt(nonce, body, name.encode())
    return storages["private"].save(name, ContentFile(sealed))


def fetch(name: str) -> bytes:
    """The bytes that were kept under this name. Raises FileNotFoundError, also where they were changed."""
    with storages["private"].open(name) as file:
        sealed = file.read()
    try:
        return AESGCM(_key()).decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode())
    except InvalidTag as error:
        raise FileNotFoundError(name) from error


def forget(name: str) -> None:
    """Delete what was kept under this name; nothing happens where there is nothing any more."""
    if name:
        storages["private"].delete(name)


def link_of(what: str, key: UUID, person: str) -> str:
    """The path of a link by which `person` (`Actor.key`) may open this file (a word and its id) for some minutes."""
    return f"/files/{_signer().sign_object([what, str(key), _digest(person)], compress=False)}"


def opened(token: str, person: str) -> tuple[str, UUID]:
    """The file (word and id) that a link is for. Raises LinkExpired, and LinkRefused for anybody else's."""
    try:
        what, key, whose = _signer().unsign_object(token, max_age=LINK_SECONDS)
        found = str(what), UUID(key)
    except SignatureExpired as error:
        raise LinkExpired from error
    except (BadSignature, ValueError, TypeError, AttributeError) as error:
        raise LinkRefused from error
    if not secrets.compare_digest(str(whose), _digest(person)):
        raise LinkRefused
    return found


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="private file")


def _digest(person: str) -> str:
    return urlsafe_b64encode(sha256(person.encode()).digest()[:12]).decode()


def _key() -> bytes:
    given: str = settings.FILES_KEY or settings.SECRET_KEY
    return sha256(b"private files\0" + given.encode()).digest()
