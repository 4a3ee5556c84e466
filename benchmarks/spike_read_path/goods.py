"""10,000 products in the real tables, so that the spike reads what the shop will read."""

from __future__ import annotations

from django.utils import timezone

from marketplace.catalog import models as catalog
from marketplace.channel.models import Channel
from marketplace.cooperative.models import Cooperative


def fill(count: int = 10_000) -> int:
    """Make the goods and return the channel's id."""
    channel = Channel.objects.create(name="Việt Nam", slug="vn", currency_code="VND")
    sellers = Cooperative.objects.bulk_create(
        Cooperative(
            slug=f"htx-{i}",
            name=f"HTX {i}",
            name_folded=f"htx {i}",
            name_sort=f"htx {i}",
            legal_name=f"HTX {i}",
            commune_code="02761",
            commune_name="Mường Khương",
        )
        for i in range(30)
    )
    kind = catalog.ProductType.objects.create(name="Gạo", name_sort="gao", slug="gao")
    shelf = catalog.Category.objects.create(name="Gạo", slug="gao", name_sort="gao", path="0001")
    products = catalog.Product.objects.bulk_create(
        (
            catalog.Product(
                cooperative=sellers[i % 30],
                product_type=kind,
                category=shelf,
                name=f"Gạo {i}",
                name_folded=f"gao {i}",
                name_sort=f"gao {i:06}",
                slug=f"gao-{i}",
            )
            for i in range(count)
        ),
        batch_size=2000,
    )
    variants = catalog.ProductVariant.objects.bulk_create(
        (
            catalog.ProductVariant(
                product=product,
                sku=f"G{product.pk}-{k}",
                name=f"Bao {k} kg",
                net_amount=1000 * k,
                net_unit="G",
                sort_order=k,
            )
            for product in products
            for k in (1, 2, 5)
        ),
        batch_size=2000,
    )
    catalog.ProductVariantChannelListing.objects.bulk_create(
        (
            catalog.ProductVariantChannelListing(
                variant=each,
                channel=channel,
                currency="VND",
                price_amount=39_000,
                discounted_price_amount=39_000,
            )
            for each in variants
        ),
        batch_size=2000,
    )
    catalog.ProductChannelListing.objects.bulk_create(
        (
            catalog.ProductChannelListing(
                product=product,
                channel=channel,
                currency="VND",
                is_published=True,
                published_at=timezone.now(),
                discounted_price_amount=39_000,
                name_sort=product.name_sort,
                category_path="0001",
                cooperative_id=product.cooperative_id,
            )
            for product in products
        ),
        batch_size=2000,
    )
    catalog.ProductMedia.objects.bulk_create(
        (
            catalog.ProductMedia(
                product=product,
                image=f"products/{product.pk}-{k}.webp",
                width=960,
                height=960,
                alt="gạo",
                sort_order=k,
            )
            for product in products
            for k in (1, 2)
        ),
        batch_size=2000,
    )
    return channel.pk
