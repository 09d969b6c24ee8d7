"""Who works on an article, until when, and for when it is planned: the panel, and its form."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.admin.as_seen import AsSeenForm
from articles.admin.moment_field import MomentField
from articles.admin.reach import reach
from articles.desk.access import is_at_rest
from articles.desk.assigning import assign, assignable, may_assign
from articles.desk.moments import in_the_zone
from articles.desk.planning import is_late
from articles.desk.refusal import Refused
from articles.desk.workflow import name_of
from articles.models import Article


class Somebody(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class AssignmentForm(AsSeenForm):
    assignee = Somebody(
        label=gettext_lazy("Assigned to"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("nobody"),
        show_hidden_initial=True,
    )
    due = forms.DateField(
        label=gettext_lazy("Due"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        show_hidden_initial=True,
    )
    planned_for = MomentField(
        label=gettext_lazy("Planned for"),
        required=False,
        show_hidden_initial=True,
        saying=gettext_lazy("A wish, in the time zone %(zone)s. Scheduling is another matter."),
    )

    def __init__(self, article: Article, *args: Any, **kwargs: Any) -> None:
        initial = {"assignee": article.assignee_id, "due": article.due, "planned_for": article.planned_for}
        super().__init__(*args, initial=initial, label_suffix="", auto_id="assign-%s", **kwargs)
        assignee: Any = self.fields["assignee"]
        assignee.queryset = choices = assignable(article)
        if article.assignee_id:
            assignee.queryset = choices | choices.model._default_manager.filter(pk=article.assignee_id)

    def as_sent(self) -> dict[str, Any]:
        """The stored values as a browser sends them."""
        sent = {name: self.fields[name].widget.format_value(self[name].value()) for name in ("due", "planned_for")}
        return {"assignee": self["assignee"].value() or "", **{name: value or "" for name, value in sent.items()}}


def assignment_panel(article: Article, person: Any) -> dict[str, Any]:
    return {
        "assignment_form": AssignmentForm(article) if may_assign(person) and not is_at_rest(article) else None,
        "assignee_name": name_of(article.assignee) if article.assignee else "",
        "is_late": is_late(article.due, None, timezone.now()),
    }


@require_http_methods(["GET", "POST"])
def assignment(request: HttpRequest, key: int) -> HttpResponse:
    article = reach(request, key)
    if not may_assign(request.user):
        raise PermissionDenied
    form = AssignmentForm(article, request.POST or with_plan(article, request.GET.get("planned_for")))
    if request.method == "POST" and form.is_valid():
        return carry_out(request, article, form)
    return ask(request, article, form)


def with_plan(article: Article, planned_for: str | None) -> dict[str, Any] | None:
    """What the form sends when the moment that the calendar proposes is typed into it and nothing else."""
    if planned_for is None:
        return None
    stored = AssignmentForm(article).as_sent()
    return {**{f"initial-{name}": value for name, value in stored.items()}, **stored, "planned_for": planned_for}


def carry_out(request: HttpRequest, article: Article, form: AssignmentForm) -> HttpResponse:
    try:
        assign(article, by=request.user, seen=form.seen(), **form.changes())
    except Refused as refusal:
        form.refuse(refusal, AssignmentForm(Article.objects.get(pk=article.pk)))
        return ask(request, article, form, status=409)
    messages.success(request, _("Kept: who works on “%(article)s”, and until when.") % {"article": article})
    return redirect(way_back(request, article))


def way_back(request: HttpRequest, article: Article) -> str:
    """To the calendar, where one came from it, else to the article."""
    if "planned_for" in request.GET and article.planned_for:
        month = in_the_zone(article.planned_for)
        return f"{reverse('admin:articles_article_calendar')}?month={month:%Y-%m}"
    return reverse("admin:articles_article_change", args=[article.pk])


def ask(request: HttpRequest, article: Article, form: AssignmentForm, status: int = 200) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": _("Assign"),
        "subtitle": str(article),
        "article": article,
        "assignment_form": form,
    }
    return TemplateResponse(request, "admin/articles/article/assignment.html", context, status=status)
