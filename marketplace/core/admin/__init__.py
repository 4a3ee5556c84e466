"""The back office: pages for the operator's staff, read-only unless saving goes through a service.

Who may look is said by the dialect's permission in `needs`, the same word that the API asks for.
"""

from marketplace.core.admin.deeds import Deed, Reasoned, acting
from marketplace.core.admin.desks import Counter, Desk, Rows
from marketplace.core.admin.filters import States
from marketplace.core.admin.moments import Moment
from marketplace.core.admin.showing import ago, clock, left, lines, masked, masked_mail
from marketplace.core.admin.tables import Table
from marketplace.core.admin.things import names_of
from marketplace.core.admin.trail import EventAdmin, JobAdmin
from marketplace.core.admin.whole import Whole, rows_kept
from marketplace.core.admin.words import said, things_of

__all__ = [
    "Counter",
    "Deed",
    "Desk",
    "EventAdmin",
    "JobAdmin",
    "Moment",
    "Reasoned",
    "Rows",
    "States",
    "Table",
    "Whole",
    "acting",
    "ago",
    "clock",
    "left",
    "lines",
    "masked",
    "masked_mail",
    "names_of",
    "rows_kept",
    "said",
    "things_of",
]
