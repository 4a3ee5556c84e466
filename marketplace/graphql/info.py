"""What a resolver is told besides its rows and arguments."""

from __future__ import annotations

from typing import Any

from marketplace.graphql.context import Context


class Info:
    """What a resolver may know: the context, and what is asked below the field."""

    __slots__ = ("context", "channel", "field")

    def __init__(self, context: Context, channel: Any, field: Any) -> None:
        self.context = context
        self.channel = channel
        self.field = field

    @property
    def actor(self) -> Any:
        """Who asks."""
        return self.context.actor

    def asks(self, *names: str) -> bool:
        """Whether anything is asked under this path of field names: `info.asks("edges", "node")`."""
        *above, last = names
        selections = (each for top in self.field.selections.values() for each in top.under(*above))
        return any(field.name == last for selection in selections for field in selection.fields)

    def columns(self, *names: str, typename: str | None = None) -> tuple[str, ...]:
        """The columns that the rows of this field (or of the field at this path below it) need.

        In an abstract place, `typename` says of which type the rows are.
        """
        selections = (each for top in self.field.selections.values() for each in top.under(*names))
        found = [each.columns for each in selections if typename in (None, each.type.name)]
        if len(found) == 1:
            return found[0]
        return tuple(dict.fromkeys(["pk", *(column for columns in found for column in columns)]))
