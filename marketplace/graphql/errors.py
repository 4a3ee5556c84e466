"""Typed errors of the dialect: a code's word is written once, in the domain's errors room."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import graphene
from graphene.utils.str_converters import to_camel_case

from marketplace.core.errors import DomainError, DomainErrors
from marketplace.graphql.fields import value
from marketplace.graphql.ids import UnknownId
from marketplace.graphql.permissions import PUBLIC
from marketplace.graphql.types import Type


@dataclass(slots=True)
class ErrorValue:
    """One error as the API shows it."""

    code: str
    field: str | None
    message: str
    details: dict[str, Any] = dataclasses.field(default_factory=dict)


def error_type(name: str, codes: type[Enum], *, like: Any = None, **details: Any) -> type[Type]:
    """`CheckoutError` with its `CheckoutErrorCode`, made from the domain's codes.

    `like` is another error whose enum this one shares. `details` are the dialect's extra fields of this error,
    filled from DomainError.details by the same name.
    """
    shared = like._meta.fields["code"].type.of_type if like else None
    enum = shared or graphene.Enum.from_enum(codes, name=f"{name}Code")
    fields: dict[str, Any] = {
        "__doc__": f"What was refused, for programs ({enum._meta.name}) and for people.",
        "Meta": type("Meta", (), {"permission": PUBLIC}),
        "field": graphene.String(),
        "message": graphene.String(),
        "code": graphene.Field(enum, required=True),
    }
    for extra, type_ in details.items():
        fields[extra] = value(type_, _detail(extra))
    made = type(name, (Type,), fields)
    made.codes = frozenset(member.value for member in codes)  # type: ignore[attr-defined]
    return made


def _detail(name: str) -> Callable[[ErrorValue], Any]:
    return lambda error: error.details.get(name)


def error_values(error: DomainError, type_: Any) -> list[ErrorValue]:
    """The error objects of a refusal. A code that the enum does not know is a fault of the program."""
    errors: Sequence[DomainError] = error.errors if isinstance(error, DomainErrors) else [error]
    return [_value(each, type_) for each in errors]


def _value(error: DomainError, type_: Any) -> ErrorValue:
    code = error.code
    if isinstance(error, UnknownId) and code not in type_.codes:
        code = "INVALID"
    if code not in type_.codes:
        raise LookupError(f"{type_._meta.name} has no code {code}") from error
    return ErrorValue(
        code, to_camel_case(error.field) if error.field else None, str(error.message), error.details
    )
