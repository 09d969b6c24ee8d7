"""Credits as machines are told of them: what a role is called there."""

from collections.abc import Iterable

from articles.models import Credit, Role

PROPERTIES = {
    Role.AUTHOR: "author",
    Role.WITH: "author",
    Role.REPORTING: "contributor",
    Role.TRANSLATOR: "translator",
    Role.ILLUSTRATOR: "contributor",
    Role.INTERVIEWER: "author",
}
"""THE table of roles and the properties of schema.org that say them. Who asks the questions writes the interview."""


def by_property(credits: Iterable[Credit]) -> dict[str, list[Credit]]:
    """The credits by their property, authors first, each person once for each. Where nobody is the author, all are."""
    found: dict[str, list[Credit]] = {"author": []}
    for credit in credits:
        people = found.setdefault(PROPERTIES[Role(credit.role)], [])
        if credit.author_id not in {person.author_id for person in people}:
            people.append(credit)
    return found if found["author"] else {"author": [credit for people in found.values() for credit in people]}


def authors(credits: Iterable[Credit]) -> list[Credit]:
    return by_property(credits)["author"]


def others(credits: Iterable[Credit]) -> list[Credit]:
    """Whoever is credited and is no author."""
    return [credit for name, group in by_property(credits).items() if name != "author" for credit in group]
