"""What waits on the desk, for whom: each a question over articles, with the ``moment`` that matters to it.

Each takes the articles to ask about, the person who asks and the clock (aware). Those of the table
:data:`articles.desk.front.SECTIONS` are asked on every morning of a magazine with 100,000 articles: they begin with
``on_desk``, an interval or an open note, which the database finds by an index.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from articles.desk.owing import asked_for
from articles.desk.planning import with_open_wishes
from articles.desk.standing import lacking
from articles.models import Event, Note, ReplyRequest, Revision
from articles.models.article import ArticleQuerySet, Stage
from articles.models.check import CHECKS
from articles.models.proof_link import Answer
from articles.models.reply_request import Decision
from articles.models.revision import RevisionQuerySet, newer_on_the_desk

RECENTLY = timedelta(days=14)
ANYBODY = Q()


def to_review(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    return _since_the_last_move(articles.filter(on_desk=True, stage=Stage.IN_REVIEW))


def to_publish(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    return _since_the_last_move(_unprinted(articles, now).filter(stage=Stage.APPROVED))


def to_sign_off(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    """What was sent to review and lacks a check that the person may sign and judge.

    Without rules that costs nothing. The keys are asked for at once: as a part of a larger question they are more than
    SQLite’s parser takes.
    """
    waits = _unprinted(articles, now).filter(stage__in=(Stage.IN_REVIEW, Stage.APPROVED))
    owed = asked_for()
    names = [check.name for check in CHECKS if check.name in owed and person.has_perm(check.permission)]
    found = list(lacking(waits, names, person=person, now=now).order_by().values_list("pk", flat=True)) if names else []
    return _since_the_last_move(articles.filter(pk__in=found))


def lacks(articles: ArticleQuerySet, name: str, now: datetime) -> ArticleQuerySet:
    """What is on the desk and waits for the check with this name, whoever may sign it."""
    return lacking(_unprinted(articles, now), [name], now=now)


def changes_asked(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    return _sent_back(articles.filter(Q(owner=person) | Q(assignee=person)))


def notes_to_answer(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    latest = Note.objects.filter(article=OuterRef("pk")).order_by("-at", "-pk").values("at")[:1]
    waiting = Note.objects.waiting_for(person).values("article")
    return articles.filter(pk__in=waiting).annotate(moment=Subquery(latest)).order_by("moment", "pk")


def proofs_answered(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    """Somebody outside approved the text or asked for changes, and the desk has done nothing with it since."""
    events = Event.objects.filter(article=OuterRef("pk"))
    answers = events.filter(verb__in=Answer.values).order_by("-at", "-pk")
    since = events.exclude(verb__in=Answer.values).filter(at__gt=OuterRef("moment"))
    own = articles.filter(Q(owner=person) | Q(assignee=person), on_desk=True)
    answered = own.annotate(moment=Subquery(answers.values("at")[:1])).filter(moment__isnull=False)
    return answered.filter(~Exists(since)).order_by("moment", "pk")


def assigned(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    return _by_change(_drafts(articles).filter(assignee=person))


def own_drafts(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    return _by_change(_drafts(articles).filter(Q(assignee=None) | Q(assignee=person), owner=person))


def handed_on(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    """Own drafts that somebody else works on."""
    return _by_change(_drafts(articles).filter(owner=person).exclude(Q(assignee=None) | Q(assignee=person)))


def in_review(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    return _theirs(to_review(articles, person, now), person)


def approved(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    return _theirs(to_publish(articles, person, now), person)


def sent_back(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    return _sent_back(articles, Q(last_by=person.pk))


def scheduled(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    return _by_start(articles, Revision.objects.scheduled(at=now), "moment", "pk")


def live_lately(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    """What readers see since 14 days at most, the text or a change of it."""
    begun = Revision.objects.live(at=now).filter(live_from__gt=now - RECENTLY)
    return _by_start(articles, begun, "-moment", "-pk")


def newer_drafts(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    live = Revision.objects.live(at=now).filter(article=OuterRef("pk"))
    return _by_change(_unprinted(articles, now).filter(Exists(live)))


def due_passed(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    today = timezone.localdate(now)
    late = with_open_wishes(articles).filter(due__lt=today)
    return late.annotate(moment=F("due")).order_by("moment", "pk")


def plan_passed(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    late = with_open_wishes(articles).filter(planned_for__lt=now)
    return late.annotate(moment=F("planned_for")).order_by("moment", "pk")


def review_due(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    """What readers see and was to be looked at again by today."""
    today = timezone.localdate(now)
    live = Revision.objects.live(at=now).filter(article=OuterRef("pk"))
    due = articles.filter(Exists(live), review_on__lte=today)
    return due.annotate(moment=F("review_on")).order_by("moment", "pk")


def replies_to_decide(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    """What somebody asks to reply to, by the day on which an answer is owed."""
    return _asked_for(articles, ReplyRequest.objects.pending())


def replies_to_publish(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    """Where a request was granted and readers see no reply by it."""
    live = Revision.objects.live(at=now).filter(article=OuterRef("reply"))
    return _asked_for(articles, ReplyRequest.objects.filter(~Exists(live), decision=Decision.GRANTED))


def _asked_for(articles: ArticleQuerySet, requests: QuerySet[ReplyRequest]) -> ArticleQuerySet:
    earliest = requests.filter(article=OuterRef("pk")).order_by("deadline").values("deadline")[:1]
    asked = articles.filter(pk__in=requests.order_by().values("article")).annotate(moment=Subquery(earliest))
    return asked.order_by("moment", "pk")


def to_plan(articles: ArticleQuerySet, person: Any, now: datetime) -> ArticleQuerySet:
    """What is worked on and has no moment yet: no plan that is still open, and nothing scheduled."""
    planned = with_open_wishes(articles.filter(planned_for__isnull=False))
    return _by_change(_unprinted(articles, now).exclude(pk__in=planned.values("pk")))


def _drafts(articles: ArticleQuerySet) -> ArticleQuerySet:
    return articles.filter(on_desk=True, stage=Stage.DRAFT)


def _unprinted(articles: ArticleQuerySet, now: datetime) -> ArticleQuerySet:
    """Those whose newest text is neither live nor scheduled."""
    lasting = Q(live_until__isnull=True) | Q(live_until__gt=now)
    newest = ~Exists(newer_on_the_desk())
    holds = Revision.objects.filter(lasting, newest, article=OuterRef("pk"), live_from__isnull=False)
    return articles.filter(~Exists(holds), on_desk=True)


def _theirs(articles: ArticleQuerySet, person: Any) -> ArticleQuerySet:
    """Owned by the person, assigned to them, or passed on by them."""
    by_them = articles.alias(last_by=_last_move("by"))
    return by_them.filter(Q(owner=person) | Q(assignee=person) | Q(last_by=person.pk))


def _sent_back(articles: ArticleQuerySet, last: Q = ANYBODY) -> ArticleQuerySet:
    """Drafts for which changes were asked, and which nobody has sent to review again."""
    drafts = _drafts(articles).alias(last_verb=_last_move("verb"), last_by=_last_move("by"))
    return _since_the_last_move(drafts.filter(last, last_verb="ask_for_changes"))


def _last_move(column: str) -> Subquery:
    moves = Event.objects.filter(article=OuterRef("pk")).exclude(from_stage=F("to_stage"))
    return Subquery(moves.order_by("-at", "-pk").values(column)[:1])


def _since_the_last_move(articles: ArticleQuerySet) -> ArticleQuerySet:
    """The longest wait first."""
    return articles.annotate(moment=_last_move("at")).order_by("moment", "pk")


def _by_change(articles: ArticleQuerySet) -> ArticleQuerySet:
    return articles.annotate(moment=F("changed")).order_by("-moment", "-pk")


def _by_start(articles: ArticleQuerySet, revisions: RevisionQuerySet, *order: str) -> ArticleQuerySet:
    start = revisions.filter(article=OuterRef("pk")).values("live_from")[:1]
    return articles.filter(pk__in=revisions.values("article")).annotate(moment=Subquery(start)).order_by(*order)
