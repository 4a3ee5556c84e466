"""Asking for pages and menus."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import graphene
from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from marketplace.channel.api.lookup import market
from marketplace.content import models, queries
from marketplace.content.api.inputs import (
    MenuFilterInput,
    MenuItemFilterInput,
    MenuItemSortingInput,
    MenuSortingInput,
    PageFilterInput,
    PageSortingInput,
    PageTypeFilterInput,
    PageTypeSortingInput,
    PageWhereInput,
)
from marketplace.content.api.menus import Menu, MenuItem
from marketplace.content.api.pages import Page, PageType
from marketplace.graphql.connection import Listing, connection
from marketplace.graphql.fields import root
from marketplace.graphql.ids import key_of, keys_of
from marketplace.graphql.info import Info
from marketplace.graphql.languages import LanguageCodeEnum, language_of
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.reading import exactly_one, one_row
from marketplace.graphql.searching import with_metadata, with_words
from marketplace.graphql.sorting import ordered
from marketplace.site.queries import redirected

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Sorts pages that were never published before all others."""
BY_PAGE = {
    "TITLE": ("title_sort",),
    "SLUG": ("slug",),
    "VISIBILITY": ("is_published", "title_sort"),
    "CREATION_DATE": ("created_at",),
    "CREATED_AT": ("created_at",),
    "PUBLICATION_DATE": ("_published",),
    "PUBLISHED_AT": ("_published",),
}


def _channel(info: Info, slug: str | None) -> int | None:
    found = market(info.context, slug) if slug else None
    return found.pk if found else None


def menu(
    info: Info,
    channel: str | None = None,
    id: str | None = None,
    name: str | None = None,
    slug: str | None = None,
) -> Any:
    """The menu of this id, name or slug."""
    exactly_one(id=id, name=name, slug=slug)
    wanted = (
        {"pk": key_of(id, "Menu")}
        if id is not None
        else {"slug": slug}
        if slug is not None
        else {"name": name}
    )
    return one_row(info, models.Menu.objects.filter(**wanted).order_by("pk"), channel=_channel(info, channel))


def menus(info: Info, channel: str | None = None, sort_by: Any = None, filter: Any = None) -> Listing:
    """All menus."""
    wanted = filter or {}
    found = _named(models.Menu.objects.annotate(_links=Count("items")), wanted)
    for slugs in (wanted.get("slug"), wanted.get("slugs")):
        if slugs is not None:
            found = found.filter(slug__in=slugs)
    order = ordered(sort_by, {"NAME": ("name_sort",), "ITEMS_COUNT": ("_links", "name_sort")}, ("name_sort",))
    return Listing(found, order, channel=_channel(info, channel))


def menu_item(info: Info, id: str, channel: str | None = None) -> Any:
    """The link of this id."""
    found = models.MenuItem.objects.filter(pk=key_of(id, "MenuItem"))
    return one_row(info, found, channel=_channel(info, channel))


def menu_items(info: Info, channel: str | None = None, sort_by: Any = None, filter: Any = None) -> Listing:
    """The links of all menus."""
    order = ordered(sort_by, {"NAME": ("name_sort",)}, ("menu_id", "level", "sort_order"))
    return Listing(
        _named(models.MenuItem.objects.all(), filter or {}), order, channel=_channel(info, channel)
    )


def page(
    info: Info,
    id: str | None = None,
    slug: str | None = None,
    slug_language_code: Any = None,
    channel: str | None = None,
) -> Any:
    """The page of this id or slug, also of a slug it had before. With a language the slug is the translated one."""
    exactly_one(id=id, slug=slug)
    visible, at = queries.visible_to(info.actor), _channel(info, channel)
    if id is not None:
        return one_row(info, visible.filter(pk=key_of(id, "Page")), channel=at)
    language = language_of(slug_language_code) if slug_language_code else queries.BASE_LANGUAGE
    if language != queries.BASE_LANGUAGE:
        translated = visible.filter(translations__language_code=language, translations__slug=slug)
        return one_row(info, translated, channel=at)
    found = one_row(info, visible.filter(slug=slug), channel=at)
    if found is None and (renamed := redirected("page", str(slug))):
        found = one_row(info, visible.filter(pk=renamed), channel=at)
    return found


def pages(
    info: Info,
    channel: str | None = None,
    sort_by: Any = None,
    filter: Any = None,
    search: str | None = None,
    where: Any = None,
) -> Listing:
    """Those the actor may read."""
    found = queries.visible_to(info.actor).annotate(_published=Coalesce("published_at", Value(NEVER)))
    for condition in (_filtered(filter or {}), _where(where or {}), with_words(search or "", "title_folded")):
        found = found.filter(condition)
    return Listing(found, ordered(sort_by, BY_PAGE, ("title_sort",)), channel=_channel(info, channel))


