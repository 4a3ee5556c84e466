import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0003_lowest_full_price'),
        ('cooperative', '0004_viewings'),
        ('oversight', '0004_judged_goods'),
    ]

    operations = [
        migrations.CreateModel(
            name='TakeDownRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('product_name', models.CharField(blank=True, max_length=250)),
                ('is_whole_shop', models.BooleanField(default=False, verbose_name='the whole shop')),
                ('asker', models.CharField(choices=[('AUTHORITY', 'an authority'), ('PERSON', 'a person or a company')], max_length=10, verbose_name='asked by')),
                ('asked_by', models.CharField(max_length=250, verbose_name='which authority or person')),
                ('reference', models.CharField(blank=True, max_length=100, verbose_name='reference number')),
                ('reason', models.CharField(max_length=1000, verbose_name='reason')),
                ('received_at', models.DateTimeField(verbose_name='received')),
                ('deadline_at', models.DateTimeField(verbose_name='to be done by')),
                ('written_at', models.DateTimeField(verbose_name='written down')),
                ('written_by', models.CharField(max_length=60, verbose_name='by')),
                ('status', models.CharField(choices=[('RECEIVED', 'received, not done yet'), ('DONE', 'done'), ('REFUSED', 'refused')], default='RECEIVED', max_length=10, verbose_name='state')),
                ('refusal', models.CharField(blank=True, max_length=1000, verbose_name='why it was refused')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='done or refused')),
                ('ended_by', models.CharField(blank=True, max_length=60)),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='take_down_requests', to='cooperative.cooperative')),
                ('product', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='take_down_requests', to='catalog.product')),
                ('take_down', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='request', to='oversight.takedown')),
            ],
            options={
                'verbose_name': 'request to take goods down',
                'verbose_name_plural': 'requests to take goods down',
                'indexes': [models.Index(condition=models.Q(('status', 'RECEIVED')), fields=['deadline_at', 'id'], name='take_down_request_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('refusal', ''), ('status', 'RECEIVED'), ('take_down', None)), models.Q(('ended_at__isnull', False), ('refusal', ''), ('status', 'DONE'), ('take_down__isnull', False)), models.Q(('ended_at__isnull', False), ('status', 'REFUSED'), ('take_down', None), models.Q(('refusal', ''), _negated=True)), _connector='OR'), name='take_down_request_ends_whole'), models.CheckConstraint(condition=models.Q(('written_at__gte', models.F('received_at'))), name='take_down_request_after_it_came')],
            },
        ),
    ]
