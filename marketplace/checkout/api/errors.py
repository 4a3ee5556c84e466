"""CheckoutError: lines and variants as global ids."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import graphene

from marketplace.account.api.types import AddressTypeEnum
from marketplace.checkout.errors import CheckoutErrorCode
from marketplace.graphql.errors import ErrorValue, error_type
from marketplace.graphql.fields import value
from marketplace.graphql.ids import to_global_id
from marketplace.graphql.types import extend

Ids = graphene.List(graphene.NonNull(graphene.ID))


def ids(name: str, typename: str) -> Callable[[ErrorValue], list[str] | None]:
    """Keys in the error's details as global ids; None where there are none."""

    def values(error: ErrorValue) -> list[str] | None:
        keys: Any = error.details.get(name)
        return [to_global_id(typename, key) for key in keys] if keys else None

    return values


CheckoutError = error_type("CheckoutError", CheckoutErrorCode, address_type=AddressTypeEnum)
extend(
    CheckoutError,
    variants=value(Ids, ids("variants", "ProductVariant")),
    lines=value(Ids, ids("lines", "CheckoutLine")),
)
