"""The front page as readers would see it, by their own template: as typed and not saved, or as an edition has it."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.admin.arrangement import Arrangement, typed_in
from articles.admin.overview import interval
from articles.admin.preview import SCHEMES, Unprintable, errors_of
from articles.admin.reach import LARGEST_KEY
from articles.admin.visibility import moment
from articles.desk.arranging import arrange, may_arrange
from articles.desk.refusal import Refused
from articles.models import Edition
from articles.models.front_page import composed
from editorial.policy import directives


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The typed arrangement at a phone's, a tablet's and a desk's width, light and dark; nothing of it stays."""
    if not may_arrange(request.user):
        raise PermissionDenied
    context = {**admin.site.each_context(request), "is_popup": True, "title": _("Preview")}
    try:
        context["pages"] = pages(request, typed_in(request))
    except (Refused, Unprintable) as refusal:
        context["sentences"] = refusal.sentences
    status = 422 if "sentences" in context else 200
    response = TemplateResponse(request, "admin/articles/article/preview.html", context, status=status)
    response.headers["Content-Security-Policy"] = directives("'self'")
    return response


def pages(request: HttpRequest, typed: Arrangement) -> Mapping[str, str]:
    """The readers' page by colour scheme, at the moment that was typed or else now."""
    if not typed.is_valid():
        parts = (typed.form, typed.articles, typed.sections)
        raise Unprintable([sentence for part in parts for sentence in errors_of(part)])
    at = typed.form.cleaned_data["moment"] or timezone.now()
    with transaction.atomic():
        edition = arrange(typed.slots(), by=request.user, seen=None)
        proof = _("Preview of what is typed, as of %(moment)s. It is not saved.") % {"moment": moment(at)}
        shown = {scheme: printed(request, edition, at, proof=proof, scheme=scheme) for scheme in SCHEMES}
        transaction.set_rollback(True)
    return shown


def printed(request: HttpRequest, edition: Edition, at: datetime, **words: str) -> str:
    return render_to_string("front.html", {"page": composed(edition.slots.all(), at), **words}, request)


@require_safe
def proof(request: HttpRequest, key: int) -> HttpResponse:
    """An edition as readers see it, or at the beginning of the interval in which they did or will."""
    if not request.user.has_perm("articles.view_edition"):
        raise PermissionDenied
    edition, now = get_object_or_404(Edition, number=min(key, LARGEST_KEY)), timezone.now()
    is_live = Edition.objects.live(at=now).filter(pk=edition.pk).exists()
    at = now if is_live or edition.live_from is None else edition.live_from
    said = {
        "number": edition.number,
        "who": edition.actor,
        "interval": interval(edition, now) or _("readers do not see it"),
    }
    context = {
        "page": composed(edition.slots.all(), at),
        "proof": _("Edition %(number)s, arranged by %(who)s: %(interval)s.") % said,
        "back": reverse("admin:articles_edition_changelist"),
    }
    response = render(request, "front.html", context)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
