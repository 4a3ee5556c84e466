"""Mutations of this domain."""

from marketplace.oversight.api.mutations.complaints import Mutations as Complaints
from marketplace.oversight.api.mutations.decisions import Mutations as Decisions
from marketplace.oversight.api.mutations.listings import Mutations as Listings
from marketplace.oversight.api.mutations.openings import Mutations as Openings
from marketplace.oversight.api.mutations.papers import Mutations as Papers


class Mutations(Openings, Decisions, Papers, Listings, Complaints):
    """Fields of Mutation."""
