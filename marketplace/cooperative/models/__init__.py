"""The tables of cooperatives and their people."""

from marketplace.cooperative.models.cooperatives import Cooperative, CooperativeKind, CooperativeTranslation
from marketplace.cooperative.models.people import AccessLink, CooperativeMember, Role

__all__ = [
    "AccessLink",
    "Cooperative",
    "CooperativeKind",
    "CooperativeMember",
    "CooperativeTranslation",
    "Role",
]
