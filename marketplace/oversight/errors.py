"""The ways the operator's rules say no."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError, NotFound


class OversightErrorCode(StrEnum):
    """Codes of the mutations about opening a shop, papers, listings, take-downs and data."""

    GRAPHQL_ERROR = "GRAPHQL_ERROR"
    NOT_FOUND = "NOT_FOUND"
    INVALID = "INVALID"
    REQUIRED = "REQUIRED"
    UNIQUE = "UNIQUE"
    ILLEGAL_STATUS = "ILLEGAL_STATUS"
    RULES_CHANGED = "RULES_CHANGED"
    PAPER_WANTED = "PAPER_WANTED"
    BLOCKED_KIND = "BLOCKED_KIND"
    TAKEN_DOWN = "TAKEN_DOWN"
    CHANGED_MEANWHILE = "CHANGED_MEANWHILE"
    INVALID_FILE_TYPE = "INVALID_FILE_TYPE"
    FILE_SIZE_LIMIT_EXCEEDED = "FILE_SIZE_LIMIT_EXCEEDED"
    PRODUCT_WITHOUT_CATEGORY = "PRODUCT_WITHOUT_CATEGORY"


class CooperativeNotFound(NotFound):
    """No such cooperative, or not one this actor may do that for."""

    def __init__(self, field: str = "cooperative") -> None:
        super().__init__(_("There is no such cooperative."), field=field)


class ListingNotFound(NotFound):
    """These goods are not listed there, or are not this actor's."""

    def __init__(self) -> None:
        super().__init__(_("These goods are not listed."), field="product")


class StepMissing(DomainError):
    """A step of the checklist is not done; `step` says which."""

    code = "REQUIRED"

    def __init__(self, message: object, step: str) -> None:
        super().__init__(message, field=step.lower(), details={"step": step})


class RulesChanged(DomainError):
    """The rules are not the ones that were read."""

    code = "RULES_CHANGED"

    def __init__(self) -> None:
        super().__init__(_("The rules have changed. Please read the new ones first."), field="version")


class ReasonMissing(DomainError):
    """Whoever is told no is told why."""

    code = "REQUIRED"

    def __init__(self) -> None:
        super().__init__(_("Please write why: it is told to the cooperative."), field="reason")


class PaperWanted(DomainError):
    """Goods of this shelf need a paper first."""

    code = "PAPER_WANTED"

    def __init__(self, paper: str) -> None:
        super().__init__(
            _("Goods of this kind need a paper first: %(paper)s.") % {"paper": paper}, field="product"
        )


class BlockedKind(DomainError):
    """Goods of this shelf are not sold here."""

    code = "BLOCKED_KIND"

    def __init__(self, why: str) -> None:
        super().__init__(why or _("Goods of this kind are not sold here."), field="product")


class GoodsTakenDown(DomainError):
    """A request, of an authority or a person, stands against these goods."""

    code = "TAKEN_DOWN"

    def __init__(self) -> None:
        super().__init__(_("These goods were taken down on request."), field="product")


class ChangedMeanwhile(DomainError):
    """The goods say something else than what staff looked at."""

    code = "CHANGED_MEANWHILE"

    def __init__(self) -> None:
        super().__init__(_("This was changed meanwhile. Please look again."), field="product")