def page_type(info: Info, id: str) -> Any:
    """The kind of page of this id."""
    return one_row(info, models.PageType.objects.filter(pk=key_of(id, "PageType")))


def page_types(info: Info, sort_by: Any = None, filter: Any = None) -> Listing:
    """All kinds of pages."""
    wanted = filter or {}
    found = _named(models.PageType.objects.all(), wanted)
    if wanted.get("slugs") is not None:
        found = found.filter(slug__in=wanted["slugs"])
    return Listing(found, ordered(sort_by, {"NAME": ("name_sort",), "SLUG": ("slug",)}, ("name_sort",)))


def _named(rows: QuerySet, wanted: Any) -> QuerySet:
    condition = with_words(wanted.get("search") or "", "name_folded") & with_metadata(
        wanted.get("metadata") or ()
    )
    return rows.filter(condition)


def _filtered(wanted: Any) -> Q:
    condition = with_words(wanted.get("search") or "", "title_folded") & with_metadata(
        wanted.get("metadata") or ()
    )
    if wanted.get("page_types") is not None:
        condition &= Q(page_type__in=keys_of(wanted["page_types"], "PageType"))
    if wanted.get("ids") is not None:
        condition &= Q(pk__in=keys_of(wanted["ids"], "Page"))
    if wanted.get("slugs") is not None:
        condition &= Q(slug__in=wanted["slugs"])
    return condition


def _where(wanted: Any) -> Q:
    condition = Q()
    if wanted.get("ids") is not None:
        condition &= Q(pk__in=keys_of(wanted["ids"], "Page"))
    if wanted.get("slug"):
        condition &= _one_of("slug", wanted["slug"])
    if wanted.get("page_type"):
        asked = wanted["page_type"]
        keys = {
            name: keys_of([value] if name == "eq" else value, "PageType")
            for name, value in asked.items()
            if value
        }
        condition &= Q(*(Q(page_type__in=each) for each in keys.values()))
    for part in wanted.get("AND") or ():
        condition &= _where(part)
    either = Q()
    for part in wanted.get("OR") or ():
        either |= _where(part)
    return condition & either


def _one_of(column: str, wanted: Any) -> Q:
    condition = Q()
    if wanted.get("eq") is not None:
        condition &= Q(**{column: wanted["eq"]})
    if wanted.get("one_of") is not None:
        condition &= Q(**{f"{column}__in": wanted["one_of"]})
    return condition


def channel() -> dict[str, Any]:
    """The argument that says in which channel what a link leads to is looked at."""
    return {"channel": graphene.Argument(graphene.String)}


class Queries:
    """Fields of Query."""

    menu = root(
        Menu,
        menu,
        permission=PUBLIC,
        **channel(),
        id=graphene.ID(),
        name=graphene.Argument(graphene.String),
        slug=graphene.String(),
    )
    menus = connection(
        Menu,
        menus,
        permission=PUBLIC,
        **channel(),
        sort_by=graphene.Argument(MenuSortingInput),
        filter=graphene.Argument(MenuFilterInput),
    )
    menu_item = root(MenuItem, menu_item, permission=PUBLIC, id=graphene.ID(required=True), **channel())
    menu_items = connection(
        MenuItem,
        menu_items,
        permission=PUBLIC,
        **channel(),
        sort_by=graphene.Argument(MenuItemSortingInput),
        filter=graphene.Argument(MenuItemFilterInput),
    )
    page = root(
        Page,
        page,
        permission=PUBLIC,
        id=graphene.ID(),
        slug=graphene.String(),
        slug_language_code=graphene.Argument(LanguageCodeEnum),
        **channel(),
    )
    pages = connection(
        Page,
        pages,
        permission=PUBLIC,
        sort_by=graphene.Argument(PageSortingInput),
        filter=graphene.Argument(PageFilterInput),
        search=graphene.Argument(graphene.String),
        where=graphene.Argument(PageWhereInput),
        **channel(),
    )
    page_type = root(PageType, page_type, permission=PUBLIC, id=graphene.ID(required=True))
    page_types = connection(
        PageType,
        page_types,
        permission=PUBLIC,
        sort_by=graphene.Argument(PageTypeSortingInput),
        filter=graphene.Argument(PageTypeFilterInput),
    )
