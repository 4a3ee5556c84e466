"""Words of openings, papers and listings, and who may say them."""

from __future__ import annotations

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

OpeningStatus = graphene.Enum.from_enum(
    cooperatives.OpeningStatus, name="OpeningStatus", description=lambda _: "How far a shop's opening is."
)
OpeningStepKind = graphene.Enum.from_enum(
    models.Step, name="OpeningStepKind", description=lambda _: "What can be asked of whoever opens a shop."
)
OpeningStepState = graphene.Enum.from_enum(
    queries.StepState, name="OpeningStepState", description=lambda _: "How a step stands."
)
PaperStatus = graphene.Enum.from_enum(
    models.PaperStatus, name="PaperStatus", description=lambda _: "Whether staff have looked at a paper."
)
ListingStatus = graphene.Enum.from_enum(
    goods.Review, name="ListingStatus", description=lambda _: "How a listing stands with the operator."
)
ListingDeed = graphene.Enum.from_enum(
    models.ListingDeed, name="ListingDeed", description=lambda _: "What was done to a listing."
)
