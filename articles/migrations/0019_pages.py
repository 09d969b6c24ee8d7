"""Pages on the magazine, the menu, and who may write and publish them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MAY = {
    "view_page": ("Can view page on the magazine", ("editor", "publisher")),
    "add_page": ("Can add page on the magazine", ("editor", "publisher")),
    "publish_page": ("Can publish and withdraw pages on the magazine", ("publisher",)),
}


def let_the_desk_write(apps, schema_editor):
    """Django makes permissions after all migrations; these are needed now."""
    kinds, permissions = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    kind, _made = kinds.objects.get_or_create(app_label="articles", model="page")
    for codename, (name, roles) in MAY.items():
        permission, _made = permissions.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )
        for group in apps.get_model("auth", "Group").objects.filter(name__in=roles):
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0018_magazine"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Page",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("about", "about the magazine"),
                            ("masthead", "masthead"),
                            ("ethics", "ethics"),
                            ("corrections", "corrections policy"),
                            ("privacy", "privacy"),
                            ("contact", "contact"),
                            ("other", "other"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "page on the magazine",
                "verbose_name_plural": "pages on the magazine",
                "ordering": ["pk"],
                "permissions": [("publish_page", "Can publish and withdraw pages on the magazine")],
                "default_permissions": ("add", "view"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "other"), _negated=True), fields=("kind",), name="one_page_a_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MenuLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="place")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("opinion", "opinion"),
                            ("analysis", "analysis"),
                            ("explainer", "explainer"),
                            ("interview", "interview"),
                            ("review", "review"),
                            ("news", "news"),
                            ("editorial", "editorial"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=60, verbose_name="own words")),
                (
                    "imprint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="articles.imprint"
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.topic",
                        verbose_name="topic",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.page",
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "link of the menu",
                "verbose_name_plural": "links of the menu",
                "ordering": ["position"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("imprint", "position"), name="one_menu_link_a_position"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", ""), ("page__isnull", True), ("topic__isnull", False)),
                            models.Q(
                                ("page__isnull", True), ("topic__isnull", True), models.Q(("kind", ""), _negated=True)
                            ),
                            models.Q(("kind", ""), ("page__isnull", False), ("topic__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_menu_link_leads_to_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PageEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("made", models.DateTimeField(verbose_name="made")),
                ("actor", models.CharField(max_length=200, verbose_name="who")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("live_from", models.DateTimeField(blank=True, null=True, verbose_name="live from")),
                ("live_until", models.DateTimeField(blank=True, null=True, verbose_name="live until")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "slug",
                    models.CharField(
                        help_text="The address of the page. Left empty, it is made from the title.",
                        max_length=100,
                        verbose_name="slug",
                    ),
                ),
                ("body", models.TextField(blank=True, max_length=500000, verbose_name="body")),
                ("in_footer", models.BooleanField(default=True, verbose_name="in the foot of every page")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=1, help_text="1 stands first in the foot.", verbose_name="place"
                    ),
                ),
                ("rendered", models.TextField(blank=True, editable=False)),
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
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="articles.page",
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "edition of a page",
                "verbose_name_plural": "editions of a page",
                "ordering": ["-number"],
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        models.F("slug"), condition=models.Q(("live_from__isnull", False)), name="page_by_slug"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("page", "number"), name="page_number_once_a_page"),
                    models.UniqueConstraint(
                        condition=models.Q(("live_from__isnull", False), ("live_until__isnull", True)),
                        fields=("slug",),
                        name="one_live_page_a_slug",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("live_from__isnull", False), ("live_until__isnull", True)),
                        fields=("page",),
                        name="one_open_page",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_until__isnull", True),
                            models.Q(("live_from__isnull", False), ("live_from__lt", models.F("live_until"))),
                            _connector="OR",
                        ),
                        name="page_lives_a_while",
                    ),
                ],
            },
        ),
        migrations.RunPython(let_the_desk_write, migrations.RunPython.noop),
    ]
