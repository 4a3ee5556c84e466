from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def find_lowest(apps, schema_editor):
    """The lowest price without discounts of every listing there is, as `following.refresh_prices` keeps it."""
    prices = apps.get_model("catalog", "ProductVariantChannelListing").objects.filter(
        variant__product=OuterRef("product"), channel=OuterRef("channel"), price_amount__isnull=False
    )
    lowest = Subquery(prices.order_by("price_amount").values("price_amount")[:1])
    apps.get_model("catalog", "ProductChannelListing").objects.update(price_amount=lowest)


class Migration(migrations.Migration):

    dependencies = [
        ("catalog", "0002_review"),
    ]

    operations = [
        migrations.AddField(
            model_name="productchannellisting",
            name="price_amount",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.RunPython(find_lowest, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="productchannellisting",
            index=models.Index(
                condition=models.Q(("is_published", True), ("visible_in_listings", True)),
                fields=["channel", "price_amount", "product"],
                name="listed_by_full_price",
            ),
        ),
    ]
