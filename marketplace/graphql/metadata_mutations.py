"""Four mutations change the metadata of all types; each type states who may (`Meta.metadata`)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import graphene
from django.utils.translation import gettext_lazy as _

from marketplace.core import metadata as services
from marketplace.core.errors import NotFound
from marketplace.graphql.errors import error_type
from marketplace.graphql.ids import key_of, split_global_id
from marketplace.graphql.info import Info
from marketplace.graphql.metadata import MetadataInput, ObjectWithMetadata
from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import PUBLIC, Permission
from marketplace.graphql.rows import read
from marketplace.graphql.types import Type, with_metadata


class MetadataErrorCode(Enum):
    """What can be wrong with a change of metadata."""

    GRAPHQL_ERROR = "GRAPHQL_ERROR"
    INVALID = "INVALID"
    NOT_FOUND = "NOT_FOUND"
    REQUIRED = "REQUIRED"
    NOT_UPDATED = "NOT_UPDATED"


MetadataError = error_type("MetadataError", MetadataErrorCode)
Keys = graphene.List(graphene.NonNull(graphene.String), required=True)
Items = graphene.List(graphene.NonNull(MetadataInput), required=True)


class _Change(Mutation):
    """Base of the four."""

    private = False

    class Meta:
        abstract = True

    @classmethod
    def perform(cls, info: Info, id: str, **change: Any) -> Mapping[str, Any]:
        type_, pk = _subject(id)
        _permission(type_, cls.private).require(info.actor)
        if "keys" in change:
            services.delete_metadata(model=type_._meta.model, pk=pk, keys=change["keys"], private=cls.private)
        else:
            items = {item.key: item.value for item in change["input"]}
            services.update_metadata(model=type_._meta.model, pk=pk, items=items, private=cls.private)
        name, rows = type_._meta.name, type_._meta.model._base_manager.filter(pk=pk)
        (row,) = read(rows, info.columns("item", typename=name), typename=name)
        return {"item": row}


def _subject(global_id: str) -> tuple[type[Type], Any]:
    typename, _key = split_global_id(global_id)
    if (type_ := with_metadata.get(typename)) is None:
        raise NotFound(_("There is no such thing."), field="id")
    return type_, key_of(global_id, typename)


def _permission(type_: type[Type], private: bool) -> Permission:
    public, closed = type_._meta.metadata
    return closed if private else public


def _mutation(name: str, doc: str, *, private: bool, **arguments: Any) -> type[Mutation]:
    body = {
        "__doc__": doc,
        "private": private,
        "item": graphene.Field(ObjectWithMetadata),
        "Arguments": type("Arguments", (), {"id": graphene.ID(required=True), **arguments}),
        "Meta": type("Meta", (), {"errors": MetadataError, "permission": PUBLIC}),
    }
    return type(name, (_Change,), body)


class Mutations:
    """The fields of Mutation. Public here; the type's own permission is judged first thing in `perform`."""

    update_metadata = _mutation(
        "UpdateMetadata", "Set keys of the public metadata.", private=False, input=Items
    ).field()
    delete_metadata = _mutation(
        "DeleteMetadata", "Remove keys of the public metadata.", private=False, keys=Keys
    ).field()
    update_private_metadata = _mutation(
        "UpdatePrivateMetadata", "Set keys of the private metadata.", private=True, input=Items
    ).field()
    delete_private_metadata = _mutation(
        "DeletePrivateMetadata", "Remove keys of the private metadata.", private=True, keys=Keys
    ).field()
