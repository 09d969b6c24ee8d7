"""Topics and authors as a library: addresses kept for ever, synonyms, parts, and the permission to merge."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

MERGEABLE = ("topic", "author")


def keep_addresses(apps, schema_editor):
    for noun in MERGEABLE:
        row, address = apps.get_model("articles", noun), apps.get_model("articles", f"{noun}address")
        address.objects.bulk_create(
            address(slug=slug, **{f"{noun}_id": key}) for key, slug in row.objects.values_list("pk", "slug")
        )


def let_publishers_merge(apps, schema_editor):
    """Django makes permissions after all migrations; these are needed now."""
    kinds, permissions = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    for noun in MERGEABLE:
        kind, _made = kinds.objects.get_or_create(app_label="articles", model=noun)
        permission, _made = permissions.objects.get_or_create(
            content_type=kind, codename=f"merge_{noun}", defaults={"name": f"Can merge {noun}s"}
        )
        for group in apps.get_model("auth", "Group").objects.filter(name="publisher"):
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_trash"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuthorAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.CharField(max_length=100, unique=True)),
                ("merged", models.BigIntegerField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["slug"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
            ],
            options={
                "verbose_name": "synonym",
                "verbose_name_plural": "synonyms",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="TopicAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.CharField(max_length=100, unique=True)),
                ("merged", models.BigIntegerField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["slug"],
                "abstract": False,
            },
        ),
        migrations.AlterModelOptions(
            name="author",
            options={
                "ordering": ["name", "pk"],
                "permissions": [("merge_author", "Can merge authors")],
                "verbose_name": "author",
                "verbose_name_plural": "authors",
            },
        ),
        migrations.AlterModelOptions(
            name="topic",
            options={
                "ordering": ["name"],
                "permissions": [("merge_topic", "Can merge topics")],
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
            },
        ),
        migrations.AddField(
            model_name="topic",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                help_text="Shown to readers, who get from one to the other.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="articles.topic",
                verbose_name="part of",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                ),
                name="a_topic_is_no_part_of_itself",
            ),
        ),
        migrations.AddField(
            model_name="authoraddress",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="addresses", to="articles.author"
            ),
        ),
        migrations.AddField(
            model_name="synonym",
            name="topic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="synonyms",
                to="articles.topic",
                verbose_name="topic",
            ),
        ),
        migrations.AddField(
            model_name="topicaddress",
            name="topic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="addresses", to="articles.topic"
            ),
        ),
        migrations.AddConstraint(
            model_name="synonym",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("name"),
                name="a_synonym_of_one_topic",
                violation_error_message="A topic is already found as this.",
            ),
        ),
        migrations.RunPython(keep_addresses, migrations.RunPython.noop),
        migrations.RunPython(let_publishers_merge, migrations.RunPython.noop),
    ]
