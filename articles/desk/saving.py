"""The one way to save a working copy: cleaned, against the version seen, with a revision for every change."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.access import may_change, may_see, refuse_at_rest
from articles.desk.disclaiming import standings
from articles.desk.planning import expected
from articles.desk.refusal import NotAllowed, Refused, Stale
from articles.desk.revising import differs, make_revision, text_differs
from articles.desk.threads import part_of
from articles.desk.workflow import log
from articles.models import Article, Author, Byline, Disclaimer, Revision, Topic
from articles.models.article import ArticleTopic, Stage
from articles.text.cleaning import clean
from articles.text.order import in_order
from articles.text.slugs import LONGEST, slugify
from articles.text.sources import tidy_lines

IN_ONE_LINE = ("headline", "standfirst", "seo_title", "seo_description")
ROOM_FOR_A_NUMBER = 8
NUMBER = re.compile(r"-[0-9]+$")


def write(article: Article, *, by: Any, seen: int) -> None:
    """Write the row, cleaned, if ``seen`` is still its version (0 for a new article), else raise :class:`Stale`.

    What hangs on the row is written next, then :func:`keep` makes the revision and raises the version; all three in one
    transaction.
    """
    _tidy(article)
    if article.pk is None:
        _check_may_add(by)
        article.owner, article.version = by, 1
    else:
        _check_may_change(article, by)
    try:
        with transaction.atomic():
            _store(article, seen)
    except IntegrityError as error:
        raise Refused(
            _("Another article has just taken the slug “%(slug)s”. Choose a different one.") % {"slug": article.slug}
        ) from error


def check_version(article: Article, seen: int) -> None:
    """Raise :class:`Stale` when the stored article is no longer of the version ``seen``."""
    if not Article.objects.filter(pk=article.pk, version=seen).exists():
        raise _overtaken(article)


def keep(article: Article, *, by: Any, note: str = "", now: datetime | None = None) -> Revision | None:
    """Attach what it owes, make a revision of the saved working copy and log it; ``None`` when nothing differs from the
    newest one.

    A change of the text voids an approval: the article is a draft again.
    """
    now = now or timezone.now()
    attach_owed(article, by=by, now=now)
    newest, before = article.newest(), Article.objects.values_list("stage", flat=True).get(pk=article.pk)
    if newest is not None and not differs(article, newest):
        return None
    article.stage = Stage.DRAFT if before == Stage.APPROVED and text_differs(article, newest) else before
    article.version, article.changed = article.version + (newest is not None), now
    Article.objects.filter(pk=article.pk).update(stage=article.stage, version=article.version, changed=article.changed)
    revision = make_revision(article, by=by, now=now, note=note)
    log(article, "save", by=by, now=now, revision=revision, stages=(before, article.stage), note=note)
    return revision


def attach_owed(article: Article, *, by: Any, now: datetime) -> None:
    """Attach the disclaimers that it owes when readers are expected to get it and that nobody waived, an event each
    with the reasons.
    """
    for standing in standings(article, at=expected(article, now=now)):
        if standing.is_missing:
            article.disclaimers.add(standing.disclaimer)
            note = f"{standing.disclaimer}: {' '.join(standing.reasons)}"
            log(article, "attach", by=by, now=now, stages=(article.stage, article.stage), note=note)


@transaction.atomic
def save(
    article: Article,
    *,
    by: Any,
    authors: Iterable[Author] | None = None,
    topics: Iterable[Topic] | None = None,
    disclaimers: Iterable[Disclaimer] | None = None,
    note: str = "",
    now: datetime | None = None,
) -> Revision | None:
    """Save an article that was made or changed in code, with what hangs on it; ``None`` leaves a part as it is."""
    write(article, by=by, seen=article.version)
    if authors is not None:
        article.bylines.all().delete()
        Byline.objects.bulk_create(
            Byline(article=article, author=author, position=position) for position, author in enumerate(authors, 1)
        )
    if topics is not None:
        article.placements.all().delete()
        ArticleTopic.objects.bulk_create(
            ArticleTopic(article=article, topic=topic, position=position) for position, topic in enumerate(topics, 1)
        )
    if disclaimers is not None:
        article.disclaimers.set(disclaimers)
    return keep(article, by=by, note=note, now=now)


def _tidy(article: Article) -> None:
    for name in IN_ONE_LINE:
        setattr(article, name, " ".join(in_order(getattr(article, name)).split()))
    article.body = clean(article.body)
    article.sources, article.ai_use = tidy_lines(article.sources), tidy_lines(article.ai_use)
    article.slug = "" if _follows_the_headline(article) else slugify(article.slug)
    article.slug = article.slug or free_slug(article)
    article.part = part_of(article.series_id, article.part, besides=article.pk)


def _follows_the_headline(article: Article) -> bool:
    """Whether the address was made from a headline that has changed, and no reader was ever given it."""
    stored = Article.objects.filter(pk=article.pk).first() if article.pk else None
    if stored is None or stored.slug != article.slug or stored.headline == article.headline:
        return False
    made = slugify(stored.headline, LONGEST - ROOM_FOR_A_NUMBER)
    is_made = bool(made) and NUMBER.sub("", article.slug.removeprefix(made)) == "" and article.slug.startswith(made)
    return is_made and not article.revisions.filter(live_from__isnull=False).exists()


def free_slug(article: Article) -> str:
    """An address from the headline that no other article has or had; ``""`` while there is nothing to make one from."""
    base = slugify(article.headline, LONGEST - ROOM_FOR_A_NUMBER)
    candidate, number = base, 1
    while base and not is_free(candidate, article):
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def is_free(slug: str, article: Article) -> bool:
    """Whether no other article has this address, or had it before readers."""
    others = Article.objects.exclude(pk=article.pk)
    printed = Revision.objects.exclude(article=article.pk).filter(live_from__isnull=False)
    return not (others.filter(slug=slug).exists() or printed.filter(slug=slug).exists())


def _check_may_change(article: Article, by: Any) -> None:
    stored = Article.objects.select_for_update().get(pk=article.pk)
    if may_see(by, stored):
        refuse_at_rest(stored)
    if not may_change(by, stored):
        raise NotAllowed(_("You may not change this article."))


def _check_may_add(by: Any) -> None:
    if not by.has_perm("articles.add_article"):
        raise NotAllowed(_("You may not add articles."))


def _store(article: Article, seen: int) -> None:
    if article.pk is None:
        article.save()
    else:
        _claim(article, seen)


def _claim(article: Article, seen: int) -> None:
    """Write against the version seen. The row stays locked until :func:`keep` raised the version, so that of two savers
    of one text exactly one succeeds, and a save that changes nothing overtakes nobody.
    """
    columns = {field.attname: getattr(article, field.attname) for field in Article._meta.fields if field.editable}
    columns.pop("id", None)
    if not Article.objects.filter(pk=article.pk, version=seen).update(**columns):
        raise _overtaken(article)
    article.version = seen


def _overtaken(article: Article) -> Stale:
    newest = article.last_saved()
    return Stale(
        _("%(who)s saved this article after you opened it. Your text was not saved over theirs and is still here.")
        % {"who": newest.actor if newest else _("Somebody")}
    )
