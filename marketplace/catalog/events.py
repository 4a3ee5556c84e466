"""What happens to goods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from marketplace.core.events import DomainEvent


@dataclass(frozen=True)
class ProductPublished(DomainEvent):
    """A product can be seen in a channel from now on, or from the time its listing names."""

    told = _("Goods were put on sale")

    product_id: int
    channel_id: int
    cooperative_id: int


@dataclass(frozen=True)
class GoodsChanged(DomainEvent):
    """What is said, asked or shown of these products is another now, or they are gone."""

    told = _("What is said of goods was changed")

    product_ids: list[int]


@dataclass(frozen=True)
class AttributeChanged(DomainEvent):
    """Staff changed an attribute. `changed`: column -> [before, after]; of `values`: id -> the same."""

    told = _("An attribute was changed")

    attribute_id: int
    changed: dict[str, Any]


@dataclass(frozen=True)
class ProductTypeChanged(DomainEvent):
    """Staff changed a kind of product, or which attributes it carries. `changed`: column -> [before, after]."""

    told = _("A type of products was changed")

    product_type_id: int
    changed: dict[str, Any]
