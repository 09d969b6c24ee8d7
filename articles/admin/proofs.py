"""A revision as readers would see it, by the readers' own template, for those on the desk who may see the article."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.admin.overview import interval
from articles.admin.reach import reach
from articles.admin.visibility import moment
from articles.models import Revision


@require_safe
def proof(request: HttpRequest, key: int, number: int) -> HttpResponse:
    revision = get_object_or_404(Revision.objects.for_page(), article=reach(request, key), number=number)
    ways = {
        "back": reverse("admin:articles_article_change", args=[key]),
        "give": f"{reverse('admin:articles_article_proof_links', args=[key])}?revision={number}",
    }
    response = render(request, "article.html", {"revision": revision, "proof": banner(revision), **ways})
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def banner(revision: Revision) -> str:
    return _("Proof of revision %(number)s, saved by %(who)s on %(moment)s: %(interval)s.") % {
        "number": revision.number,
        "who": revision.actor,
        "moment": moment(revision.made),
        "interval": interval(revision, timezone.now()) or _("readers do not see it"),
    }
