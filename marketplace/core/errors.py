"""The one way a service says no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A rule of the trade was not met; nothing was changed.

    `code` is a word of the domain's error enum, the same in the exception, the SDL and the test.
    `field` names the input in snake_case (the API turns it into camelCase), None for the whole.
    `message` is a lazily translated sentence for people. `details` are extra fields of the API's error object
    (`lines`, `variants` …).
    """

    code = "INVALID"

    def __init__(
        self,
        message: Any = "",
        *,
        code: str | None = None,
        field: str | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.field = field
        self.details = dict(details or {})


class DomainErrors(DomainError):
    """Several refusals at once, so that a person can mend everything in one go."""

    def __init__(self, errors: list[DomainError]) -> None:
        super().__init__(errors[0].message, code=errors[0].code, field=errors[0].field)
        self.errors = errors


NO_SUCH_THING = _("There is no such thing.")


class NotFound(DomainError):
    """There is no such thing, or this actor may not know that there is."""

    code = "NOT_FOUND"

    def __init__(self, message: Any = NO_SUCH_THING, **about: Any) -> None:
        super().__init__(message, **about)


class PermissionDenied(Exception):
    """The actor may not call this. Becomes a top-level error with the code PermissionDenied."""

    def __init__(self, message: str = "", permissions: tuple[str, ...] = ()) -> None:
        super().__init__(message or "To access this path, you need more permissions.")
        self.permissions = permissions


class ReadOnly(PermissionDenied):
    """The actor sees as somebody else and can change nothing."""

    code = "READ_ONLY"

    def __init__(self) -> None:
        super().__init__(str(_("You are only looking: nothing can be changed this way.")))
