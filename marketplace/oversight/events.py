"""What happens between the operator and those who sell. Ids only: reasons stand in the tables."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from marketplace.core.events import DomainEvent


@dataclass(frozen=True)
class OpeningEvent(DomainEvent):
    """Something happened to a shop's opening. `entry_id` is its row in the history."""

    cooperative_id: int
    entry_id: int


@dataclass(frozen=True)
class OpeningSubmitted(OpeningEvent):
    """The cooperative asks to be let in."""

    told = _("A shop asked to be opened")


@dataclass(frozen=True)
class OpeningApproved(OpeningEvent):
    """The shop is open, for the first time or again."""

    told = _("A shop was opened")


@dataclass(frozen=True)
class OpeningMoreWanted(OpeningEvent):
    """Staff want to see more."""

    told = _("A shop was asked for more")


@dataclass(frozen=True)
class OpeningRefused(OpeningEvent):
    """The shop is not let in."""

    told = _("A shop was refused")


@dataclass(frozen=True)
class SuspensionAnnounced(OpeningEvent):
    """The shop is going to be suspended in five days."""

    told = _("The suspension of a shop was announced")


@dataclass(frozen=True)
class SuspensionWithdrawn(OpeningEvent):
    """It is not going to be suspended after all."""

    told = _("The suspension of a shop was taken back")


@dataclass(frozen=True)
class ShopSuspended(OpeningEvent):
    """Its goods are off sale."""

    told = _("A shop was suspended")


@dataclass(frozen=True)
class BankAccountConfirmed(DomainEvent):
    """Staff have seen that the account is the cooperative's."""

    told = _("A bank account was confirmed")

    cooperative_id: int


@dataclass(frozen=True)
class PaperEvent(DomainEvent):
    """Something happened to a paper."""

    cooperative_id: int
    paper_id: UUID


@dataclass(frozen=True)
class PaperGiven(PaperEvent):
    """A paper was sent in."""

    told = _("A paper was sent in")


@dataclass(frozen=True)
class PaperRemoved(PaperEvent):
    """A paper was taken back before anybody accepted it."""

    told = _("A paper was taken back")


@dataclass(frozen=True)
class PaperAccepted(PaperEvent):
    """Staff accept a paper."""

    told = _("A paper was accepted")


@dataclass(frozen=True)
class PaperRefused(PaperEvent):
    """Staff do not accept a paper."""

    told = _("A paper was not accepted")


@dataclass(frozen=True)
class ListingEvent(DomainEvent):
    """Something was done to a listing. `entry_id` is its row in the history."""

    cooperative_id: int
    product_id: int
    channel_id: int
    entry_id: int


@dataclass(frozen=True)
class ListingSubmitted(ListingEvent):
    """A listing waits for a look."""

    told = _("Goods were sent in for a look")


@dataclass(frozen=True)
class ListingWithdrawn(ListingEvent):
    """Its cooperative took a listing off."""

    told = _("Goods were taken off sale by their cooperative")


@dataclass(frozen=True)
class ListingApproved(ListingEvent):
    """A listing that waited is shown."""

    told = _("Goods were approved")


@dataclass(frozen=True)
class ListingSentBack(ListingEvent):
    """A listing is not shown as it is."""

    told = _("Goods were sent back with a reason")


@dataclass(frozen=True)
class ListingHeld(ListingEvent):
    """A listing on sale was changed, and is hidden until staff have looked."""

    told = _("Goods on sale were changed and wait for a look")


@dataclass(frozen=True)
class TakeDownAsked(DomainEvent):
    """Somebody wants goods taken down; 24 hours run from when it came."""

    told = _("Somebody asked for goods to be taken down")

    cooperative_id: int
    request_id: UUID


@dataclass(frozen=True)
class TakeDownRefused(DomainEvent):
    """Such a request was not followed."""

    told = _("A request to take goods down was refused")

    cooperative_id: int
    request_id: UUID


@dataclass(frozen=True)
class GoodsTakenDown(DomainEvent):
    """Goods were taken down on an authority's or a person's request."""

    told = _("Goods were taken down")

    cooperative_id: int
    take_down_id: UUID


@dataclass(frozen=True)
class GoodsRestored(DomainEvent):
    """Goods that were taken down are back."""

    told = _("Goods that had been taken down are back")

    cooperative_id: int
    take_down_id: UUID


@dataclass(frozen=True)
class DataAsked(DomainEvent):
    """Somebody asked for a cooperative's own data."""

    told = _("A cooperative asked for its data")

    cooperative_id: int
    export_id: UUID


@dataclass(frozen=True)
class DataReady(DomainEvent):
    """The file is there."""

    told = _("A cooperative's data are ready")

    cooperative_id: int
    export_id: UUID


@dataclass(frozen=True)
class RuleChanged(DomainEvent):
    """Staff changed what is asked of sellers. `change_id` is its row in the history."""

    told = _("What is asked of sellers was changed")

    what: str
    rule_id: int
    change_id: int


@dataclass(frozen=True)
class ComplaintReceived(DomainEvent):
    """Somebody complained. What and who stands in the row alone."""

    told = _("A complaint came in")

    complaint_id: UUID


@dataclass(frozen=True)
class ComplaintAnswered(DomainEvent):
    """Staff answered a complaint."""

    told = _("A complaint was answered")

    complaint_id: UUID
