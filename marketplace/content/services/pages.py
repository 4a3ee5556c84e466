"""Writing, translating, publishing and hiding pages. Every change leaves a version behind that is never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.content.events import PageChanged
from marketplace.content.models import Page, PageTexts, PageTranslation, PageType, PageVersion
from marketplace.content.queries import BASE_LANGUAGE
from marketplace.content.texts import is_document
from marketplace.core.actor import Actor
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.events import emit
from marketplace.core.vietnamese import fold, slugify, sort_key
from marketplace.site.services import remember_slug, unused_slug

TEXTS = ("title", "content", "seo_title", "seo_description")


@transaction.atomic
def create_page_type(*, name: str, slug: str = "") -> PageType:
    """A new kind of page."""
    return PageType.objects.create(
        name=name, name_folded=fold(name), name_sort=sort_key(name), slug=unused_slug(PageType, slug or name)
    )


@transaction.atomic
def rename_page_type(*, page_type: PageType, name: str, slug: str) -> PageType:
    """Give a kind of page another name and slug."""
    page_type.name, page_type.name_folded, page_type.name_sort = name, fold(name), sort_key(name)
    page_type.slug = unused_slug(PageType, slug, besides=page_type.pk)
    page_type.save(update_fields=["name", "name_folded", "name_sort", "slug"])
    return page_type


@transaction.atomic
def create_page(*, page_type: PageType, actor: Actor, slug: str = "", **texts: Any) -> Page:
    """A new page, hidden until it is published. `texts`: title, content (EditorJS), seo_title, seo_description.

    Raises DomainError without a title, or for content that is no document.
    """
    _check(texts)
    if not texts.get("title"):
        raise DomainError(_("A page needs a title."), code="REQUIRED", field="title")
    page = Page(page_type=page_type, slug=unused_slug(Page, slug or texts["title"]))
    _write(page, texts)
    page.save()
    _keep(page, page, BASE_LANGUAGE, actor)
    return page


@transaction.atomic
def edit_page(*, page_id: int, actor: Actor, slug: str | None = None, **texts: Any) -> Page:
    """Change some texts of the page, and its slug; an old slug leads to it for ever. No change makes no version.

    Raises NotFound, and DomainError as `create_page` does.
    """
    page = _locked(page_id)
    _check(texts)
    if slug and (new := unused_slug(Page, slug, besides=page.pk)) != page.slug:
        remember_slug(obj=page, old=page.slug, new=new)
        page.slug = new
        page.save(update_fields=["slug", "updated_at"])
    if _differs(page, texts):
        _write(page, texts)
        page.save(update_fields=[*texts, "title_folded", "title_sort", "updated_at"])
        _keep(page, page, BASE_LANGUAGE, actor)
        emit(PageChanged(page.pk), actor=actor)
    return page


@transaction.atomic
def translate_page(
    *, page_id: int, language_code: str, actor: Actor, slug: str | None = None, **texts: Any
) -> PageTranslation:
    """Set the page's texts in another language ("en", "zh-hans"), and its slug there. No change makes no version.

    Raises NotFound, and DomainError for the page's own language, a taken slug, and as `create_page` does.
    """
    page = _locked(page_id)
    _check(texts)
    if language_code == BASE_LANGUAGE:
        raise DomainError(_("The page itself is in this language."), code="INVALID", field="language_code")
    translation = page.translations.filter(language_code=language_code).first()
    translation = translation or PageTranslation(page=page, language_code=language_code)
    if slug is not None:
        translation.slug = _translated_slug(page, language_code, slug)
    changed = translation.pk is None or _differs(translation, texts)
    for name, text in texts.items():
        setattr(translation, name, text)
    if not translation.title:
        raise DomainError(_("A page needs a title."), code="REQUIRED", field="title")
    translation.save()
    if changed:
        _keep(page, translation, language_code, actor)
        emit(PageChanged(page.pk), actor=actor)
    return translation


@transaction.atomic
def publish_page(*, page_id: int, actor: Actor, at: datetime | None = None) -> Page:
    """Let everyone read the page, from `at` (UTC) or from now on. Raises NotFound."""
    page = _locked(page_id)
    if not (page.is_published and at in (None, page.published_at)):
        _show(page, True, at or timezone.now(), actor)
    return page


@transaction.atomic
def hide_page(*, page_id: int, actor: Actor) -> Page:
    """Let nobody but the operator read the page; its versions stay. Raises NotFound."""
    page = _locked(page_id)
    if page.is_published:
        _show(page, False, page.published_at, actor)
    return page


def _show(page: Page, is_published: bool, published_at: datetime | None, actor: Actor) -> None:
    page.is_published, page.published_at = is_published, published_at
    page.save(update_fields=["is_published", "published_at", "updated_at"])
    _keep(page, page, BASE_LANGUAGE, actor)
    for translation in page.translations.order_by("pk"):
        _keep(page, translation, translation.language_code, actor)
    emit(PageChanged(page.pk), actor=actor)


def _keep(page: Page, texts: PageTexts, language_code: str, actor: Actor) -> None:
    """Write down what the page says from now on, or from when it is going to be published."""
    now = timezone.now()
    PageVersion.objects.create(
        page=page,
        language_code=language_code,
        number=page.versions.filter(language_code=language_code).count() + 1,
        since=max(now, page.published_at or now) if page.is_published else now,
        is_published=page.is_published,
        changed_by=actor.key,
        **{name: getattr(texts, name) for name in TEXTS},
    )


def _locked(page_id: int) -> Page:
    page = Page.objects.select_for_update().filter(pk=page_id).first()
    if page is None:
        raise NotFound(_("There is no such page."), field="id")
    return page


def _check(texts: dict[str, Any]) -> None:
    if unknown := texts.keys() - set(TEXTS):
        raise TypeError(f"a page has no {', '.join(sorted(unknown))}")
    if "title" in texts and not texts["title"].strip():
        raise DomainError(_("A page needs a title."), code="REQUIRED", field="title")
    if texts.get("content") is not None and not is_document(texts["content"]):
        raise DomainError(_("The text is not in the editor's form."), code="INVALID", field="content")


def _differs(before: PageTexts, texts: dict[str, Any]) -> bool:
    return any(getattr(before, name) != text for name, text in texts.items())


def _write(page: Page, texts: dict[str, Any]) -> None:
    for name, text in texts.items():
        setattr(page, name, text)
    page.title_folded, page.title_sort = fold(page.title), sort_key(page.title)


def _translated_slug(page: Page, language_code: str, slug: str) -> str | None:
    wanted = slugify(slug) or None
    taken = PageTranslation.objects.filter(language_code=language_code, slug=wanted).exclude(page=page)
    if wanted and taken.exists():
        raise DomainError(_("Another page has this address."), code="UNIQUE", field="slug")
    return wanted
