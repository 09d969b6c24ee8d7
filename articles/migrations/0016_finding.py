"""What readers find: the index that their search asks, known words, and the numbers beside their choices."""

import datetime

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

from articles.desk import tallying
from articles.models.filed import Filed
from articles.search import printing

# As in 0011: PostgreSQL is told that to look into a text is dear; with statistics it knows which words are common, and
# for these walks along the places instead.
PARTS = ("headline_words", "opening_words", "focus_words", "all_words")
SET_UP = {
    "sqlite": (
        "CREATE VIRTUAL TABLE articles_printed USING fts5(headline, opening, focus, body, filed, tokenize='ascii')",
        """CREATE TRIGGER articles_printed_follow AFTER DELETE ON articles_findable
        BEGIN DELETE FROM articles_printed WHERE rowid = OLD.place; END""",
    ),
    "postgresql": (
        *(f"ALTER TABLE articles_findable ADD COLUMN {part} tsvector NOT NULL DEFAULT ''" for part in PARTS),
        *(f"CREATE INDEX findable_{part} ON articles_findable USING gin (articles_said({part}))" for part in PARTS),
    ),
}
TEAR_DOWN = {
    "sqlite": ("DROP TRIGGER articles_printed_follow", "DROP TABLE articles_printed"),
    "postgresql": (f"ALTER TABLE articles_findable {', '.join(f'DROP COLUMN {part}' for part in PARTS)}",),
}


def set_up(apps, schema_editor):
    for statement in SET_UP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def tear_down(apps, schema_editor):
    for statement in TEAR_DOWN[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def file_authors(apps, schema_editor):
    Author = apps.get_model("articles", "Author")
    for author in Author.objects.iterator():
        author.save(update_fields=["filed", "letter"])


def fill(apps, schema_editor):
    asked = {"now": timezone.now(), "zone": timezone.get_default_timezone()}
    tallying.recount(**asked)
    for _done in printing.rebuild(**asked):
        pass


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0015_front_page"),
    ]

    operations = [
        migrations.CreateModel(
            name="Findable",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="findable", to="articles.revision"
                    ),
                ),
            ],
            options={
                "verbose_name": "findable revision",
                "verbose_name_plural": "findable revisions",
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "facet",
                    models.CharField(
                        choices=[("topic", "Topic"), ("author", "Author"), ("kind", "Kind"), ("month", "Month")],
                        max_length=10,
                    ),
                ),
                ("key", models.CharField(max_length=20)),
                ("since", models.DateTimeField(default=datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.UTC))),
                ("number", models.IntegerField()),
            ],
            options={
                "verbose_name": "tally",
                "verbose_name_plural": "tallies",
                "indexes": [
                    models.Index(
                        models.F("facet"),
                        models.OrderBy(models.F("number"), descending=True),
                        models.F("key"),
                        name="tally_by_number",
                    ),
                    models.Index(fields=["since"], name="tally_to_come"),
                ],
                "constraints": [models.UniqueConstraint(fields=("facet", "key", "since"), name="one_tally_a_moment")],
            },
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("word", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("backwards", models.CharField(max_length=61)),
                ("number", models.IntegerField()),
            ],
            options={
                "verbose_name": "word",
                "verbose_name_plural": "words",
                "indexes": [models.Index(fields=["backwards"], name="word_by_ending")],
            },
        ),
        migrations.AddField("author", "filed", Filed(default="", editable=False, max_length=100)),
        migrations.AddField("author", "letter", Filed(default="", editable=False, max_length=1)),
        migrations.AddIndex("author", models.Index(fields=["filed", "id"], name="author_a_to_z")),
        migrations.AddIndex("author", models.Index(fields=["letter"], name="author_by_letter")),
        migrations.RunPython(file_authors, migrations.RunPython.noop),
        migrations.RunPython(set_up, tear_down),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
