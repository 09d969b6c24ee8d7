"""Revisions: made from the working copy, compared with it, brought back onto it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Max, prefetch_related_objects
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from articles.desk import informing
from articles.desk.access import refuse_on_hold
from articles.desk.glance import Glance
from articles.desk.hanging import disclaimers_of, lines_of, topics_of
from articles.desk.refusal import Refused
from articles.desk.wording import notices_of, said_by
from articles.desk.workflow import move, name_of
from articles.models import Article, Byline, Credit, Figure, Image, Notice, Revision, RevisionTopic
from articles.models.article import ArticleTopic
from articles.models.copy import COLUMNS
from articles.search import indexing
from articles.text.measure import body_words, excerpt
from articles.text.printing import figures_in, print_body

HUNG = ("credits", "placements", "notices", "figures")
Facts = tuple[Any, ...]


def text_of(article: Article) -> Facts:
    """What the desk has written, asked of the database anew: a change of it voids an approval."""
    return (
        tuple(getattr(article, name) for name in COLUMNS),
        tuple((line.author, line.role) for line in lines_of(article)),
        tuple(topics_of(article)),
        frozenset(each.pk for each in disclaimers_of(article)),
        article.image_id,
    )


def text_as_copied(revision: Revision) -> Facts:
    return (
        tuple(getattr(revision, name) for name in COLUMNS),
        tuple(signed_by(revision)),
        tuple(placement.topic_id for placement in revision.placements.all()),
        frozenset(notice.disclaimer_id for notice in revision.notices.all()),
        next((figure.image_id for figure in revision.figures.all() if figure.position == 0), None),
    )


def signed_by(revision: Revision) -> dict[tuple[int, str], int]:
    """The revision's byline in its order, with the place of each; authors who were merged since stand there once."""
    places: dict[tuple[int, str], int] = {}
    for credit in revision.credits.all():
        places.setdefault((credit.author_id, credit.role), credit.position)
    return places


def details_of(article: Article) -> Facts:
    """What hangs on the text and is kept elsewhere: biographies, wordings, captions."""
    return (
        tuple((line.name, line.biography, line.affiliation, line.alias) for line in lines_of(article)),
        tuple(sorted((each.disclaimer_id, *said_by(each)) for each in notices_of(article))),
        tuple(
            (image.printed_alt, caption, image.credit, image.printed_licence, (image.focus_x, image.focus_y))
            for image, caption in _pictures(article)
        ),
    )


def details_as_copied(revision: Revision) -> Facts:
    return (
        tuple((credit.name, credit.biography, credit.affiliation, credit.alias) for credit in revision.credits.all()),
        tuple(sorted((each.disclaimer_id, *said_by(each)) for each in revision.notices.all())),
        tuple(
            (figure.alt, figure.caption, figure.credit, figure.licence, (figure.focus_x, figure.focus_y))
            for figure in revision.figures.all()
        ),
    )


def text_differs(article: Article, revision: Revision | None) -> bool:
    """Whether the working copy says something else than the revision."""
    return revision is None or text_of(article) != text_as_copied(revision)


def details_differ(article: Article, revision: Revision) -> bool:
    return details_of(article) != details_as_copied(revision)


def differs(article: Article, revision: Revision) -> bool:
    """In its text or in what hangs on it."""
    prefetch_related_objects([revision], *HUNG)
    return text_differs(article, revision) or details_differ(article, revision)


def up_to_date(article: Article, *, by: Any, now: datetime) -> Revision:
    """The newest revision, or a new one where that has had its turn or says something else than the article today.

    A biography, wording or caption that changed since is printed as it stands today. That voids no approval: an
    approval is of the text, and the revision's note says what was brought up to date.
    """
    newest = article.newest()
    if newest:
        prefetch_related_objects([newest], *HUNG)
    if newest is None or _had_its_turn(newest, now) or text_differs(article, newest):
        return make_revision(article, by=by, now=now)
    if details_differ(article, newest):
        return make_revision(article, by=by, now=now, note=_("Biographies, wordings or captions brought up to date"))
    return newest


def _had_its_turn(revision: Revision, now: datetime) -> bool:
    return revision.live_until is not None and revision.live_until <= now


def make_revision(article: Article, *, by: Any, now: datetime, note: str = "") -> Revision:
    """Copy the saved working copy with all that hangs on it. The caller is in a transaction that holds the row.

    Whoever calls, nothing is made of an article on legal hold: it raises :class:`Refused`.
    """
    refuse_on_hold(article)
    newest, number, pictures = article.newest(), next_number(article), _pictures(article)
    known = article.revisions.published(at=now).order_by("-live_from", "-number").values_list("corrected", flat=True)
    revision = Revision(
        article=article,
        number=number,
        text_number=_text_number(article, number),
        saved_as=number,
        made=now,
        by=by,
        actor=name_of(by),
        note=note,
        excerpt=excerpt(article.body),
        word_count=body_words(article.body),
        corrected=known.first() or [],
        **{name: getattr(article, name) for name in COLUMNS},
    )
    figures = _figures(revision, article, pictures)
    _print(revision, [figure for figure in figures if figure.position])
    revision.save()
    Figure.objects.bulk_create(figures)
    _copy_what_hangs(article, revision)
    Article.objects.filter(pk=article.pk).update(on_desk=True)
    indexing.refresh([article.pk], now=now)
    if newest and newest.text_number != revision.text_number:
        informing.of_void(article, newest, revision)
    return revision


