"""Which articles something is left to do on, and an index of each question that the desk's front page asks."""

from typing import Any

from django.conf import settings
from django.db import migrations, models
from django.db.models import Exists, OuterRef, Q


def clear_the_desk(apps: Any, schema_editor: Any) -> None:
    """Nothing is left to do where the newest text has its interval and nobody wished for anything."""
    Article, Revision = apps.get_model("articles", "Article"), apps.get_model("articles", "Revision")
    newer = Revision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    printed = Revision.objects.filter(~Exists(newer), article=OuterRef("pk"), live_from__isnull=False)
    articles = Article.objects.using(schema_editor.connection.alias)
    articles.filter(Exists(printed), stage="approved", due=None, planned_for=None).update(on_desk=False)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_proof_links"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="article", name="on_desk", field=models.BooleanField(default=True, editable=False)
        ),
        migrations.RunPython(clear_the_desk, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["stage", "-changed"], name="article_on_desk", condition=Q(on_desk=True)),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(fields=["article"], name="open_thread", condition=Q(parent=None, resolved_at=None)),
        ),
    ]
