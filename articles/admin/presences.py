"""Who else has the article open, and whether somebody saved since: told at each ping of the form's script."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.clock import clock
from articles.admin.compare import compare_address
from articles.admin.reach import reach
from articles.admin.typed import number
from articles.desk.presence import others, ping
from articles.desk.workflow import name_of
from articles.models import Article


@dataclass(frozen=True)
class News:
    """That somebody saved a revision after the form was opened."""

    sentence: str
    address: str


@require_POST
def presence(request: HttpRequest, key: int) -> JsonResponse:
    """Note the person, and tell of the others; ``newest`` is the number of the newest revision when the form opened."""
    article = reach(request, key)
    ping(article, by=request.user)
    context = {**company(article, request.user), "news": news(article, number(request.POST.get("newest")))}
    return JsonResponse({"company": render_to_string("admin/articles/article/_presence.html", context, request)})


def company(article: Article, person: Any) -> dict[str, Any]:
    beside = others(article, by=person) if article.may_have("presences") else ()
    return {"company": [sentence(other) for other in beside]}


def sentence(other: Any) -> str:
    """For a presence that came by ``beside``."""
    words = {"who": name_of(other.account), "since": clock(other.since)}
    if other.last_saved is None:
        return _("%(who)s has this open since %(since)s.") % words
    return _("%(who)s has this open since %(since)s, last saved %(saved)s.") % {
        **words,
        "saved": clock(other.last_saved),
    }


def news(article: Article, seen: int) -> News | None:
    newest = article.revisions.saved().only("article", "number", "actor", "made").first()
    if newest is None or newest.number <= seen:
        return None
    words = {"who": newest.actor, "number": newest.number, "time": clock(newest.made)}
    told = _("%(who)s saved revision %(number)s at %(time)s.") % words
    return News(told, compare_address(article, seen, newest.number))
