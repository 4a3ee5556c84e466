from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cooperative", "0005_terms"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="cooperative",
            index=models.Index(
                condition=models.Q(("is_active", False)), fields=["id"], name="cooperative_resting"
            ),
        ),
    ]
