"""Provenance of texts; and the open licences of pictures with their figures, as readers are told them."""

import django.core.validators
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

TOLD = (
    *("public domain", "CC0 1.0", "CC BY 4.0", "CC BY-SA 4.0", "CC BY-ND 4.0"),
    *("CC BY 3.0", "CC BY-SA 3.0", "CC BY 2.0", "CC BY-SA 2.0"),
)


def tell_the_licences_of_today(apps, schema_editor):
    """So that no article seems to have changed since it was printed."""
    images = apps.get_model("articles", "Image").objects.filter(pk=OuterRef("image"))
    figures = apps.get_model("articles", "Figure").objects.filter(image__licence__in=TOLD)
    figures.update(licence=Subquery(images.values("licence")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0025_as_it_stood"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="ai_part",
            field=models.CharField(
                blank=True,
                choices=[
                    ("helped", "it helped; people wrote the text"),
                    ("parts", "it made parts of the text, which people checked"),
                    ("whole", "it made the text, which people checked"),
                ],
                max_length=10,
                verbose_name="part of machines (AI)",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="ai_use",
            field=models.TextField(
                blank=True,
                help_text="In a sentence for readers: what, with which program, and who checked it. Empty: none.",
                max_length=1000,
                verbose_name="what was done with which help",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="original_address",
            field=models.CharField(
                blank=True,
                max_length=500,
                validators=[django.core.validators.URLValidator(["http", "https"])],
                verbose_name="address of the original",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="original_language",
            field=models.CharField(
                blank=True,
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
                max_length=10,
                verbose_name="translated from",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="original_title",
            field=models.CharField(blank=True, max_length=300, verbose_name="title of the original"),
        ),
        migrations.AddField(
            model_name="article",
            name="permission",
            field=models.CharField(
                blank=True,
                help_text="For the desk: who gave it, when, and for what. Readers never see it.",
                max_length=500,
                verbose_name="permission",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="republished_address",
            field=models.CharField(
                blank=True,
                max_length=500,
                validators=[django.core.validators.URLValidator(["http", "https"])],
                verbose_name="address there",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="republished_from",
            field=models.CharField(
                blank=True,
                help_text="The magazine or book that printed it first.",
                max_length=200,
                verbose_name="republished from",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="republished_on",
            field=models.DateField(blank=True, null=True, verbose_name="published there on"),
        ),
        migrations.AddField(
            model_name="article",
            name="sources",
            field=models.TextField(
                blank=True,
                help_text="One a line: words, and an address at the end if there is one. Readers see them.",
                max_length=10000,
                verbose_name="sources",
            ),
        ),
        migrations.AddField(
            model_name="figure",
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
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="ai_part",
            field=models.CharField(
                blank=True,
                choices=[
                    ("helped", "it helped; people wrote the text"),
                    ("parts", "it made parts of the text, which people checked"),
                    ("whole", "it made the text, which people checked"),
                ],
                max_length=10,
                verbose_name="part of machines (AI)",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="ai_use",
            field=models.TextField(
                blank=True,
                help_text="In a sentence for readers: what, with which program, and who checked it. Empty: none.",
                max_length=1000,
                verbose_name="what was done with which help",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="original_address",
            field=models.CharField(
                blank=True,
                max_length=500,
                validators=[django.core.validators.URLValidator(["http", "https"])],
                verbose_name="address of the original",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="original_language",
            field=models.CharField(
                blank=True,
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
                max_length=10,
                verbose_name="translated from",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="original_title",
            field=models.CharField(blank=True, max_length=300, verbose_name="title of the original"),
        ),
        migrations.AddField(
            model_name="revision",
            name="permission",
            field=models.CharField(
                blank=True,
                help_text="For the desk: who gave it, when, and for what. Readers never see it.",
                max_length=500,
                verbose_name="permission",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="republished_address",
            field=models.CharField(
                blank=True,
                max_length=500,
                validators=[django.core.validators.URLValidator(["http", "https"])],
                verbose_name="address there",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="republished_from",
            field=models.CharField(
                blank=True,
                help_text="The magazine or book that printed it first.",
                max_length=200,
                verbose_name="republished from",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="republished_on",
            field=models.DateField(blank=True, null=True, verbose_name="published there on"),
        ),
        migrations.AddField(
            model_name="revision",
            name="sources",
            field=models.TextField(
                blank=True,
                help_text="One a line: words, and an address at the end if there is one. Readers see them.",
                max_length=10000,
                verbose_name="sources",
            ),
        ),
        migrations.RunPython(tell_the_licences_of_today, migrations.RunPython.noop),
    ]
