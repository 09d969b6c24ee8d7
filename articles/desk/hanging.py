"""What hangs on a working copy, asked of the database anew each time: every save and every verb compares it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from articles.models import Article, Byline, Disclaimer, Rule, Topic, Wording
from articles.models.article import ArticleTopic
from articles.models.written import Written

WITH_WHOLES = ("pk", "name", "parent")


class Line(NamedTuple):
    """One of the byline: the key of the author, the role, and what would be printed of them now."""

    author: int
    role: str
    name: str
    biography: str
    affiliation: str
    alias: int


_LINES = Written(
    lambda article: Byline.objects.filter(article=article).values_list(
        "author", "role", "author__name", "author__biography", "author__affiliation", "author__alias"
    ),
    -1,
)
_TOPICS = Written(lambda article: ArticleTopic.objects.filter(article=article).values_list("topic"), -1)
_WHOLES = Written(
    lambda article: Topic.objects.filter(placements__article=article).values_list(*WITH_WHOLES),
    -1,
)
_DISCLAIMERS = Written(lambda article: Disclaimer.objects.filter(articles=article), -1)
_WORDINGS = Written(lambda article: Wording.objects.filter(disclaimer__articles=article), -1)
_RULES = Written(lambda article: Rule.objects.filter(disclaimer__articles=article), -1)


def lines_of(article: Article) -> list[Line]:
    """The byline in its order."""
    return [Line(*line) for line in _LINES.tuples(article.pk)]


def topics_of(article: Article) -> list[int]:
    """The keys of its topics, the section first."""
    return [topic for (topic,) in _TOPICS.tuples(article.pk)]


def topics_with_wholes(article: Article) -> dict[int, str]:
    """As :func:`with_wholes`."""
    return with_wholes(_WHOLES.tuples(article.pk))


def with_wholes(rows: Iterable[tuple[Any, ...]]) -> dict[int, str]:
    """The names of topics that came with the columns :data:`WITH_WHOLES`, by their keys, and by those of what they are
    part of.
    """
    found: dict[int, str] = {}
    for key, name, whole in rows:
        found[key] = name
        if whole is not None:
            found.setdefault(whole, name)
    return found


def disclaimers_of(article: Article) -> list[Disclaimer]:
    """By name."""
    return _DISCLAIMERS.rows(article.pk)


def wordings_of(article: Article) -> list[Wording]:
    """Every version of its disclaimers."""
    return _WORDINGS.rows(article.pk)


def rules_of(article: Article) -> list[Rule]:
    """Those that demand its disclaimers, of any article."""
    return _RULES.rows(article.pk)
