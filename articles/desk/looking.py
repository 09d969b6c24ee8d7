"""What a person has seen of an article, and what is new to them."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.models import Article, Look, Revision


@transaction.atomic
def look(article: Article, *, by: Any, now: datetime | None = None) -> Revision | None:
    """Note that the person has the article before them.

    Gives the newest revision that they had seen before somebody else last saved, the one to compare with what stands
    there now; ``None`` as long as nobody else saved after they first looked. What they saved themselves is not news.
    """
    newest = article.revisions.as_on_the_desk().only("article", "number").first()
    if newest is None:
        return None
    last = Look.objects.select_related("revision", "before").filter(article=article, account=by).first()
    before = last.before if last else None
    if last and article.revisions.filter(saved_as__gt=last.revision.saved_as).exclude(by=by).exists():
        before = last.revision
    Look.objects.update_or_create(
        article=article,
        account=by,
        defaults={"revision": newest, "before": before, "at": now or timezone.now()},
    )
    return before
