"""PostgreSQL knows of five times as many words as by itself how common they are.

Where it does not know a word, it takes it for rare: it fetches all texts that say it and sorts them, instead of walking
along the newest until there are enough. It keeps up to ten words for each unit of this number.
"""

from django.db import migrations

PARTS = ("headline_words", "opening_words", "focus_words", "all_words")
USUAL, MANY = -1, 500


def know(number):
    def set_statistics(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for part in PARTS:
                schema_editor.execute(f"ALTER INDEX findable_{part} ALTER COLUMN 1 SET STATISTICS {number}")

    return set_statistics


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0034_one_errand_at_a_time"),
    ]

    operations = [
        migrations.RunPython(know(MANY), know(USUAL)),
    ]
