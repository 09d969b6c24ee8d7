"""Corrections, the permission to retract, and the dates that bind: embargo, expiry, review."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

UPDATED = """UPDATE articles_revision SET updated = live_from WHERE live_from > first_published"""


def let_publishers_retract(apps, schema_editor):
    """Django makes permissions after all migrations; this one is needed now."""
    kinds, permissions = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    kind, _made = kinds.objects.get_or_create(app_label="articles", model="article")
    permission, _made = permissions.objects.get_or_create(
        content_type=kind, codename="retract_article", defaults={"name": "Can retract an article"}
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="publisher"):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0013_notice_place"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("silent", "Silent fix"),
                            ("update", "Update"),
                            ("clarification", "Clarification"),
                            ("correction", "Correction"),
                            ("note", "Editor’s note"),
                            ("retraction", "Retraction"),
                        ],
                        max_length=20,
                        verbose_name="act",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="in force from")),
                ("wrong", models.TextField(blank=True, verbose_name="what was wrong")),
                ("right", models.TextField(blank=True, verbose_name="what is right")),
                ("learned", models.TextField(blank=True, verbose_name="how we learned of it")),
                ("learned_on", models.DateField(blank=True, null=True, verbose_name="when we learned of it")),
                ("made", models.DateTimeField(verbose_name="made")),
                ("actor", models.CharField(max_length=200, verbose_name="who")),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.AlterModelOptions(
            name="article",
            options={
                "ordering": ["-changed", "-pk"],
                "permissions": [
                    ("submit_article", "Can send an article to review"),
                    ("review_article", "Can approve an article or ask for changes"),
                    ("publish_article", "Can publish, schedule and withdraw an article"),
                    ("retract_article", "Can retract an article"),
                    ("work_on_any_article", "Can see and work on everybody’s articles"),
                ],
                "verbose_name": "article",
                "verbose_name_plural": "articles",
            },
        ),
        migrations.AddField(
            model_name="article",
            name="embargo_until",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="embargo until"),
        ),
        migrations.AddField(
            model_name="article",
            name="expires_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="expires"),
        ),
        migrations.AddField(
            model_name="article",
            name="review_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="review on"),
        ),
        migrations.AddField(
            model_name="revision",
            name="corrected",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="revision",
            name="updated",
            field=models.DateTimeField(blank=True, null=True, verbose_name="substantively updated"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("review_on__isnull", False)), fields=["review_on"], name="article_by_review"
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="after",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="correction",
                to="articles.revision",
                verbose_name="after",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="article",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="articles.article",
                verbose_name="article",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="before",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
                verbose_name="before",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="account",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="supersedes",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="successors",
                to="articles.correction",
                verbose_name="supersedes",
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["-at", "-id"], name="correction_by_date"),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["article", "at"], name="correction_by_article"),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("before", models.F("after")), _negated=True),
                name="a_correction_is_of_two_revisions",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("act", "silent"),
                    models.Q(("wrong", ""), _negated=True),
                    models.Q(("right", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_correction_says_something",
            ),
        ),
        migrations.RunSQL(UPDATED, migrations.RunSQL.noop),
        migrations.RunPython(let_publishers_retract, migrations.RunPython.noop),
    ]
