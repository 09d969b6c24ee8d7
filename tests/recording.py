"""A magazine that lives through a seeded random play of verbs, and what its pages answered at every turn."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any
from unittest import mock

from django.http import HttpResponse
from django.test import RequestFactory
from django.test.client import ClientHandler

from articles.desk import arranging, editions, imprinting, pages, replying, verbs
from articles.desk.correcting import Change
from articles.desk.dating import set_dates
from articles.desk.refusal import Refused
from articles.models import Article, Edition, Imprint, Page, PageEdition, ReplyRequest, Revision, Series, Slot, magazine
from articles.models.act import ACTS
from tests.magazine import NOW, Magazine

SLUGS = ("ebb", "flow", "spring-tide", "neap", "slack-water", "groundswell")
PATHS = (
    "",
    "articles/",
    "articles/?topic=the-sea&kind=opinion",
    "topics/",
    "topics/the-sea/",
    "series/tides/",
    "authors/",
    "authors/bao-lin/",
    "archive/",
    "archive/2026/03/",
    "corrections/",
    "corrections/feed/",
    "search/?topic=borders",
    "feed/",
    "feed/json/?kind=analysis",
    "topics/borders/feed/atom/",
    "authors/ada-brandt/feed/",
    "sitemap.xml",
    "sitemap-pages.xml",
    "sitemap-news.xml",
    "sitemap-articles-1.xml",
    "api/v1/articles/",
    "api/v1/topics/the-sea/",
    "api/v1/articles/ebb/",
    "articles/ebb/history/",
    "articles/flow/history/?from=1",
    "about-us/",
    *(f"articles/{slug}/" for slug in SLUGS),
    *(f"articles/{slug}-again/" for slug in SLUGS[:2]),
)
"""One of each kind of page, and the articles at both of their addresses."""
LOOKED_AT = 12
NEWS_LASTS = timedelta(hours=48)


HANDLER = ClientHandler()


def ask(path: str, **environment: str) -> HttpResponse:
    """Through every middleware, without what a test client keeps of each answer."""
    return HANDLER(RequestFactory().get(path, **environment).environ)


def answered(answer: HttpResponse, without: str = "/") -> str:
    """What a page says, in short; ``without`` is the beginning of its addresses, which is no part of that."""
    encoded = without.replace("/", "%2F")
    body = answer.content.replace(without.encode(), b"/").replace(encoded.encode(), b"%2F")
    where = answer.get("Location", "").replace(without, "/")
    return hashlib.sha256(b"%d %s %s" % (answer.status_code, where.encode(), body)).hexdigest()


class Recording:
    """``turns`` are the moments at which anything may have changed for readers; between two of them nothing does.

    At each turn some of the pages are looked at, others at others.
    """

    def __init__(self, cast: Magazine, seed: int) -> None:
        self.cast, self.random, self.now = cast, Random(seed), NOW
        self.series = Series.objects.create(name="Tides", slug="tides")
        self.turns: list[datetime] = []
        self.answers: list[dict[str, str]] = []
        self.done: dict[str, int] = {}

    def play(self, steps: int) -> None:
        with mock.patch("django.utils.timezone.now", side_effect=lambda: self.now):
            self.begin("ebb")
            waiting: list[Any] = []
            for _step in range(steps):
                self.record()
                self.wait(timedelta(seconds=self.random.choice((1, 40, 3600, 20_000, 90_000))))
                waiting = waiting or self.random.sample(self.verbs(), len(self.verbs()))
                self.decide(waiting.pop())
            self.record()
            self.wait(timedelta(days=9))

    def record(self) -> None:
        magazine.forget()
        self.turns.append(self.now)
        self.answers.append({path: answered(ask(f"/{path}")) for path in self.random.sample(PATHS, LOOKED_AT)})

    def wait(self, span: timedelta) -> None:
        """Until then, with a look at all that comes by the clock alone."""
        end = self.now + span
        while moment := min((each for each in self.to_come() if each <= end), default=None):
            self.now = moment
            self.record()
        self.now = end

    def to_come(self) -> Iterator[datetime]:
        for rows in (Revision.objects, Edition.objects, PageEdition.objects):
            for start, end in rows.filter(live_from__isnull=False).values_list("live_from", "live_until"):
                yield from (moment for moment in (start, end) if moment and moment > self.now)
        for first in Revision.objects.filter(live_from__isnull=False).values_list("first_published", flat=True):
            if first + NEWS_LASTS > self.now:
                yield first + NEWS_LASTS

    def at(self, moment: datetime) -> dict[str, str]:
        """What was answered then, by the path of each page that was looked at."""
        return self.answers[bisect_right(self.turns, moment) - 1]

    def verbs(self) -> list[Any]:
        twice = [self.change, self.schedule, self.new]
        others = [self.correct, self.withdraw, self.unschedule, self.expire, self.embargo, self.restore]
        front = [self.arrange, self.arrange_for_later, self.take_back]
        return [*twice, *twice, *others, *front, self.tell_of_itself, self.rename, self.take_reply_back]

    def decide(self, verb: Any) -> None:
        try:
            verb()
        except Refused:
            return
        self.done[verb.__name__] = self.done.get(verb.__name__, 0) + 1

    def new(self) -> None:
        missing = [slug for slug in SLUGS if not Article.objects.filter(slug__startswith=slug).exists()]
        if not missing:
            raise Refused("There are enough.")
        self.begin(missing[0])

    def begin(self, slug: str) -> None:
        first, cast = Article.objects.order_by("pk").first(), self.cast
        link = f'<p>See <a href="article:{first.pk}">what came first</a>.</p>' if first else "<p>The first.</p>"
        hung = {
            "authors": self.random.choice([[cast.ada], [cast.bao], [cast.bao, cast.ada]]),
            "topics": self.random.choice([[cast.sea], [cast.borders], [cast.borders, cast.sea]]),
            "kind": self.random.choice(["opinion", "analysis"]),
        }
        more = {"reply_to": first} if self.random.random() < 0.4 else {"series": self.series, "part": len(slug)}
        draft = cast.approved(slug.capitalize(), slug=slug, body=link, now=self.now, **hung, **more)
        verbs.publish(draft, by=cast.publisher)
        if draft.reply_to_id and first:
            self.ask_to_reply(first, draft)

    def ask_to_reply(self, article: Article, reply: Article) -> None:
        day = self.now.date()
        told = {"asked_by": "Captain Sarn", "contested": "All of it.", "received_on": day, "deadline": day}
        asked = replying.take_in(article, by=self.cast.editor, **told)
        replying.name_reply(replying.decide(asked, "granted", by=self.cast.publisher), reply, by=self.cast.publisher)

    def take_reply_back(self) -> None:
        granted = ReplyRequest.objects.filter(decision="granted").order_by("pk").first()
        if granted is None:
            raise Refused("Nobody asked.")
        replying.decide(granted, "withdrawn", by=self.cast.publisher)

    def any_article(self) -> Article:
        return self.random.choice(list(Article.objects.order_by("pk")))

    def rewritten(self) -> Article:
        article = self.any_article()
        number = self.random.randrange(10_000)
        columns = {"headline": f"{article.headline[:20]} {number}", "body": f"{article.body}<p>Line {number}.</p>"}
        if article.slug in SLUGS[:2] and self.random.random() < 0.5:
            columns["slug"] = f"{article.slug}-again"
        fresh = self.cast.change(article, now=self.now, **columns)
        return self.cast.approve_again(fresh, now=self.now)

    def said(self, *, silent: bool = True) -> Change:
        act = self.random.choice([act.name for act in ACTS if silent or act.name != "silent"])
        if act == "silent":
            return Change()
        said = f"It is {self.random.randrange(100)} miles."
        return Change(act, wrong="It was not.", right=said, learned="By mail.", learned_on=self.now.date())

    def change(self) -> None:
        verbs.publish(self.rewritten(), by=self.cast.publisher, change=self.said())

    def schedule(self) -> None:
        moment = self.now + timedelta(seconds=self.random.choice((30, 7_000, 100_000)))
        verbs.schedule(self.rewritten(), by=self.cast.publisher, moment=moment, change=self.said())

    def correct(self) -> None:
        verbs.correct(self.any_article(), by=self.cast.publisher, change=self.said(silent=False))

    def withdraw(self) -> None:
        verbs.withdraw(self.any_article(), by=self.cast.publisher, note=f"For reason {self.now:%d%H%M%S}.")

    def unschedule(self) -> None:
        article = self.rewritten()
        verbs.schedule(article, by=self.cast.publisher, moment=self.now + timedelta(days=2), change=self.said())
        self.record()
        self.wait(timedelta(minutes=1))
        verbs.unschedule(article, by=self.cast.publisher)

    def restore(self) -> None:
        article = self.any_article()
        verbs.restore(article, by=self.cast.editor, revision=self.random.choice(list(article.revisions.all())))
        fresh = self.cast.approve_again(article, now=self.now)
        verbs.publish(fresh, by=self.cast.publisher, change=self.said())

    def expire(self) -> None:
        span = self.random.choice((timedelta(hours=1), timedelta(days=1), None))
        moment = self.now + span if span else None
        set_dates(self.any_article(), by=self.cast.publisher, expires_at=moment)

    def embargo(self) -> None:
        hidden = Article.objects.exclude(revisions__in=Revision.objects.live(at=self.now)).order_by("pk").first()
        if hidden is None:
            raise Refused("Readers see all of them.")
        set_dates(hidden, by=self.cast.publisher, embargo_until=self.now + timedelta(hours=2))

    def arranged(self) -> Edition:
        known = list(Article.objects.order_by("pk"))
        chosen = self.random.sample(known, min(len(known), self.random.randrange(1, 4)))
        words = self.random.choice(("", f"In its own words {self.now:%d%H%M%S}"))
        slots = [Slot(article=article, headline=words) for article in chosen]
        slots.append(Slot(topic=self.cast.sea, size=self.random.randrange(1, 4)))
        newest = Edition.objects.newest()
        return arranging.arrange(slots, by=self.cast.publisher, seen=newest.number if newest else 0)

    def arrange(self) -> None:
        editions.publish(by=self.cast.publisher, seen=self.arranged().number)

    def arrange_for_later(self) -> None:
        moment = self.now + timedelta(seconds=self.random.choice((50, 30_000)))
        editions.schedule(by=self.cast.publisher, seen=self.arranged().number, moment=moment)

    def take_back(self) -> None:
        made = self.arranged()
        editions.schedule(by=self.cast.publisher, seen=made.number, moment=self.now + timedelta(days=2))
        self.record()
        self.wait(timedelta(minutes=1))
        editions.unschedule(made, by=self.cast.publisher)

    def tell_of_itself(self) -> None:
        page = Page.objects.first()
        newest = page.newest() if page else None
        if newest and newest.live_from and not newest.live_until and self.random.random() < 0.4:
            pages.withdraw(page, by=self.cast.publisher)
            return
        told = PageEdition(title="About us", body=f"<p>We are {self.random.randrange(90)}.</p>")
        made = pages.write(told, by=self.cast.publisher, page=page, seen=newest.number if newest else None)
        pages.publish(made.page, by=self.cast.publisher, seen=made.number)

    def rename(self) -> None:
        newest = Imprint.objects.newest()
        name = f"The {self.random.choice(('Harbour', 'Meridian', 'Lighthouse'))} Review"
        zone = self.random.choice(("UTC", "Pacific/Auckland"))
        imprinting.imprint(
            Imprint(name=name, time_zone=zone, history=self.random.random() < 0.7),
            by=self.cast.publisher,
            seen=newest.number if newest else 0,
        )
