"""Wordings in versions and languages, rules, declarations of interest, waivers; what was printed names its version."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Min
from django.utils import timezone

import articles.models.copy


def keep_as_versions(apps, schema_editor):
    """Each wording that was printed is a version, in the order of its first notice; the one of today is the newest.

    Who wrote them is not known.
    """
    Wording, Notice = apps.get_model("articles", "Wording"), apps.get_model("articles", "Notice")
    for disclaimer in apps.get_model("articles", "Disclaimer").objects.order_by("pk"):
        notices = Notice.objects.filter(disclaimer=disclaimer)
        printed = notices.values("wording").annotate(first=Min("pk"), made=Min("revision__made")).order_by("first")
        versions = [(row["wording"], row["made"]) for row in printed]
        if not versions or versions[-1][0] != disclaimer.wording:
            versions.append((disclaimer.wording, timezone.now()))
        for number, (text, made) in enumerate(versions, 1):
            version = Wording.objects.create(disclaimer=disclaimer, number=number, text=text, made=made)
            notices.filter(wording=text, version=None).update(version=version)


def keep_as_rules(apps, schema_editor):
    rule = apps.get_model("articles", "Rule")
    for disclaimer in apps.get_model("articles", "Disclaimer").objects.exclude(owed_by="").order_by("pk"):
        rule.objects.create(disclaimer=disclaimer, kind=disclaimer.owed_by)


def let_publishers_waive(apps, schema_editor):
    """Django makes permissions after all migrations; this one is needed now."""
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="articles", model="disclaimer"
    )
    permission, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind,
        codename="waive_disclaimer",
        defaults={"name": "Can waive a disclaimer that an article owes"},
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="publisher"):
        group.permissions.add(permission)


def settle(apps, schema_editor):
    """PostgreSQL changes no table while references of its rows are still to be looked at."""
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0027_neighbours"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="disclaimer",
            options={
                "ordering": ["name"],
                "permissions": [("waive_disclaimer", "Can waive a disclaimer that an article owes")],
                "verbose_name": "disclaimer",
                "verbose_name_plural": "disclaimers",
            },
        ),
        migrations.AddField(
            model_name="disclaimer",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("views", "views"),
                    ("interest", "conflict of interest"),
                    ("funding", "funding"),
                    ("translation", "translation"),
                    ("sponsored", "sponsored"),
                    ("ai", "use of AI"),
                    ("legal", "legal"),
                ],
                default="views",
                max_length=20,
                verbose_name="purpose",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("views", "views"),
                    ("interest", "conflict of interest"),
                    ("funding", "funding"),
                    ("translation", "translation"),
                    ("sponsored", "sponsored"),
                    ("ai", "use of AI"),
                    ("legal", "legal"),
                ],
                default="views",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="disclaimer",
            name="place",
            field=models.CharField(
                choices=[("start", "before the text"), ("end", "after the text"), ("byline", "beside the byline")],
                default="end",
                max_length=10,
                verbose_name="place",
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="place",
            field=models.CharField(
                choices=[("start", "before the text"), ("end", "after the text"), ("byline", "beside the byline")],
                default="end",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "match",
                    models.CharField(
                        choices=[("all", "all of the conditions"), ("any", "any of the conditions")],
                        default="all",
                        max_length=3,
                        verbose_name="owed where it meets",
                    ),
                ),
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
                (
                    "affiliation",
                    models.CharField(
                        blank=True,
                        help_text="Of an author; a part of it is enough.",
                        max_length=200,
                        verbose_name="affiliation",
                    ),
                ),
                (
                    "interest",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("any", "any interest"),
                            ("employment", "employment"),
                            ("funding", "funding"),
                            ("holding", "holding"),
                            ("family", "family"),
                            ("office", "office or membership"),
                            ("other", "other"),
                        ],
                        help_text="Of an author, in force on the day of publication.",
                        max_length=20,
                        verbose_name="declared interest",
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        blank=True,
                        help_text="Of the interest; a part of it is enough.",
                        max_length=200,
                        verbose_name="with whom or what",
                    ),
                ),
                (
                    "since",
                    models.DateField(
                        blank=True,
                        help_text="For what is first published on that day or later. Left empty, for all.",
                        null=True,
                        verbose_name="from",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="articles.author",
                        verbose_name="author",
                    ),
                ),
                (
                    "disclaimer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="articles.disclaimer",
                        verbose_name="disclaimer",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        help_text="Or a topic that is part of it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="articles.topic",
                        verbose_name="topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "rule",
                "verbose_name_plural": "rules",
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("ar", "العربية"),
                            ("bn", "বাংলা"),
                            ("zh", "中文"),
                            ("cs", "Čeština"),
                            ("nl", "Nederlands"),
                            ("en", "English"),
                            ("fr", "Français"),
                            ("de", "Deutsch"),
                            ("el", "Ελληνικά"),
                            ("he", "עברית"),
                            ("hi", "हिन्दी"),
                            ("it", "Italiano"),
                            ("ja", "日本語"),
                            ("ko", "한국어"),
                            ("ps", "پښتو"),
                            ("fa", "فارسی"),
                            ("pl", "Polski"),
                            ("pt", "Português"),
                            ("ru", "Русский"),
                            ("es", "Español"),
                            ("tr", "Türkçe"),
                            ("uk", "Українська"),
                            ("ur", "اردو"),
                        ],
                        default=articles.models.copy.magazine_language,
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("number", models.PositiveIntegerField(default=1, verbose_name="version")),
                ("text", models.TextField(max_length=2000, verbose_name="wording")),
                ("made", models.DateTimeField(verbose_name="made")),
                ("actor", models.CharField(blank=True, max_length=200, verbose_name="who")),
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
                    "disclaimer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wordings",
                        to="articles.disclaimer",
                        verbose_name="disclaimer",
                    ),
                ),
            ],
            options={
                "verbose_name": "wording",
                "verbose_name_plural": "wordings",
                "ordering": ["language", "-number"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("employment", "employment"),
                            ("funding", "funding"),
                            ("holding", "holding"),
                            ("family", "family"),
                            ("office", "office or membership"),
                            ("other", "other"),
                        ],
                        default="employment",
                        max_length=20,
                        verbose_name="nature",
                    ),
                ),
                ("party", models.CharField(max_length=200, verbose_name="with whom or what")),
                ("statement", models.TextField(blank=True, max_length=2000, verbose_name="statement")),
                ("since", models.DateField(verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("entered", models.DateTimeField(auto_now_add=True, verbose_name="entered")),
                ("actor", models.CharField(editable=False, max_length=200, verbose_name="entered by")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="declarations",
                        to="articles.author",
                        verbose_name="author",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "declaration of interest",
                "verbose_name_plural": "declarations of interest",
                "ordering": ["-since", "-pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="an_interest_ends_after_it_began",
                        violation_error_message="An interest cannot end before it began.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Waiver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(max_length=2000, verbose_name="reason")),
                ("made", models.DateTimeField(verbose_name="made")),
                ("actor", models.CharField(max_length=200, verbose_name="who")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back")),
                ("ender", models.CharField(blank=True, max_length=200, verbose_name="taken back by")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waivers",
                        to="articles.article",
                        verbose_name="article",
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
                    "disclaimer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waivers",
                        to="articles.disclaimer",
                        verbose_name="disclaimer",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "waiver",
                "verbose_name_plural": "waivers",
                "ordering": ["-made", "-pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("article", "disclaimer"),
                        name="one_open_waiver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="a_waived_disclaimer_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.UniqueConstraint(
                fields=("disclaimer", "language", "number"), name="wording_number_once_a_language"
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="articles.wording",
            ),
        ),
        migrations.RunPython(keep_as_versions, migrations.RunPython.noop),
        migrations.RunPython(keep_as_rules, migrations.RunPython.noop),
        migrations.RunPython(let_publishers_waive, migrations.RunPython.noop),
        migrations.RunPython(settle, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="notice",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="articles.wording"
            ),
        ),
        migrations.RemoveField(model_name="disclaimer", name="wording"),
        migrations.RemoveField(model_name="disclaimer", name="owed_by"),
    ]
