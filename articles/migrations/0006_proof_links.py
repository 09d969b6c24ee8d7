"""Links by which somebody without an account reads a proof and answers."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("articles", "0005_buffer"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProofLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="for whom")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made", models.DateTimeField(verbose_name="made")),
                ("actor", models.CharField(max_length=200, verbose_name="who")),
                ("expires", models.DateTimeField(verbose_name="expires")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
                ("revoker", models.CharField(blank=True, max_length=200, verbose_name="revoked by")),
                ("openings", models.PositiveIntegerField(default=0, verbose_name="openings")),
                ("last_opened", models.DateTimeField(blank=True, null=True, verbose_name="last opened")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proof_links",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                        verbose_name="revision",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "proof link",
                "verbose_name_plural": "proof links",
                "ordering": ["-made", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="event",
            name="proof",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="articles.prooflink",
                verbose_name="proof link",
            ),
        ),
        migrations.AddIndex(
            model_name="prooflink",
            index=models.Index(fields=["article", "-made"], name="proof_link_by_article"),
        ),
        migrations.AddConstraint(
            model_name="prooflink",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires__gt", models.F("made"))), name="a_proof_link_lasts"
            ),
        ),
        migrations.AddConstraint(
            model_name="prooflink",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="a_proof_link_is_for_somebody"
            ),
        ),
    ]
