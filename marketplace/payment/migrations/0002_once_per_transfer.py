from django.db import migrations, models

PREFIX = "refund:"


def one_key_each(apps, schema_editor):
    """The first event of a transfer keeps its key, now in capitals; others of it stay without, for the books."""
    refunds = apps.get_model("payment", "TransactionEvent").objects.filter(
        type="refund_success", idempotency_key__isnull=False
    )
    seen = set()
    for event in refunds.order_by("pk"):
        key = event.idempotency_key
        if key.startswith(PREFIX):
            key = f"{PREFIX}{key.removeprefix(PREFIX).upper()}"[:200]
        event.idempotency_key = None if key in seen else key
        seen.add(key)
        event.save(update_fields=["idempotency_key"])


class Migration(migrations.Migration):

    dependencies = [
        ('payment', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(one_key_each, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name='transactionevent',
            constraint=models.UniqueConstraint(condition=models.Q(('type', 'refund_success')), fields=('idempotency_key',), name='one_refund_per_transfer'),
        ),
    ]
