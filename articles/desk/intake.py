"""A file that someone sent becomes a draft, with a report of what was recognised, made and lost."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.desk.access import is_discarded, may_see
from articles.desk.addressing import claim, free_slug
from articles.desk.illustrating import Receipt as PictureReceipt
from articles.desk.illustrating import file_picture, render_picture
from articles.desk.recognising import author_like, disclaimer_like
from articles.desk.refusal import NotAllowed, told
from articles.desk.saving import save
from articles.manuscripts.manuscript import Manuscript, Picture, Writer
from articles.manuscripts.reading import read
from articles.models import Article, Author, Disclaimer, ManuscriptFile
from articles.models.alias import Alias
from articles.models.copy import Kind, magazine_language
from articles.pictures.limits import Unusable
from articles.text.cleaning import paragraph
from articles.text.languages import guess
from articles.text.measure import plain, shorten
from articles.text.order import in_order
from articles.text.printing import outline

LONGEST_HEADLINE, LONGEST_STANDFIRST, LONGEST_NAME = 300, 1_000, 200
"""Characters that the columns of an article and an author hold."""
Rendered = tuple[Picture, PictureReceipt]
NUMBERED_FIGURE = re.compile(r'<figure data-image="(\d+)">')


@dataclass
class Receipt:
    """What became of a file: the draft, or the article that it ``already`` is; ``lines`` are the report's sentences."""

    article: Article | None = None
    already: bool = False
    lines: list[str] = field(default_factory=list)


def take_in(
    data: bytes, name: str, *, by: Any, kind: str = Kind.OPINION, now: datetime | None = None, dry_run: bool = False
) -> Receipt:
    """Read a manuscript file and make a draft of it, never a publication.

    ``name`` is the file's name, its suffix decides how it is read. With ``dry_run`` only the report is made.
    Raises :class:`articles.manuscripts.manuscript.Unreadable`, whose text is a sentence, or :class:`NotAllowed`;
    nothing is written then.
    """
    if not by.has_perm("articles.add_article"):
        raise NotAllowed(_("You may not add articles."))
    checksum = hashlib.sha256(data).hexdigest()
    if known := _file_with(checksum):
        return _already(known, by)
    manuscript = read(data, name)
    disclaimer = disclaimer_like(manuscript.disclaimer) if manuscript.disclaimer else None
    receipt = Receipt(lines=list(_report(manuscript, disclaimer, by)))
    if dry_run:
        return receipt
    pictures = _rendered(manuscript, receipt, by)
    try:
        with transaction.atomic():
            receipt.article = _make_draft(manuscript, disclaimer, pictures, by=by, kind=kind, now=now)
            _keep_file(data, name, checksum, receipt, by=by, now=now or timezone.now())
    except IntegrityError:
        if known := _file_with(checksum):
            return _already(known, by)
        raise
    return receipt


def _file_with(checksum: str) -> ManuscriptFile | None:
    return ManuscriptFile.objects.filter(checksum=checksum).select_related("article").first()


def _already(known: ManuscriptFile, by: Any) -> Receipt:
    if not may_see(by, known.article):
        line = _("This file was taken in before, by somebody else. No second draft was made.")
        return Receipt(already=True, lines=[line])
    line = _("This file was taken in before, as “%(article)s”. No second draft was made.")
    if is_discarded(known.article):
        line = _(
            "This file was taken in before, as “%(article)s”, which is in the trash: recover it there. "
            "No second draft was made."
        )
    return Receipt(known.article, already=True, lines=[line % {"article": known.article}])


def _report(manuscript: Manuscript, disclaimer: Disclaimer | None, by: Any) -> Iterator[str]:
    if manuscript.headline:
        yield _("Headline: “%(headline)s”.") % {"headline": manuscript.headline}
    else:
        yield _("No headline was found: write one before the article is published.")
    if manuscript.standfirst:
        yield _("Standfirst: “%(standfirst)s”.") % {"standfirst": manuscript.standfirst}
    yield from _report_headings(manuscript)
    for writer in manuscript.writers:
        yield from _report_writer(writer, author_like(writer, by))
    if not manuscript.writers:
        yield _("No author was found: add one to the byline.")
    yield _report_disclaimer(manuscript.disclaimer, disclaimer)
    yield _("Words: %(in)s in the file, %(out)s in the draft.") % {
        "in": manuscript.words_in,
        "out": manuscript.words_out,
    }
    for passage in manuscript.dropped:
        yield _("Left out or changed: %(passage)s") % {"passage": passage}


def _report_headings(manuscript: Manuscript) -> Iterator[str]:
    found = [heading.text for heading in outline(manuscript.body)]
    if found:
        count = ngettext("%(count)s section heading", "%(count)s section headings", len(found)) % {"count": len(found)}
        yield f"{count}: {'; '.join(found)}."
    else:
        yield _("No section heading was found.")


