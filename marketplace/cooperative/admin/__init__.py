"""The operator's view of cooperatives and their people."""

from marketplace.cooperative.admin.cooperatives import CooperativeAdmin
from marketplace.cooperative.admin.people import MandateDesk, MemberDesk
from marketplace.cooperative.admin.viewings import ViewingDesk

__all__ = ["CooperativeAdmin", "MandateDesk", "MemberDesk", "ViewingDesk"]
