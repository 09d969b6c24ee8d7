"""Verbs of the workflow for many articles at once: each by itself, with a report of what was refused and why."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from articles.admin.reach import key_of, reachable_trash
from articles.desk.glance import Glance, read
from articles.desk.refusal import Refused
from articles.desk.verbs import VERBS
from articles.desk.workflow import ON_THE_DESK, WORKFLOW, Verb
from articles.models import Article

SEEN = "seen-"
MOST = 200
"""Articles at once: they take some seconds, and a server gives up after thirty."""

Action = Callable[[Any, HttpRequest, QuerySet[Article]], None]
Refusal = tuple[str, str]


def action_of(verb: Verb) -> Action:
    def carry_out(model_admin: Any, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        keys = list(queryset.values_list("pk", flat=True)[: MOST + 1])
        found = Article.objects.in_bulk(keys[:MOST])
        carry_out_for(request, verb, [*(found[key] for key in keys[:MOST]), *gone_to_the_trash(request)])
        if len(keys) > MOST:
            say_what_is_left(request)

    carry_out.__name__ = verb.name
    return admin.action(carry_out, description=verb.label, permissions=[verb.permission])


def carry_out_for(request: HttpRequest, verb: Verb, articles: list[Article]) -> None:
    refusals = list(filter(None, (refusal_of(verb, each, request) for each in articles)))
    report(request, verb, len(articles) - len(refusals), refusals)


def gone_to_the_trash(request: HttpRequest) -> QuerySet[Article]:
    """What was marked in the list and has left it since: told why it is refused."""
    return reachable_trash(request).filter(pk__in=map(key_of, request.POST.getlist(ACTION_CHECKBOX_NAME)))


def seen_of(request: HttpRequest, article: Article) -> Glance | int | None:
    """What was to be seen of it when the list was opened, which its row carries along."""
    return read(request.POST.get(f"{SEEN}{article.pk}", ""))


def refusal_of(verb: Verb, article: Article, request: HttpRequest) -> Refusal | None:
    """Carry out the verb; ``None`` when it was done, else the headline and the sentences of the refusal."""
    try:
        VERBS[verb.name](article, by=request.user, seen=seen_of(request, article))
    except Refused as refusal:
        return str(article), " ".join(refusal.sentences)
    return None


def report(request: HttpRequest, verb: Verb, done: int, refusals: list[Refusal]) -> None:
    said = _("%(count)s %(done)s.") % {"count": done, "done": verb.done} if done else ""
    if refusals:
        refused = _("%(count)s refused:") % {"count": len(refusals)}
        lines = format_html_join("", "<li>“{}”: {}</li>", refusals)
        said = format_html('{} {}<ul class="refusals">{}</ul>', said, refused, lines)
    level = messages.SUCCESS if not refusals else messages.WARNING if done else messages.ERROR
    messages.add_message(request, level, said)


def say_what_is_left(request: HttpRequest) -> None:
    messages.warning(
        request,
        _("These were the first %(most)s articles of the list, the most at once. The others were not touched.")
        % {"most": MOST},
    )


ACTIONS = [action_of(verb) for verb in WORKFLOW if not verb.asks and set(verb.stages) & set(ON_THE_DESK)]
