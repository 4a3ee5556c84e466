from django.db import migrations

from marketplace.core.vietnamese import fold
from marketplace.oversight.defaults import EVERYBODY, PAPER_KINDS, PAPERS_OF, WORDS


def set_up(apps, schema_editor):
    """What a new market asks of sellers; the operator changes it in the back office."""
    kinds = {}
    for position, (slug, name, name_en, name_zh, help_, days) in enumerate(PAPER_KINDS):
        kinds[slug] = apps.get_model("oversight", "PaperKind").objects.create(
            slug=slug, name=name, name_en=name_en, name_zh=name_zh, help=help_, delete_after_days=days,
            position=position,
        )
    wanted = apps.get_model("oversight", "WantedStep")
    for kind, papers in PAPERS_OF.items():
        rows = [wanted(kind=kind, step=each) for each in EVERYBODY]
        rows[3:3] = [wanted(kind=kind, step="PAPER", paper_kind=kinds[each]) for each in papers]
        rows.append(wanted(kind=kind, step="RULES"))
        for position, row in enumerate(rows):
            row.position = position
        wanted.objects.bulk_create(rows)
    words = apps.get_model("oversight", "WatchedWord")
    words.objects.bulk_create(words(text=text, text_folded=fold(text), why=why) for text, why in WORDS)


class Migration(migrations.Migration):

    dependencies = [
        ("oversight", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(set_up, migrations.RunPython.noop),
    ]
