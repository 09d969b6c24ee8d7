"""A verb of the workflow on its way from a button to the desk, by a page where it asks or warns."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.admin.move_form import ChangeForm, MoveForm, asks_what_it_is
from articles.admin.overview import has_page, move_address
from articles.admin.reach import reach
from articles.admin.withdraw_form import WithdrawForm
from articles.desk import readiness
from articles.desk.conditions import ready
from articles.desk.refusal import NotAllowed, Refused
from articles.desk.verbs import VERBS
from articles.desk.workflow import BY_NAME, Verb, is_allowed, obstacles
from articles.models import Article

EFFECTS = {
    "discard": gettext_lazy(
        "The article leaves every list and count. All of it stays in the trash and can be recovered, as a draft."
    ),
    "ask_for_changes": gettext_lazy("The article becomes a draft again. Your note goes to its writer."),
    "publish": gettext_lazy("Readers see this text at once, in place of what they saw before."),
    "schedule": gettext_lazy("Readers see this text from that moment on. Until then it can be changed or unscheduled."),
    "correct": gettext_lazy("Readers see what you write here at once. The text stays as it is, printed once more."),
    "withdraw": gettext_lazy("Readers no longer see the article. Its address stays and shows them your note."),
    "restore": gettext_lazy(
        "The working copy becomes what that revision says, as a draft. What stands there now stays among the revisions."
    ),
}


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Ask for what the verb needs, or carry it out. A verb that asks for nothing is carried out at once."""
    article = reach(request, key)
    if verb not in BY_NAME:
        raise Http404
    step = BY_NAME[verb]
    if not is_allowed(step, article, request.user):
        raise PermissionDenied
    if request.method == "POST":
        return carry_out(request, article, step, form_of(request, article, step, data=request.POST))
    return ask(request, article, step, form_of(request, article, step, initial=request.GET.dict()))


def form_of(request: HttpRequest, article: Article, verb: Verb, **given: Any) -> MoveForm:
    """With what readers should be told, where they know the article."""
    if before := asks_what_it_is(article, verb):
        return ChangeForm(article=article, before=before, person=request.user, verb=verb, **given)
    if verb.name == "withdraw":
        return WithdrawForm(verb=verb, person=request.user, **given)
    return MoveForm(verb=verb, **given)


def carry_out(request: HttpRequest, article: Article, verb: Verb, form: MoveForm) -> HttpResponse:
    if not form.is_valid():
        return ask(request, article, verb, form)
    try:
        VERBS[verb.name](article, by=request.user, **given(article, form))
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        return refuse(request, article, verb, form, refusal)
    messages.success(request, _("“%(article)s”: %(done)s.") % {"article": article, "done": verb.done})
    return back_to(article)


def given(article: Article, form: MoveForm) -> dict[str, Any]:
    """The arguments for the desk: note, revision seen, and what else the verb asks for."""
    arguments = form.arguments()
    if "revision" in arguments:
        arguments["revision"] = get_object_or_404(article.revisions, number=arguments["revision"])
    return arguments


def refuse(request: HttpRequest, article: Article, verb: Verb, form: MoveForm, refusal: Refused) -> HttpResponse:
    """Say why; what was typed on the verb's page stays there."""
    if has_page(verb):
        form.add_error(None, list(refusal.sentences))
        return ask(request, article, verb, form, status=409)
    messages.error(request, " ".join(refusal.sentences))
    return back_to(article)


def ask(request: HttpRequest, article: Article, verb: Verb, form: MoveForm, status: int = 200) -> HttpResponse:
    return TemplateResponse(
        request,
        "admin/articles/article/move.html",
        {
            **admin.site.each_context(request),
            "opts": Article._meta,
            "title": verb.label,
            "subtitle": str(article),
            "article": article,
            "verb": verb,
            "form": form,
            "address": move_address(article, verb.name),
            "effect": EFFECTS.get(verb.name, ""),
            "revision": form["revision"].value() if "revision" in form.fields else "",
            "obstacles": list(obstacles(verb, article, timezone.now())),
            "to_know": list(readiness.warnings(article)) if ready in verb.conditions else [],
            **(form.shown() if isinstance(form, ChangeForm) else {}),
        },
        status=status,
    )


def back_to(article: Article) -> HttpResponseRedirect:
    return redirect("admin:articles_article_change", article.pk)
