"""Series and replies, and who may change series."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MAY = {
    "view_series": ("contributor", "editor", "publisher"),
    "add_series": ("editor", "publisher"),
    "change_series": ("editor", "publisher"),
    "delete_series": ("publisher",),
}


def let_the_desk_keep_series(apps, schema_editor):
    """Django makes permissions after all migrations; these are needed now."""
    kinds, permissions = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    kind, _made = kinds.objects.get_or_create(app_label="articles", model="series")
    for codename, roles in MAY.items():
        permission, _made = permissions.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": f"Can {codename[:-7]} series"}
        )
        for group in apps.get_model("auth", "Group").objects.filter(name__in=roles):
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_finding"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                ("slug", models.CharField(max_length=100, unique=True, verbose_name="slug")),
                ("description", models.TextField(blank=True, verbose_name="description")),
            ],
            options={
                "verbose_name": "series",
                "verbose_name_plural": "series",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="SeriesAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.CharField(max_length=100, unique=True)),
                ("merged", models.BigIntegerField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["slug"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="article",
            name="part",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Which of the series it is. Left empty, it comes after the last.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(200)],
                verbose_name="part",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="reply_to",
            field=models.ForeignKey(
                blank=True,
                help_text="Each of the two names the other to readers, while both can be read.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_replies",
                to="articles.article",
                verbose_name="reply to",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="part",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Which of the series it is. Left empty, it comes after the last.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(200)],
                verbose_name="part",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="reply_to",
            field=models.ForeignKey(
                blank=True,
                help_text="Each of the two names the other to readers, while both can be read.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_replies",
                to="articles.article",
                verbose_name="reply to",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="articles.series",
                verbose_name="series",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="articles.series",
                verbose_name="series",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("part__isnull", True), ("series__isnull", True)),
                    models.Q(("part__isnull", False), ("series__isnull", False)),
                    _connector="OR",
                ),
                name="a_part_is_of_a_series",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reply_to__isnull", True), models.Q(("reply_to", models.F("id")), _negated=True), _connector="OR"
                ),
                name="an_article_is_no_reply_to_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("part__isnull", True), ("series__isnull", True)),
                    models.Q(("part__isnull", False), ("series__isnull", False)),
                    _connector="OR",
                ),
                name="a_printed_part_is_of_a_series",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reply_to__isnull", True),
                    models.Q(("reply_to", models.F("article")), _negated=True),
                    _connector="OR",
                ),
                name="no_reply_is_to_itself",
            ),
        ),
        migrations.AddField(
            model_name="seriesaddress",
            name="series",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="addresses", to="articles.series"
            ),
        ),
        migrations.RunPython(let_the_desk_keep_series, migrations.RunPython.noop),
    ]
