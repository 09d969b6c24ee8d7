"""Licences, the focus and the look of pictures."""

import django.core.validators
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_on_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="figure",
            name="focus_x",
            field=models.PositiveSmallIntegerField(
                blank=True,
                default=50,
                validators=[django.core.validators.MaxValueValidator(100)],
                verbose_name="from the left, in percent",
            ),
        ),
        migrations.AddField(
            model_name="figure",
            name="focus_y",
            field=models.PositiveSmallIntegerField(
                blank=True,
                default=50,
                validators=[django.core.validators.MaxValueValidator(100)],
                verbose_name="from the top, in percent",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="focus_x",
            field=models.PositiveSmallIntegerField(
                blank=True,
                default=50,
                validators=[django.core.validators.MaxValueValidator(100)],
                verbose_name="from the left, in percent",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="focus_y",
            field=models.PositiveSmallIntegerField(
                blank=True,
                default=50,
                validators=[django.core.validators.MaxValueValidator(100)],
                verbose_name="from the top, in percent",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="licence",
            field=models.CharField(
                blank=True,
                choices=[
                    ("own", "our own"),
                    ("commissioned", "commissioned"),
                    ("agency", "agency"),
                    ("courtesy", "by courtesy"),
                    ("public domain", "public domain"),
                    ("CC0 1.0", "CC0 1.0"),
                    ("CC BY 4.0", "CC BY 4.0"),
                    ("CC BY-SA 4.0", "CC BY-SA 4.0"),
                    ("CC BY-ND 4.0", "CC BY-ND 4.0"),
                    ("CC BY 3.0", "CC BY 3.0"),
                    ("CC BY-SA 3.0", "CC BY-SA 3.0"),
                    ("CC BY 2.0", "CC BY 2.0"),
                    ("CC BY-SA 2.0", "CC BY-SA 2.0"),
                    ("other", "other"),
                ],
                max_length=20,
                verbose_name="licence",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="licence_until",
            field=models.DateField(
                blank=True,
                help_text="The last day on which the picture may be published. Left empty, the licence has no end.",
                null=True,
                verbose_name="licence ends",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="look",
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="image",
            name="name",
            field=models.CharField(blank=True, editable=False, max_length=255, verbose_name="file name"),
        ),
        migrations.AddIndex(
            model_name="image",
            index=models.Index(fields=["-added", "-id"], name="image_by_date"),
        ),
        migrations.AddIndex(
            model_name="image",
            index=models.Index(
                condition=models.Q(("licence_until__isnull", False)),
                fields=["licence_until"],
                name="image_by_licence_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(("focus_x__lte", 100), ("focus_y__lte", 100)), name="focus_within_figure"
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(("focus_x__lte", 100), ("focus_y__lte", 100)), name="focus_within_image"
            ),
        ),
    ]
