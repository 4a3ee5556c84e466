"""What searching adds to the filters of goods: months, communes, certificates, a circle around a point.

They hold in every list of goods, with a text or without, so that a facet can be chosen anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import graphene
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.catalog.api.attribute_filters import with_attribute
from marketplace.catalog.api.filters import FILTERS, ProductFilterInput
from marketplace.catalog.api.goods import Goods
from marketplace.catalog.models import AssignedProductAttributeValue, AttributeValue
from marketplace.cooperative.api.places import GeoPointInput
from marketplace.cooperative.api.queries import distances
from marketplace.cooperative.models import Cooperative
from marketplace.core.errors import DomainError
from marketplace.graphql.types import extend_input
from marketplace.search import certificates
from marketplace.search.goods import SEASON


def in_months(goods: Goods, months: Iterable[int]) -> Q:
    """There in one of these months; what has no season is there all year."""
    slugs = [f"thang-{month}" for month in checked_months(months)]
    goods = replace(goods, only_shown=True)  # for staff too: a hidden season is none in the index either
    seasonal = with_attribute(goods, {"slug": SEASON})
    return with_attribute(goods, {"slug": SEASON, "values": slugs}) | ~seasonal


def checked_months(months: Iterable[int]) -> list[int]:
    """These months. Raises DomainError for what is none."""
    found = list(months)
    if not all(1 <= month <= 12 for month in found):
        raise DomainError(_("A month is a number from 1 to 12."), field="months")
    return found


def in_communes(goods: Goods, codes: Iterable[str]) -> Q:
    """Of cooperatives in these communes."""
    return Q(**{f"{goods.copied('cooperative__commune_code')}__in": list(codes)})


def with_certificates(goods: Goods, slugs: Iterable[str]) -> Q:
    """What one of these attributes testifies to today."""
    wanted = [slug for slug in slugs if slug in certificates.ATTRIBUTES]
    today = timezone.localdate()
    values = AttributeValue.objects.filter(attribute__slug__in=wanted, attribute__visible_in_storefront=True)
    texts = values.order_by("pk").values_list("pk", "name")
    valid = [pk for pk, text in texts if certificates.is_valid(text, today)]
    having = AssignedProductAttributeValue.objects.filter(value__within=valid)
    return Q(**{f"{goods.key}__in": having.values("product_id")})


def within_circle(goods: Goods, near: Any) -> Q:
    """Of cooperatives in the circle."""
    return Q(**{f"{goods.copied('cooperative_id')}__in": cooperatives_near(near)})


def cooperatives_near(near: Any) -> list[int]:
    """Ids of the cooperatives in the circle. Raises DomainError without a radius."""
    if near.get("radius") is None:
        raise DomainError(_("Say how many kilometers around the point: `radius`."), field="near")
    return [pk for _way, pk in distances(Cooperative.objects.order_by("pk"), near)]


extend_input(
    ProductFilterInput,
    months=graphene.List(
        graphene.NonNull(graphene.Int),
        description="There in one of these months; what has no season always is.",
    ),
    communes=graphene.List(
        graphene.NonNull(graphene.String), description="Codes of the communes of their cooperatives."
    ),
    certificates=graphene.List(
        graphene.NonNull(graphene.String), description="Slugs of attributes that testify to them today."
    ),
    near=graphene.InputField(
        GeoPointInput, description="Of cooperatives within so many kilometers of a point."
    ),
)
FILTERS.update(months=in_months, communes=in_communes, certificates=with_certificates, near=within_circle)
