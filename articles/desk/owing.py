"""Which checks an article owes, and why: the rules of the desk asked of one article, and of many at once."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects

from articles.models import Article, ArticleFlag, ArticleTopic, OwedCheck
from articles.models.check import CHECKS, Check
from articles.models.written import Written

RULES = Written(OwedCheck.objects.all)


@dataclass(frozen=True)
class Owed:
    """A check that an article owes; ``why`` is what its rules say, and one of them may demand a second person."""

    check: Check
    why: str
    needs_second: bool


def owed_by(article: Article) -> list[Owed]:
    """The checks that the article owes as it stands, in the order of the table. Without rules none, for one query."""
    rules = RULES.rows()
    met = list(_met(article, rules)) if rules else []
    prefetch_related_objects([rule for rule in met if rule.topic_id], "topic")
    return [_owed(check, mine) for check in CHECKS if (mine := [rule for rule in met if rule.check_of_it is check])]


def asked_for() -> set[str]:
    """The names of the checks that any rule asks for, of whichever articles."""
    return {rule.check_name for rule in RULES.rows()}


def rules_met(depth: int = 1) -> QuerySet[OwedCheck]:
    """The rules that an article meets, for a question over articles in which they are asked so many levels below."""
    article = _above("pk", depth + 1)
    filed = ArticleTopic.objects.filter(Q(topic=OuterRef("topic")) | Q(topic__parent=OuterRef("topic")))
    marked = ArticleFlag.objects.filter(flag=OuterRef("flag"))
    return OwedCheck.objects.filter(
        Q(kind="") | Q(kind=_above("kind", depth)),
        Q(topic=None) | Exists(filed.filter(article=article)),
        Q(flag="") | Exists(marked.filter(article=article)),
    )


def _above(column: str, depth: int) -> OuterRef:
    """The column of the article so many levels above."""
    return OuterRef(column) if depth == 1 else OuterRef(_above(column, depth - 1))


def _owed(check: Check, rules: list[OwedCheck]) -> Owed:
    return Owed(check, "; ".join(rule.why for rule in rules), any(rule.needs_second for rule in rules))


def _met(article: Article, rules: list[OwedCheck]) -> Iterator[OwedCheck]:
    topics = {key for topic in article.topics.all() for key in (topic.pk, topic.parent_id)}
    flags = {mark.flag for mark in article.flags.all()}
    for rule in rules:
        of_this_kind = rule.kind in ("", article.kind)
        if of_this_kind and (rule.topic_id is None or rule.topic_id in topics) and rule.flag in flags | {""}:
            yield rule
