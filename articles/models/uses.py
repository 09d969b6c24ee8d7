"""Where a row is used: by working copies, by revisions old and new, by what people did. Asked before it may go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from articles.models.about import PageEdition
from articles.models.article import Article, ArticleQuerySet, ArticleTopic
from articles.models.author import Author
from articles.models.byline import Byline, Credit
from articles.models.correction import Correction
from articles.models.declaration import Declaration
from articles.models.disclaimer import Notice, Wording
from articles.models.edition import Edition, Slot
from articles.models.errand import Errand
from articles.models.event import Event
from articles.models.hold import LegalHold
from articles.models.image import Figure, Image
from articles.models.imprint import Imprint
from articles.models.manuscript import ManuscriptFile
from articles.models.menu import MenuLink
from articles.models.note import Note
from articles.models.owed_check import ArticleFlag, OwedCheck
from articles.models.proof_link import ProofLink
from articles.models.reply_request import ReplyRequest
from articles.models.revision import Revision, RevisionTopic
from articles.models.rule import Rule
from articles.models.sign_off import SignOff
from articles.models.topic import Topic
from articles.models.waiver import Waiver
from articles.models.withdrawal import Withdrawal

MOST = 1_000


@dataclass(frozen=True)
class Use:
    """A column that names the row. ``article`` leads from the row that has the column to the key of its article."""

    model: type[Model]
    column: str
    article: str = ""
    label: Any = ""

    def rows(self, used: Sequence[Model]) -> QuerySet[Any]:
        return self.model._default_manager.filter(**{f"{self.column}__in": [row.pk for row in used]})

    @property
    def is_printed(self) -> bool:
        """Whether it is a revision that uses it, not a working copy."""
        return bool(self.number)

    @property
    def number(self) -> str:
        """What leads to the number of that revision."""
        if self.model is Revision:
            return "number"
        return "revision__number" if self.article.startswith("revision__") else ""


USES: dict[str, tuple[Use, ...]] = {
    "articles.Author": (
        Use(Byline, "author", "article"),
        Use(Credit, "author", "revision__article"),
        Use(Rule, "author", "", _("a rule of a disclaimer")),
        Use(Errand, "author", "", _("names carried into the past")),
    ),
    "articles.Topic": (
        Use(ArticleTopic, "topic", "article"),
        Use(RevisionTopic, "topic", "revision__article"),
        Use(Topic, "parent", "", _("topics that are part of it")),
        Use(Slot, "topic", "", _("a section")),
        Use(MenuLink, "topic", "", _("in the menu")),
        Use(Rule, "topic", "", _("a rule of a disclaimer")),
        Use(OwedCheck, "topic", "", _("owed checks")),
    ),
    "articles.Disclaimer": (
        Use(Article.disclaimers.through, "disclaimer", "article"),
        Use(Notice, "disclaimer", "revision__article"),
        Use(Waiver, "disclaimer", "article", _("waived")),
        Use(Errand, "disclaimer", "", _("printed on what was published")),
    ),
    "articles.Series": (Use(Article, "series", "pk"), Use(Revision, "series", "article")),
    "articles.Image": (
        Use(Article, "image", "pk"),
        Use(Figure, "image", "revision__article"),
        Use(Slot, "image", "", _("a slot’s own picture")),
        Use(Imprint, "logo", "", _("the magazine’s logo")),
    ),
    settings.AUTH_USER_MODEL: (
        Use(Article, "owner", "pk", _("owner of articles")),
        Use(Article, "assignee", "pk", _("assigned to articles")),
        Use(Revision, "by", "article", _("saved revisions")),
        Use(Event, "by", "article", _("in the log of the desk")),
        Use(Correction, "by", "article", _("wrote corrections")),
        Use(SignOff, "by", "article", _("signed off, waived or took back")),
        Use(ArticleFlag, "by", "article", _("marked articles")),
        Use(Withdrawal, "by", "article", _("withdrew articles")),
        Use(ReplyRequest, "by", "article", _("took in requests to reply")),
        Use(ReplyRequest, "decided_by", "article", _("decided on requests to reply")),
        Use(LegalHold, "placed_by", "article", _("placed legal holds")),
        Use(LegalHold, "lifted_by", "article", _("lifted legal holds")),
        Use(Errand, "by", "", _("printed articles anew")),
        Use(Wording, "by", "", _("worded disclaimers")),
        Use(Waiver, "by", "article", _("waived disclaimers")),
        Use(Waiver, "ended_by", "article", _("took waivers back")),
        Use(Declaration, "by", "", _("entered declarations of interest")),
        Use(Edition, "by", "", _("editions of the front page")),
        Use(Imprint, "by", "", _("editions of the magazine’s facts")),
        Use(PageEdition, "by", "", _("editions of pages on the magazine")),
        Use(Note, "by", "article", _("wrote notes")),
        Use(Note, "resolved_by", "article", _("resolved notes")),
        Use(ProofLink, "by", "article", _("made proof links")),
        Use(ProofLink, "revoked_by", "article", _("revoked proof links")),
        Use(ManuscriptFile, "by", "article", _("took in manuscripts")),
        Use(Image, "by", "", _("added pictures")),
        Use(Author, "account", "", _("is the author")),
    ),
}
"""THE table of what is not deleted while it is used, by the model's label, with every column that uses it.

Columns that only serve the row, such as its addresses or what a person has typed or looked at, are no use of it.
"""


def uses_of(rows: Sequence[Model]) -> tuple[Use, ...]:
    """The ways in which rows of one model are used; none for a model that nothing hangs on."""
    return USES.get(rows[0]._meta.label, ()) if rows else ()


def articles_using(rows: Sequence[Model]) -> ArticleQuerySet:
    """The articles that use one of the rows, all of one model: drafts, former revisions and the trash included.

    Of each way in which they are used, the latest thousand uses are looked at: an article costs a lookup in the table
    of all revisions.
    """
    using = Q(pk__in=[])
    for use in uses_of(rows):
        if use.article:
            using |= Q(pk__in=use.rows(rows).order_by("-pk").values(use.article)[:MOST])
    return Article.objects.filter(using)


def is_used_more(rows: Sequence[Model]) -> bool:
    """Whether there are uses that :func:`articles_using` does not look at."""
    return any(use.rows(rows)[MOST : MOST + 1].exists() for use in uses_of(rows) if use.article)


def further_uses(rows: Sequence[Model]) -> Iterator[tuple[Any, list[str]]]:
    """Each use by what is no article: its label, and the names of what uses it."""
    for use in uses_of(rows):
        if not use.article and (names := [str(row) for row in use.rows(rows)[:MOST]]):
            yield use.label, names


def is_used(row: Model) -> bool:
    return any(use.rows([row]).exists() for use in uses_of([row]))


def counted_uses(row: Model) -> Iterator[tuple[Any, int]]:
    """Each use that there is, with its label and how often."""
    for use in uses_of([row]):
        if count := use.rows([row]).count():
            yield use.label, count
