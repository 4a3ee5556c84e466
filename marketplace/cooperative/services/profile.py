"""Found a cooperative and change what it says of itself."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.cooperative.events import CooperativeChanged
from marketplace.cooperative.models import Cooperative, CooperativeTranslation, OpeningStatus
from marketplace.core.actor import SYSTEM
from marketplace.core.errors import DomainError
from marketplace.core.events import emit
from marketplace.core.pictures import Picture
from marketplace.core.places import commune, old_districts_of, province
from marketplace.core.vietnamese import fold, sort_key
from marketplace.site.services import remember_slug, store_picture, unused_slug

FOLLOWING = ("name_folded", "name_sort", "search_folded", "commune_name", "province_code")
"""Columns that follow from others; written here and nowhere else."""


@transaction.atomic
def create_cooperative(*, name: str, commune_code: str, slug: str = "", **columns: Any) -> Cooperative:
    """A new cooperative in a commune. `columns` are those of the model; `legal_name` is `name` unless given."""
    cooperative = Cooperative(name=name, commune_code=commune_code, **{"legal_name": name, **columns})
    cooperative.slug = unused_slug(Cooperative, slug or name)
    complete(cooperative)
    cooperative.save()
    emit(CooperativeChanged(cooperative.pk), actor=SYSTEM)
    return cooperative


@transaction.atomic
def update_cooperative(*, cooperative: Cooperative, **columns: Any) -> Cooperative:
    """Change some columns. A changed slug leaves a redirect behind for ever. Only an approved one can be on sale."""
    if columns.get("is_active") and cooperative.opening_status != OpeningStatus.APPROVED:
        raise DomainError(_("The shop is not approved yet."), code="INVALID", field="is_active")
    if slug := columns.pop("slug", None):
        columns["slug"] = _rename(cooperative, slug)
    for name, value in columns.items():
        setattr(cooperative, name, value)
    complete(cooperative)
    cooperative.save(update_fields=[*columns, *FOLLOWING, "updated_at"])
    emit(CooperativeChanged(cooperative.pk), actor=SYSTEM)
    return cooperative


def complete(cooperative: Cooperative) -> None:
    """Fill in the columns that follow from others; does not save. Raises DomainError for an unknown commune."""
    place = commune(cooperative.commune_code)
    if place is None:
        raise DomainError(_("There is no such commune."), code="NOT_FOUND", field="commune_code")
    cooperative.commune_name = place.full_name
    cooperative.province_code = place.province_code
    cooperative.name_folded = fold(cooperative.name)
    cooperative.name_sort = sort_key(cooperative.name)
    over = province(place.province_code)
    words = (cooperative.name, cooperative.legal_name, place.full_name, *old_districts_of(place.code))
    cooperative.search_folded = fold(" | ".join((*words, over.full_name if over else "")))


def set_logo(*, cooperative: Cooperative, picture: Picture) -> Cooperative:
    """Give the cooperative this logo (`core.pictures.read_upload` makes pictures of uploads)."""
    cooperative.logo.name = store_picture(folder="cooperatives", picture=picture)
    cooperative.save(update_fields=["logo", "updated_at"])
    return cooperative


@transaction.atomic
def translate_cooperative(
    *, cooperative: Cooperative, language_code: str, **texts: str
) -> CooperativeTranslation:
    """Set texts (name, story) in another language."""
    made, _created = CooperativeTranslation.objects.update_or_create(
        cooperative=cooperative, language_code=language_code, defaults=texts
    )
    emit(CooperativeChanged(cooperative.pk), actor=SYSTEM)
    return made


def _rename(cooperative: Cooperative, slug: str) -> str:
    new = unused_slug(Cooperative, slug, besides=cooperative.pk)
    if new != cooperative.slug:
        remember_slug(obj=cooperative, old=cooperative.slug, new=new)
    return new
