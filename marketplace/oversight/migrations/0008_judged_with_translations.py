from django.db import migrations
from django.utils import timezone


def remember_anew(apps, schema_editor):
    """Digests hold the translations of attributes' values now: the old ones would call goods changed that are not."""
    rows = apps.get_model("oversight", "JudgedGoods").objects.all()
    if rows.exists():
        rows.delete()
        apps.get_model("core", "Job").objects.create(
            reaction="marketplace.oversight.tasks.remember_goods", arguments={"after": 0}, run_after=timezone.now()
        )


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_mandates'),
        ('oversight', '0007_take_down_asker'),
    ]

    operations = [
        migrations.RunPython(remember_anew, migrations.RunPython.noop),
    ]
