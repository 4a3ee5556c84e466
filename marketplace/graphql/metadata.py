"""Metadata of all types that have it: one interface, one set of fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import graphene

from marketplace.graphql.fields import batch, listed
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.scalars import Metadata
from marketplace.graphql.types import Type


class MetadataItem(Type):
    """One key and its value."""

    class Meta:
        permission = PUBLIC

    key = graphene.String(required=True)
    value = graphene.String(required=True)


class Item:
    """A key and its value."""

    __slots__ = ("key", "value")

    def __init__(self, key: str, value: str) -> None:
        self.key, self.value = key, value


class MetadataInput(graphene.InputObjectType):
    """A key and its value."""

    key = graphene.String(required=True)
    value = graphene.String(required=True)


class ObjectWithMetadata(graphene.Interface):
    """An object with public and private metadata."""

    private_metadata = graphene.List(graphene.NonNull(MetadataItem), required=True)
    private_metafield = graphene.String(key=graphene.String(required=True))
    private_metafields = graphene.Field(Metadata, keys=graphene.List(graphene.NonNull(graphene.String)))
    metadata = graphene.List(graphene.NonNull(MetadataItem), required=True)
    metafield = graphene.String(key=graphene.String(required=True))
    metafields = graphene.Field(Metadata, keys=graphene.List(graphene.NonNull(graphene.String)))


class MetadataFields:
    """The fields of ObjectWithMetadata for a type made of rows: `class Product(MetadataFields, Type)`.

    The private ones ask for the permission by which the type lets its private metadata be changed (types.py).
    """

    private_metadata = listed(
        MetadataItem,
        lambda rows, info: _items(rows, "private_metadata"),
        needs=("private_metadata",),
    )
    private_metafield = batch(
        graphene.String,
        lambda rows, info, key: [row.private_metadata.get(key) for row in rows],
        needs=("private_metadata",),
        key=graphene.String(required=True),
    )
    private_metafields = batch(
        Metadata,
        lambda rows, info, keys=None: [_picked(row.private_metadata, keys) for row in rows],
        needs=("private_metadata",),
        keys=graphene.List(graphene.NonNull(graphene.String)),
    )
    metadata = listed(MetadataItem, lambda rows, info: _items(rows, "metadata"), needs=("metadata",))
    metafield = batch(
        graphene.String,
        lambda rows, info, key: [row.metadata.get(key) for row in rows],
        needs=("metadata",),
        key=graphene.String(required=True),
    )
    metafields = batch(
        Metadata,
        lambda rows, info, keys=None: [_picked(row.metadata, keys) for row in rows],
        needs=("metadata",),
        keys=graphene.List(graphene.NonNull(graphene.String)),
    )


def _items(rows: Sequence[Any], name: str) -> list[list[Item]]:
    return [[Item(key, text) for key, text in sorted(getattr(row, name).items())] for row in rows]


def _picked(stored: Mapping[str, str], keys: Sequence[str] | None) -> dict[str, str]:
    return dict(stored) if keys is None else {key: stored[key] for key in keys if key in stored}
