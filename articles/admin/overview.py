"""What the form of an article shows beside the text: its state, its buttons, its readiness, its past."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.visibility import glance_of, moment, visibility
from articles.desk import readiness
from articles.desk.access import is_at_rest
from articles.desk.disclaiming import Standing
from articles.desk.workflow import BY_NAME, Verb, offered
from articles.models import Article, Event, ManuscriptFile, Revision
from articles.models.article import Stage
from articles.models.numbered import Numbered

Offered = list[tuple[Verb, list[str]]]
WITH_A_PAGE = frozenset({"publish", "discard"})
RECENT = 20
OF_AN_EVENT = ("article", "verb", "actor", "at", "moment", "note", "revision__number")
OTHER_DEEDS = {
    "save": gettext_lazy("saved"),
    "assign": gettext_lazy("assigned"),
    "date": gettext_lazy("dates set"),
    "sign_off": gettext_lazy("signed off"),
    "waive": gettext_lazy("waived"),
    "take_back_sign_off": gettext_lazy("took back a sign-off"),
    "flag": gettext_lazy("marked"),
    "require": gettext_lazy("said which checks are owed"),
    "make_proof": gettext_lazy("made a proof link"),
    "revoke_proof": gettext_lazy("revoked a proof link"),
    "approve_proof": gettext_lazy("approved the proof"),
    "query_proof": gettext_lazy("asked for changes to the proof"),
    "delete": gettext_lazy("deleted"),
    "disguise": gettext_lazy("said under what name somebody writes"),
    "hold": gettext_lazy("placed on legal hold"),
    "lift_hold": gettext_lazy("legal hold lifted"),
    "request_reply": gettext_lazy("took in a request to reply"),
    "grant_reply": gettext_lazy("granted a request to reply"),
    "decline_reply": gettext_lazy("declined a request to reply"),
    "withdraw_reply": gettext_lazy("request to reply taken back"),
    "name_reply": gettext_lazy("named the reply by right"),
    "clear_contact": gettext_lazy("cleared the contact of a request to reply"),
    "deactivate": gettext_lazy("deactivated"),
    "reactivate": gettext_lazy("activated again"),
    "forget": gettext_lazy("personal data removed"),
    "merge": gettext_lazy("merged"),
    "attach": gettext_lazy("attached a disclaimer that it owes"),
    "waive_disclaimer": gettext_lazy("waived a disclaimer"),
    "owe_disclaimer": gettext_lazy("took a waiver back"),
    "begin_errand": gettext_lazy("began to print anew"),
    "stop_errand": gettext_lazy("stopped printing anew"),
    "reprint": gettext_lazy("printed anew"),
    "arrange": gettext_lazy("arranged"),
    "rule": gettext_lazy("set a rule of"),
    "drop_rule": gettext_lazy("deleted a rule of"),
    "declare": gettext_lazy("entered a declared interest of"),
    "drop_declaration": gettext_lazy("deleted a declared interest of"),
}


@dataclass(frozen=True)
class Button:
    """A verb as a button; ``obstacles`` are the sentences that keep it from being pressed."""

    verb: Verb
    address: str
    has_page: bool
    obstacles: list[str]


@dataclass(frozen=True)
class Hindrance:
    """A sentence that keeps buttons from being pressed, said once for all of them; ``number`` tells it from others."""

    number: int
    sentence: str
    buttons: list[Button]


@dataclass(frozen=True)
class Line:
    """A revision with the word for what readers see of it."""

    revision: Revision
    interval: str
    proof: str


def has_page(verb: Verb) -> bool:
    """Whether the verb is carried out on a page that asks or warns, not by the press of a button."""
    return bool(verb.asks) or verb.name in WITH_A_PAGE


def overview(article: Any, person: Any, at: datetime, standings: list[Standing]) -> dict[str, Any]:
    """The context of the panels, for an article that came by ``with_visibility``; ``at`` is when readers are expected
    to get it, ``standings`` how its disclaimers stand then.
    """
    now = timezone.now()
    verbs, live = offered(article, person, now=now), article.live(at=now)
    found = list(buttons(article, verbs))
    to_mend = [] if is_at_rest(article) else list(readiness.errors(article, at=at, found=standings))
    return {
        "article": article,
        "visibility": visibility(article),
        "live_address": live.get_absolute_url() if live else "",
        "newest_number": article.newest_number,
        "glance": glance_of(article),
        "restore_address": move_address(article, "restore") if may_restore(verbs) else "",
        "buttons": sorted(found, key=lambda button: bool(button.obstacles)),
        "hindrances": hindrances(found, to_mend),
        "is_at_rest": is_at_rest(article),
        "to_mend": to_mend,
        "to_know": list(readiness.warnings(article)),
        "lines": lines(article, now),
        "events": events(article),
        "history_address": reverse("admin:articles_article_history", args=[article.pk]),
        "manuscripts": manuscripts(article, person),
    }


def manuscripts(article: Article, person: Any) -> Iterable[ManuscriptFile]:
    """What it was made from, for who may see files."""
    may = person.has_perm("articles.view_manuscriptfile") and article.may_have("manuscripts")
    return article.manuscripts.all() if may else ()


def buttons(article: Article, verbs: Offered) -> Iterator[Button]:
    for verb, obstacles in verbs:
        if verb.name != "restore" and (verb.on_hold or not article.hold):
            yield Button(verb, move_address(article, verb.name), has_page(verb), obstacles)


def hindrances(found: list[Button], to_mend: list[str]) -> list[Hindrance]:
    """Each sentence once; for what stands under “Ready to print?”, one that leads there."""
    there = _("First what is to put right under “Ready to print?”.")
    said: dict[str, list[Button]] = {}
    for button in found:
        for sentence in dict.fromkeys(there if each in to_mend else each for each in button.obstacles):
            said.setdefault(sentence, []).append(button)
    return [Hindrance(number, *each) for number, each in enumerate(said.items(), 1)]


def may_restore(verbs: Offered) -> bool:
    return any(verb.name == "restore" and not obstacles for verb, obstacles in verbs)


def move_address(article: Article, verb: str) -> str:
    return reverse("admin:articles_article_move", args=[article.pk, verb])


def proof_address(revision: Revision) -> str:
    return reverse("admin:articles_article_proof", args=[revision.article_id, revision.number])


def lines(article: Article, now: datetime, most: int | None = RECENT) -> list[Line]:
    shown = article.revisions.only(
        "article", "number", "made", "actor", "note", "live_from", "live_until", "word_count"
    )[:most]
    return [Line(revision, interval(revision, now), proof_address(revision)) for revision in shown]


def interval(revision: Revision | Numbered, now: datetime) -> str:
    """When readers see or saw the revision, or the edition; ``""`` for one that was never before them."""
    start, end = revision.live_from, revision.live_until
    if start is None:
        return ""
    if start > now:
        return _("scheduled for %(moment)s") % {"moment": moment(start)}
    if end is None:
        return _("live since %(moment)s") % {"moment": moment(start)}
    if end > now:
        return _("live since %(start)s, until %(end)s") % {"start": moment(start), "end": moment(end)}
    return _("live %(start)s to %(end)s") % {"start": moment(start), "end": moment(end)}


def events(article: Article, most: int | None = RECENT) -> list[tuple[Event, Any]]:
    """Each event with the word for what was done, the latest first."""
    found = article.events.select_related("revision").only(*OF_AN_EVENT)[:most]
    return [(event, done(event.verb)) for event in found]


def done(verb: str) -> Any:
    """What the log says of a verb: “published”."""
    return BY_NAME[verb].done if verb in BY_NAME else OTHER_DEEDS.get(verb, verb)


def stages_of(event: Event) -> str:
    """From where to where: “draft → in review”, ``""`` where the stage stayed."""
    if event.from_stage == event.to_stage:
        return ""
    labels = dict(Stage.choices)
    return f"{labels.get(event.from_stage, event.from_stage)} → {labels.get(event.to_stage, event.to_stage)}"
