"""Verbs about goods. Columns that follow from others are written by `following` and nowhere else."""

from marketplace.catalog.services.attributes import (
    assign_page_values,
    assign_product_values,
    assign_variant_values,
    create_attribute,
    create_value,
)
from marketplace.catalog.services.listings import (
    list_product,
    publish,
    ready_listing,
    set_price,
    step_listing,
    unpublish,
)
from marketplace.catalog.services.media import add_media, remove_media, show_variant
from marketplace.catalog.services.products import (
    create_product,
    create_product_type,
    create_variant,
    delete_product,
    set_fresh,
    translate_product,
    update_product,
    update_variant,
)
from marketplace.catalog.services.qualities import (
    ListedValue,
    add_attribute,
    delete_attribute,
    set_values,
    update_attribute,
)
from marketplace.catalog.services.shelves import (
    create_category,
    create_collection,
    fill_collection,
    move_category,
    publish_collection,
    update_category,
    update_collection,
)
from marketplace.catalog.services.types import (
    add_product_type,
    carry,
    delete_product_type,
    update_product_type,
)

__all__ = [
    "ListedValue",
    "add_attribute",
    "add_media",
    "add_product_type",
    "assign_page_values",
    "assign_product_values",
    "assign_variant_values",
    "carry",
    "create_attribute",
    "create_category",
    "create_collection",
    "create_product",
    "create_product_type",
    "create_value",
    "create_variant",
    "delete_attribute",
    "delete_product",
    "delete_product_type",
    "fill_collection",
    "list_product",
    "move_category",
    "publish",
    "publish_collection",
    "ready_listing",
    "remove_media",
    "set_fresh",
    "set_price",
    "set_values",
    "show_variant",
    "step_listing",
    "translate_product",
    "unpublish",
    "update_attribute",
    "update_category",
    "update_collection",
    "update_product",
    "update_product_type",
    "update_variant",
]
