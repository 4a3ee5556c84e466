"""Page, its type, its translations and its versions. Attributes are added by the catalog, which has them."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import QuerySet

from marketplace.content import models, queries
from marketplace.core.fields import PENDING
from marketplace.core.statements import kept
from marketplace.graphql.fields import batch, column, many, one
from marketplace.graphql.info import Info
from marketplace.graphql.languages import LanguageCodeEnum, language_of
from marketplace.graphql.metadata import MetadataFields, ObjectWithMetadata
from marketplace.graphql.permissions import PUBLIC, staff
from marketplace.graphql.scalars import JSONString
from marketplace.graphql.translations import language, translation
from marketplace.graphql.types import Node, Type, global_id


def have_pages(rows: Any, info: Info) -> list[bool]:
    """Whether there are pages of these types."""
    of_types = kept(
        "types of pages", lambda: models.Page.objects.filter(page_type_id__within=PENDING), ("page_type_id",)
    )
    used = {type_id for (type_id,) in of_types.run([row.pk for row in rows])}
    return [row.pk in used for row in rows]


class PageType(MetadataFields, Type):
    """A kind of page."""

    class Meta:
        model = models.PageType
        interfaces = (Node, ObjectWithMetadata)
        permission = PUBLIC
        metadata = (staff("MANAGE_PAGE_TYPES_AND_ATTRIBUTES"), staff("MANAGE_PAGE_TYPES_AND_ATTRIBUTES"))

    id = global_id("PageType")
    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    has_pages = batch(
        graphene.Boolean,
        have_pages,
        needs=("pk",),
        permission=staff("MANAGE_PAGES", "MANAGE_PAGE_TYPES_AND_ATTRIBUTES"),
    )


class PageTranslation(Type):
    """A page's texts in another language."""

    class Meta:
        model = models.PageTranslation
        interfaces = (Node,)
        permission = PUBLIC

    id = global_id("PageTranslation")
    language = language()
    seo_title = graphene.String()
    seo_description = graphene.String()
    slug = graphene.String()
    title = graphene.String()
    content = graphene.Field(JSONString)


class PageVersion(Type):
    """What a page told everyone from one day on, until its next version."""

    class Meta:
        model = models.PageVersion
        interfaces = (Node,)
        permission = PUBLIC

    id = global_id("PageVersion")
    language = language()
    number = graphene.Int(required=True)
    since = graphene.DateTime(required=True)
    title = graphene.String(required=True)
    content = graphene.Field(JSONString)


def versions(language_code: Any) -> QuerySet:
    """Those in this language, newest first."""
    return queries.told_versions(language_of(language_code))


class Page(MetadataFields, Type):
    """A page of the operator: rules, stories."""

    class Meta:
        model = models.Page
        interfaces = (Node, ObjectWithMetadata)
        permission = PUBLIC
        metadata = (staff("MANAGE_PAGES"), staff("MANAGE_PAGES"))

    id = global_id("Page")
    seo_title = graphene.String()
    seo_description = graphene.String()
    title = graphene.String(required=True)
    content = graphene.Field(JSONString)
    published_at = graphene.DateTime()
    is_published = graphene.Boolean(required=True)
    slug = graphene.String(required=True)
    page_type = one(PageType, "page_type_id", required=True)
    created = column(graphene.DateTime, "created_at", required=True)
    translation = translation(PageTranslation, models.PageTranslation, "page_id")
    versions = many(
        PageVersion,
        versions,
        by="page_id",
        description="All texts it ever told everyone, newest first.",
        language_code=graphene.Argument(LanguageCodeEnum, default_value="VI"),
    )
