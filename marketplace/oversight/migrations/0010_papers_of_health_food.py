from django.db import migrations

from marketplace.oversight.defaults import PAPER_KINDS

NEW = ("dang-ky-cong-bo", "xac-nhan-quang-cao")


def add(apps, schema_editor):
    """Two kinds of papers that health food needs. Rules of shelves are the operator's: none is changed here."""
    kinds = apps.get_model("oversight", "PaperKind").objects
    for position, (slug, name, name_en, name_zh, help_, days) in enumerate(PAPER_KINDS):
        if slug in NEW:
            columns = {"name": name, "name_en": name_en, "name_zh": name_zh, "help": help_, "position": position}
            kinds.get_or_create(slug=slug, defaults={**columns, "delete_after_days": days})


class Migration(migrations.Migration):

    dependencies = [
        ("oversight", "0009_no_medicine"),
    ]

    operations = [
        migrations.RunPython(add, migrations.RunPython.noop),
    ]
