"""Pen names, and the permission to see whose they are."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

CODENAME, NAME = "see_real_name", "Can see and set who writes under a pen name or anonymously"


def let_publishers_see(apps, schema_editor):
    """Django makes permissions after all migrations; this one is needed now."""
    kinds, permissions = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    kind, _made = kinds.objects.get_or_create(app_label="articles", model="realname")
    permission, _made = permissions.objects.get_or_create(content_type=kind, codename=CODENAME, defaults={"name": NAME})
    for group in apps.get_model("auth", "Group").objects.filter(name="publisher"):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0028_disclaimers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RealName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="real name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
            ],
            options={
                "verbose_name": "real name",
                "verbose_name_plural": "real names",
                "permissions": [("see_real_name", "Can see and set who writes under a pen name or anonymously")],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="author",
            name="alias",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "own name"), (1, "pen name"), (2, "anonymous")],
                default=0,
                editable=False,
                verbose_name="writes under",
            ),
        ),
        migrations.AddField(
            model_name="credit",
            name="alias",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "own name"), (1, "pen name"), (2, "anonymous")], default=0
            ),
        ),
        migrations.AddConstraint(
            model_name="author",
            constraint=models.CheckConstraint(
                condition=models.Q(("alias", 0), models.Q(("account__isnull", True), ("email", "")), _connector="OR"),
                name="nothing_tells_who_writes_under_another_name",
            ),
        ),
        migrations.AddField(
            model_name="realname",
            name="author",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="real_name",
                to="articles.author",
                verbose_name="author",
            ),
        ),
        migrations.RunPython(let_publishers_see, migrations.RunPython.noop),
    ]
