"""Transactions without the two statements of a savepoint."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

Given = ParamSpec("Given")
Result = TypeVar("Result")


def refusing_first(verb: Callable[Given, Result]) -> Callable[Given, Result]:
    """A verb in its caller's transaction as it is, or in one of its own.

    Only for verbs that raise before they write anything: a caller may catch the refusal and go on, and there is nothing
    to be undone. `atomic(savepoint=False)` would undo the caller's work as well.
    """

    @wraps(verb)
    def called(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        if connection.in_atomic_block:
            return verb(*args, **kwargs)
        with transaction.atomic():
            return verb(*args, **kwargs)

    return called
