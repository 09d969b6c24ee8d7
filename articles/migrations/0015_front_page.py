"""The front page as editors arrange it, and who may."""

import django.core.validators
import django.db.models.deletion
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

MAY = {
    "view_edition": ("editor", "publisher"),
    "add_edition": ("editor", "publisher"),
    "publish_edition": ("publisher",),
}


def let_the_desk_arrange(apps, schema_editor):
    """Django makes permissions after all migrations; these are needed now."""
    kinds, permissions = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    kind, _made = kinds.objects.get_or_create(app_label="articles", model="edition")
    for codename, roles in MAY.items():
        name = {"publish_edition": "Can publish and schedule the front page"}.get(
            codename, f"Can {codename[:-8]} front page"
        )
        permission, _made = permissions.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )
        for group in apps.get_model("auth", "Group").objects.filter(name__in=roles):
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_corrections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True, verbose_name="number")),
                ("made", models.DateTimeField(verbose_name="made")),
                ("actor", models.CharField(max_length=200, verbose_name="who")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("live_from", models.DateTimeField(blank=True, null=True, verbose_name="live from")),
                ("live_until", models.DateTimeField(blank=True, null=True, verbose_name="live until")),
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
            ],
            options={
                "verbose_name": "front page",
                "verbose_name_plural": "front page",
                "ordering": ["-number"],
                "permissions": [("publish_edition", "Can publish and schedule the front page")],
                "default_permissions": ("add", "view"),
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="order")),
                (
                    "size",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(6),
                        ],
                        verbose_name="articles",
                    ),
                ),
                ("headline", models.CharField(blank=True, max_length=300, verbose_name="own headline")),
                ("standfirst", models.TextField(blank=True, max_length=1000, verbose_name="own standfirst")),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="articles.edition"
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="articles.image",
                        verbose_name="own picture",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="articles.topic",
                        verbose_name="topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "slot",
                "verbose_name_plural": "slots",
                "ordering": ["position"],
            },
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                django.db.models.lookups.IsNull(models.F("live_until"), True),
                condition=models.Q(("live_from__isnull", False), ("live_until__isnull", True)),
                name="one_open_edition",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(fields=("live_from",), name="one_edition_begins_at_an_instant"),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(fields=("live_until",), name="one_edition_ends_at_an_instant"),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("live_until__isnull", True), ("live_from__lt", models.F("live_until")), _connector="OR"
                ),
                name="an_edition_lives_a_while",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(("live_until__isnull", True), ("live_from__isnull", False), _connector="OR"),
                name="an_edition_has_a_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(fields=("edition", "position"), name="one_slot_a_position"),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(fields=("edition", "article"), name="an_article_once_an_edition"),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("article__isnull", True), ("topic__isnull", False)),
                    models.Q(("article__isnull", False), ("topic__isnull", True)),
                    _connector="OR",
                ),
                name="a_slot_has_an_article_or_a_topic",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gte", 1), ("size__lte", 6)), name="a_section_has_a_size"
            ),
        ),
        migrations.RunPython(let_the_desk_arrange, migrations.RunPython.noop),
    ]
