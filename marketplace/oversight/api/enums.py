"""Words of openings, papers and listings, and who may say them."""

from __future__ import annotations

from typing import Any

import graphene

from marketplace.catalog import models as goods
from marketplace.cooperative import models as cooperatives
from marketplace.cooperative.rights import GOODS, MONEY, SHOP
from marketplace.graphql.errors import error_type
from marketplace.graphql.permissions import sells, staff
from marketplace.oversight import models, queries
from marketplace.oversight.errors import OversightErrorCode

OversightError = error_type("OversightError", OversightErrorCode, step=graphene.String())

OF_SHOP = sells(SHOP) | staff(queries.LOOKS_AT_SHOPS)
OF_GOODS = sells(GOODS) | staff(queries.LOOKS_AT_GOODS)
OF_DATA = sells(MONEY, SHOP) | staff(queries.LOOKS_AT_SHOPS)
OF_STAFF = staff(queries.LOOKS_AT_SHOPS)
OF_STAFF_FOR_GOODS = staff(queries.LOOKS_AT_GOODS)


def _words(choices: Any, name: str, description: str) -> Any:
    """The stored words of a column, as an enum of the API."""
    return graphene.Enum(name, [(each.name, each.value) for each in choices], description=description)


OpeningStatus = _words(cooperatives.OpeningStatus, "OpeningStatus", "How far a shop's opening is.")
OpeningStepKind = _words(models.Step, "OpeningStepKind", "What can be asked of whoever opens a shop.")
OpeningStepState = _words(queries.StepState, "OpeningStepState", "How a step stands.")
PaperStatus = _words(models.PaperStatus, "PaperStatus", "Whether staff have looked at a paper.")
ListingStatus = _words(goods.Review, "ListingStatus", "How a listing stands with the operator.")
TakeDownAsker = _words(models.Asker, "TakeDownAsker", "Who asked for goods to be taken down.")
ComplaintKind = _words(models.ComplaintKind, "ComplaintKind", "What somebody complains about.")
ListingDeed = _words(models.ListingDeed, "ListingDeed", "What was done to a listing.")
GoodsNotice = graphene.Enum(
    "GoodsNotice",
    [("NO_MEDICINE", "NO_MEDICINE")],
    description="A sentence that the law wants beside goods. NO_MEDICINE: no medicine, and no substitute for one; "
    "in the words of Decree 15/2018/NĐ-CP, article 27, clause 3, point a.",
)
