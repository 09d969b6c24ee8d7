"""Letters into the outbox, for each person as they wish. Nothing is sent here."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from articles.desk.moments import next_morning
from articles.models import Article, Delivery, Letter, Wish
from articles.models.wish import DEFAULT
from articles.text.measure import shorten

LONGEST_SUBJECT = 200


def post(kind: str, about: Article, people: QuerySet[Any], *, subject: str, body: str, now: datetime) -> None:
    """Write a letter to each of the people who wants to hear of its kind; the caller is in what it tells of."""
    line = shorten(" ".join(subject.split()), LONGEST_SUBJECT)
    Letter.objects.bulk_create(
        Letter(
            to_id=account,
            kind=kind,
            subject=line,
            body=body,
            about=about,
            made=now,
            daily=delivery == Delivery.DAILY,
            due=next_morning(now) if delivery == Delivery.DAILY else now,
        )
        for account, delivery in _deliveries(kind, people)
        if delivery != Delivery.NEVER
    )


def wish(account: Any, deliveries: dict[str, str]) -> None:
    """Keep when the person wants to hear of each kind; what waits in the outbox goes as it was meant to."""
    for kind, delivery in deliveries.items():
        Wish.objects.update_or_create(account=account, kind=kind, defaults={"delivery": delivery})


def wishes_of(account: Any) -> dict[str, str]:
    """What the person chose, by kind; a kind that they did not choose is not in it."""
    return dict(Wish.objects.filter(account=account).values_list("kind", "delivery"))


def address_on_the_desk(article: Article) -> str:
    return absolute(reverse("admin:articles_article_change", args=[article.pk]))


def absolute(path: str) -> str:
    """The address with scheme and host, as a letter needs it."""
    return f"{settings.SITE_URL}{path}"


def _deliveries(kind: str, people: QuerySet[Any]) -> Iterator[tuple[int, str]]:
    accounts = list(people.values_list("pk", flat=True))
    chosen = dict(Wish.objects.filter(account__in=accounts, kind=kind).values_list("account", "delivery"))
    return ((account, chosen.get(account, DEFAULT)) for account in accounts)
