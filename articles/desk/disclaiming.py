"""THE answer to which disclaimers an article owes, and why; and how it stands with each on the desk."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.desk.hanging import WITH_WHOLES, disclaimers_of, lines_of, topics_with_wholes, with_wholes
from articles.desk.moments import in_the_zone
from articles.models import Article, Declaration, Disclaimer, Revision, Rule, Topic, Waiver
from articles.models.copy import KINDS
from articles.models.rule import ANY_INTEREST, Match
from articles.text.folding import words


@dataclass(frozen=True)
class Person:
    key: int
    name: str
    affiliation: str


@dataclass(frozen=True)
class Facts:
    """What rules ask for, of a working copy or of a revision. ``day`` is that of the first publication in the
    magazine's time zone, also where that is still to come.
    """

    kind: str
    topics: dict[int, str]
    people: tuple[Person, ...]
    day: date
    declarations: tuple[Declaration, ...] = ()

    def name_of(self, key: int) -> str:
        return next(person.name for person in self.people if person.key == key)


@dataclass(frozen=True)
class Owed:
    """A disclaimer with the sentences that say why it is owed."""

    disclaimer: Disclaimer
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """How it stands with a disclaimer that the article owes or carries, or that was waived; ``reasons`` while it is
    owed.
    """

    disclaimer: Disclaimer
    reasons: tuple[str, ...] = ()
    is_attached: bool = False
    waivers: list[Waiver] = field(default_factory=list)

    @property
    def waiver(self) -> Waiver | None:
        """The one that holds."""
        return next((waiver for waiver in self.waivers if waiver.ended_at is None), None)

    @property
    def is_missing(self) -> bool:
        return bool(self.reasons) and not self.is_attached and self.waiver is None


def facts_of(article: Article, *, at: datetime) -> Facts:
    """Of the working copy, if readers get it at the instant ``at`` (aware)."""
    people = [Person(line.author, line.name, line.affiliation) for line in lines_of(article)]
    return _facts(article.kind, topics_with_wholes(article), people, article.first_published(at=at), at)


def facts_as_printed(revision: Revision, *, at: datetime) -> Facts:
    """Of what readers see: affiliations as printed."""
    people = [Person(*line) for line in revision.credits.values_list("author", "name", "affiliation")]
    topics = Topic.objects.filter(pk__in=revision.placements.values("topic")).values_list(*WITH_WHOLES)
    return _facts(revision.kind, with_wholes(topics), people, revision.first_published, at)


def owed(facts: Facts, rules: Iterable[Rule] | None = None) -> list[Owed]:
    """Each disclaimer that a rule demands, by name, with why. ``rules`` are all rules unless given."""
    if rules is None:
        rules = Rule.objects.select_related("disclaimer").order_by("disclaimer__name", "pk")
    found: dict[Disclaimer, list[str]] = {}
    for rule in rules:
        if reasons := reasons_by(rule, facts):
            found.setdefault(rule.disclaimer, []).extend(reasons)
    return [Owed(disclaimer, tuple(dict.fromkeys(reasons))) for disclaimer, reasons in found.items()]


def reasons_by(rule: Rule, facts: Facts) -> list[str]:
    """Why the rule demands its disclaimer, none where it does not."""
    if rule.since and facts.day < rule.since:
        return []
    given = [name for name in CONDITIONS if getattr(rule, name)]
    met = [sentence for name in given if (sentence := CONDITIONS[name](rule, facts))]
    if not given:
        return [_("Every article owes it.")]
    is_met = len(met) == len(given) if rule.match == Match.ALL else bool(met)
    return met if is_met else []


def standings(article: Article, *, at: datetime) -> list[Standing]:
    """For every disclaimer that matters to the working copy if readers get it at ``at``, those owed first."""
    return standings_by(facts_of(article, at=at), article)


def standings_by(facts: Facts, article: Article) -> list[Standing]:
    """As :func:`standings`, for whom the facts of the article are known already."""
    because = {each.disclaimer: each.reasons for each in owed(facts)}
    attached = set(disclaimers_of(article))
    waived: dict[Disclaimer, list[Waiver]] = {}
    for waiver in article.waivers.select_related("disclaimer"):
        waived.setdefault(waiver.disclaimer, []).append(waiver)
    others = sorted((attached | waived.keys()) - because.keys(), key=str)
    return [
        Standing(each, because.get(each, ()), each in attached, waived.get(each, [])) for each in (*because, *others)
    ]


def _facts(kind: str, topics: dict[int, str], people: Iterable[Person], first: datetime | None, at: datetime) -> Facts:
    people = tuple(people)
    day = in_the_zone(first or at).date()
    declared = Declaration.objects.in_force(day).filter(author__in=[person.key for person in people])
    return Facts(kind, topics, people, day, tuple(declared))


def _by_kind(rule: Rule, facts: Facts) -> str:
    return _("It is %(kind)s.") % {"kind": KINDS[rule.kind]} if rule.kind == facts.kind else ""


def _by_topic(rule: Rule, facts: Facts) -> str:
    name = facts.topics.get(rule.topic_id or 0)
    return _("It is filed under %(topic)s.") % {"topic": name} if name else ""


def _by_author(rule: Rule, facts: Facts) -> str:
    names = (person.name for person in facts.people if person.key == rule.author_id)
    return next((_("%(author)s is in the byline.") % {"author": name} for name in names), "")


def _by_affiliation(rule: Rule, facts: Facts) -> str:
    sentence = _("%(author)s: %(affiliation)s.")
    told = (sentence % {"author": each.name, "affiliation": each.affiliation} for each in of_affiliation(rule, facts))
    return next(told, "")


def _by_interest(rule: Rule, facts: Facts) -> str:
    """Not whose nor which: more people read the reason than may read what was declared."""
    return _("By a declared interest.") if any(declared_by(rule, facts)) else ""


def of_affiliation(rule: Rule, facts: Facts) -> Iterator[Person]:
    """Those of the byline who are where the rule says."""
    return (person for person in facts.people if contains(person.affiliation, rule.affiliation))


def declared_by(rule: Rule, facts: Facts) -> Iterator[Declaration]:
    """The interests of which the rule speaks."""
    for declared in facts.declarations:
        is_such = rule.interest in (ANY_INTEREST, declared.nature)
        if is_such and (not rule.party or contains(declared.party, rule.party)):
            yield declared


def in_full(declared: Declaration, name: str) -> str:
    """“Ada Brandt declared: employment, Harbour Board, since 3 March 2020.”"""
    return _("%(author)s declared: %(interest)s, since %(day)s.") % {
        "author": name,
        "interest": declared,
        "day": date_format(declared.since, "j F Y"),
    }


def contains(text: str, part: str) -> bool:
    """In words, without regard to case, accents and spelling of the same letter. What has no word is in nothing."""
    wanted = " ".join(words(part))
    return bool(wanted) and f" {wanted}" in f" {' '.join(words(text))}"


CONDITIONS: dict[str, Callable[[Rule, Facts], str]] = {
    "kind": _by_kind,
    "topic_id": _by_topic,
    "author_id": _by_author,
    "affiliation": _by_affiliation,
    "interest": _by_interest,
}
"""THE table of a rule's conditions, by the column that is given: each yields why it is met, ``""`` where it is not."""


def interests(facts: Facts) -> Iterator[str]:
    """What the authors have declared and is in force, for those who may change authors."""
    for declared in facts.declarations:
        sentence = in_full(declared, facts.name_of(declared.author_id))
        yield f"{sentence} {declared.statement}".strip()
