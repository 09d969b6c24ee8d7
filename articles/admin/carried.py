"""Which live articles carry a wording, and what an article carried at any moment."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.moment_field import MomentField, MomentInput
from articles.admin.paging import page_of
from articles.admin.reach import LARGEST_KEY, key_of, reachable_anywhere
from articles.desk.access import WORK_ON_ANY
from articles.models import Disclaimer, Revision, Wording


class CarriedForm(forms.Form):
    article = forms.CharField(
        label=gettext_lazy("Article"), max_length=100, help_text=gettext_lazy("Its number on the desk, or its slug.")
    )
    moment = MomentField(label=gettext_lazy("Day and time"), widget=MomentInput(to_the_second=True))


def live_with(request: HttpRequest, key: int) -> HttpResponse:
    """The live articles with a version of a wording, the latest first, 50 a page and never counted."""
    check(request)
    wording = get_object_or_404(Wording.objects.select_related("disclaimer"), pk=min(key, LARGEST_KEY))
    live = Revision.objects.live(at=timezone.now()).filter(notices__version=wording)
    page = page_of(live.only("article", "number", "headline", "live_from"), request.GET, "live_from")
    return shown(request, {"title": _("Live with this wording"), "wording": wording, "page": page, "rows": page.rows})


def carried(request: HttpRequest) -> HttpResponse:
    """What readers of an article were told beside its text at a moment."""
    check(request)
    form = CarriedForm(request.GET if "moment" in request.GET else None, initial=request.GET.dict(), label_suffix="")
    context: dict[str, Any] = {"title": _("What an article carried"), "form": form}
    if form.is_valid() and form.cleaned_data["moment"]:
        context |= {"asked": True, "revision": revision_at(request, **form.cleaned_data)}
    return shown(request, context)


def revision_at(request: HttpRequest, article: str, moment: Any) -> Revision | None:
    """What readers saw, of an article that the person may see."""
    rows = Revision.objects.live(at=moment).filter(article__in=reachable_anywhere(request).values("pk"))
    rows = rows.filter(article=key_of(article)) if key_of(article) else rows.filter(article__revisions__slug=article)
    return rows.prefetch_related("notices__disclaimer", "notices__version").first()


def check(request: HttpRequest) -> None:
    if not request.user.has_perms([WORK_ON_ANY, "articles.change_article"]):
        raise PermissionDenied


def shown(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    given = {**admin.site.each_context(request), "opts": Disclaimer._meta, **context}
    return TemplateResponse(request, "admin/articles/carried.html", given)
