"""What stands beside an article is found along its own indexes, however many articles there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0026_provenance")]

    operations = [
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                condition=models.Q(("series__isnull", False)),
                fields=["series", "part", "article"],
                name="revision_in_series",
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                condition=models.Q(("reply_to__isnull", False)),
                fields=["reply_to", "first_published", "id"],
                name="revision_by_reply",
            ),
        ),
    ]
