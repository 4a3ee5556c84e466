"""What happens between the operator and those who sell. Ids only: reasons stand in the tables."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from marketplace.core.events import DomainEvent


@dataclass(frozen=True)
class OpeningEvent(DomainEvent):
    """Something happened to a shop's opening. `entry_id` is its row in the history."""

    cooperative_id: int
    entry_id: int


@dataclass(frozen=True)
class OpeningSubmitted(OpeningEvent):
    """The cooperative asks to be let in."""


@dataclass(frozen=True)
class OpeningApproved(OpeningEvent):
    """The shop is open, for the first time or again."""


@dataclass(frozen=True)
class OpeningMoreWanted(OpeningEvent):
    """Staff want to see more."""


@dataclass(frozen=True)
class OpeningRefused(OpeningEvent):
    """The shop is not let in."""


@dataclass(frozen=True)
class SuspensionAnnounced(OpeningEvent):
    """The shop is going to be suspended in five days."""


@dataclass(frozen=True)
class SuspensionWithdrawn(OpeningEvent):
    """It is not going to be suspended after all."""


@dataclass(frozen=True)
class ShopSuspended(OpeningEvent):
    """Its goods are off sale."""


@dataclass(frozen=True)
class BankAccountConfirmed(DomainEvent):
    """Staff have seen that the account is the cooperative's."""

    cooperative_id: int


@dataclass(frozen=True)
class PaperEvent(DomainEvent):
    """Something happened to a paper."""

    cooperative_id: int
    paper_id: UUID


@dataclass(frozen=True)
class PaperGiven(PaperEvent):
    """A paper was sent in."""


@dataclass(frozen=True)
class PaperRemoved(PaperEvent):
    """A paper was taken back before anybody accepted it."""


@dataclass(frozen=True)
class PaperAccepted(PaperEvent):
    """Staff accept a paper."""


@dataclass(frozen=True)
class PaperRefused(PaperEvent):
    """Staff do not accept a paper."""


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


@dataclass(frozen=True)
class ListingWithdrawn(ListingEvent):
    """Its cooperative took a listing off."""


@dataclass(frozen=True)
class ListingApproved(ListingEvent):
    """A listing that waited is shown."""


@dataclass(frozen=True)
class ListingSentBack(ListingEvent):
    """A listing is not shown as it is."""


@dataclass(frozen=True)
class ListingHeld(ListingEvent):
    """A listing on sale was changed, and is hidden until staff have looked."""


@dataclass(frozen=True)
class TakeDownAsked(DomainEvent):
    """Somebody wants goods taken down; 24 hours run from when it came."""

    cooperative_id: int
    request_id: UUID


@dataclass(frozen=True)
class TakeDownRefused(DomainEvent):
    """Such a request was not followed."""

    cooperative_id: int
    request_id: UUID


@dataclass(frozen=True)
class GoodsTakenDown(DomainEvent):
    """Goods were taken down on an authority's or a person's request."""

    cooperative_id: int
    take_down_id: UUID


@dataclass(frozen=True)
class GoodsRestored(DomainEvent):
    """Goods that were taken down are back."""

    cooperative_id: int
    take_down_id: UUID


@dataclass(frozen=True)
class DataAsked(DomainEvent):
    """Somebody asked for a cooperative's own data."""

    cooperative_id: int
    export_id: UUID


@dataclass(frozen=True)
class DataReady(DomainEvent):
    """The file is there."""

    cooperative_id: int
    export_id: UUID


@dataclass(frozen=True)
class RuleChanged(DomainEvent):
    """Staff changed what is asked of sellers. `change_id` is its row in the history."""

    what: str
    rule_id: int
    change_id: int