def _text_number(article: Article, number: int) -> int:
    """The number under which the article said first what it says now: ``number`` for what it never said before.

    The database compares the long columns, so that only what hangs on the few that are alike is asked for.
    """
    columns = {name: getattr(article, name) for name in COLUMNS}
    alike = article.revisions.filter(**columns, text_number__isnull=False).order_by("number").prefetch_related(*HUNG)
    text = text_of(article)
    return next((each.text_number for each in alike if each.text_number and text_as_copied(each) == text), number)


def next_number(article: Article) -> int:
    return (article.revisions.aggregate(last=Max("number"))["last"] or 0) + 1


def restore(
    article: Article,
    revision: Revision,
    *,
    by: Any,
    note: str = "",
    seen: Glance | int | None = None,
    now: datetime | None = None,
) -> Revision:
    """Copy an earlier revision back onto the working copy and make the next revision of it; the article is a draft."""
    with move("restore", article, by=by, note=note, seen=seen, now=now) as step:
        working = step.article
        if revision.article_id != working.pk:
            raise Refused(_("That revision belongs to another article."))
        _copy_back(working, revision)
        working.image = next((figure.image for figure in revision.figures.filter(position=0)), None)
        working.version += 1
        working.save()
        _hang_back(working, revision)
        step.revision = make_revision(
            working, by=by, now=step.now, note=_("Restored from revision %(number)s") % {"number": revision.number}
        )
    article.refresh_from_db()
    return step.revision


def _pictures(article: Article) -> list[tuple[Image, str]]:
    """The lead picture, then those in the body, each with the caption that goes with it as HTML."""
    inside = figures_in(article.body)
    library = Image.objects.in_bulk({number for number, _caption in inside})
    lead = [(article.image, escape(article.image.caption))] if article.image else []
    return lead + [
        (library[number], caption or escape(library[number].caption)) for number, caption in inside if number in library
    ]


def _figures(revision: Revision, article: Article, pictures: list[tuple[Image, str]]) -> list[Figure]:
    first = 0 if article.image_id else 1
    return [
        Figure(
            revision=revision,
            image=image,
            position=position,
            checksum=image.checksum,
            width=image.width,
            height=image.height,
            alt=image.printed_alt,
            caption=caption,
            credit=image.credit,
            licence=image.printed_licence,
            focus_x=image.focus_x,
            focus_y=image.focus_y,
        )
        for position, (image, caption) in enumerate(pictures, first)
    ]


def _print(revision: Revision, figures: list[Figure]) -> None:
    """Fill what readers get of the body, in the article's own language where the interface speaks it."""
    with override(revision.language):
        printed = print_body(
            revision.body,
            _figures_html(figures),
            table_label=_("Table"),
            notes_label=pgettext("at the foot of an article", "Notes"),
            back_label=_("Back to the text"),
            video_label=_("Video"),
            map_label=_("Map"),
        )
    revision.rendered = printed.html
    revision.outline = [[heading.level, heading.id, heading.text] for heading in printed.outline]


def _figures_html(figures: list[Figure]) -> Iterator[tuple[int, str]]:
    for figure in figures:
        context = {"figure": figure, "sizes": "(min-width: 46rem) 42rem, 100vw"}
        yield figure.image_id, render_to_string("_figure.html", context)


def _copy_what_hangs(article: Article, revision: Revision) -> None:
    Credit.objects.bulk_create(
        Credit(
            revision=revision,
            author_id=line.author,
            role=line.role,
            position=position,
            name=line.name,
            biography=line.biography,
            affiliation=line.affiliation,
            alias=line.alias,
        )
        for position, line in enumerate(lines_of(article), 1)
    )
    notices = notices_of(article)
    for notice in notices:
        notice.revision = revision
    Notice.objects.bulk_create(notices)
    RevisionTopic.objects.bulk_create(
        RevisionTopic(revision=revision, topic_id=topic, position=position)
        for position, topic in enumerate(topics_of(article), 1)
    )


def _copy_back(article: Article, revision: Revision) -> None:
    """Set the columns as they were; the address stays where there was none yet or another article has it meanwhile."""
    keeps = not revision.slug or Article.objects.exclude(pk=article.pk).filter(slug=revision.slug).exists()
    for name in COLUMNS:
        if name != "slug" or not keeps:
            setattr(article, name, getattr(revision, name))


def _hang_back(article: Article, revision: Revision) -> None:
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=article, author_id=author, role=role, position=position)
        for (author, role), position in signed_by(revision).items()
    )
    article.placements.all().delete()
    ArticleTopic.objects.bulk_create(
        ArticleTopic(article=article, topic_id=placement.topic_id, position=placement.position)
        for placement in revision.placements.all()
    )
    article.disclaimers.set(revision.notices.values_list("disclaimer_id", flat=True))
