"""Checks that articles owe, their sign-offs, marks on articles, and who may give which."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TEXTS = "UPDATE articles_revision SET text_number = number"
"""Nobody signed any of them off, so that two that say the same need not be told to be one text."""

MAY = {
    "signoff": {
        "sign_editing": ("Can sign off the editing", ("editor", "publisher")),
        "sign_facts": ("Can sign off the fact check", ("editor", "publisher")),
        "sign_copy": ("Can sign off the copy", ("editor", "publisher")),
        "sign_author": ("Can record the author’s own approval", ("editor", "publisher")),
        "sign_legal": ("Can sign off the legal check", ("publisher",)),
        "sign_standards": ("Can sign off the standards", ("publisher",)),
        "waive_check": ("Can waive a check that an article owes", ("publisher",)),
    },
    "owedcheck": {
        "view_owedcheck": ("Can view owed check", ("editor", "publisher")),
        "add_owedcheck": ("Can add owed check", ("publisher",)),
        "change_owedcheck": ("Can change owed check", ("publisher",)),
        "delete_owedcheck": ("Can delete owed check", ("publisher",)),
    },
}


def let_the_desk_sign(apps, schema_editor):
    """Django makes permissions after all migrations; these are needed now."""
    kinds, permissions = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    for model, may in MAY.items():
        kind, _made = kinds.objects.get_or_create(app_label="articles", model=model)
        for codename, (name, roles) in may.items():
            permission, _made = permissions.objects.get_or_create(
                content_type=kind, codename=codename, defaults={"name": name}
            )
            for group in apps.get_model("auth", "Group").objects.filter(name__in=roles):
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0023_home"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="prooflink",
            name="signs",
            field=models.CharField(
                blank=True,
                choices=[
                    ("editing", "Editing"),
                    ("facts", "Fact check"),
                    ("copy", "Copy-editing"),
                    ("legal", "Legal"),
                    ("standards", "Standards"),
                    ("author", "Author’s own approval"),
                ],
                max_length=20,
                verbose_name="an approval signs off",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="text_number",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("submitted", "An article was sent to review"),
                    ("changes", "Changes are asked for"),
                    ("approved", "An article was approved"),
                    ("published", "An article was published, scheduled or withdrawn"),
                    ("assigned", "An article was assigned to me"),
                    ("note", "A note for me: my name, my thread or my article"),
                    ("proof", "A proof was answered"),
                    ("sign-off", "A check was signed off or waived, or is owed anew after a change"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="wish",
            name="kind",
            field=models.CharField(
                choices=[
                    ("submitted", "An article was sent to review"),
                    ("changes", "Changes are asked for"),
                    ("approved", "An article was approved"),
                    ("published", "An article was published, scheduled or withdrawn"),
                    ("assigned", "An article was assigned to me"),
                    ("note", "A note for me: my name, my thread or my article"),
                    ("proof", "A proof was answered"),
                    ("sign-off", "A check was signed off or waived, or is owed anew after a change"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.CreateModel(
            name="OwedCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "check_name",
                    models.CharField(
                        choices=[
                            ("editing", "Editing"),
                            ("facts", "Fact check"),
                            ("copy", "Copy-editing"),
                            ("legal", "Legal"),
                            ("standards", "Standards"),
                            ("author", "Author’s own approval"),
                        ],
                        max_length=20,
                        verbose_name="check",
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
                    "flag",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("legal risk", "legal risk"),
                            ("private persons", "private persons are named"),
                            ("figures", "rests on figures or studies"),
                        ],
                        help_text="Editors set it on the form of an article. What is left empty here asks for nothing.",
                        max_length=20,
                        verbose_name="mark",
                    ),
                ),
                (
                    "needs_second",
                    models.BooleanField(
                        default=False,
                        help_text="Neither its owner nor who changed it since it was last published may sign it.",
                        verbose_name="needs a second person",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        help_text="Also of articles on topics that are part of it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owed_checks",
                        to="articles.topic",
                        verbose_name="topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "owed check",
                "verbose_name_plural": "owed checks",
                "ordering": ["check_name", "kind", "topic", "flag", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ArticleFlag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "flag",
                    models.CharField(
                        choices=[
                            ("legal risk", "legal risk"),
                            ("private persons", "private persons are named"),
                            ("figures", "rests on figures or studies"),
                        ],
                        max_length=20,
                        verbose_name="mark",
                    ),
                ),
                ("actor", models.CharField(max_length=200, verbose_name="who")),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="flags",
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
            ],
            options={
                "verbose_name": "mark",
                "verbose_name_plural": "marks",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("article", "flag"), name="a_mark_once_an_article")],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "check_name",
                    models.CharField(
                        choices=[
                            ("editing", "Editing"),
                            ("facts", "Fact check"),
                            ("copy", "Copy-editing"),
                            ("legal", "Legal"),
                            ("standards", "Standards"),
                            ("author", "Author’s own approval"),
                        ],
                        max_length=20,
                        verbose_name="check",
                    ),
                ),
                (
                    "deed",
                    models.CharField(
                        choices=[("signed", "signed off"), ("waived", "waived"), ("taken back", "taken back")],
                        default="signed",
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                ("actor", models.CharField(max_length=200, verbose_name="who")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_offs",
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
                    "proof",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_offs",
                        to="articles.prooflink",
                        verbose_name="proof link",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_offs",
                        to="articles.revision",
                        verbose_name="revision",
                    ),
                ),
                (
                    "takes_back",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_back",
                        to="articles.signoff",
                        verbose_name="takes back",
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-off",
                "verbose_name_plural": "sign-offs",
                "ordering": ["-at", "-pk"],
                "permissions": [
                    ("sign_editing", "Can sign off the editing"),
                    ("sign_facts", "Can sign off the fact check"),
                    ("sign_copy", "Can sign off the copy"),
                    ("sign_legal", "Can sign off the legal check"),
                    ("sign_standards", "Can sign off the standards"),
                    ("sign_author", "Can record the author’s own approval"),
                    ("waive_check", "Can waive a check that an article owes"),
                ],
                "default_permissions": (),
                "indexes": [models.Index(fields=["article", "check_name"], name="sign_off_by_article")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deed", "taken back"), ("takes_back__isnull", False)),
                            models.Q(models.Q(("deed", "taken back"), _negated=True), ("takes_back__isnull", True)),
                            _connector="OR",
                        ),
                        name="what_takes_back_names_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deed", "waived"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_waiver_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.RunSQL(TEXTS, migrations.RunSQL.noop),
        migrations.RunPython(let_the_desk_sign, migrations.RunPython.noop),
    ]
