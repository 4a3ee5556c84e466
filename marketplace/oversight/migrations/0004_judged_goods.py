import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def remember_what_is_on_sale(apps, schema_editor):
    """The worker does it, with the code that reads texts: a job, where anything is on sale."""
    if apps.get_model("catalog", "ProductChannelListing").objects.filter(is_published=True).exists():
        apps.get_model("core", "Job").objects.create(
            reaction="marketplace.oversight.tasks.remember_goods", arguments={"after": 0}, run_after=timezone.now()
        )


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0003_lowest_full_price'),
        ('core', '0002_mandates'),
        ('oversight', '0003_rule_changes'),
    ]

    operations = [
        migrations.CreateModel(
            name='JudgedGoods',
            fields=[
                ('product', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='judged', serialize=False, to='catalog.product')),
                ('digest', models.CharField(max_length=64)),
                ('words', models.JSONField(default=list)),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'goods that were judged',
                'verbose_name_plural': 'goods that were judged',
            },
        ),
        migrations.AlterField(
            model_name='listingentry',
            name='deed',
            field=models.CharField(choices=[('SUBMITTED', 'submitted'), ('SHOWN', 'shown at once'), ('WITHDRAWN', 'withdrawn'), ('APPROVED', 'approved'), ('SENT_BACK', 'sent back'), ('HELD', 'changed, hidden until looked at')], max_length=10),
        ),
        migrations.RunPython(remember_what_is_on_sale, migrations.RunPython.noop),
    ]
