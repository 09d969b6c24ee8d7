"""The magazine's clock and language; editions that are there already have those of the server."""

from django.db import migrations, models

import articles.models.imprint


class Migration(migrations.Migration):
    dependencies = [("articles", "0022_withdrawal")]

    operations = [
        migrations.AddField(
            model_name="imprint",
            name="time_zone",
            field=models.CharField(
                default=articles.models.imprint.zone_of_the_server,
                help_text="Of all dates and months. What is scheduled keeps its instant and is told by the new clock.",
                max_length=60,
                validators=[articles.models.imprint.is_zone],
                verbose_name="time zone",
            ),
        ),
        migrations.AddField(
            model_name="imprint",
            name="language",
            field=models.CharField(
                default=articles.models.imprint.language_of_the_server,
                help_text="Of the desk, and of what stands around articles. Each article has a language of its own.",
                max_length=20,
                validators=[articles.models.imprint.is_interface],
                verbose_name="language",
            ),
        ),
    ]
