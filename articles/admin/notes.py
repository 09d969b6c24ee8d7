"""Notes beside an article: the panel, and what is written, answered, resolved and opened again there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from articles.admin.reach import key_of, reach
from articles.desk import noting
from articles.desk.access import is_at_rest
from articles.desk.colleagues import all_colleagues
from articles.desk.refusal import NotAllowed, Refused
from articles.models import Article, Note

PANEL = "X-Panel"
CALLED = 12


class NoteForm(forms.Form):
    """A note, word by word. ``before`` and ``after`` come from the selection in the editor, where there is one."""

    text = forms.CharField(
        label=gettext_lazy("Note"),
        strip=False,
        max_length=noting.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    quotation = forms.CharField(
        label=gettext_lazy("On this passage"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=gettext_lazy("Copied from the saved text; empty for a note on the whole article."),
    )
    before = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    after = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Answer"),
        strip=False,
        max_length=noting.LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


@dataclass(frozen=True)
class Thread:
    """A note with its answers; ``is_gone`` when its passage no longer stands in the text."""

    note: Note
    is_gone: bool
    answer: AnswerForm


def notes_panel(article: Article, person: Any, form: forms.Form | None = None, on: int | None = None) -> dict[str, Any]:
    """The context of the panel; ``form`` is one that was refused, a new note or the answer to the note ``on``."""
    everybody = all_colleagues(article)
    begun = article.notes.threads() if article.may_have("notes") else ()
    threads = [thread(note, article, form if note.pk == on else None) for note in begun]
    return {
        "article": article,
        "threads": threads,
        "open_notes": sum(thread.note.resolved_at is None for thread in threads),
        "may_note": (form is not None or not is_at_rest(article)) and person in everybody,
        "to_call": [account.get_username() for account in everybody if account.pk != person.pk][:CALLED],
        "note_form": form if form and on is None else NoteForm(label_suffix="", auto_id="note-%s"),
    }


def thread(note: Note, article: Article, refused: Any) -> Thread:
    answer = refused or AnswerForm(label_suffix="", auto_id=f"answer-{note.pk}-%s")
    return Thread(note, bool(note.quotation) and noting.place_of(note, article.body) is None, answer)


@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest, key: int) -> HttpResponse:
    """All notes on a page of their own, where a new one can be written too."""
    article = reach(request, key)
    if request.method == "GET":
        return show(request, article)
    form = NoteForm(request.POST, label_suffix="", auto_id="note-%s")
    return carry_out(request, article, form, lambda given: noting.write_note(article, by=request.user, **given))


@require_POST
def note(request: HttpRequest, key: int, number: int, deed: str) -> HttpResponse:
    """Answer, resolve or open again the thread of the note ``number``."""
    article = reach(request, key)
    found = get_object_or_404(article.notes, pk=number, parent=None)
    if deed == "reply":
        form = AnswerForm(request.POST, label_suffix="", auto_id=f"answer-{number}-%s")
        return carry_out(request, article, form, lambda given: noting.reply(found, by=request.user, **given), on=number)
    if deed not in {"resolve", "reopen"}:
        raise Http404
    seen = request.POST.get("seen", "")
    read = {"seen": key_of(seen)} if seen and deed == "resolve" else {}
    carried: Any = noting.resolve if deed == "resolve" else noting.reopen
    return carry_out(request, article, None, lambda given: carried(found, by=request.user, **read))


def carry_out(
    request: HttpRequest,
    article: Article,
    form: forms.Form | None,
    deed: Callable[[dict[str, Any]], Any],
    on: int | None = None,
) -> HttpResponse:
    """Let the desk do it; what it refuses comes back with its sentence and all that was typed."""
    if form is not None and not form.is_valid():
        return show(request, article, form, on, status=400)
    try:
        deed(form.cleaned_data if form else {})
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        return refuse(request, article, form, on, refusal)
    if PANEL in request.headers:
        return show(request, article)
    return HttpResponseRedirect(f"{reverse('admin:articles_article_change', args=[article.pk])}#notes")


def refuse(
    request: HttpRequest, article: Article, form: forms.Form | None, on: int | None, refusal: Refused
) -> HttpResponse:
    if form is not None:
        form.add_error(None, list(refusal.sentences))
    return show(request, article, form, on, status=409, refusal="" if form else str(refusal))


def show(
    request: HttpRequest,
    article: Article,
    form: forms.Form | None = None,
    on: int | None = None,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    """The panel alone for the script that puts it into the page, else a page with it."""
    panel = {**notes_panel(article, request.user, form, on), "refusal": refusal}
    if PANEL in request.headers:
        return render(request, "admin/articles/article/_notes.html", panel, status=status)
    page = {**admin.site.each_context(request), "opts": Article._meta, "title": _("Notes"), "subtitle": str(article)}
    return TemplateResponse(request, "admin/articles/article/notes.html", {**page, **panel}, status=status)
