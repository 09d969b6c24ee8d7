"""What the magazine says of itself: each save of a publisher is the next edition, before readers at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.desk.licensing import day_of
from articles.desk.numbering import hold_newest
from articles.desk.refusal import NotAllowed, Refused, Stale
from articles.desk.tallying import recount_months
from articles.desk.workflow import log, name_of
from articles.models import Imprint, MenuLink, Revision
from articles.models.imprint import MOST_LINKS, facts_of
from articles.models.magazine import forget
from articles.models.menu import LEADS
from articles.search import printing

IMPRINT = "articles.publish_imprint"


def may_imprint(person: Any) -> bool:
    return bool(person.is_active and person.has_perm(IMPRINT))


def imprint(
    facts: Imprint,
    links: Sequence[MenuLink] = (),
    *,
    by: Any,
    seen: int | None,
    note: str = "",
    now: datetime | None = None,
) -> Imprint:
    """Let readers see these facts and this menu, neither stored, from now on; the newest where nothing differs.

    ``seen`` is the number of the edition that the person had before them, 0 for none, ``None`` not to ask. Raises
    :class:`NotAllowed`, :class:`Stale` or :class:`Refused`; nothing is changed then.
    """
    with transaction.atomic():
        newest = _hold(by, seen)
        _check_licence(facts, now or timezone.now())
        if len(links) > MOST_LINKS:
            raise Refused(_("The menu takes %(most)s links at most.") % {"most": MOST_LINKS})
        if newest is not None and content(newest, newest.links.all()) == content(facts, links):
            return newest
        return _next(facts, links, newest, by=by, now=now or timezone.now(), note=note, verb="publish")


def restore(edition: Imprint, *, by: Any, seen: int, now: datetime | None = None) -> Imprint:
    """Let readers see again, from now on, what an earlier edition said. Raises as :func:`imprint` does."""
    with transaction.atomic():
        newest, now = _hold(by, seen), now or timezone.now()
        _check_licence(edition, now)
        links = list(edition.links.all())
        if newest is None or content(newest, newest.links.all()) == content(edition, links):
            raise Refused(_("This is what the magazine says already."))
        note = _("As in edition %(number)s") % {"number": edition.number}
        return _next(edition, links, newest, by=by, now=now, note=note, verb="restore")


def _hold(by: Any, seen: int | None) -> Imprint | None:
    """The newest, with the first one held: of all who change the facts, one goes after the other."""
    if not may_imprint(by):
        raise NotAllowed(_("You may not change what the magazine says of itself."))
    sentence = _("%(who)s saved this after you opened it. Nothing was changed.")
    newest: Imprint | None = hold_newest(Imprint, seen, sentence)
    return newest


def content(facts: Imprint, links: Iterable[MenuLink]) -> tuple[Any, ...]:
    """What tells one edition from another."""
    return facts_of(facts), [_lead(link) for link in links]


def _lead(link: MenuLink) -> dict[str, Any]:
    return {name: getattr(link, name) for name in LEADS}


def _next(
    facts: Imprint,
    links: Iterable[MenuLink],
    newest: Imprint | None,
    *,
    by: Any,
    now: datetime,
    note: str,
    verb: str,
) -> Imprint:
    """It begins where the former ends. One that began just now, or later by another clock, was never seen."""
    number, zone = newest.number + 1 if newest else 1, Imprint.objects.zone()
    standing = Imprint.objects.filter(live_until=None, live_from__isnull=False)
    standing.filter(live_from__gte=now).update(live_from=None)
    standing.update(live_until=now)
    made = {"number": number, "made": now, "by": by, "actor": name_of(by), "note": note, "live_from": now}
    try:
        with transaction.atomic():
            edition = Imprint.objects.create(**facts_of(facts), **made)
    except IntegrityError as error:
        raise Stale(_("Somebody else saved this just now. Nothing was changed.")) from error
    MenuLink.objects.bulk_create(
        MenuLink(imprint=edition, position=position, **_lead(link)) for position, link in enumerate(links, 1)
    )
    if edition.zone != zone:
        _tell_the_time_anew(zone, edition.zone, now)
    log(None, verb, by=by, now=now, about=str(edition), note=note)
    forget()
    transaction.on_commit(forget)
    return edition


def _tell_the_time_anew(before: ZoneInfo, after: ZoneInfo, now: datetime) -> None:
    """Count months by the new clock, and find by their new year those few that a New Year lies between."""
    recount_months(now=now, zone=after)
    published = Revision.objects.filter(live_from__isnull=False).order_by("article")
    dates: Any = published.values_list("article", "first_published").distinct().iterator()
    moved = (key for key, first in dates if first.astimezone(before).year != first.astimezone(after).year)
    printing.rewrite(list(dict.fromkeys(moved)), now=now, zone=after)


def _check_licence(facts: Imprint, now: datetime) -> None:
    until = facts.logo.licence_until if facts.logo else None
    if until and until < day_of(now):
        raise Refused(
            _("The picture “%(picture)s” is licensed until %(day)s only. Choose another for the logo.")
            % {"picture": facts.logo, "day": date_format(until, "j F Y")}
        )
