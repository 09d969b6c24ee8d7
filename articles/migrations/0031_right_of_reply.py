"""Right of reply: requests, and who may take them in and decide."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MAY = {
    "view_replyrequest": ("Can view request to reply", ("editor", "publisher")),
    "add_replyrequest": ("Can add request to reply", ("editor", "publisher")),
    "decide_replyrequest": ("Can decide on the right of reply", ("publisher",)),
}


def let_the_desk_answer(apps, schema_editor):
    """Django makes permissions after all migrations; these are needed now."""
    kinds, permissions = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    kind, _made = kinds.objects.get_or_create(app_label="articles", model="replyrequest")
    for codename, (name, roles) in MAY.items():
        permission, _made = permissions.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )
        for group in apps.get_model("auth", "Group").objects.filter(name__in=roles):
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0030_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReplyRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_by", models.CharField(max_length=200, verbose_name="who asks")),
                (
                    "contact",
                    models.TextField(
                        blank=True,
                        help_text="For the desk only; it can be cleared later.",
                        max_length=1000,
                        verbose_name="contact",
                    ),
                ),
                ("contested", models.TextField(max_length=5000, verbose_name="what is contested")),
                ("received_on", models.DateField(verbose_name="received on")),
                ("deadline", models.DateField(help_text="By which day an answer is owed.", verbose_name="deadline")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("pending", "pending"),
                            ("granted", "granted"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn by who asked"),
                        ],
                        default="pending",
                        max_length=20,
                        verbose_name="decision",
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=5000, verbose_name="reason")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                ("decider", models.CharField(blank=True, max_length=200, verbose_name="decided by")),
                ("right_from", models.DateTimeField(blank=True, null=True)),
                ("right_until", models.DateTimeField(blank=True, null=True)),
                ("made", models.DateTimeField(verbose_name="made")),
                ("actor", models.CharField(max_length=200, verbose_name="who")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reply_requests",
                        to="articles.article",
                        verbose_name="contested article",
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
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reply_for",
                        to="articles.article",
                        verbose_name="reply",
                    ),
                ),
            ],
            options={
                "verbose_name": "request to reply",
                "verbose_name_plural": "right of reply",
                "ordering": ["deadline", "pk"],
                "permissions": [("decide_replyrequest", "Can decide on the right of reply")],
                "default_permissions": ("add", "view"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("decision", "pending")), fields=["deadline"], name="request_by_deadline"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decision", "pending")),
                            models.Q(models.Q(("decision", "pending"), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_decided_request_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reply__isnull", True), ("right_from__isnull", True)),
                            models.Q(("reply__isnull", False), ("right_from__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_reply_by_right_says_since_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reply__isnull", True),
                            models.Q(("reply", models.F("article")), _negated=True),
                            _connector="OR",
                        ),
                        name="no_reply_by_right_is_to_itself",
                    ),
                ],
            },
        ),
        migrations.RunPython(let_the_desk_answer, migrations.RunPython.noop),
    ]
