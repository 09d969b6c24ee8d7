"""The trash; events of what is no article; and no account goes while its name stands nowhere else."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_pictures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="about",
            field=models.CharField(blank=True, max_length=300, verbose_name="about"),
        ),
        migrations.AlterField(
            model_name="article",
            name="stage",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("in review", "in review"),
                    ("approved", "approved"),
                    ("discarded", "in the trash"),
                ],
                default="draft",
                editable=False,
                max_length=20,
                verbose_name="stage",
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="article",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="articles.article",
                verbose_name="article",
            ),
        ),
        migrations.AlterField(
            model_name="image",
            name="by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="added by",
            ),
        ),
        migrations.AlterField(
            model_name="manuscriptfile",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="taken in by",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("stage", "discarded")), fields=["-changed"], name="article_in_trash"
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["-at", "-id"], name="event_by_time"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("article__isnull", False), models.Q(("about", ""), _negated=True), _connector="OR"),
                name="an_event_is_about_something",
            ),
        ),
    ]
