"""How the checks of an article stand: which of those that it owes hold for its text, and who may not be their judge."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from articles.desk.owing import Owed, owed_by, rules_met
from articles.models import Article, Revision, SignOff
from articles.models.article import ArticleQuerySet
from articles.models.sign_off import Deed

LONG = [f"revision__{name}" for name in ("body", "rendered", "outline", "excerpt", "corrected")]


@dataclass(frozen=True)
class Standing:
    """An owed check: the sign-off or waiver that ``holds``, or else the ``last`` one, which a change voided or somebody
    took back.
    """

    owed: Owed
    holds: SignOff | None = None
    last: SignOff | None = None

    @property
    def taken_back(self) -> SignOff | None:
        """What took the last one back."""
        return getattr(self.last, "taken_back", None)


def standings(article: Article, revision: Revision | None = None) -> list[Standing]:
    """How each owed check stands for the text of the revision, by default the newest."""
    if not (owed := owed_by(article)):
        return []
    revision = revision or article.newest()
    said = list(_said(article))
    return [_standing(each, [row for row in said if row.check_of_it is each.check], revision) for each in owed]


def unsigned(article: Article, revision: Revision | None = None) -> Iterator[str]:
    """A sentence for each owed check that does not hold for the text of the revision, by default the newest."""
    for standing in standings(article, revision):
        if standing.holds is None:
            yield _lacking(standing)


def wrote(person: Any, article: Article, *, now: datetime) -> bool:
    """Whether the text is the person's own: they are its owner, or changed it since it was last published."""
    return Article.objects.filter(written_by(person, now=now), pk=article.pk).exists()


def written_by(person: Any, *, now: datetime) -> Q:
    """The condition on articles for :func:`wrote`. To bring back a text that was there before is no change of it."""
    revisions = Revision.objects.filter(article=OuterRef("article"))
    known = Subquery(revisions.published(at=now).order_by("-live_from", "-number").values("saved_as")[:1])
    new = Revision.objects.filter(article=OuterRef("pk"), number=F("text_number"), number__gt=Coalesce(known, 0))
    return Q(owner=person) | Q(Exists(new.filter(by=person)))


def lacking(articles: ArticleQuerySet, names: Collection[str], *, person: Any = None, now: datetime) -> ArticleQuerySet:
    """Those of the articles that owe a check of these names for which no sign-off or waiver holds; with ``person``,
    without what they wrote and a second person must judge.
    """
    newest = Revision.objects.filter(article=OuterRef("pk")).as_on_the_desk().values("text_number")[:1]
    said = SignOff.objects.standing().filter(article=OuterRef(OuterRef("pk")), check_name=OuterRef("check_name"))
    holding = said.filter(revision__text_number=OuterRef(OuterRef("text_now")))
    open_rules = rules_met().filter(~Exists(holding), check_name__in=names)
    second = rules_met(depth=2).filter(check_name=OuterRef("check_name"), needs_second=True)
    asked = articles.alias(text_now=Subquery(newest))
    if person is None:
        return asked.filter(Exists(open_rules))
    foreign = ~written_by(person, now=now)
    return asked.filter(Exists(open_rules), foreign | Exists(open_rules.filter(~Exists(second))))


def _said(article: Article) -> Any:
    words = article.sign_offs.exclude(deed=Deed.TAKEN_BACK).select_related("revision", "taken_back", "proof")
    return words.defer(*LONG)


def _standing(owed: Owed, said: list[SignOff], revision: Revision | None) -> Standing:
    text = revision.text_number if revision else None
    holding = (row for row in said if not hasattr(row, "taken_back") and row.revision.text_number == text)
    holds = next(holding, None) if text is not None else None
    return Standing(owed, holds, None if holds else next(iter(said), None))


def _lacking(standing: Standing) -> str:
    owed, last = standing.owed, standing.last
    words = {"check": owed.check.label, "why": owed.why}
    if back := standing.taken_back:
        return _("%(check)s: %(who)s took back what was said of it. It is owed, for %(why)s.") % {
            **words,
            "who": back.actor,
        }
    if last is None:
        return _("%(check)s: not signed off yet. It is owed, for %(why)s.") % words
    words |= {"who": last.actor, "number": last.revision.number}
    return _("%(check)s: the text changed since %(who)s signed revision %(number)s. It is owed anew.") % words
