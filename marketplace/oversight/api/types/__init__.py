"""The types of this domain."""

from marketplace.oversight.api.types.listings import ListingEntry, ListingReview, TakeDown
from marketplace.oversight.api.types.openings import Bank, Opening, OpeningEntry, OpeningStep
from marketplace.oversight.api.types.papers import DataExport, FileLook, Paper, PaperKind

__all__ = [
    "Bank",
    "DataExport",
    "FileLook",
    "ListingEntry",
    "ListingReview",
    "Opening",
    "OpeningEntry",
    "OpeningStep",
    "Paper",
    "PaperKind",
    "TakeDown",
]
