"""What readers see of an article, printed once more with other notices or credits: never a word of a newer draft."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy

from articles.desk import conditions, correcting, intervals, sharing
from articles.desk.correcting import Change
from articles.desk.refusal import Refused
from articles.desk.revising import next_number
from articles.desk.workflow import LET_OUT, ON_THE_DESK, Move, Verb, move, name_of
from articles.models import Article, Credit, Figure, Notice, Revision, RevisionTopic

REPRINT = Verb(
    "reprint",
    gettext_lazy("Print anew"),
    gettext_lazy("printed anew"),
    "publish_article",
    ON_THE_DESK,
    None,
    (conditions.is_live,),
    printing=LET_OUT,
)
"""A row like those of the workflow, without a button: other verbs print by it."""

AS_IT_WAS: tuple[type[Model], ...] = (Figure, RevisionTopic)
"""THE table of what hangs on a revision and is printed again as it was; :class:`Printing` holds what may change."""


@dataclass
class Printing:
    """What hangs on the revision that readers see, as rows that are not stored: to be changed, added to, taken away."""

    revision: Revision
    credits: list[Credit]
    notices: list[Notice]

    def facts(self) -> tuple[Any, ...]:
        return tuple(_values(row) for row in (*self.credits, *self.notices))

    def names(self) -> list[str]:
        return [credit.name for credit in self.credits]


class Unchanged(Exception):
    """There was nothing to print anew, so nothing is logged."""


def reprint(
    article: Article, *, by: Any, reason: str, change: Callable[[Printing], None], now: datetime | None = None
) -> Revision | None:
    """Print the live revision anew, as the next one, with what ``change`` makes of its credits and notices.

    Readers have it from now on, for as long as they would have had the other; no date that they are told moves, and
    what is scheduled stays so. It is a silent fix by the table of acts and one event with the ``reason``. Nothing
    happens where ``change`` changes nothing: then the answer is ``None``.

    A newer draft on the desk, its approval and its number as the newest text stay as they are. Where there is none, the
    new revision is what the desk has, and the working copy gets or loses the disclaimers that readers got or lost. The
    version of the article does not count up, so that no open form is refused.

    Raises :class:`NotAllowed`, or :class:`Refused` for an article that readers do not see or may not be given.
    """
    try:
        with move(REPRINT, article, by=by, note=reason, now=now) as step:
            return _reprint(step, change)
    except Unchanged:
        return None


def _reprint(step: Move, change: Callable[[Printing], None]) -> Revision:
    live = _live(step)
    printing = printing_of(live)
    before, names, noticed = printing.facts(), printing.names(), _noticed(printing)
    change(printing)
    if printing.facts() == before:
        raise Unchanged
    is_newest = live == step.article.newest()
    revision = _copy(live, step)
    _hang(revision, live, printing)
    if is_newest:
        _follow(step.article, noticed, _noticed(printing))
    _begin(step, live, revision)
    if printing.names() != names:
        sharing.draw_after(revision)
    return revision


def printing_of(live: Revision) -> Printing:
    return Printing(live, _copies(live.credits.all()), _copies(live.notices.all()))


def _live(step: Move) -> Revision:
    """What readers see. Its turn gets some length, or what began at this very instant would never have been."""
    live = step.article.revisions.live(at=step.now).get()
    if live.live_from == step.now:
        step.now += timedelta(microseconds=1)
    if live.live_until is not None and live.live_until <= step.now:
        raise Refused(*conditions.is_live(step.article, step.now))
    return live


def _copy(live: Revision, step: Move) -> Revision:
    own = {"id", "live_from", "live_until", "first_published"}
    columns = {field.attname: getattr(live, field.attname) for field in Revision._meta.local_fields}
    revision = Revision(**{name: value for name, value in columns.items() if name not in own})
    revision.number, revision.made, revision.note = next_number(step.article), step.now, _short(step.note)
    revision.by, revision.actor = step.by, name_of(step.by)
    revision.save()
    return revision


def _short(reason: str) -> str:
    return reason.partition("\n")[0][: Revision._meta.get_field("note").max_length]


def _hang(revision: Revision, live: Revision, printing: Printing) -> None:
    for model in AS_IT_WAS:
        rows = _copies(model._default_manager.filter(revision=live).order_by("pk"))
        _store(model, rows, revision)
    _store(Credit, printing.credits, revision)
    _store(Notice, printing.notices, revision)


def _store(model: type[Any], rows: Iterable[Any], revision: Revision) -> None:
    rows = list(rows)
    for row in rows:
        row.revision = revision
    model.objects.bulk_create(rows)


def _copies(rows: Iterable[Any]) -> list[Any]:
    return [type(row)(**_values(row)) for row in rows]


def _values(row: Model) -> Mapping[str, Any]:
    own = {"id", "revision_id", "first_published"}
    return {field.attname: getattr(row, field.attname) for field in row._meta.local_fields if field.attname not in own}


def _noticed(printing: Printing) -> set[int]:
    return {notice.disclaimer_id for notice in printing.notices}


def _follow(article: Article, before: set[int], after: set[int]) -> None:
    article.disclaimers.remove(*(before - after))
    article.disclaimers.add(*(after - before))


def _begin(step: Move, live: Revision, revision: Revision) -> None:
    correcting.keep(step, live, revision, step.now, Change())
    intervals.take_over(revision, of=live, now=step.now)
    Article.objects.filter(pk=step.article.pk).update(on_desk=step.article.on_desk)
    step.revision = revision
