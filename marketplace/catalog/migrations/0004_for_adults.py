from django.db import migrations, models


def mark_strong_drink(apps, schema_editor):
    """Until now the shop knew strong drink by this slug; what was asked for the age stays asked (law L23)."""
    apps.get_model("catalog", "ProductType").objects.filter(slug="ruou").update(is_for_adults=True)


class Migration(migrations.Migration):

    dependencies = [
        ("catalog", "0003_lowest_full_price"),
    ]

    operations = [
        migrations.AddField(
            model_name="producttype",
            name="is_for_adults",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(mark_strong_drink, migrations.RunPython.noop),
    ]
