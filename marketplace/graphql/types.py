"""Object types: plain ones and those made of a table's rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import graphene
from django.db import models
from graphene.types.objecttype import ObjectTypeOptions
from graphene.types.utils import yank_fields_from_attrs

from marketplace.core.metadata import WithMetadata
from marketplace.graphql.ids import keys_are, to_global_id
from marketplace.graphql.loading import speaks_as
from marketplace.graphql.permissions import Permission
from marketplace.graphql.sources import Batch


class TypeOptions(ObjectTypeOptions):
    """What Meta of a Type may say."""

    model: type[models.Model] | None = None
    channel_column: str | None = None
    metadata: tuple[Permission, Permission] | None = None
    permission: Permission | None = None


PRIVATE = ("private_metadata", "private_metafield", "private_metafields")
with_metadata: dict[str, type[Type]] = {}
"""Types whose metadata can be changed, by name."""


class Type(graphene.ObjectType):
    """An object of the API.

    Meta.permission: who may see it, wherever it stands (DECISIONS 28); a field that leads there states its own only
    to differ. A type without one does not start.
    Meta.model: the table whose rows it is made of; fields without a source are columns of that name.
    Meta.channel_column: the column with the channel that everything below is looked at in (orders, checkouts).
    Meta.values: Python classes whose instances are this type where an interface or union stands.
    Meta.metadata: who may change its public and who may read and change its private metadata, where it has any.
    """

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(
        cls,
        model: type[models.Model] | None = None,
        channel_column: str | None = None,
        values: Sequence[type] = (),
        metadata: tuple[Permission, Permission] | None = None,
        permission: Permission | None = None,
        **options: Any,
    ) -> None:
        if permission is None:
            raise TypeError(f"{cls.__name__} states no permission (class Meta: permission = …)")
        meta = TypeOptions(cls)
        meta.permission = permission
        meta.model = model
        meta.channel_column = channel_column
        meta.metadata = metadata
        super().__init_subclass_with_meta__(_meta=meta, **options)
        _close_private(cls, metadata)
        for python_type in values:
            speaks_as(python_type, cls._meta.name)
        if model is not None:
            keys_are(cls._meta.name, UUID if isinstance(model._meta.pk, models.UUIDField) else int)
            if issubclass(model, WithMetadata) and metadata is not None:
                with_metadata[cls._meta.name] = cls


def _close_private(type_: type[Type], metadata: tuple[Permission, Permission] | None) -> None:
    """Private metadata is for whoever may change it. A type that has metadata and names nobody does not start."""
    fields = type_._meta.fields
    if "private_metadata" not in fields:
        return
    if metadata is None:
        raise TypeError(f"{type_.__name__} does not say whose its metadata is (class Meta: metadata = …, …)")
    for name in PRIVATE:
        fields[name] = fields[name].asking(metadata[1])


def extend(type_: type[Type], **fields: Any) -> None:
    """Add fields to a type of a lower domain, as SDL's `extend type` does."""
    mounted = yank_fields_from_attrs(fields, _as=graphene.Field)
    if taken := type_._meta.fields.keys() & mounted.keys():
        raise ValueError(f"{type_._meta.name} has {', '.join(taken)} already")
    type_._meta.fields.update(mounted)


def implement(type_: type[Type], interface: type[graphene.Interface]) -> None:
    """Let a type of a lower domain, which has the fields by now, implement an interface of a higher one."""
    vars(type_._meta)["interfaces"] = (*type_._meta.interfaces, interface)  # graphene's options are frozen


def extend_input(input_: type[graphene.InputObjectType], **fields: Any) -> None:
    """Add fields to an input of a lower domain."""
    mounted = yank_fields_from_attrs(fields, _as=graphene.InputField)
    if taken := input_._meta.fields.keys() & mounted.keys():
        raise ValueError(f"{input_._meta.name} has {', '.join(taken)} already")
    input_._meta.fields.update(mounted)


class GlobalIdField(graphene.Field):
    """`id: ID!`, made of the type's name and the row's pk."""

    def __init__(self, typename: str) -> None:
        super().__init__(graphene.ID, required=True)
        self.source = Batch(
            lambda rows, info: [to_global_id(typename, row.pk) for row in rows], needs=("pk",)
        )


def global_id(typename: str) -> GlobalIdField:
    """The id field of rows: `id = global_id("Product")`."""
    return GlobalIdField(typename)


class Node(graphene.Interface):
    """An object with an id."""

    id = graphene.ID(required=True)
