"""Our own articles for a link in a body, found by headline or address among what the person and readers may see."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from articles.admin.reach import reachable
from articles.admin.visibility import visibility
from articles.models import Revision
from articles.text.links import OWN_ARTICLE

MOST = 6
LONGEST = 300
ADDRESS = re.compile(r"https?://|/")


@dataclass(frozen=True)
class Target:
    """An article to link to; the headline of a live one is the one that readers see."""

    number: int
    headline: str
    state: str
    live: bool


@require_safe
def links(request: HttpRequest) -> JsonResponse:
    """What ``?q`` means, live articles first: words of a headline, an address of ours, or ``article:17``."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    found = targets(request, request.GET.get("q", "").replace("\0", "")[:LONGEST].strip(), timezone.now())
    said = ngettext("%(count)s article found", "%(count)s articles found", len(found)) % {"count": len(found)}
    return JsonResponse({"found": [asdict(target) for target in found], "said": said})


def targets(request: HttpRequest, asked: str, at: datetime) -> list[Target]:
    numbers = numbered(request, asked, at)
    found = live(asked, numbers, at)
    known = {target.number for target in found}
    return found + [target for target in own(request, asked, numbers, at) if target.number not in known]


def live(asked: str, numbers: list[int] | None, at: datetime) -> list[Target]:
    rows = Revision.objects.live(at=at).filter(meant(asked, numbers, "article")).newest_first()
    return [
        Target(row.article_id, row.headline, date_format(timezone.localtime(row.first_published), "j M Y"), True)
        for row in rows.only("article", "headline", "first_published")[:MOST]
    ]


def own(request: HttpRequest, asked: str, numbers: list[int] | None, at: datetime) -> list[Target]:
    rows: Any = reachable(request).with_visibility(at=at).filter(meant(asked, numbers, "pk"))
    return [Target(row.pk, str(row), visibility(row), row.live_number is not None) for row in rows[:MOST]]


def meant(asked: str, numbers: list[int] | None, key: str) -> Q:
    if numbers is not None:
        return Q(**{f"{key}__in": numbers})
    return Q(*(Q(headline__icontains=word) for word in asked.split()))


def numbered(request: HttpRequest, asked: str, at: datetime) -> list[int] | None:
    """The articles that a number or an address names; ``None`` for words."""
    if number := OWN_ARTICLE.fullmatch(asked):
        return [int(number[1])]
    if not ADDRESS.match(asked):
        return None
    return list(Revision.objects.published(at=at).filter(slug=slug(request, asked)).values_list("article", flat=True))


def slug(request: HttpRequest, address: str) -> str:
    """The last part of an address of one of our articles, ``""`` for any other address."""
    try:
        parts = urlsplit(address)
        found = resolve(unquote(parts.path))
    except (ValueError, Resolver404):
        return ""
    is_ours = parts.netloc in ("", request.get_host()) and found.url_name == "article"
    return found.kwargs["slug"] if is_ours else ""
