"""The permission to see public pages as they stood."""

from django.db import migrations

CODENAME, NAME = "see_as_it_stood", "Can see public pages as they stood at any moment"


def let_publishers_look_back(apps, schema_editor):
    """Django makes permissions after all migrations; this one is needed now."""
    kinds, permissions = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    kind, _made = kinds.objects.get_or_create(app_label="articles", model="revision")
    permission, _made = permissions.objects.get_or_create(content_type=kind, codename=CODENAME, defaults={"name": NAME})
    for group in apps.get_model("auth", "Group").objects.filter(name="publisher"):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("articles", "0024_sign_offs")]

    operations = [
        migrations.AlterModelOptions(
            name="revision",
            options={
                "ordering": ["-number"],
                "permissions": [(CODENAME, NAME)],
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
            },
        ),
        migrations.RunPython(let_publishers_look_back, migrations.RunPython.noop),
    ]
