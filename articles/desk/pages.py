"""Pages on the magazine itself: written in editions, put before readers now or later, taken away, brought back."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import URLResolver, get_resolver
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.numbering import check_seen
from articles.desk.refusal import NotAllowed, Refused, refuse_if_any
from articles.desk.turns import begin, is_live, take_back
from articles.desk.workflow import log, name_of
from articles.models import Page, PageEdition
from articles.models.about import SAID, PageEditionQuerySet, PageKind
from articles.models.magazine import forget
from articles.text.cleaning import clean
from articles.text.printing import figures_in, print_body
from articles.text.slugs import slugify

WRITE, PUBLISH = "articles.add_page", "articles.publish_page"


def may_write(person: Any) -> bool:
    return bool(person.is_active and person.has_perm(WRITE))


def may_publish(person: Any) -> bool:
    return bool(person.is_active and person.has_perm(PUBLISH))


def write(
    copy: PageEdition,
    *,
    by: Any,
    seen: int | None,
    page: Page | None = None,
    kind: str = PageKind.OTHER,
    note: str = "",
    now: datetime | None = None,
) -> PageEdition:
    """Keep what an edition says, which is not stored, as the next of the page, or as the first of a new one.

    The newest where nothing differs from it. Readers see nothing of it until it is published. ``seen`` is the number
    of the newest that the person had before them, ``None`` not to ask. Raises :class:`NotAllowed`, :class:`Stale` or
    :class:`Refused`; nothing is changed then.
    """
    _check(may_write(by), _("You may not write pages on the magazine."))
    with transaction.atomic():
        _tidy(copy)
        refuse_if_any(obstacles(copy, page))
        page = page or _begun(kind)
        newest = _hold(page, seen)
        if newest is not None and said(newest) == said(copy):
            return newest
        return _next(page, copy, by=by, now=now or timezone.now(), note=note, verb="save")


def restore(edition: PageEdition, *, by: Any, seen: int, now: datetime | None = None) -> PageEdition:
    """Make what an earlier edition says the newest. Readers see nothing of it until it is published."""
    _check(may_write(by), _("You may not write pages on the magazine."))
    with transaction.atomic():
        newest = _hold(edition.page, seen)
        if newest is None or said(newest) == said(edition):
            raise Refused(_("This is what the page says already."))
        refuse_if_any(obstacles(edition, edition.page))
        note = _("As in edition %(number)s") % {"number": edition.number}
        return _next(edition.page, edition, by=by, now=now or timezone.now(), note=note, verb="restore")


def publish(page: Page, *, by: Any, seen: int, now: datetime | None = None) -> PageEdition:
    """Let readers see the newest edition from now on, until the next that is scheduled.

    What they once saw begins again as a copy.
    """
    _check(may_publish(by), _("You may not publish pages on the magazine."))
    with transaction.atomic():
        newest, now = _hold(page, seen), now or timezone.now()
        if newest is None or is_live(_all(page), newest, now):
            raise Refused(_("Readers see this already."))
        refuse_if_any(obstacles(newest, page))
        newest = _to_begin(page, newest, by, now)
        begin(_all(page), newest, now)
        _tell(newest, "publish", by=by, now=now)
    return newest


def schedule(page: Page, *, by: Any, seen: int, moment: datetime | None, now: datetime | None = None) -> PageEdition:
    """Let readers see the newest edition from ``moment`` on, an aware datetime, until the next that is scheduled."""
    _check(may_publish(by), _("You may not publish pages on the magazine."))
    with transaction.atomic():
        newest, now = _hold(page, seen), now or timezone.now()
        if moment is None or moment <= now:
            raise Refused(_("Choose a moment in the future, or publish now."))
        if newest is None or _all(page).filter(live_from=moment).exclude(pk=newest.pk).exists():
            raise Refused(_("Another edition is scheduled for this very moment. Choose another, or unschedule it."))
        refuse_if_any(obstacles(newest, page))
        newest = _to_begin(page, newest, by, now)
        begin(_all(page), newest, moment)
        _tell(newest, "schedule", by=by, now=now, moment=moment)
    return newest


def unschedule(edition: PageEdition, *, by: Any, now: datetime | None = None) -> None:
    """Take back an edition that is scheduled; what stands before it stays until the next one."""
    _check(may_publish(by), _("You may not publish pages on the magazine."))
    with transaction.atomic():
        _hold(edition.page, None)
        now = now or timezone.now()
        scheduled = _all(edition.page).scheduled(at=now).filter(pk=edition.pk).first()
        if scheduled is None:
            raise Refused(_("This edition is not scheduled."))
        _take_back(scheduled, by, now)


def withdraw(page: Page, *, by: Any, note: str = "", now: datetime | None = None) -> None:
    """Take the page away from readers now, and what is scheduled of it; its address answers 410 Gone."""
    _check(may_publish(by), _("You may not publish pages on the magazine."))
    with transaction.atomic():
        newest, now = _hold(page, None), now or timezone.now()
        standing = _all(page).live(at=now).first()
        if newest is None or standing is None:
            raise Refused(_("Readers do not see this page."))
        for scheduled in _all(page).scheduled(at=now):
            _take_back(scheduled, by, now)
        never_seen = standing.live_from == now
        turn = {"live_from": None, "live_until": None} if never_seen else {"live_until": now}
        _all(page).filter(pk=standing.pk).update(**turn)
        _tell(newest, "withdraw", by=by, now=now, note=note)


def said(edition: PageEdition) -> tuple[Any, ...]:
    """What tells one edition from another."""
    return tuple(getattr(edition, name) for name in SAID)


def obstacles(copy: PageEdition, page: Page | None) -> Iterator[str]:
    """What keeps the copy from being an edition of the page."""
    key = page.pk if page else None
    if not copy.title:
        yield _("Write a title.")
    if not copy.slug:
        yield _("Write an address: none can be made from the title.")
    elif copy.slug in taken():
        yield _("The address “%(slug)s” is taken by the magazine’s own pages. Choose another.") % {"slug": copy.slug}
    elif not is_free(copy.slug, key):
        yield _("Another page has or had the address “%(slug)s”. Choose another.") % {"slug": copy.slug}
    if figures_in(copy.body):
        yield _("A page on the magazine takes no pictures. Take them out of the text.")


def taken() -> set[str]:
    """How the addresses of the project begin: a page at one of them would never be reached, or hide another."""
    files = (settings.STATIC_URL, settings.MEDIA_URL)
    return {*_beginnings(get_resolver().url_patterns), *(address.strip("/") for address in files)} - {""}


def _beginnings(patterns: Any) -> Iterator[str]:
    for each in patterns:
        first = str(each.pattern).lstrip("^").split("/")[0]
        if first or not isinstance(each, URLResolver):
            yield first
        else:
            yield from _beginnings(each.url_patterns)


def is_free(slug: str, page: int | None) -> bool:
    """Whether no other page says it in its newest edition, nor ever said it to readers."""
    others = PageEdition.objects.filter(slug=slug).exclude(page=page)
    return not (others.filter(live_from__isnull=False).exists() or others.newest_of_each().exists())


def _tidy(copy: PageEdition) -> None:
    copy.title = " ".join(copy.title.split())
    copy.slug = slugify(copy.slug) or slugify(copy.title)
    copy.body = clean(copy.body)


def _begun(kind: str) -> Page:
    try:
        with transaction.atomic():
            return Page.objects.create(kind=kind)
    except IntegrityError as error:
        label = PageKind(kind).label
        raise Refused(_("There is a page of this kind already: %(kind)s. Write on there.") % {"kind": label}) from error


def _hold(page: Page, seen: int | None) -> PageEdition | None:
    """The newest edition, with the page held. Raises :class:`Stale` when ``seen`` is not its number, 0 for none."""
    Page.objects.select_for_update().get(pk=page.pk)
    newest = page.newest()
    check_seen(newest, seen, _("%(who)s saved this after you opened it. Nothing was changed."))
    return newest


def _next(page: Page, copy: PageEdition, *, by: Any, now: datetime, note: str, verb: str) -> PageEdition:
    newest = page.newest()
    made = {"number": newest.number + 1 if newest else 1, "made": now, "by": by, "actor": name_of(by), "note": note}
    printed = print_body(copy.body, table_label=_("Table"), notes_label=_("Notes"), back_label=_("Back to the text"))
    text = {name: getattr(copy, name) for name in SAID}
    edition = PageEdition.objects.create(page=page, rendered=printed.html, **text, **made)
    _tell(edition, verb, by=by, now=now, note=note)
    return edition


def _all(page: Page) -> PageEditionQuerySet:
    return PageEdition.objects.filter(page=page)


def _to_begin(page: Page, newest: PageEdition, by: Any, now: datetime) -> PageEdition:
    """The edition to put before readers: one that was before them once begins no second time, but its copy does."""
    if newest.live_from is None:
        return newest
    if newest.live_from > now:
        _take_back(newest, by, now)
        return newest
    note = _("As in edition %(number)s") % {"number": newest.number}
    return _next(page, newest, by=by, now=now, note=note, verb="restore")


def _take_back(edition: PageEdition, by: Any, now: datetime) -> None:
    take_back(_all(edition.page), edition)
    _tell(edition, "unschedule", by=by, now=now, moment=edition.live_from)


def _tell(edition: PageEdition, verb: str, *, by: Any, now: datetime, **said: Any) -> None:
    about = _("Page “%(title)s”, edition %(number)s") % {"title": edition.title, "number": edition.number}
    log(None, verb, by=by, now=now, about=about, **said)
    forget()
    transaction.on_commit(forget)


def _check(allowed: bool, sentence: str) -> None:
    if not allowed:
        raise NotAllowed(sentence)
