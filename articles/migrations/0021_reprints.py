"""The save whose text a revision has: its own, as long as nothing was ever printed anew."""

from django.db import migrations, models
from django.db.models import F


def take_each_for_a_save(apps, schema_editor):
    apps.get_model("articles", "Revision").objects.update(saved_as=F("number"))


class Migration(migrations.Migration):
    dependencies = [("articles", "0020_legal_hold")]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="saved_as",
            field=models.PositiveIntegerField(default=0, verbose_name="saved as"),
            preserve_default=False,
        ),
        migrations.RunPython(take_each_for_a_save, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(fields=["article", "-saved_as", "-number"], name="revision_by_save"),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(("saved_as__lte", models.F("number"))), name="a_text_is_saved_before_it_is_printed"
            ),
        ),
    ]
