"""Whom a notice names: those of the byline on whose account its disclaimer is owed, else all who wrote.

A wording such as “{author} works for the Harbour Board” must be printed of nobody else who signed the article.
"""

from collections.abc import Callable, Iterable

from articles.desk.disclaiming import Facts, declared_by, of_affiliation, reasons_by
from articles.models import Rule

PEOPLE: dict[str, Callable[[Rule, Facts], set[int]]] = {
    "interest": lambda rule, facts: {declared.author_id for declared in declared_by(rule, facts)},
    "affiliation": lambda rule, facts: {person.key for person in of_affiliation(rule, facts)},
    "author_id": lambda rule, facts: {person.key for person in facts.people if person.key == rule.author_id},
}
"""The conditions that are of a person, by the column of the rule: the keys of the authors who meet it. Where a rule has
several, the first that is met tells who is meant.
"""


def names_people(rule: Rule) -> bool:
    return any(getattr(rule, name) for name in PEOPLE)


def concerned(rules: Iterable[Rule], facts: Facts) -> frozenset[int]:
    """The keys of the authors on whose account the rules demand their disclaimer; none where one of them demands it
    whoever wrote, or where none demands it.
    """
    found = [_meant(rule, facts) for rule in rules if reasons_by(rule, facts)]
    return frozenset().union(*found) if all(found) else frozenset()


def _meant(rule: Rule, facts: Facts) -> set[int]:
    met = (PEOPLE[name](rule, facts) for name in PEOPLE if getattr(rule, name))
    return next(filter(None, met), set())
