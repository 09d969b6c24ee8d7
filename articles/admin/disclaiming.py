"""Disclaimers of an article: what it owes and why, what it carries, and the page on which one is waived."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.admin.reach import reach
from articles.desk.access import is_discarded
from articles.desk.disclaiming import facts_of, interests, standings_by
from articles.desk.refusal import Refused
from articles.desk.waiving import may_waive, take_back, waive
from articles.models import Article, Disclaimer
from articles.models.waiver import LONGEST_REASON

WAIVE, OWE = "waive", "owe"
EFFECTS = {
    WAIVE: gettext_lazy(
        "The article can be published without it. Where it is attached, it is taken off, which makes a revision and "
        "voids an approval. What readers see stays until the next publication."
    ),
    OWE: gettext_lazy("The article owes it again, and it is attached at once by a revision, which voids an approval."),
}


class WaiverForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why need readers not be told?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For the desk: everybody who may see the article reads it, readers never do."),
    )


def owing_panel(article: Article, person: Any, at: datetime) -> dict[str, Any]:
    """How it stands with each disclaimer if readers get the article at the instant ``at``; what authors declared, for
    those who may change them.
    """
    facts = facts_of(article, at=at)
    return {
        "standings": standings_by(facts, article),
        "interests": list(interests(facts)) if person.has_perm("articles.change_author") else [],
        "may_waive": may_waive(person, article) and not is_discarded(article),
    }


@require_http_methods(["GET", "POST"])
def owing(request: HttpRequest, key: int, number: int, deed: str) -> HttpResponse:
    """Ask why, then waive the disclaimer with this number; or take that back."""
    article = reach(request, key)
    if deed not in EFFECTS:
        raise Http404
    if not may_waive(request.user, article):
        raise PermissionDenied
    disclaimer = get_object_or_404(Disclaimer, pk=number)
    given = request.POST if request.method == "POST" else None
    form = WaiverForm(given, label_suffix="") if deed == WAIVE else forms.Form(given)
    if request.method == "POST" and form.is_valid():
        return carry_out(request, article, disclaimer, deed, form)
    return ask(request, article, disclaimer, deed, form)


def carry_out(
    request: HttpRequest, article: Article, disclaimer: Disclaimer, deed: str, form: forms.Form
) -> HttpResponse:
    try:
        if deed == WAIVE:
            waive(article, disclaimer, by=request.user, reason=form.cleaned_data["reason"])
            said = _("“%(article)s” need not carry “%(disclaimer)s”.")
        else:
            take_back(article, disclaimer, by=request.user)
            said = _("“%(article)s” owes “%(disclaimer)s” again.")
    except Refused as refusal:
        form.add_error(None, list(refusal.sentences))
        return ask(request, article, disclaimer, deed, form, status=409)
    messages.success(request, said % {"article": article, "disclaimer": disclaimer})
    return redirect("admin:articles_article_change", article.pk)


def ask(
    request: HttpRequest, article: Article, disclaimer: Disclaimer, deed: str, form: forms.Form, status: int = 200
) -> HttpResponse:
    title = _("Waive “%(disclaimer)s”") if deed == WAIVE else _("Take back the waiver of “%(disclaimer)s”")
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": title % {"disclaimer": disclaimer},
        "subtitle": str(article),
        "article": article,
        "effect": EFFECTS[deed],
        "form": form,
    }
    return TemplateResponse(request, "admin/articles/article/hold.html", context, status=status)
