"""What a person has seen of an article, and what is new to them."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from articles.models import Article, Look, Revision

READ = ("revision__number", "revision__saved_as", "before__number")


def look(article: Article, *, by: Any, now: datetime | None = None) -> Revision | None:
    """Note that the person has the article before them.

    Gives the newest revision that they had seen before somebody else last saved, the one to compare with what stands
    there now; ``None`` as long as nobody else saved after they first looked. What they saved themselves is not news.
    """
    newest = article.newest()
    if newest is None:
        return None
    last = Look.objects.select_related("revision", "before").only(*READ).filter(article=article, account=by).first()
    before = last.before if last else None
    if last and newest.saved_as > last.revision.saved_as and _others_saved(article, last, by):
        before = last.revision
    seen = {"revision": newest, "before": before, "at": now or timezone.now()}
    if last:
        Look.objects.filter(pk=last.pk).update(**seen)
    else:
        Look.objects.update_or_create(article=article, account=by, defaults=seen)
    return before


def _others_saved(article: Article, last: Look, by: Any) -> bool:
    return article.revisions.filter(saved_as__gt=last.revision.saved_as).exclude(by=by).exists()
