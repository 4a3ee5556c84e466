"""Verbs that concern the whole shop: its settings, slugs, thumbnails."""

from __future__ import annotations

import posixpath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction

from marketplace.account.models import User
from marketplace.core import pictures
from marketplace.core.errors import NotFound
from marketplace.core.vietnamese import slugify
from marketplace.site import queries
from marketplace.site.models import ShopSettings, SlugRedirect, Thumbnail

NOT_SETTINGS = frozenset({"id", "metadata", "private_metadata"})
SLUG_LENGTH = 240
THUMBNAILS = "thumbnails"
"""Their folder of the storage."""


@transaction.atomic
def update_settings(**columns: Any) -> ShopSettings:
    """Change some settings of the shop."""
    settings = queries.shop_settings()
    known = {each.name for each in ShopSettings._meta.concrete_fields} - NOT_SETTINGS
    if unknown := columns.keys() - known:
        raise TypeError(f"no such settings: {', '.join(sorted(unknown))}")
    for name, value in columns.items():
        setattr(settings, name, value)
    settings.save(update_fields=[*columns])
    return settings


def unused_slug(model: type[models.Model], text: str, *, besides: int | None = None) -> str:
    """A slug from `text` that neither has nor ever had another object of `model`: "che", then "che-2", "che-3".

    `besides` is the id of the object that is being renamed; its own slugs, old and new, are free for it.
    """
    kind = model._meta.model_name or ""
    base = slugify(text)[:SLUG_LENGTH].strip("-") or kind
    rows = model._default_manager.filter(slug__startswith=base).exclude(pk=besides)
    old = SlugRedirect.objects.filter(kind=kind, old_slug__startswith=base)
    if besides is not None:
        old = old.exclude(object_id=besides)
    taken = {*rows.values_list("slug", flat=True), *old.values_list("old_slug", flat=True)}
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def remember_slug(*, obj: models.Model, old: str, new: str) -> None:
    """`obj` is being renamed: its old slug leads to it for ever, and its new one is no redirect any more."""
    kind = obj._meta.model_name or ""
    SlugRedirect.objects.filter(kind=kind, old_slug=new, object_id=obj.pk).delete()
    SlugRedirect.objects.bulk_create(
        [SlugRedirect(kind=kind, old_slug=old, object_id=obj.pk)], ignore_conflicts=True
    )


def store_picture(*, folder: str, picture: pictures.Picture) -> str:
    """Put a picture into the shop's storage; its stored name. Call it before the transaction that uses the name."""
    name = pictures.stored_name(folder, picture.body, picture.extension)
    return default_storage.save(name, ContentFile(picture.body))


def set_avatar(*, user: User, picture: pictures.Picture | None) -> User:
    """Give a user this picture, or none."""
    user.avatar.name = store_picture(folder="avatars", picture=picture) if picture else ""
    user.save(update_fields=["avatar", "updated_at"])
    return user


def thumbnail(*, original: str, size: int, form: str) -> Thumbnail:
    """The stored picture `original` in another size, made when first asked and kept.

    Two who ask at once may both draw it; one row remains and both get it. Raises NotFound for a name that is no
    stored picture, for another spelling of one and for a thumbnail: by those a stranger could have made as many as the
    disk holds.
    """
    key = {"original": original, "size": size, "format": form}
    if made := Thumbnail.objects.filter(**key).first():
        return made
    is_other_spelling = posixpath.normpath(original) != original or original[:1] == "/" or "\\" in original
    if is_other_spelling or original.startswith(f"{THUMBNAILS}/") or not default_storage.exists(original):
        raise NotFound
    try:
        with default_storage.open(original) as file:
            picture = pictures.resized(file.read(), size=size, form=form)
    except (pictures.BadPicture, IsADirectoryError, FileNotFoundError) as error:
        raise NotFound from error
    name = store_picture(folder=THUMBNAILS, picture=picture)
    Thumbnail.objects.bulk_create([Thumbnail(**key, image=name)], ignore_conflicts=True)
    made = Thumbnail.objects.get(**key)
    if made.image.name != name:
        default_storage.delete(name)
    return made
