"""Pictures of goods."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from marketplace.catalog.errors import ProductInvalid
from marketplace.catalog.models import Product, ProductMedia, ProductVariant, VariantMedia
from marketplace.catalog.services import following
from marketplace.core.pictures import Picture
from marketplace.site.services import store_picture


def add_media(*, product: Product, picture: Picture, alt: str = "") -> ProductMedia:
    """Add a picture behind the others (`core.pictures.read_upload` makes pictures of uploads)."""
    name = store_picture(folder="products", picture=picture)
    with transaction.atomic():
        # two uploads at once: the product's row decides who is first
        Product.objects.select_for_update().get(pk=product.pk)
        last: int | None = product.media.aggregate(last=Max("sort_order"))["last"]
        made = ProductMedia.objects.create(
            product=product,
            image=name,
            width=picture.width,
            height=picture.height,
            alt=alt,
            sort_order=0 if last is None else last + 1,
        )
        following.tell([product.pk])
    return made


@transaction.atomic
def remove_media(*, media: ProductMedia) -> None:
    """Take a picture away. Its file stays: orders and mails of the past show it."""
    media.delete()
    following.tell([media.product_id])


@transaction.atomic
def show_variant(*, variant: ProductVariant, media: ProductMedia) -> VariantMedia:
    """This picture of the product shows this variant in particular. Raises ProductInvalid for another product's."""
    if variant.product_id != media.product_id:
        raise ProductInvalid(
            _("The picture is of another product."), code="NOT_PRODUCTS_IMAGE", field="media_id"
        )
    return VariantMedia.objects.get_or_create(variant=variant, media=media)[0]
