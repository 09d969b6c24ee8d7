"""Withdrawals as records; those of former times stay the events that they are."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0021_reprints"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="withdrawn")),
                ("reason", models.TextField(max_length=5000, verbose_name="reason")),
                ("asked_by", models.CharField(blank=True, max_length=200, verbose_name="who asked for it")),
                ("decided_by", models.CharField(max_length=200, verbose_name="who decided")),
                ("note", models.TextField(max_length=5000, verbose_name="public note")),
                ("shows_headline", models.BooleanField(default=True, verbose_name="readers still see the headline")),
                ("actor", models.CharField(max_length=200, verbose_name="who")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawals",
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
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawals",
                        to="articles.revision",
                        verbose_name="revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "withdrawal",
                "verbose_name_plural": "withdrawals",
                "ordering": ["-at", "-pk"],
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["article", "-at"], name="withdrawal_by_article"),
                    models.Index(
                        condition=models.Q(("shows_headline", False)), fields=["article"], name="withdrawal_hiding"
                    ),
                ],
            },
        ),
    ]
