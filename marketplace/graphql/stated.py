"""What states no permission does not start, and a page that says who may what, made from the code.

Types say theirs when they are made (types.py), mutations as well (mutation.py); fields of Query and Mutation are looked
through here, once, when the schema is put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.core.exceptions import ImproperlyConfigured
from graphql import GraphQLObjectType, GraphQLSchema, is_object_type

from marketplace.graphql.mutation import Mutation
from marketplace.graphql.permissions import Permission
from marketplace.graphql.sources import mounted


def require_stated(schema: GraphQLSchema) -> None:
    """Raise ImproperlyConfigured, naming them, where fields of Query or Mutation or types state no permission."""
    silent = [
        f"{root.name}.{name}" for root in _roots(schema) for name, stated in _fields(root) if not stated
    ]
    silent += [name for name, stated in _types(schema).items() if stated is None]
    if silent:
        raise ImproperlyConfigured(f"These state no permission: {', '.join(sorted(silent))}")


def document(schema: GraphQLSchema, rights: Mapping[str, frozenset[str]], words: Mapping[str, str]) -> str:
    """`docs/permissions.md`: rights by role, and what every root field, mutation and type states."""
    lines = [HEAD, *_rights(rights, words)]
    for root in _roots(schema):
        lines += ["", f"## {root.name}", "", "| Field | Who |", "|---|---|"]
        lines += [f"| `{name}` | {_said(stated)} |" for name, stated in sorted(_fields(root))]
    lines += ["", "## Types", "", TYPES, "", "| Type | Who |", "|---|---|"]
    lines += [f"| `{name}` | {_said(stated)} |" for name, stated in sorted(_types(schema).items()) if stated]
    differing = sorted(_differing(schema))
    lines += ["", "## Fields that differ from their type", "", PRIVATE, "", "| Field | Who |", "|---|---|"]
    lines += [f"| `{name}` | {_said(stated)} |" for name, stated in differing]
    lines += ["", "## Metadata", "", METADATA, "", "| Type | Changes public | Reads and changes private |"]
    lines += ["|---|---|---|", *_metadata(schema)]
    return "\n".join(lines) + "\n"


HEAD = """# Who may what

Written by `make permissions` from the code, and held equal to it by a test. Do not edit.

*May this actor call it?* is stated by every field of Query and Mutation and once by every type, and judged before any
argument is looked at. Names joined by "or" are alternatives. `SELLS_ORDERS` means the right `ORDERS` for some
cooperative, as member or as helper under a mandate; the service then asks for the right at the very cooperative it
is about, and what is not visible to the actor is "not found". `PUBLIC` is everyone."""

TYPES = """`WITHIN` says: whoever was let in by the field that leads there. Types of errors, pages and payloads are left
out: errors are `PUBLIC`, a list has its node's permission, a payload its mutation's. The type `Cooperative` is the one
place where what is public of a cooperative is marked so; its fields that are not stand in the last table."""


PRIVATE = "Private metadata is left out here: it stands in the next table."

METADATA = "Public metadata is read by whoever sees the object, private metadata by whoever may change it."


def _rights(rights: Mapping[str, frozenset[str]], words: Mapping[str, str]) -> Iterator[str]:
    yield from ("", "## Rights by role", "", f"| Right | {' | '.join(rights)} | What it opens |")
    yield "|---" * (len(rights) + 2) + "|"
    for right, what in words.items():
        marks = " | ".join("yes" if right in each else "" for each in rights.values())
        yield f"| `{right}` | {marks} | {what} |"


def _said(permission: Permission | None) -> str:
    return permission.joined.join(f"`{each}`" for each in permission.names) if permission else "nobody"


def _roots(schema: GraphQLSchema) -> list[GraphQLObjectType]:
    return [root for root in (schema.query_type, schema.mutation_type) if root is not None]


def _fields(type_: GraphQLObjectType) -> Iterator[tuple[str, Permission | None]]:
    """(name, own permission) of the fields of a type, as the API spells them."""
    for name, (_python, field) in mounted(type_.graphene_type).items():  # type: ignore[attr-defined]
        yield name, getattr(field, "permission", None)


def _types(schema: GraphQLSchema) -> dict[str, Permission | None]:
    """Types of things, with what they state; without those whose permission follows from another's."""
    found = {}
    for name, type_ in schema.type_map.items():
        follows = name.endswith(("Error", "CountableConnection", "CountableEdge")) or name.startswith("__")
        if not is_object_type(type_) or follows or type_ in _roots(schema):
            continue
        kind = type_.graphene_type  # type: ignore[attr-defined]
        if not (isinstance(kind, type) and issubclass(kind, Mutation)):
            found[name] = getattr(kind._meta, "permission", None)
    return found


def _metadata(schema: GraphQLSchema) -> Iterator[str]:
    for name in sorted(_types(schema)):
        kind = schema.type_map[name].graphene_type  # type: ignore[attr-defined]
        if (metadata := getattr(kind._meta, "metadata", None)) is not None:
            yield f"| `{name}` | {_said(metadata[0])} | {_said(metadata[1])} |"


def _differing(schema: GraphQLSchema) -> Iterator[tuple[str, Permission | None]]:
    for name in _types(schema):
        type_ = schema.type_map[name]
        assert isinstance(type_, GraphQLObjectType)
        for field, stated in _fields(type_):
            if stated and not field.startswith("privateMeta"):
                yield f"{name}.{field}", stated
