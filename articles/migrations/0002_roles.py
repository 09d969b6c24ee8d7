"""A group for each role, with its permissions."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

CONTRIBUTOR = (
    "add_article change_article view_article submit_article view_author view_topic view_disclaimer view_image add_image"
)
EDITOR = (
    f"{CONTRIBUTOR} work_on_any_article review_article view_event view_revision view_manuscriptfile "
    "add_author change_author add_topic change_topic add_image change_image"
)
PUBLISHER = (
    f"{EDITOR} publish_article add_disclaimer change_disclaimer "
    "delete_author delete_topic delete_image delete_disclaimer"
)
ROLES = {"contributor": CONTRIBUTOR, "editor": EDITOR, "publisher": PUBLISHER}


def make_roles(apps, schema_editor):
    _make_permissions(apps, schema_editor.connection.alias)
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for role, names in ROLES.items():
        group, _made = Group.objects.get_or_create(name=role)
        group.permissions.set(Permission.objects.filter(content_type__app_label="articles", codename__in=names.split()))


def _make_permissions(apps, alias):
    """Django makes permissions after all migrations; these are needed now."""
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, using=alias, verbosity=0)
    config.models_module = None


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
