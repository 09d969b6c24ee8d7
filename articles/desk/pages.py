"""Pages on the magazine itself: written in editions, put before readers, taken away, brought back."""

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
from articles.desk.workflow import log, name_of
from articles.models import Page, PageEdition
from articles.models.about import SAID, PageKind
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
    """Let readers see the newest edition from now on. What they once saw begins again as a copy."""
    _check(may_publish(by), _("You may not publish pages on the magazine."))
    with transaction.atomic():
        newest, now = _hold(page, seen), now or timezone.now()
        if newest is None or _is_live(newest, now):
            raise Refused(_("Readers see this already."))
        refuse_if_any(obstacles(newest, page))
        if newest.live_from is not None:
            note = _("As in edition %(number)s") % {"number": newest.number}
            newest = _next(page, newest, by=by, now=now, note=note, verb="restore")
        _end(page, now)
        PageEdition.objects.filter(pk=newest.pk).update(live_from=now)
        newest.live_from = now
        _tell(newest, "publish", by=by, now=now)
    return newest


def withdraw(page: Page, *, by: Any, note: str = "", now: datetime | None = None) -> None:
    """Take the page away from readers now; its address answers 410 Gone."""
    _check(may_publish(by), _("You may not publish pages on the magazine."))
    with transaction.atomic():
        newest, now = _hold(page, None), now or timezone.now()
        if newest is None or not _end(page, now):
            raise Refused(_("Readers do not see this page."))
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


def _end(page: Page, now: datetime) -> int:
    """End what readers see; one that began at this very instant was never seen. Tells how many there were."""
    standing = page.editions.filter(live_from__isnull=False, live_until=None)
    return standing.filter(live_from__gte=now).update(live_from=None) + standing.update(live_until=now)


def _is_live(edition: PageEdition, now: datetime) -> bool:
    return PageEdition.objects.live(at=now).filter(pk=edition.pk).exists()


def _tell(edition: PageEdition, verb: str, *, by: Any, now: datetime, note: str = "") -> None:
    about = _("Page “%(title)s”, edition %(number)s") % {"title": edition.title, "number": edition.number}
    log(None, verb, by=by, now=now, about=about, note=note)
    forget()
    transaction.on_commit(forget)


def _check(allowed: bool, sentence: str) -> None:
    if not allowed:
        raise NotAllowed(sentence)
