"""Verbs of the workflow for many articles at once: each by itself, with a report of what was refused and why."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.desk.refusal import Refused
from articles.desk.verbs import VERBS
from articles.desk.workflow import WORKFLOW, Verb
from articles.models import Article

SEEN = "seen-"
Action = Callable[[Any, HttpRequest, QuerySet[Article]], None]


def action_of(verb: Verb) -> Action:
    def carry_out(model_admin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        outcomes = (refusal_of(verb, each, request.user, seen_of(request, each)) for each in queryset)
        refusals = list(filter(None, outcomes))
        report(request, verb, len(queryset) - len(refusals), refusals)

    carry_out.__name__ = verb.name
    return admin.action(carry_out, description=verb.label, permissions=[verb.permission])


def seen_of(request: HttpRequest, article: Article) -> int | None:
    """The number of the newest revision when the list was opened, which its row carries along."""
    number = request.POST.get(f"{SEEN}{article.pk}", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None


def refusal_of(verb: Verb, article: Article, person: Any, seen: int | None) -> str:
    """Carry out the verb; ``""`` when it was done, else the headline with the sentences of the refusal."""
    try:
        VERBS[verb.name](article, by=person, seen=seen)
    except Refused as refusal:
        return f"“{article}”: {' '.join(refusal.sentences)}"
    return ""


def report(request: HttpRequest, verb: Verb, done: int, refusals: list[str]) -> None:
    sentences = [_("%(count)s %(done)s.") % {"count": done, "done": verb.done}] if done else []
    if refusals:
        sentences.append(
            _("%(count)s refused: %(refusals)s") % {"count": len(refusals), "refusals": " ".join(refusals)}
        )
    level = messages.SUCCESS if not refusals else messages.WARNING if done else messages.ERROR
    messages.add_message(request, level, " ".join(sentences))


ACTIONS = [action_of(verb) for verb in WORKFLOW if not verb.asks]
