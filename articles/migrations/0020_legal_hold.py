"""Legal hold, and the permission to place and lift it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def let_publishers_hold(apps, schema_editor):
    """Django makes permissions after all migrations; this one is needed now."""
    kinds, permissions = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    kind, _made = kinds.objects.get_or_create(app_label="articles", model="article")
    permission, _made = permissions.objects.get_or_create(
        content_type=kind,
        codename="hold_article",
        defaults={"name": "Can place an article on legal hold and lift it"},
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="publisher"):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0019_pages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="article",
            options={
                "ordering": ["-changed", "-pk"],
                "permissions": [
                    ("submit_article", "Can send an article to review"),
                    ("review_article", "Can approve an article or ask for changes"),
                    ("publish_article", "Can publish, schedule and withdraw an article"),
                    ("retract_article", "Can retract an article"),
                    ("hold_article", "Can place an article on legal hold and lift it"),
                    ("work_on_any_article", "Can see and work on everybody’s articles"),
                ],
                "verbose_name": "article",
                "verbose_name_plural": "articles",
            },
        ),
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("placed_at", models.DateTimeField(verbose_name="placed")),
                ("placer", models.CharField(max_length=200, verbose_name="placed by")),
                ("reason", models.TextField(max_length=2000, verbose_name="reason")),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="lifted")),
                ("lifter", models.CharField(blank=True, max_length=200, verbose_name="lifted by")),
                ("lifted_because", models.TextField(blank=True, max_length=2000, verbose_name="reason for lifting")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "legal hold",
                "verbose_name_plural": "legal holds",
                "ordering": ["-placed_at", "-pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("article",),
                        name="one_open_hold_an_article",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", True), ("lifted_because", ""), ("lifter", "")),
                            models.Q(
                                ("lifted_at__gte", models.F("placed_at")),
                                models.Q(("lifter", ""), _negated=True),
                                models.Q(("lifted_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_hold_says_how_it_was_lifted",
                    ),
                ],
            },
        ),
        migrations.RunPython(let_publishers_hold, migrations.RunPython.noop),
    ]
