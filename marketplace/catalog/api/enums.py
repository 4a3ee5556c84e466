"""Words of the dialect for goods."""

from __future__ import annotations

import graphene


class AttributeInputTypeEnum(graphene.Enum):
    """How values of an attribute are given."""

    DROPDOWN = "DROPDOWN"
    MULTISELECT = "MULTISELECT"
    FILE = "FILE"
    REFERENCE = "REFERENCE"
    SINGLE_REFERENCE = "SINGLE_REFERENCE"
    NUMERIC = "NUMERIC"
    RICH_TEXT = "RICH_TEXT"
    PLAIN_TEXT = "PLAIN_TEXT"
    SWATCH = "SWATCH"
    BOOLEAN = "BOOLEAN"
    DATE = "DATE"
    DATE_TIME = "DATE_TIME"


class AttributeEntityTypeEnum(graphene.Enum):
    """What a reference points to."""

    PAGE = "PAGE"
    PRODUCT = "PRODUCT"
    PRODUCT_VARIANT = "PRODUCT_VARIANT"
    CATEGORY = "CATEGORY"
    COLLECTION = "COLLECTION"


class AttributeTypeEnum(graphene.Enum):
    """What carries an attribute."""

    PRODUCT_TYPE = "PRODUCT_TYPE"
    PAGE_TYPE = "PAGE_TYPE"
    CUSTOMER_TYPE = "CUSTOMER_TYPE"


UNITS = """
MM CM DM M KM FT YD INCH SQ_MM SQ_CM SQ_DM SQ_M SQ_KM SQ_FT SQ_YD SQ_INCH CUBIC_MILLIMETER CUBIC_CENTIMETER
CUBIC_DECIMETER CUBIC_METER LITER CUBIC_FOOT CUBIC_INCH CUBIC_YARD QT PINT FL_OZ ACRE_IN ACRE_FT G LB OZ KG TONNE
"""
MeasurementUnitsEnum = graphene.Enum(
    "MeasurementUnitsEnum", [(unit, unit) for unit in UNITS.split()], description="Units of numbers."
)


class ProductTypeKindEnum(graphene.Enum):
    """Goods, or gift cards."""

    NORMAL = "NORMAL"
    GIFT_CARD = "GIFT_CARD"


class ProductTypeEnum(graphene.Enum):
    """Files, or things that are sent."""

    DIGITAL = "DIGITAL"
    SHIPPABLE = "SHIPPABLE"


class VariantAttributeScope(graphene.Enum):
    """All attributes of variants, those a buyer chooses by, or the others."""

    ALL = "ALL"
    VARIANT_SELECTION = "VARIANT_SELECTION"
    NOT_VARIANT_SELECTION = "NOT_VARIANT_SELECTION"


class CollectionPublished(graphene.Enum):
    """Published collections, or hidden ones."""

    PUBLISHED = "PUBLISHED"
    HIDDEN = "HIDDEN"


class PriceUnit(graphene.Enum):
    """What a price per unit is the price of."""

    KG = "KG"
    LITER = "LITER"
    PIECE = "PIECE"


class NetUnit(graphene.Enum):
    """What net content is counted in."""

    G = "G"
    ML = "ML"
    PIECE = "PIECE"
