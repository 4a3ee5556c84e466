"""Reads of openings, papers, listings and take-downs, as different people may see them."""

from marketplace.oversight.queries.checklist import CheckedStep, StepState, checklists, missing_steps
from marketplace.oversight.queries.listings import (
    all_watched_words,
    listing_for,
    looked_at_so_far,
    no_medicine,
    on_sale_now,
    on_waiting_list,
    rules_of,
    under_take_down,
)
from marketplace.oversight.queries.papers import valid_papers, visible_papers
from marketplace.oversight.queries.people import (
    LOOKS_AT_GOODS,
    LOOKS_AT_SHOPS,
    cooperative_for,
    cooperatives_for,
    locked_cooperative,
)
from marketplace.oversight.queries.told import Told, texts_of_product, told_by

__all__ = [
    "LOOKS_AT_GOODS",
    "LOOKS_AT_SHOPS",
    "CheckedStep",
    "StepState",
    "Told",
    "all_watched_words",
    "checklists",
    "cooperative_for",
    "cooperatives_for",
    "listing_for",
    "locked_cooperative",
    "looked_at_so_far",
    "missing_steps",
    "no_medicine",
    "on_sale_now",
    "on_waiting_list",
    "rules_of",
    "texts_of_product",
    "told_by",
    "under_take_down",
    "valid_papers",
    "visible_papers",
]
