"""The index that search asks, the filters that people keep, and indexes for the list at 100,000 articles."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

from articles.search import indexing

# PostgreSQL thinks little of the cost of reading a text: for a common word it would read them all, 1.4 s for 0.1 s.
# Behind a function that it takes for costly, and without statistics, it always asks the index.
SET_UP = {
    "sqlite": (
        "CREATE VIRTUAL TABLE articles_words USING fts5(headline, names, standfirst, body, tokenize='ascii')",
        """CREATE TRIGGER articles_words_follow AFTER DELETE ON articles_indexentry
        BEGIN DELETE FROM articles_words WHERE rowid = OLD.revision_id; END""",
    ),
    "postgresql": (
        """CREATE OR REPLACE FUNCTION articles_said(tsvector) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE COST 100
        AS 'BEGIN RETURN $1; END'""",
        """ALTER TABLE articles_indexentry ADD COLUMN headline_words tsvector NOT NULL DEFAULT '',
        ADD COLUMN all_words tsvector NOT NULL DEFAULT ''""",
        "CREATE INDEX articles_words_headline ON articles_indexentry USING gin (articles_said(headline_words))",
        "CREATE INDEX articles_words_all ON articles_indexentry USING gin (articles_said(all_words))",
        "ALTER INDEX articles_words_headline ALTER COLUMN 1 SET STATISTICS 0",
        "ALTER INDEX articles_words_all ALTER COLUMN 1 SET STATISTICS 0",
    ),
}
TEAR_DOWN = {
    "sqlite": ("DROP TRIGGER articles_words_follow", "DROP TABLE articles_words"),
    "postgresql": (
        "ALTER TABLE articles_indexentry DROP COLUMN headline_words, DROP COLUMN all_words",
        "DROP FUNCTION articles_said(tsvector)",
    ),
}


def set_up(apps, schema_editor):
    for statement in SET_UP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def tear_down(apps, schema_editor):
    for statement in TEAR_DOWN[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def fill(apps, schema_editor):
    for _done in indexing.rebuild(now=timezone.now()):
        pass


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0010_library"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexEntry",
            fields=[
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="index_entry",
                        serialize=False,
                        to="articles.revision",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="index_entries", to="articles.article"
                    ),
                ),
            ],
            options={"verbose_name": "index entry", "verbose_name_plural": "index entries"},
        ),
        migrations.RunPython(set_up, tear_down),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("query", models.CharField(max_length=2000, verbose_name="query")),
                ("shared", models.BooleanField(default=False, verbose_name="shared with the desk")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_filters",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "saved filter",
                "verbose_name_plural": "saved filters",
                "ordering": ["name", "pk"],
                "constraints": [models.UniqueConstraint(fields=("owner", "name"), name="one_saved_filter_a_name")],
            },
        ),
        migrations.RemoveIndex(model_name="article", name="article_by_change"),
        migrations.AddIndex(
            model_name="article", index=models.Index(fields=["-changed", "-id", "stage"], name="article_by_change")
        ),
        migrations.AddIndex(
            model_name="article", index=models.Index(fields=["stage", "-changed", "-id"], name="article_by_stage")
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["kind", "-changed", "-id", "stage"], name="article_by_kind"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["owner", "-changed", "-id", "stage"], name="article_by_owner"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["headline", "-changed", "-id", "stage"], name="article_by_headline"),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                condition=models.Q(("live_from__isnull", False)),
                fields=["article", "live_from", "live_until", "number"],
                name="revision_by_turn",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
