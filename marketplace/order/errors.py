"""The ways an order says no."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError, NotFound


class SuborderErrorCode(StrEnum):
    """Codes of the suborder mutations."""

    GRAPHQL_ERROR = "GRAPHQL_ERROR"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
    REQUIRED = "REQUIRED"
    ILLEGAL_STATUS = "ILLEGAL_STATUS"
    INSUFFICIENT_QUANTITY = "INSUFFICIENT_QUANTITY"
    QUANTITY_CHANGED = "QUANTITY_CHANGED"


class SuborderNotFound(NotFound):
    """No such suborder, or not this actor's."""

    def __init__(self) -> None:
        super().__init__(_("There is no such order."), field="id")


class OrderNotFound(NotFound):
    """No such order."""

    def __init__(self) -> None:
        super().__init__(_("There is no such order."), field="id")


class LineNotInSuborder(NotFound):
    """The line belongs to another part."""

    def __init__(self) -> None:
        super().__init__(_("This line is not part of the order."), field="order_line_id")


class NotSoMany(DomainError):
    """More was declined than is left of the line."""

    code = "INSUFFICIENT_QUANTITY"

    def __init__(self, left: int) -> None:
        super().__init__(_("Only %(left)s are left to decline.") % {"left": left}, field="quantity")


class LeftChanged(DomainError):
    """Since this was decided the line has changed, perhaps by the same press."""

    code = "QUANTITY_CHANGED"

    def __init__(self, left: int) -> None:
        message = _("This has changed meanwhile: %(left)s are left now. Look again before you take more off.")
        super().__init__(message % {"left": left}, field="remaining")


class NotSoManySent(DomainError):
    """More is to be put back than was sent."""

    code = "INSUFFICIENT_QUANTITY"

    def __init__(self, sent: int) -> None:
        super().__init__(_("Only %(sent)s were sent.") % {"sent": sent}, field="quantity")


class NotFetchedInPerson(DomainError):
    """Goods that travel are shipped before they are delivered."""

    code = "ILLEGAL_STATUS"

    def __init__(self) -> None:
        super().__init__(_("These goods are sent. Mark them as shipped first."))