def _report_writer(writer: Writer, known: Author | None) -> Iterator[str]:
    if known:
        yield _("Author, known: %(name)s.") % {"name": known.name}
    else:
        yield _("Author, new: %(name)s.") % {"name": writer.name}
    if writer.biography and known and known.biography and known.biography != writer.biography:
        yield _("The biography on record was kept; the one in the file differs: “%(biography)s”") % {
            "biography": writer.biography
        }
    elif writer.biography and known and known.alias:
        yield _(
            "The biography in the file was left out, for it may tell who writes under this name: “%(biography)s”"
        ) % {"biography": writer.biography}
    elif writer.biography:
        yield _("Biography: “%(biography)s”") % {"biography": writer.biography}
    elif not (known and known.biography):
        yield _("No biography of %(name)s was found: write one.") % {"name": writer.name}
    yield (
        _("E-mail, for the desk only: %(email)s.") % {"email": writer.email}
        if writer.email
        else _("No e-mail address of %(name)s was found.") % {"name": writer.name}
    )


def _report_disclaimer(found: str, matched: Disclaimer | None) -> str:
    if not found:
        return _("No disclaimer was found.")
    if matched is None:
        return _(
            "A disclaimer was found that matches none on record, and left out: “%(wording)s” "
            "Write it under Disclaimers, then attach it to the draft."
        ) % {"wording": found}
    return _("Disclaimer recognised: %(disclaimer)s.") % {"disclaimer": matched}


def _make_draft(
    manuscript: Manuscript,
    disclaimer: Disclaimer | None,
    pictures: list[Rendered | None],
    *,
    by: Any,
    kind: str,
    now: datetime | None,
) -> Article:
    article = Article(
        headline=manuscript.headline,
        standfirst=manuscript.standfirst,
        body=_place_pictures(manuscript.body, pictures, by),
        kind=kind,
        language=guess(plain(manuscript.body), magazine_language()),
    )
    _move_what_does_not_fit(article)
    authors = dict.fromkeys(_author(writer, by) for writer in manuscript.writers)
    save(article, by=by, authors=authors, disclaimers=[disclaimer] if disclaimer else [], note=_("Taken in"), now=now)
    return article


def _move_what_does_not_fit(article: Article) -> None:
    """A headline or standfirst too long for its column opens the body instead."""
    for column, longest in (("standfirst", LONGEST_STANDFIRST), ("headline", LONGEST_HEADLINE)):
        text = getattr(article, column)
        if len(text) > longest:
            article.body = paragraph(text) + article.body
            setattr(article, column, "")


def _author(writer: Writer, by: Any) -> Author:
    """The author on record or a new one; what is blank on record is filled in for those who may change authors.

    Nothing is filled in beside a pen name: what somebody sends about themselves may tell who it is.
    """
    known = author_like(writer, by)
    if known is None:
        return _new_author(writer)
    if by.has_perm("articles.change_author"):
        for column, text in (("biography", writer.biography), ("email", writer.email)):
            Author.objects.filter(pk=known.pk, alias=Alias.NONE, **{column: ""}).update(**{column: text})
    return known


def _new_author(writer: Writer) -> Author:
    author = Author.objects.create(
        name=in_order(shorten(writer.name, LONGEST_NAME)),
        slug=free_slug(Author, writer.name) or free_slug(Author, "author"),
        biography=in_order(writer.biography),
        email=writer.email,
    )
    claim(author, author.slug)
    return author


def _rendered(manuscript: Manuscript, receipt: Receipt, by: Any) -> list[Rendered | None]:
    """The pictures that can be taken, rendered before any row is locked; ``None`` for one that cannot."""
    usable: list[Rendered | None] = []
    for picture in manuscript.pictures:
        try:
            usable.append((picture, render_picture(picture.data, by=by)))
        except (Unusable, NotAllowed) as refusal:
            receipt.lines.append(
                _("Picture “%(name)s” was left out. %(why)s") % {"name": picture.name, "why": told(refusal)}
            )
            usable.append(None)
    return usable


def _place_pictures(body: str, pictures: list[Rendered | None], by: Any) -> str:
    """The body with its pictures' numbers in the file turned into their numbers in the library."""
    images = {
        str(number): file_picture(made[1], made[0].data, made[0].name, by=by, alt=made[0].alt).image.pk
        for number, made in enumerate(pictures, 1)
        if made is not None
    }
    return NUMBERED_FIGURE.sub(lambda found: f'<figure data-image="{images.get(found[1], "")}">', body)


def _keep_file(data: bytes, name: str, checksum: str, receipt: Receipt, *, by: Any, now: datetime) -> None:
    kept = ManuscriptFile(
        article=receipt.article,
        name=PurePath(name).name[:255],
        checksum=checksum,
        report="\n".join(receipt.lines),
        received=now,
        by=by,
    )
    kept.file.save(f"{checksum[:16]}{PurePath(name).suffix.lower()[:6]}", ContentFile(data), save=False)
    try:
        kept.save()
    except BaseException:
        kept.file.delete(save=False)
        raise
