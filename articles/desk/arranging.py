"""Arranging the front page: each save makes the next edition, over the one that the person had seen."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.access import WORK_ON_ANY, is_discarded
from articles.desk.numbering import hold_newest
from articles.desk.refusal import NotAllowed, Refused, Stale, refuse_if_any
from articles.desk.workflow import log, name_of
from articles.models import Edition, Revision, Slot
from articles.models.edition import LARGEST

MOST_ARTICLES = 12
MOST_SECTIONS = 6
ARRANGE = "articles.add_edition"
CONTENT = ("article_id", "topic_id", "size", "headline", "standfirst", "image_id")
"""What a slot says; its place is its place in the list."""


def may_arrange(person: Any) -> bool:
    """Whoever arranges the page chooses from everybody's articles."""
    return bool(person.is_active and person.has_perms((ARRANGE, WORK_ON_ANY)))


def arrange(
    slots: Sequence[Slot], *, by: Any, seen: int | None, note: str = "", now: datetime | None = None
) -> Edition:
    """Keep the slots, not stored and in their order, as the next edition; the newest one where nothing differs from it.

    ``seen`` is the number of the newest edition that the person had before them, 0 for none, ``None`` not to ask.
    Readers see nothing of it until it is published. Raises :class:`NotAllowed`, :class:`Stale` or :class:`Refused`;
    nothing is changed then.
    """
    if not may_arrange(by):
        raise NotAllowed(_("You may not arrange the front page."))
    with transaction.atomic():
        newest = hold(seen)
        refuse_if_any(obstacles(slots))
        if newest is not None and content(newest.slots.all()) == content(slots):
            return newest
        return make(slots, by=by, now=now or timezone.now(), note=note)


def restore(edition: Edition, *, by: Any, seen: int, now: datetime | None = None) -> Edition:
    """Make what an earlier edition shows the newest arrangement. Readers see nothing of it until it is published."""
    if not may_arrange(by):
        raise NotAllowed(_("You may not arrange the front page."))
    with transaction.atomic():
        newest = hold(seen)
        if newest is None or content(newest.slots.all()) == content(edition.slots.all()):
            raise Refused(_("This is what the newest arrangement says already."))
        note = _("As in edition %(number)s") % {"number": edition.number}
        return make(copied(edition), by=by, now=now or timezone.now(), note=note, verb="restore")


def hold(seen: int | None) -> Edition | None:
    """The newest edition, with the first one held: of all who change editions, one goes after the other.

    The caller is in a transaction. Raises :class:`Stale` when ``seen`` is not its number, 0 standing for none.
    """
    sentence = _("%(who)s arranged the front page after you opened it. Nothing was changed.")
    newest: Edition | None = hold_newest(Edition, seen, sentence)
    return newest


def make(slots: Iterable[Slot], *, by: Any, now: datetime, note: str = "", verb: str = "arrange") -> Edition:
    """The next edition, of these slots; the caller holds the editions."""
    newest = Edition.objects.newest()
    number = newest.number + 1 if newest else 1
    try:
        with transaction.atomic():
            edition = Edition.objects.create(number=number, made=now, by=by, actor=name_of(by), note=note)
    except IntegrityError as error:
        raise Stale(_("Somebody else arranged the front page just now. Nothing was changed.")) from error
    Slot.objects.bulk_create(_placed(slots, edition))
    log(None, verb, by=by, now=now, about=str(edition), note=note)
    return edition


def _placed(slots: Iterable[Slot], edition: Edition) -> Iterator[Slot]:
    for position, slot in enumerate(slots, 1):
        yield Slot(edition=edition, position=position, **{name: getattr(slot, name) for name in CONTENT})


def copied(edition: Edition) -> list[Slot]:
    """The slots of an edition, not stored; of two sections whose topics became one, the first."""
    once: dict[tuple[int | None, int | None], Slot] = {}
    for slot in edition.slots.select_related("article", "topic", "image").order_by("position"):
        slot.pk, slot.edition_id = None, None  # type: ignore[assignment]
        once.setdefault((slot.article_id, slot.topic_id), slot)
    return list(once.values())


def content(slots: Iterable[Slot]) -> list[tuple[Any, ...]]:
    """What tells one arrangement from another."""
    return [tuple(getattr(slot, name) for name in CONTENT) for slot in slots]


def obstacles(slots: Sequence[Slot]) -> Iterator[str]:
    """What keeps the slots from being an edition."""
    articles = [slot.article for slot in slots if slot.article]
    topics = [slot.topic for slot in slots if slot.topic]
    for row in [*_twice(articles), *_twice(topics)]:
        yield _("“%(row)s” stands on the page twice. Take one away.") % {"row": row}
    for article in articles:
        if is_discarded(article):
            yield _("“%(article)s” is in the trash. Recover it, or take it off the page.") % {"article": article}
    if len(articles) > MOST_ARTICLES or len(topics) > MOST_SECTIONS:
        yield _("The page takes %(articles)s articles and %(sections)s sections at most. Take some away.") % {
            "articles": MOST_ARTICLES,
            "sections": MOST_SECTIONS,
        }
    if any(not 1 <= slot.size <= LARGEST for slot in slots):
        yield _("A section has 1 to %(most)s articles.") % {"most": LARGEST}


def _twice(rows: list[Any]) -> list[Any]:
    return list(dict.fromkeys(row for row in rows if rows.count(row) > 1))


def to_know(slots: Iterable[Slot], *, at: datetime) -> Iterator[str]:
    """What whoever publishes the slots for ``at`` may want to know."""
    articles = {slot.article_id: slot.article for slot in slots if slot.article_id}
    live = set(Revision.objects.live(at=at).filter(article__in=articles).values_list("article", flat=True))
    for key, article in articles.items():
        if key not in live:
            yield _(
                "Readers cannot read “%(article)s” then. The others close up, and the latest articles follow, until it "
                "is live."
            ) % {"article": article}
