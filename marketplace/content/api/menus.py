"""Menu and its links. Links to shelves and collections are added by the catalog, which has them."""

from __future__ import annotations

from typing import Any

import graphene

from marketplace.content import models, queries
from marketplace.content.api.pages import Page
from marketplace.graphql.fields import batch, many, one, value
from marketplace.graphql.info import Info
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.permissions import PUBLIC, staff
from marketplace.graphql.translations import language, translation
from marketplace.graphql.types import Node, Type, global_id

OF_PAGE = ("page_id", "page__is_published", "page__published_at")


class MenuItemTranslation(Type):
    """A link's name in another language."""

    class Meta:
        model = models.MenuItemTranslation
        interfaces = (Node,)
        permission = PUBLIC

    id = global_id("MenuItemTranslation")
    language = language()
    name = graphene.String(required=True)


def pages_of(rows: Any, info: Info) -> list[int | None]:
    """The page each link leads to, if the actor may read it."""
    sees_all = queries.sees_all(info.actor)
    return [
        row.page_id
        if sees_all
        or queries.is_public(is_published=row.page__is_published, published_at=row.page__published_at)
        else None
        for row in rows
    ]


class MenuItem(MetadataFields, Type):
    """A link in a menu, or a heading over others."""

    class Meta:
        model = models.MenuItem
        interfaces = (Node, ObjectWithMetadata)
        permission = PUBLIC
        metadata = (staff("MANAGE_MENUS"), staff("MANAGE_MENUS"))

    id = global_id("MenuItem")
    name = graphene.String(required=True)
    menu = one(lambda: Menu, "menu_id", required=True)
    parent = one(lambda: MenuItem, "parent_id")
    page = batch(Page, pages_of, needs=OF_PAGE)
    level = graphene.Int(required=True)
    children = many(lambda: MenuItem, queries.lower_items, by="parent_id", required=False)
    url = value(graphene.String, lambda row: row.url or None, needs=("url",))
    translation = translation(MenuItemTranslation, models.MenuItemTranslation, "item_id")


class Menu(MetadataFields, Type):
    """A named tree of links."""

    class Meta:
        model = models.Menu
        interfaces = (Node, ObjectWithMetadata)
        permission = PUBLIC
        metadata = (staff("MANAGE_MENUS"), staff("MANAGE_MENUS"))

    id = global_id("Menu")
    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    items = many(MenuItem, queries.top_items, by="menu_id", required=False)
