"""Which live articles a disclaimer or a new name would be printed on, and what would change there."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from articles.desk.calendar import midnight
from articles.desk.concerning import concerned, names_people
from articles.desk.disclaiming import facts_as_printed, owed
from articles.desk.reprinting import Printing, printing_of
from articles.desk.wording import notice_of, rename, said_by, signed_as_printed
from articles.models import Credit, Declaration, Errand, Notice, Revision, RevisionTopic, Rule, Waiver
from articles.models.revision import RevisionQuerySet
from articles.models.rule import ANY_INTEREST, Match

LOOKED_AT, SHOWN = 400, 50
"""Of a page of a preview: how many candidates it looks at, how many articles it names."""


@dataclass(frozen=True)
class Prospect:
    """A live revision, and what would be printed otherwise on it, as sentences."""

    revision: Revision
    sentences: list[str]


def candidates(errand: Errand, *, at: datetime, after: int = 0) -> RevisionQuerySet:
    """The live revisions that it could touch, by the keys of their articles beyond ``after``: all that it touches, and
    some that it does not.
    """
    live = Revision.objects.live(at=at).filter(article__gt=after)
    return live.filter(_touched(errand)).select_related("article").order_by("article_id")


def preview(errand: Errand, *, at: datetime, after: int = 0) -> tuple[list[Prospect], int]:
    """A page of what it would touch, and where the next one begins; 0 where there is none."""
    rows = list(candidates(errand, at=at, after=after)[: LOOKED_AT + 1])
    found: list[Prospect] = []
    for number, row in enumerate(rows[:LOOKED_AT], 1):
        if sentences := list(differences(errand, row, at=at)):
            found.append(Prospect(row, sentences))
        if len(found) == SHOWN:
            return found, row.article_id if number < len(rows) else 0
    return found, rows[LOOKED_AT - 1].article_id if len(rows) > LOOKED_AT else 0


def differences(errand: Errand, revision: Revision, *, at: datetime) -> Iterator[str]:
    """What it would print otherwise, none where nothing."""
    printing = printing_of(revision)
    names, noticed = printing.names(), {each.disclaimer_id: said_by(each) for each in printing.notices}
    change_for(errand, at=at)(printing)
    for before, after in zip(names, printing.names(), strict=True):
        if before != after:
            yield _("“%(after)s” in place of “%(before)s”") % {"before": before, "after": after}
    for notice in printing.notices:
        said, words = noticed.get(notice.disclaimer_id), {"words": notice.wording}
        if said is None:
            yield _("New: %(words)s") % words
        elif said[0] != notice.wording:
            yield _("Other words: %(words)s") % words
        elif said != said_by(notice):
            yield _("Another place or purpose: %(words)s") % words


def change_for(errand: Errand, *, at: datetime) -> Callable[[Printing], None]:
    """What :func:`articles.desk.reprinting.reprint` is to change on each article."""
    return _naming(errand) if errand.author_id else _noticing(errand, at)


def _naming(errand: Errand) -> Callable[[Printing], None]:
    def change(printing: Printing) -> None:
        for credit in printing.credits:
            if credit.author_id == errand.author_id and credit.name == errand.former:
                credit.name = errand.name
        for notice in printing.notices:
            rename(notice, errand.former, errand.name)

    return change


def _noticing(errand: Errand, at: datetime) -> Callable[[Printing], None]:
    def change(printing: Printing) -> None:
        printed = next((each for each in printing.notices if each.disclaimer_id == errand.disclaimer_id), None)
        if printed and errand.rewords:
            _reword(printing, printed, errand, at)
        elif not printed and errand.adds and _is_owed(printing.revision, errand, at):
            printing.notices += filter(None, [_notice(printing, errand, at)])

    return change


def _reword(printing: Printing, printed: Notice, errand: Errand, at: datetime) -> None:
    """Words that were filled in alike are no others, also where their version is older."""
    fresh = _notice(printing, errand, at)
    if fresh and said_by(fresh) != said_by(printed):
        printing.notices[printing.notices.index(printed)] = fresh


def _notice(printing: Printing, errand: Errand, at: datetime) -> Notice | None:
    """In the words that the disclaimer had when the errand was begun: those are what somebody decided on."""
    disclaimer = errand.disclaimer
    if disclaimer is None:
        return None
    signed, rules = signed_as_printed(printing.credits, printing.revision.language), disclaimer.rules.all()
    if any(map(names_people, rules)):
        signed = signed.by(concerned(rules, facts_as_printed(printing.revision, at=at)))
    return notice_of(disclaimer, signed, disclaimer.wordings.filter(made__lte=errand.made or at))


def _is_owed(revision: Revision, errand: Errand, at: datetime) -> bool:
    waived = Waiver.objects.open().filter(article=revision.article_id, disclaimer=errand.disclaimer_id)
    rules = errand.disclaimer.rules.select_related("disclaimer") if errand.disclaimer else ()
    return bool(owed(facts_as_printed(revision, at=at), rules)) and not waived.exists()


def _touched(errand: Errand) -> Q:
    if errand.author_id:
        return Q(Exists(Credit.objects.filter(revision=OuterRef("pk"), author=errand.author_id, name=errand.former)))
    carries = Q(Exists(Notice.objects.filter(revision=OuterRef("pk"), disclaimer=errand.disclaimer_id)))
    found = carries if errand.rewords else Q(pk__in=[])
    return found | (~carries & owing(Rule.objects.filter(disclaimer=errand.disclaimer_id)) if errand.adds else found)


def owing(rules: Iterable[Rule]) -> Q:
    """The condition on revisions to meet one of the rules, as far as a database can tell; a little too wide."""
    found = Q(pk__in=[])
    for rule in rules:
        found |= _meeting(rule)
    return found


def _meeting(rule: Rule) -> Q:
    given = [condition(rule) for name, condition in CONDITIONS.items() if getattr(rule, name)]
    met = given[0] if given else Q(pk__isnull=False)
    for condition in given[1:]:
        met = met & condition if rule.match == Match.ALL else met | condition
    return met & (Q(first_published__gte=midnight(rule.since)) if rule.since else Q())


CONDITIONS: dict[str, Callable[[Rule], Q]] = {
    "kind": lambda rule: Q(kind=rule.kind),
    "topic_id": lambda rule: Q(
        Exists(
            RevisionTopic.objects.filter(
                Q(topic=rule.topic_id) | Q(topic__parent=rule.topic_id), revision=OuterRef("pk")
            )
        )
    ),
    "author_id": lambda rule: Q(Exists(Credit.objects.filter(revision=OuterRef("pk"), author=rule.author_id))),
    "affiliation": lambda rule: Q(Exists(Credit.objects.filter(revision=OuterRef("pk")).exclude(affiliation=""))),
    "interest": lambda rule: Q(Exists(Credit.objects.filter(revision=OuterRef("pk"), author__in=_declaring(rule)))),
}
"""The conditions of :data:`articles.desk.disclaiming.CONDITIONS` as a database can ask them."""


def _declaring(rule: Rule) -> Any:
    declared = Declaration.objects.all()
    if rule.interest != ANY_INTEREST:
        declared = declared.filter(nature=rule.interest)
    return declared.values("author")


def left_out(errand: Errand, *, at: datetime) -> list[Revision]:
    """What is scheduled and would come before readers without it: nobody but the desk changes that. 50 at most."""
    scheduled = Revision.objects.scheduled(at=at).filter(_touched(errand)).select_related("article")
    return [row for row in scheduled.order_by("live_from", "pk")[:SHOWN] if list(differences(errand, row, at=at))]
