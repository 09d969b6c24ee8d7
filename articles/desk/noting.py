"""Notes beside an article: written, answered, resolved, opened again. Their words stay as they were written."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import informing
from articles.desk.access import refuse_at_rest
from articles.desk.colleagues import colleagues, is_colleague
from articles.desk.refusal import NotAllowed, Refused, Stale
from articles.desk.workflow import name_of
from articles.models import Article, Mention, Note
from articles.text.anchor import Anchor, Place, anchor, find
from articles.text.measure import plain
from articles.text.mentions import mentioned

LONGEST = 10_000
AT_ONCE = timedelta(seconds=20)
"""Within it the same words in the same place are one note that was sent twice."""


@transaction.atomic
def write_note(
    article: Article,
    *,
    by: Any,
    text: str,
    quotation: str = "",
    before: str = "",
    after: str = "",
    now: datetime | None = None,
) -> Note:
    """Begin a thread on the article or, with a ``quotation``, on a passage of its saved body.

    ``before`` and ``after`` are the plain text around the passage, wanted only where it occurs more than once. Every
    @username of somebody who may see the article is recorded as a mention. Raises :class:`NotAllowed` for who may not
    see the article, :class:`Refused` for an empty or endless text and for a passage that the body does not hold.
    """
    held = _hold(article, quotation, before, after)
    passage = {"quotation": held.quotation, "before": held.before, "after": held.after} if held else {}
    return _write(article, by=by, text=text, now=now, **passage)


@transaction.atomic
def reply(note: Note, *, by: Any, text: str, now: datetime | None = None) -> Note:
    """Answer in the thread of the note. Refuses as :func:`write_note` does."""
    return _write(note.article, by=by, text=text, now=now, parent_id=note.parent_id or note.pk)


def resolve(note: Note, *, by: Any, seen: int | None = None, now: datetime | None = None) -> None:
    """Close the thread of the note. ``seen`` is how many answers the person read (``None``: do not ask).

    Raises :class:`NotAllowed`, :class:`Stale`, or :class:`Refused` when it is closed.
    """
    first = _first(note, by)
    answers = list(first.replies.all())
    if seen is not None and len(answers) > seen:
        raise Stale(_("%(who)s answered in the meantime. Read it, then decide again.") % {"who": answers[-1].actor})
    resolved = {"resolved_at": now or timezone.now(), "resolved_by": by, "resolver": name_of(by)}
    if not Note.objects.filter(pk=first.pk, resolved_at=None).update(**resolved):
        raise Refused(_("%(who)s resolved this note already.") % {"who": first.resolver or _("Somebody")})
    note.refresh_from_db()


def reopen(note: Note, *, by: Any) -> None:
    """Open the thread of the note again. Raises :class:`NotAllowed`, or :class:`Refused` when it is open."""
    first = _first(note, by)
    if not Note.objects.filter(pk=first.pk, resolved_at__isnull=False).update(
        resolved_at=None, resolved_by=None, resolver=""
    ):
        raise Refused(_("This note is open already."))
    note.refresh_from_db()


def place_of(note: Note, body: str) -> Place | None:
    """Where the passage of the note stands in the text of a body; ``None`` when it is gone or the note has none."""
    held = Anchor(note.quotation, note.before, note.after)
    return next(filter(None, (find(text, held) for text in _texts(body))), None)


def _texts(body: str) -> tuple[str, str, str]:
    """The text with its footnotes in brackets, as it runs without them, and as it is marked in the editor."""
    return plain(body), plain(body, notes=False), plain(body.replace("<small>", "").replace("</small>", ""))


def _hold(article: Article, quotation: str, before: str, after: str) -> Anchor | None:
    if not quotation.strip():
        return None
    body = Article.objects.values_list("body", flat=True).get(pk=article.pk)
    held = (anchor(text, quotation.strip(), before=before, after=after) for text in _texts(body))
    if found := next(filter(None, held), None):
        return found
    raise Refused(
        _("The saved text does not hold this passage. Save the article first, or copy the passage as it stands there.")
    )


def _write(article: Article, *, by: Any, text: str, now: datetime | None, **columns: Any) -> Note:
    _check(article, by, text)
    now, place = now or timezone.now(), {"article": article, "parent_id": None, "quotation": "", **columns}
    if twice := Note.objects.filter(by=by, text=text, at__gt=now - AT_ONCE, at__lte=now, **place).last():
        return twice
    note = Note.objects.create(revision=article.newest(), text=text, by=by, actor=name_of(by), at=now, **place)
    names = mentioned(text)
    called = [person for person in colleagues(article) if person.get_username().casefold() in names] if names else []
    Mention.objects.bulk_create(Mention(note=note, account=person) for person in called)
    informing.of_note(note, called)
    return note


def _check(article: Article, by: Any, text: str) -> None:
    if not is_colleague(by, article):
        raise NotAllowed(_("You may not write notes on this article."))
    refuse_at_rest(article)
    if not text.strip():
        raise Refused(_("Write something first."))
    if len(text) > LONGEST:
        raise Refused(_("A note may have %(most)s characters. Shorten it.") % {"most": LONGEST})


def _first(note: Note, by: Any) -> Note:
    """The note that begins the thread, as it is stored now."""
    first = Note.objects.select_related("article").get(pk=note.parent_id or note.pk)
    if not is_colleague(by, first.article):
        raise NotAllowed(_("You may not change notes on this article."))
    refuse_at_rest(first.article)
    return first
