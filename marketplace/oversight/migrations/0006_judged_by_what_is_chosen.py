from django.db import migrations
from django.utils import timezone


def remember_anew(apps, schema_editor):
    """Names on staff's lists are no part of the digests any more: the old ones would call every good changed."""
    rows = apps.get_model("oversight", "JudgedGoods").objects.all()
    if rows.exists():
        rows.delete()
        apps.get_model("core", "Job").objects.create(
            reaction="marketplace.oversight.tasks.remember_goods", arguments={"after": 0}, run_after=timezone.now()
        )


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_mandates'),
        ('oversight', '0005_take_down_requests'),
    ]

    operations = [
        migrations.RunPython(remember_anew, migrations.RunPython.noop),
    ]
