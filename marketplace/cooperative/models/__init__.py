"""The tables of cooperatives and their people."""

from marketplace.cooperative.models.cooperatives import (
    NEXT_OPENING,
    Cooperative,
    CooperativeKind,
    CooperativeTranslation,
    OpeningStatus,
    works,
)
from marketplace.cooperative.models.mandates import Mandate, MandateStatus
from marketplace.cooperative.models.people import (
    AccessLink,
    CooperativeMember,
    HandoverStatus,
    Helper,
    OwnerHandover,
    Role,
)
from marketplace.cooperative.models.viewings import Viewing

__all__ = [
    "NEXT_OPENING",
    "AccessLink",
    "Cooperative",
    "CooperativeKind",
    "CooperativeMember",
    "CooperativeTranslation",
    "HandoverStatus",
    "Helper",
    "Mandate",
    "MandateStatus",
    "OpeningStatus",
    "OwnerHandover",
    "Role",
    "Viewing",
    "works",
]
