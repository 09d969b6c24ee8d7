"""The checks that an article owes: the panel, and the page on which one is signed off, waived or taken back."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.admin.compare import compare_address
from articles.admin.reach import reach
from articles.desk import signing_off
from articles.desk.access import is_at_rest
from articles.desk.owing import asked_for
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.standing import Standing, standings, wrote
from articles.models import Article, SignOff
from articles.models.check import BY_NAME, Check


@dataclass(frozen=True)
class Deed:
    """What can be done with a check; ``asks`` names the note where one is owed."""

    name: str
    label: Any
    done: Any
    effect: Any
    carry_out: Callable[..., SignOff]
    asks: Any = ""


DEEDS = {
    deed.name: deed
    for deed in (
        Deed(
            "sign",
            gettext_lazy("Sign off"),
            gettext_lazy("signed off"),
            gettext_lazy("It holds for the text as it stands. A change of the text voids it."),
            signing_off.sign,
        ),
        Deed(
            "waive",
            gettext_lazy("Waive"),
            gettext_lazy("waived"),
            gettext_lazy("The text as it stands may be printed without it. A change of the text voids the waiver."),
            signing_off.waive,
            gettext_lazy("Why may it go without?"),
        ),
        Deed(
            "take-back",
            gettext_lazy("Take back"),
            gettext_lazy("taken back"),
            gettext_lazy("The check is owed again. That it was signed off, and taken back, stays in the record."),
            signing_off.take_back,
        ),
    )
}
FROM_OUTSIDE = gettext_lazy("How and when did the approval come?")


class SignOffForm(forms.Form):
    """``seen`` is the newest revision that the person looked at."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Note for the desk"), required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )

    def __init__(self, deed: Deed, check: Check, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", auto_id=f"{deed.name}-{check.name}-%s", **kwargs)
        asks = FROM_OUTSIDE if deed.name == "sign" and check.from_outside else deed.asks
        if asks:
            self.fields["note"].required, self.fields["note"].label = True, asks
        if deed.name == "take-back":
            del self.fields["seen"]


@dataclass(frozen=True)
class Line:
    """An owed check on the panel: how it stands, what ``changed`` since it was signed and by whom, what can be done."""

    standing: Standing
    changed: str
    changers: str
    deeds: list[tuple[Deed, SignOffForm]]
    own_text: bool


def sign_offs_panel(article: Article, person: Any) -> dict[str, Any]:
    """Nothing at all where no rule asks for anything, and nothing did when the person signed."""
    now, found = timezone.now(), standings(article)
    own = [] if is_at_rest(article) else list(_not_owed(article, person, found))
    return {
        "checks_are_owed": bool(own or asked_for()),
        "sign_off_lines": [_line(article, each, person, now) for each in found],
        "signed_though_not_owed": own,
    }


def _not_owed(article: Article, person: Any, found: list[Standing]) -> Iterable[SignOff]:
    owed = [each.owed.check.name for each in found]
    may = article.may_have("sign_offs")
    return signing_off.given_by(person, article).exclude(check_name__in=owed) if may else ()


@require_http_methods(["GET", "POST"])
def sign_off(request: HttpRequest, key: int, check: str, deed: str) -> HttpResponse:
    article = reach(request, key)
    if check not in BY_NAME or deed not in DEEDS:
        raise Http404
    asked, wanted = DEEDS[deed], BY_NAME[check]
    if not _may(asked, wanted, article, request.user):
        raise PermissionDenied
    if request.method == "POST":
        form = SignOffForm(asked, wanted, request.POST)
        return carry_out(request, article, asked, wanted, form)
    newest = article.newest()
    form = SignOffForm(asked, wanted, initial={"seen": newest.number if newest else None})
    return ask(request, article, asked, wanted, form)


def carry_out(request: HttpRequest, article: Article, deed: Deed, check: Check, form: SignOffForm) -> HttpResponse:
    if not form.is_valid():
        return ask(request, article, deed, check, form, status=400)
    try:
        deed.carry_out(article, check.name, by=request.user, **form.cleaned_data)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        form.add_error(None, list(refusal.sentences))
        return ask(request, article, deed, check, form, status=409)
    messages.success(request, _("%(check)s: %(done)s.") % {"check": check.label, "done": deed.done})
    return redirect("admin:articles_article_change", article.pk)


def ask(
    request: HttpRequest, article: Article, deed: Deed, check: Check, form: SignOffForm, status: int = 200
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": _("%(deed)s: %(check)s") % {"deed": deed.label, "check": check.label},
        "subtitle": str(article),
        "article": article,
        "deed": deed,
        "check": check,
        "form": form,
    }
    return TemplateResponse(request, "admin/articles/article/sign_off.html", context, status=status)


def _may(deed: Deed, check: Check, article: Article, person: Any) -> bool:
    if deed.name == "waive":
        return signing_off.may_waive(person, article)
    may_sign = signing_off.may_sign(person, article, check)
    return may_sign or (deed.name == "take-back" and signing_off.may_waive(person, article))


def _line(article: Article, standing: Standing, person: Any, now: datetime) -> Line:
    check, last = standing.owed.check, standing.last
    own_text = standing.owed.needs_second and wrote(person, article, now=now)
    names = [] if is_at_rest(article) else list(_possible(standing, article, person, own_text))
    newest = article.newest()
    is_void = bool(last and newest and not standing.taken_back)
    seen = {"seen": newest.number if newest else None}
    return Line(
        standing,
        compare_address(article, last.revision.number, newest.number) if is_void and last and newest else "",
        get_text_list(_changers(article, last), _("and")) if is_void and last else "",
        [(DEEDS[name], SignOffForm(DEEDS[name], check, initial=seen)) for name in names],
        own_text and standing.holds is None,
    )


def _possible(standing: Standing, article: Article, person: Any, own_text: bool) -> Iterator[str]:
    if standing.holds:
        if standing.holds.by_id == person.pk:
            yield "take-back"
    elif not own_text:
        if signing_off.may_sign(person, article, standing.owed.check):
            yield "sign"
        if signing_off.may_waive(person, article):
            yield "waive"


def _changers(article: Article, last: SignOff) -> list[str]:
    """Who saved another text after the one that was signed off."""
    later = article.revisions.filter(number__gt=last.revision.number).exclude(text_number=last.revision.text_number)
    return list(dict.fromkeys(later.order_by("number").values_list("actor", flat=True)))
