"""What the magazine says of itself, and who may say it."""

import django.core.validators
import django.db.models.deletion
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import articles.models.imprint


def let_publishers_say_it(apps, schema_editor):
    """Django makes permissions after all migrations; these are needed now."""
    kinds, permissions = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    kind, _made = kinds.objects.get_or_create(app_label="articles", model="imprint")
    name = "Can change the magazine’s name, colour, menu and publisher"
    permission, _made = permissions.objects.get_or_create(
        content_type=kind, codename="publish_imprint", defaults={"name": name}
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="publisher"):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0017_series"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Imprint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made", models.DateTimeField(verbose_name="made")),
                ("actor", models.CharField(max_length=200, verbose_name="who")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("live_from", models.DateTimeField(blank=True, null=True, verbose_name="live from")),
                ("live_until", models.DateTimeField(blank=True, null=True, verbose_name="live until")),
                ("number", models.PositiveIntegerField(unique=True, verbose_name="number")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "tagline",
                    models.CharField(
                        blank=True, help_text="The line beneath the name.", max_length=200, verbose_name="tagline"
                    ),
                ),
                (
                    "accent",
                    models.CharField(
                        blank=True,
                        help_text="Such as #0b5d57. On a dark screen it is made lighter. Left empty, it is a dark red.",
                        max_length=7,
                        verbose_name="colour",
                    ),
                ),
                (
                    "publisher",
                    models.CharField(
                        blank=True,
                        help_text="The legal name of who answers for the magazine.",
                        max_length=200,
                        verbose_name="publisher",
                    ),
                ),
                ("address", models.TextField(blank=True, max_length=500, verbose_name="postal address")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                (
                    "phone",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        validators=[django.core.validators.RegexValidator("^[0-9+() ./-]+$", "Write digits.")],
                        verbose_name="telephone",
                    ),
                ),
                (
                    "issn",
                    models.CharField(
                        blank=True, max_length=9, validators=[articles.models.imprint.is_issn], verbose_name="ISSN"
                    ),
                ),
                (
                    "founded",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1600),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="founded in",
                    ),
                ),
                (
                    "socials",
                    models.TextField(
                        blank=True,
                        help_text="The magazine’s own pages on other sites, an address a line.",
                        max_length=2000,
                        validators=[articles.models.imprint.are_addresses],
                        verbose_name="elsewhere",
                    ),
                ),
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
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imprints",
                        to="articles.image",
                        verbose_name="logo",
                    ),
                ),
            ],
            options={
                "verbose_name": "magazine",
                "verbose_name_plural": "magazine",
                "ordering": ["-number"],
                "permissions": [("publish_imprint", "Can change the magazine’s name, colour, menu and publisher")],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.lookups.IsNull(models.F("live_until"), True),
                        condition=models.Q(("live_from__isnull", False), ("live_until__isnull", True)),
                        name="one_open_imprint",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_until__isnull", True),
                            models.Q(("live_from__isnull", False), ("live_from__lt", models.F("live_until"))),
                            _connector="OR",
                        ),
                        name="imprint_lives_a_while",
                    ),
                ],
            },
        ),
        migrations.RunPython(let_publishers_say_it, migrations.RunPython.noop),
    ]
