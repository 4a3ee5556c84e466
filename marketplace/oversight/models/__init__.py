"""The tables of the operator's looks at those who sell."""

from marketplace.oversight.models.applications import (
    Application,
    OpeningEntry,
    RulesAcceptance,
    Step,
    WantedStep,
)
from marketplace.oversight.models.changes import RuleChange, Ruled
from marketplace.oversight.models.complaints import Complaint, ComplaintKind, ComplaintStatus
from marketplace.oversight.models.exports import DataExport
from marketplace.oversight.models.listings import (
    CategoryRule,
    Demand,
    JudgedGoods,
    ListingDeed,
    ListingEntry,
    WatchedWord,
)
from marketplace.oversight.models.papers import FileLook, Paper, PaperKind, PaperStatus
from marketplace.oversight.models.requests import RequestStatus, TakeDownRequest
from marketplace.oversight.models.take_downs import Asker, Restoration, TakeDown, TakenListing

__all__ = [
    "Application",
    "Asker",
    "CategoryRule",
    "Complaint",
    "ComplaintKind",
    "ComplaintStatus",
    "DataExport",
    "Demand",
    "FileLook",
    "JudgedGoods",
    "ListingDeed",
    "ListingEntry",
    "OpeningEntry",
    "Paper",
    "PaperKind",
    "PaperStatus",
    "RequestStatus",
    "Restoration",
    "RuleChange",
    "Ruled",
    "RulesAcceptance",
    "Step",
    "TakeDown",
    "TakeDownRequest",
    "TakenListing",
    "WantedStep",
    "WatchedWord",
]
