"""For publishers: what readers see, or will see, of pictures whose licence has ended or ends soon."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.desk.licensing import beyond_licence, day_of
from articles.models import Image

MOST = 200


@require_safe
def licences(request: HttpRequest) -> HttpResponse:
    if not may_see_licences(request.user):
        raise PermissionDenied
    now = timezone.now()
    context = {
        **admin.site.each_context(request),
        "opts": Image._meta,
        "title": _("Licences that end"),
        "figures": beyond_licence(now=now)[:MOST],
        "today": day_of(now),
        "now": now,
    }
    return TemplateResponse(request, "admin/articles/image/licences.html", context)


def may_see_licences(person: Any) -> bool:
    """Whose decision it is: they see every article and take away what readers see."""
    return bool(person.has_perm("articles.publish_article") and person.has_perm("articles.work_on_any_article"))
