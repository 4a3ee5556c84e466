"""The ways this domain says no; codes are the dialect's ProductErrorCode."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError


class ProductInvalid(DomainError):
    """Something about goods cannot be as given. `code` is a word of the dialect's ProductErrorCode."""


class NotCarried(ProductInvalid):
    """Goods of this type do not carry the attribute."""

    code = "ATTRIBUTE_CANNOT_BE_ASSIGNED"


class SkuTaken(ProductInvalid):
    """Another variant has this SKU."""

    code = "UNIQUE"

    def __init__(self) -> None:
        super().__init__(_("Another variant has this SKU."), field="sku")


class NotReady(ProductInvalid):
    """The product lacks what it needs to be published; one error for each thing that is missing."""

    code = "REQUIRED"


class TakenDown(ProductInvalid):
    """The goods were taken down on request; only `oversight.services.restore` brings them back."""

    code = "INVALID"

    def __init__(self) -> None:
        super().__init__(_("These goods were taken down on request."), field="product_id")
