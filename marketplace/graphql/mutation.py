"""A mutation says who may call it, what it takes, which service it calls and what it returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any, ClassVar

import graphene
from graphene.types.argument import to_arguments

from marketplace.core.errors import DomainError, ReadOnly
from marketplace.graphql.errors import error_values
from marketplace.graphql.fields import SourceField
from marketplace.graphql.info import Info
from marketplace.graphql.permissions import Permission
from marketplace.graphql.sources import Batch, Rows
from marketplace.graphql.types import Type

REMEMBERED = "remembered"
"""In what `perform` returns: what it knows to be so from now on, for the memory of the request."""


class Mutation(Type):
    """Base of all mutations: the docstring is the description, the body declares the payload.

    Meta.errors is the domain's error type, Meta.permission who may call; an abstract base can say both for all that
    extend it, as `error_type` and `permission`. `perform(info, **arguments)` calls one
    service and returns the payload as a mapping; a DomainError becomes an object in `errors`, with the rest null.
    Whoever sees as a cooperative is refused here, at the one place that all mutations pass.
    """

    error_type: ClassVar[Any] = None
    permission: ClassVar[Permission] = None  # type: ignore[assignment]
    arguments: ClassVar[Mapping[str, Any]]
    perform: ClassVar[Callable[..., Mapping[str, Any]]]

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(  # type: ignore[override]
        cls, errors: Any = None, permission: Permission | None = None, **options: Any
    ) -> None:
        errors, permission = errors or cls.error_type, permission or cls.permission
        if errors is None or permission is None:
            raise TypeError(f"{cls.__name__} states no errors or no permission")
        cls.error_type, cls.permission = errors, permission
        cls.arguments = to_arguments(_declared(getattr(cls, "Arguments", object)))
        super().__init_subclass_with_meta__(permission=permission, **options)
        cls._meta.fields["errors"] = graphene.Field(graphene.List(graphene.NonNull(errors)), required=True)

    @classmethod
    def field(cls) -> SourceField:
        """The mutation as a field of Mutation."""
        return SourceField(
            cls,
            Batch(cls._values),
            permission=cls.permission,
            args=dict(cls.arguments),
            description=cls._meta.description,
        )

    @classmethod
    def _values(cls, rows: Rows, info: Info, **arguments: Any) -> Sequence[Any]:
        if info.actor.reads_only:
            return [ReadOnly()]
        payload = SimpleNamespace(**dict.fromkeys(cls._meta.fields))
        payload.errors = []
        remembered: Mapping[Any, Any] = {}
        try:
            vars(payload).update(cls.perform(info, **arguments))
            remembered = vars(payload).pop(REMEMBERED, {})
        except DomainError as refused:
            payload.errors = error_values(refused, cls.error_type)
        info.context.memory.clear()  # what was read before may have changed
        info.context.memory.update(remembered)
        return [payload]


def _declared(arguments: type) -> dict[str, Any]:
    """What the class and those it extends declare, the latter first."""
    every = [item for base in reversed(arguments.__mro__) for item in vars(base).items()]
    return {name: each for name, each in every if not name.startswith("__")}
