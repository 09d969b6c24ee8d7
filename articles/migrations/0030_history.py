"""Whether readers are shown the versions of an article; not, until a publisher says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0029_pen_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="imprint",
            name="history",
            field=models.BooleanField(
                default=False,
                help_text="Each article then leads to the versions that readers had of it, with what changed.",
                verbose_name="version history for readers",
            ),
        ),
    ]
