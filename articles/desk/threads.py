"""The place of an article among others: the number of its part, and what the others are called."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from articles.models import Article, Revision
from articles.models.series import MOST_PARTS


def part_of(series: int | None, part: int | None, *, besides: int | None) -> int | None:
    """The part as it is typed; where none is, the one after the last. None is the part of what is in no series.

    ``series`` and ``besides``, the article itself, are keys.
    """
    if series is None or part is not None:
        return None if series is None else part
    others = Article.objects.filter(series=series).exclude(pk=besides or 0)
    return min((others.aggregate(last=Max("part"))["last"] or 0) + 1, MOST_PARTS)


def names_of(keys: Collection[int], at: datetime) -> dict[int, str]:
    """What anybody at the desk may know of articles: the headlines that readers see at ``at`` (UTC), else numbers."""
    live = dict(Revision.objects.live(at=at).filter(article__in=keys).values_list("article", "headline"))
    return {key: live.get(key) or _("Article %(number)s") % {"number": key} for key in keys}
