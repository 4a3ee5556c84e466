"""The ways a payment says no; the dialect's codes."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError, NotFound


class TransactionInitializeErrorCode(StrEnum):
    """The dialect's codes."""

    GRAPHQL_ERROR = "GRAPHQL_ERROR"
    INVALID = "INVALID"
    NOT_FOUND = "NOT_FOUND"
    UNIQUE = "UNIQUE"
    CHECKOUT_COMPLETION_IN_PROGRESS = "CHECKOUT_COMPLETION_IN_PROGRESS"


class TransactionProcessErrorCode(StrEnum):
    """The dialect's codes."""

    GRAPHQL_ERROR = "GRAPHQL_ERROR"
    INVALID = "INVALID"
    NOT_FOUND = "NOT_FOUND"
    TRANSACTION_ALREADY_PROCESSED = "TRANSACTION_ALREADY_PROCESSED"
    MISSING_PAYMENT_APP_RELATION = "MISSING_PAYMENT_APP_RELATION"
    MISSING_PAYMENT_APP = "MISSING_PAYMENT_APP"
    CHECKOUT_COMPLETION_IN_PROGRESS = "CHECKOUT_COMPLETION_IN_PROGRESS"


class GatewayNotFound(NotFound):
    """The shop has no such way to pay, or not here."""

    def __init__(self) -> None:
        super().__init__(_("You cannot pay this way here. Choose another one."), field="payment_gateway")


class TransactionNotFound(NotFound):
    """There is no such payment."""

    def __init__(self) -> None:
        super().__init__(_("There is no such payment."), field="id")


class AlreadyProcessed(DomainError):
    """The payment has ended, well or not."""

    code = "TRANSACTION_ALREADY_PROCESSED"

    def __init__(self) -> None:
        super().__init__(_("This payment has already ended."), field="id")


class KeyInUse(DomainError):
    """The idempotency key belongs to another payment."""

    code = "UNIQUE"

    def __init__(self) -> None:
        super().__init__(_("This key was used for another payment."), field="idempotency_key")


class TransferKnown(DomainError):
    """The transfer was written down before, of this order or of another."""

    code = "UNIQUE"

    def __init__(self) -> None:
        super().__init__(_("This transfer is written down already."), field="reference")


class KeyTooLong(DomainError):
    """The idempotency key is longer than what is kept of it."""

    code = "INVALID"

    def __init__(self) -> None:
        super().__init__(_("This is too long."), field="idempotency_key")


class AmountInvalid(DomainError):
    """Nothing, less, or more than there is, cannot be paid."""

    code = "INVALID"

    def __init__(self) -> None:
        super().__init__(_("There is no such amount to pay."), field="amount")
