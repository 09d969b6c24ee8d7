"""The dates that bind an article, embargo, expiry and review: the panel, and its form."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.admin.as_seen import AsSeenForm
from articles.admin.moment_field import MomentField
from articles.admin.reach import reach
from articles.desk.access import is_at_rest
from articles.desk.dating import PERMISSIONS, may_date, set_dates
from articles.desk.refusal import Refused
from articles.models import Article


class DatesForm(AsSeenForm):
    embargo_until = MomentField(
        label=gettext_lazy("Embargo until"),
        required=False,
        show_hidden_initial=True,
        saying=gettext_lazy("Nothing is public before, whoever tries. In the magazine’s time zone, %(zone)s."),
    )
    expires_at = MomentField(
        label=gettext_lazy("Expires"),
        required=False,
        show_hidden_initial=True,
        saying=gettext_lazy("From then on readers see it no longer. In the magazine’s time zone, %(zone)s."),
    )
    review_on = forms.DateField(
        label=gettext_lazy("Review on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        show_hidden_initial=True,
        help_text=gettext_lazy("From that day on it stands on the front page of the desk, while it is live."),
    )

    def __init__(self, article: Article, person: Any, *args: Any, **kwargs: Any) -> None:
        initial = {name: getattr(article, name) for name in PERMISSIONS}
        super().__init__(*args, initial=initial, label_suffix="", auto_id="dates-%s", **kwargs)
        for name in PERMISSIONS:
            if not may_date(person, name):
                del self.fields[name]

    def is_all_theirs(self) -> bool:
        """Whether nothing was sent that the person may not set."""
        return not any(self.data.get(name) for name in PERMISSIONS.keys() - self.fields.keys())


def dates_panel(article: Article, person: Any) -> dict[str, Any]:
    may = may_date(person) and not is_at_rest(article)
    return {"dates_form": DatesForm(article, person) if may else None}


@require_http_methods(["GET", "POST"])
def binding_dates(request: HttpRequest, key: int) -> HttpResponse:
    article = reach(request, key)
    if not may_date(request.user):
        raise PermissionDenied
    form = DatesForm(article, request.user, request.POST or None)
    if request.method == "POST" and not form.is_all_theirs():
        form.add_error(None, _("You may not set these dates."))
        return ask(request, article, form, status=403)
    if request.method == "POST" and form.is_valid():
        return carry_out(request, article, form)
    return ask(request, article, form)


def carry_out(request: HttpRequest, article: Article, form: DatesForm) -> HttpResponse:
    try:
        set_dates(article, by=request.user, seen=form.seen(), **form.changes())
    except Refused as refusal:
        form.refuse(refusal, DatesForm(Article.objects.get(pk=article.pk), request.user))
        return ask(request, article, form, status=409)
    messages.success(request, _("Kept: the dates that bind “%(article)s”.") % {"article": article})
    return redirect("admin:articles_article_change", article.pk)


def ask(request: HttpRequest, article: Article, form: DatesForm, status: int = 200) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": _("Dates that bind"),
        "subtitle": str(article),
        "article": article,
        "dates_form": form,
    }
    return TemplateResponse(request, "admin/articles/article/dates.html", context, status=status)
