"""Topics stand from A to Z as authors do: without case and accents."""

from django.db import migrations

from articles.models.filed import Filed


def file_topics(apps, schema_editor):
    Topic = apps.get_model("articles", "Topic")
    for topic in Topic.objects.iterator():
        topic.save(update_fields=["filed"])


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0032_errands"),
    ]

    operations = [
        migrations.AddField("topic", "filed", Filed(default="", editable=False, max_length=100)),
        migrations.RunPython(file_topics, migrations.RunPython.noop),
    ]
