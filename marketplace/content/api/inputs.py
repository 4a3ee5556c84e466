"""Filters and sortings of pages and menus."""

from __future__ import annotations

import graphene

from marketplace.graphql.conditions import GlobalIDFilterInput, StringFilterInput
from marketplace.graphql.searching import MetadataFilter
from marketplace.graphql.sorting import OrderDirection


def ids() -> graphene.List:
    """`[ID!]`."""
    return graphene.List(graphene.NonNull(graphene.ID))


def strings() -> graphene.List:
    """`[String!]`."""
    return graphene.List(graphene.NonNull(graphene.String))


class PageFilterInput(graphene.InputObjectType):
    """Which pages."""

    search = graphene.String()
    metadata = graphene.List(graphene.NonNull(MetadataFilter))
    page_types = ids()
    ids = ids()
    slugs = strings()


class PageWhereInput(graphene.InputObjectType):
    """Which pages, with AND and OR."""

    ids = ids()
    slug = graphene.InputField(StringFilterInput)
    page_type = graphene.InputField(GlobalIDFilterInput)
    AND = graphene.List(graphene.NonNull(lambda: PageWhereInput))
    OR = graphene.List(graphene.NonNull(lambda: PageWhereInput))


class PageSortField(graphene.Enum):
    """What pages are sorted by."""

    TITLE = "TITLE"
    SLUG = "SLUG"
    VISIBILITY = "VISIBILITY"
    CREATION_DATE = "CREATION_DATE"
    PUBLICATION_DATE = "PUBLICATION_DATE"
    PUBLISHED_AT = "PUBLISHED_AT"
    CREATED_AT = "CREATED_AT"


class PageSortingInput(graphene.InputObjectType):
    """How pages are sorted."""

    direction = graphene.InputField(OrderDirection, required=True)
    field = graphene.InputField(PageSortField, required=True)


class PageTypeFilterInput(graphene.InputObjectType):
    """Which kinds of pages."""

    search = graphene.String()
    slugs = strings()


class PageTypeSortField(graphene.Enum):
    """What kinds of pages are sorted by."""

    NAME = "NAME"
    SLUG = "SLUG"


class PageTypeSortingInput(graphene.InputObjectType):
    """How kinds of pages are sorted."""

    direction = graphene.InputField(OrderDirection, required=True)
    field = graphene.InputField(PageTypeSortField, required=True)


class MenuFilterInput(graphene.InputObjectType):
    """Which menus."""

    search = graphene.String()
    slug = strings()
    metadata = graphene.List(graphene.NonNull(MetadataFilter))
    slugs = strings()


class MenuSortField(graphene.Enum):
    """What menus are sorted by."""

    NAME = "NAME"
    ITEMS_COUNT = "ITEMS_COUNT"


class MenuSortingInput(graphene.InputObjectType):
    """How menus are sorted."""

    direction = graphene.InputField(OrderDirection, required=True)
    field = graphene.InputField(MenuSortField, required=True)


class MenuItemFilterInput(graphene.InputObjectType):
    """Which links."""

    search = graphene.String()
    metadata = graphene.List(graphene.NonNull(MetadataFilter))


class MenuItemsSortField(graphene.Enum):
    """What links are sorted by."""

    NAME = "NAME"


class MenuItemSortingInput(graphene.InputObjectType):
    """How links are sorted."""

    direction = graphene.InputField(OrderDirection, required=True)
    field = graphene.InputField(MenuItemsSortField, required=True)
