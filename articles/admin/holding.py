"""Legal hold: the panel on an article, the page that asks for a reason, and the filter of the list."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.admin.reach import reach
from articles.admin.walking import among
from articles.desk.access import is_discarded
from articles.desk.holding import LONGEST, lift_hold, may_hold, place_hold
from articles.desk.refusal import Refused, Stale
from articles.models import Article, LegalHold

DEEDS: dict[str, tuple[Any, Any, Any]] = {
    "place": (
        place_hold,
        gettext_lazy("Place on legal hold"),
        gettext_lazy(
            "From now on nobody can edit, approve, publish, correct or discard it. What is scheduled is taken back; "
            "what readers see stays, until somebody withdraws it."
        ),
    ),
    "lift": (
        lift_hold,
        gettext_lazy("Lift the legal hold"),
        gettext_lazy("The article can be worked on again. The hold and both reasons stay in its history."),
    ),
}


class HoldForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For the desk: everybody who may see the article reads it, readers never do."),
    )


class LiftForm(HoldForm):
    """``seen`` is the hold that the person means."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class HoldFilter(admin.SimpleListFilter):
    title = gettext_lazy("legal hold")
    parameter_name = "hold"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("open", _("on hold"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        held = among(LegalHold.objects.open().values("article"))
        return queryset.filter(held) if self.value() == "open" else queryset


def hold_panel(article: Article, person: Any) -> dict[str, Any]:
    """The holds of the article, the latest first, for who may place one or where there was one."""
    may = may_hold(person, article) and not is_discarded(article)
    return {"holds": list(article.holds.all()) if article.may_have("holds") else [], "may_hold": may}


@require_http_methods(["GET", "POST"])
def hold(request: HttpRequest, key: int, deed: str) -> HttpResponse:
    """Ask for the reason, then place the hold or lift it."""
    article = reach(request, key)
    if deed not in DEEDS:
        raise Http404
    if not may_hold(request.user, article):
        raise PermissionDenied
    which, held = LiftForm if deed == "lift" else HoldForm, article.hold
    form = which(request.POST or None, label_suffix="", initial={"seen": held.pk if held else None})
    if request.method == "POST" and form.is_valid():
        return carry_out(request, article, deed, form)
    return ask(request, article, deed, form)


def carry_out(request: HttpRequest, article: Article, deed: str, form: HoldForm) -> HttpResponse:
    verb, _title, _effect = DEEDS[deed]
    try:
        verb(article, by=request.user, now=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        if isinstance(refusal, Stale):
            form.data = {**request.POST.dict(), "seen": form.initial["seen"]}
        form.add_error(None, list(refusal.sentences))
        return ask(request, article, deed, form, status=409)
    said = _("“%(article)s” is on legal hold.") if deed == "place" else _("“%(article)s” is no longer on legal hold.")
    messages.success(request, said % {"article": article})
    return redirect("admin:articles_article_change", article.pk)


def ask(request: HttpRequest, article: Article, deed: str, form: HoldForm, status: int = 200) -> HttpResponse:
    _verb, title, effect = DEEDS[deed]
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": title,
        "subtitle": str(article),
        "article": article,
        "effect": effect,
        "form": form,
    }
    return TemplateResponse(request, "admin/articles/article/hold.html", context, status=status)
