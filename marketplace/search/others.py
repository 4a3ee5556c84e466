"""Documents of cooperatives, of the places they are in, and of pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marketplace.content.models import Page
from marketplace.cooperative.models import Cooperative, CooperativeTranslation
from marketplace.core.places import commune
from marketplace.ports.search import Document
from marketplace.search.documents import Said, degrees, document, grouped, names_of_place, plain_text


def cooperative_documents(cooperative_ids: Iterable[int] | None = None) -> Iterator[Document]:
    """Documents of these cooperatives that are active, or of all."""
    rows = Cooperative.objects.filter(is_active=True).order_by("pk")
    if cooperative_ids is not None:
        rows = rows.filter(pk__in=list(cooperative_ids))
    translations = CooperativeTranslation.objects.order_by("pk").values_list("cooperative", "name", "story")
    texts = grouped(translations)
    for each in rows:
        others = texts.get(each.pk, [])
        numbers = {"number": each.pk}
        if each.latitude is not None:
            numbers |= {"latitude": degrees(each.latitude), "longitude": degrees(each.longitude)}
        said = Said(
            name=each.name,
            other=[name for name, _story in others if name],
            place=names_of_place(each.commune_code),
            body=[each.story, *(story for _name, story in others)],
            tags={
                "kind": ["cooperative"],
                "cooperative": [str(each.pk)],
                "commune": [each.commune_code],
            },
            numbers=numbers,
        )
        yield document(f"cooperative/{each.pk}", said)


def place_documents() -> Iterator[Document]:
    """Documents of the communes that have an active cooperative."""
    codes = (
        Cooperative.objects.filter(is_active=True)
        .order_by("commune_code")
        .values_list("commune_code", flat=True)
    )
    for code in dict.fromkeys(codes):
        if place := commune(code):
            said = Said(
                name=place.name,
                other=names_of_place(code)[1:],
                facts=[place.full_name],
                tags={"kind": ["place"], "commune": [code]},
                numbers={"number": int(code)},
            )
            yield document(f"place/{code}", said)


def page_documents(page_ids: Iterable[int] | None = None) -> Iterator[Document]:
    """Documents of these pages that are published, or of all."""
    rows = Page.objects.filter(is_published=True).prefetch_related("translations").order_by("pk")
    if page_ids is not None:
        rows = rows.filter(pk__in=list(page_ids))
    for page in rows:
        texts = list(page.translations.all())
        said = Said(
            name=page.title,
            other=[each.title for each in texts],
            body=[plain_text(page.content), *(plain_text(each.content) for each in texts)],
            tags={"kind": ["page"]},
            numbers={"number": page.pk},
        )
        yield document(f"page/{page.pk}", said)
