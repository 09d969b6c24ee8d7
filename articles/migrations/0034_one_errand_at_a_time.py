"""Of a disclaimer and of an author, one errand at most is open: of several, the first goes on."""

from django.db import migrations, models
from django.db.models import F, Q


def end_the_others(apps, schema_editor):
    Errand = apps.get_model("articles", "Errand")
    begun = set()
    for errand in Errand.objects.filter(ended=None).order_by("pk"):
        of = (errand.disclaimer_id, errand.author_id)
        if of in begun:
            Errand.objects.filter(pk=errand.pk).update(ended=F("made"))
        begun.add(of)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0033_topics_a_to_z"),
    ]

    operations = [
        migrations.RunPython(end_the_others, migrations.RunPython.noop),
        migrations.AddConstraint(
            "errand",
            models.UniqueConstraint(
                condition=Q(("ended__isnull", True)), fields=("disclaimer",), name="one_open_errand_a_disclaimer"
            ),
        ),
        migrations.AddConstraint(
            "errand",
            models.UniqueConstraint(
                condition=Q(("ended__isnull", True)), fields=("author",), name="one_open_errand_an_author"
            ),
        ),
    ]
