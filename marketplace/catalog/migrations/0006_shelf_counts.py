"""How many goods stand on each shelf, kept by the database itself with every row that comes, changes or goes.

Triggers, because a listing is written in many places and by statements of many rows; `ShelfCount` says what is counted.
SQLite has one writer, and one row for each shelf. On PostgreSQL nobody waits for another: who finds the shelf's row
held adds one of its own, and the rows are summed when they are read.

A later migration that makes SQLite build the table of listings anew loses its triggers, which `tests/catalog/test_shelf_counts.py`
notices; one that changes the counts' own table has to drop them first and make them again.
"""

import django.db.models.deletion
from django.db import migrations, models

import marketplace.core.fields

LISTINGS = "catalog_productchannellisting"
COUNTS = "catalog_shelfcount"


def counted(row=""):
    return f"{row}is_published AND {row}visible_in_listings AND {row}discounted_price_amount >= 0"


FILL = f"""
INSERT INTO {COUNTS} (channel_id, path, goods)
SELECT channel_id, category_path, count(*) FROM {LISTINGS} WHERE {counted()} GROUP BY channel_id, category_path
"""

POSTGRESQL = f"""
CREATE FUNCTION catalog_add_to_shelf(channel bigint, shelf text, more bigint) RETURNS void
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    UPDATE {COUNTS} SET goods = goods + more WHERE id = (
        SELECT id FROM {COUNTS} WHERE channel_id = channel AND path = shelf LIMIT 1 FOR UPDATE SKIP LOCKED
    );
    IF NOT FOUND THEN
        INSERT INTO {COUNTS} (channel_id, path, goods) VALUES (channel, shelf, more);
    END IF;
END $$;

CREATE FUNCTION catalog_count_listings() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM catalog_add_to_shelf(channel_id, category_path, count(*))
        FROM came WHERE {counted()} GROUP BY channel_id, category_path;
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM catalog_add_to_shelf(channel_id, category_path, -count(*))
        FROM went WHERE {counted()} GROUP BY channel_id, category_path;
    ELSE
        PERFORM catalog_add_to_shelf(channel_id, category_path, sum(more))
        FROM (
            SELECT channel_id, category_path, 1 AS more FROM came WHERE {counted()}
            UNION ALL
            SELECT channel_id, category_path, -1 FROM went WHERE {counted()}
        ) AS moved
        GROUP BY channel_id, category_path HAVING sum(more) <> 0;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER catalog_listings_came AFTER INSERT ON {LISTINGS}
REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION catalog_count_listings();
CREATE TRIGGER catalog_listings_went AFTER DELETE ON {LISTINGS}
REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION catalog_count_listings();
CREATE TRIGGER catalog_listings_changed AFTER UPDATE ON {LISTINGS}
REFERENCING OLD TABLE AS went NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION catalog_count_listings();
"""
POSTGRESQL_BACK = f"""
DROP TRIGGER catalog_listings_came ON {LISTINGS};
DROP TRIGGER catalog_listings_went ON {LISTINGS};
DROP TRIGGER catalog_listings_changed ON {LISTINGS};
DROP FUNCTION catalog_count_listings;
DROP FUNCTION catalog_add_to_shelf;
"""

CAME = f"""
    INSERT INTO {COUNTS} (channel_id, path, goods)
    SELECT NEW.channel_id, NEW.category_path, 0 WHERE {counted("NEW.")} AND NOT EXISTS (
        SELECT 1 FROM {COUNTS} WHERE channel_id = NEW.channel_id AND path = NEW.category_path
    );
    UPDATE {COUNTS} SET goods = goods + 1
    WHERE channel_id = NEW.channel_id AND path = NEW.category_path AND {counted("NEW.")};
"""
WENT = f"""
    UPDATE {COUNTS} SET goods = goods - 1
    WHERE channel_id = OLD.channel_id AND path = OLD.category_path AND {counted("OLD.")};
"""
SQLITE = (
    f"CREATE TRIGGER catalog_listings_came AFTER INSERT ON {LISTINGS} BEGIN {CAME} END",
    f"CREATE TRIGGER catalog_listings_went AFTER DELETE ON {LISTINGS} BEGIN {WENT} END",
    f"CREATE TRIGGER catalog_listings_changed AFTER UPDATE ON {LISTINGS} BEGIN {WENT} {CAME} END",
)
SQLITE_BACK = tuple(f"DROP TRIGGER catalog_listings_{each}" for each in ("came", "went", "changed"))


def begin_to_count(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in (POSTGRESQL,) if on_postgresql else SQLITE:
        schema_editor.execute(statement, params=None)
    schema_editor.execute(FILL, params=None)


def end_counting(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in (POSTGRESQL_BACK,) if on_postgresql else SQLITE_BACK:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0005_terms"),
        ("channel", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ShelfCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", marketplace.core.fields.SortKeyField(blank=True, max_length=72)),
                ("goods", models.BigIntegerField()),
                (
                    "channel",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="channel.channel",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["channel", "path"], name="shelf_counts")],
            },
        ),
        migrations.RunPython(begin_to_count, end_counting),
    ]
