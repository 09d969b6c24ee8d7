"""Articles printed anew, one by one, and who may carry a name into the past."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def let_publishers_rename(apps, schema_editor):
    """Django makes permissions after all migrations; this one is needed now."""
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="articles", model="author"
    )
    permission, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind,
        codename="rename_author",
        defaults={"name": "Can carry an author’s new name into the past"},
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="publisher"):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0031_right_of_reply"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="author",
            options={
                "ordering": ["name", "pk"],
                "permissions": [
                    ("merge_author", "Can merge authors"),
                    ("rename_author", "Can carry an author’s new name into the past"),
                ],
                "verbose_name": "author",
                "verbose_name_plural": "authors",
            },
        ),
        migrations.CreateModel(
            name="Errand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("adds", models.BooleanField(default=False)),
                ("rewords", models.BooleanField(default=False)),
                ("former", models.CharField(blank=True, max_length=200, verbose_name="former name")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("reason", models.TextField(max_length=2000, verbose_name="reason")),
                ("made", models.DateTimeField(verbose_name="made")),
                ("actor", models.CharField(max_length=200, verbose_name="who")),
                ("place", models.BigIntegerField(default=0)),
                ("last", models.BigIntegerField(default=0)),
                ("printed", models.PositiveIntegerField(default=0, verbose_name="printed anew")),
                ("refused", models.JSONField(blank=True, default=list, verbose_name="refused")),
                ("ended", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="errands",
                        to="articles.author",
                        verbose_name="author",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "disclaimer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="errands",
                        to="articles.disclaimer",
                        verbose_name="disclaimer",
                    ),
                ),
            ],
            options={
                "verbose_name": "errand",
                "verbose_name_plural": "errands",
                "ordering": ["-made", "-pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("author__isnull", True), ("disclaimer__isnull", False)),
                            models.Q(("author__isnull", False), ("disclaimer__isnull", True)),
                            _connector="OR",
                        ),
                        name="an_errand_is_for_one_thing",
                    )
                ],
            },
        ),
        migrations.RunPython(let_publishers_rename, migrations.RunPython.noop),
    ]
