from django.db import migrations, models


def as_asked(apps, schema_editor):
    """Requests of persons were carried out as if an authority had asked."""
    rows = apps.get_model("oversight", "TakeDown").objects.filter(request__asker="PERSON")
    rows.update(asker="PERSON")


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0006_judged_by_what_is_chosen'),
    ]

    operations = [
        migrations.AddField(
            model_name='takedown',
            name='asker',
            field=models.CharField(choices=[('AUTHORITY', 'an authority'), ('PERSON', 'a person or a company')], default='AUTHORITY', max_length=10, verbose_name='asked by'),
        ),
        migrations.AlterField(
            model_name='takedown',
            name='authority',
            field=models.CharField(max_length=250, verbose_name='which authority or person'),
        ),
        migrations.RunPython(as_asked, migrations.RunPython.noop),
    ]
