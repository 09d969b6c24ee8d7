"""THE table of what readers can see: every address that answers with a page, in all that it can look like."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from django.utils import timezone

from articles.desk import replying, verbs
from articles.desk.arranging import arrange
from articles.desk.correcting import Change
from articles.desk.dating import set_dates
from articles.desk.editions import publish as publish_front
from articles.desk.illustrating import add_picture
from articles.desk.imprinting import imprint
from articles.desk.pages import publish, withdraw, write
from articles.models import Article, Imprint, MenuLink, PageEdition, Series, Slot
from tests.bodies import FIGURE, WHOLE
from tests.magazine import BODY, Magazine, disclaimer, picture
from tests.test_desk_correcting import CORRECTION, RETRACTION
from tests.test_provenance import GIVEN
from tests.test_public_lists import print_many

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwe" * 2
LONG_TABLE = f"<table><tr>{'<th>A column of the ledger</th>' * 12}</tr><tr>{'<td>11</td>' * 12}</tr></table>"
NOTED = "<p>A toll is a tax.<small>Of <em>three</em> coins: <a href='https://example.org/'>here</a>.</small></p>"
CARD = '<p><a href="https://www.openstreetmap.org/#map=9/36/29">The strait</a></p>'
URDU = "<p>آبنائے گیارہ میل چوڑی ہے، اور جو کچھ اہم ہے وہ ان میں سے چار سے گزرتا ہے۔<small>حاشیہ۔</small></p>"
AGES = timedelta(days=800)


class Rows:
    """What there is to read, and the addresses that it has."""

    def __init__(self) -> None:
        self.cast, self.now = Magazine(), timezone.now()
        self.image = add_picture(
            picture(700, 500), "door.png", by=self.cast.editor, alt="A door", caption="The second door.", credit="A. B."
        )
        self.name_the_magazine()
        self.of_articles(self.now)
        self.of_what_went(self.now)

    def of_articles(self, now: datetime) -> None:
        cast, long_ago = self.cast, now - AGES
        series = Series.objects.create(name="Who owns the sea", slug="who-owns-the-sea", description="In three parts.")
        before = disclaimer("Before", "The author once sailed there.", place="start")
        beside = disclaimer("Beside", "A friend of the pilots.", place="byline")
        self.bare = cast.live("A line", kind="news", disclaimers=[], standfirst="", series=series, now=long_ago)
        self.whole = cast.live(
            "“The door” in the sea wall",
            language="en",
            standfirst="It was open for one night.",
            body=whole(f'<figure data-image="{self.image.pk}"><figcaption>At sea</figcaption></figure>'),
            image=self.image,
            authors=[cast.ada, cast.bao],
            topics=[cast.sea, cast.borders],
            disclaimers=[cast.views, before, beside],
            series=series,
            reply_to=self.bare,
            now=long_ago,
            **GIVEN,
        )
        self.urdu = cast.live(
            "آبنائے کا محصول کون دے گا؟",
            language="ur",
            standfirst="محصول ایک پرانی بات ہے۔",
            body=f"{URDU * 9}<h2>ایک</h2>{URDU}<h2>دو</h2>{CARD}<h2>تین</h2>{URDU}",
            image=self.image,
            series=series,
            reply_to=self.whole,
            now=now,
        )
        self.told = cast.live(LONG_WORD, language="en", kind="analysis", disclaimers=[], reply_to=self.urdu, now=now)
        for article in (self.whole, self.told):
            for change in (Change("clarification", right="Nine miles, not ten."), CORRECTION, RETRACTION):
                verbs.correct(article, by=cast.publisher, change=change, now=now)
        self.rewritten = cast.live("Ten miles", body=whole(), now=long_ago)
        for hours, change in enumerate((Change(), Change("clarification", right="Nine miles, not ten.")), 1):
            later = long_ago + timedelta(hours=hours)
            words = {"headline": f"{9 - hours} miles", "body": whole().replace("miles", f"leagues, {hours} of them,")}
            fresh = cast.approve_again(cast.change(self.rewritten, now=later, **words), now=later)
            verbs.publish(fresh, by=cast.publisher, change=change, now=later)
        days = {"received_on": long_ago.date(), "deadline": long_ago.date()}
        told = {"asked_by": "Captain Sarn", "contested": "All of it.", **days}
        for article, reply in ((self.bare, self.whole), (self.whole, self.urdu)):
            asked = replying.take_in(article, by=cast.editor, **told)
            replying.decide(asked, "granted", by=cast.publisher)
            replying.name_reply(asked, reply, by=cast.publisher)
        for number in range(3):
            cast.live(f"The narrow sea, chapter {number}", image=self.image, now=now - AGES / 2)
        print_many(20, topics=[cast.sea], author=cast.ada)

    def of_what_went(self, now: datetime) -> None:
        cast = self.cast
        self.gone = cast.withdrawn("Forged", now=now - timedelta(hours=1))
        self.expired = cast.live("For a week", now=now - timedelta(days=8))
        ended = now - timedelta(days=1)
        set_dates(self.expired, by=cast.publisher, expires_at=ended, now=now - timedelta(days=8))
        left = write(PageEdition(title="Our fair", body=BODY), by=cast.editor, seen=None, now=ended)
        publish(left.page, by=cast.publisher, seen=1, now=ended)
        withdraw(left.page, by=cast.publisher, now=now)

    def name_the_magazine(self) -> None:
        cast, now = self.cast, self.now
        about = write(PageEdition(title="About us", body=whole()), by=cast.editor, seen=None, now=now)
        publish(about.page, by=cast.publisher, seen=1, now=now)
        links = [MenuLink(topic=cast.sea), MenuLink(kind="opinion"), MenuLink(page=about.page)]
        facts = Imprint(name="The Harbour", tagline="Letters", logo=self.image, accent="#0b5d57", history=True)
        imprint(facts, links, by=cast.publisher, seen=0, now=now)

    def arrange_the_front(self) -> None:
        slots = [
            Slot(article=self.whole, headline="“Through the door”"),
            *(Slot(article=article) for article in (self.urdu, self.told, self.bare)),
            Slot(topic=self.cast.sea, size=3),
            Slot(topic=self.cast.borders, size=2),
        ]
        edition = arrange(slots, by=self.cast.editor, seen=0, now=self.now)
        publish_front(by=self.cast.publisher, seen=edition.number, now=self.now)


def whole(figure: str = "") -> str:
    """A body with every element, notes, a wide table, a long word, a card, and headings enough for contents."""
    told = WHOLE.replace(FIGURE, figure)
    return f"{BODY}<h2>Who pays</h2>{told}<h2>{'Long' * 30}</h2>{NOTED * 2}{LONG_TABLE}<h2>The end</h2>{CARD}{BODY}"


def nothing(rows: Rows) -> None:
    """Where what is there is enough."""


@dataclass(frozen=True)
class Sight:
    """What stands at the address of ``name``; it takes words of :class:`Rows`: ``{whole.slug}``.

    ``first`` is done before one looks. ``status`` is that of the answer.
    """

    name: str
    path: str
    status: int = 200
    first: Callable[[Rows], None] = nothing

    def address(self, rows: Rows) -> str:
        return self.path.format_map(Quoted(rows))


class Quoted(dict[str, str]):
    """The address of each article by the name that it has in the rows."""

    def __init__(self, rows: Rows) -> None:
        articles = {name: row for name, row in vars(rows).items() if isinstance(row, Article)}
        super().__init__({name: quote(row.slug) for name, row in articles.items()})
        self["month"] = f"{rows.now - AGES:%Y/%m}"


BEFORE_ALL = ("/", "/articles/", "/topics/", "/authors/", "/archive/", "/corrections/", "/search/?q=sea")
"""What there is to see while nothing is published."""

SIGHTS = (
    Sight("front", "/"),
    Sight("front", "/", first=Rows.arrange_the_front),
    *(Sight("article", f"/articles/{{{name}}}/") for name in ("whole", "bare", "urdu", "told")),
    *(Sight("history", f"/articles/{{{name}}}/history/") for name in ("whole", "bare", "told")),
    Sight("history", "/articles/{rewritten}/history/?from=1&to=3"),
    Sight("history", "/articles/{gone}/history/", 410),
    Sight("browse", "/articles/"),
    Sight("browse", "/articles/?topic=the-sea&topic=borders&match=any&kind=opinion&author=ada-brandt"),
    Sight("browse", "/articles/?topic=borders&kind=news&year=1999"),
    Sight("browse", "/articles/?topic=never&older=x"),
    Sight("topic", "/topics/the-sea/"),
    Sight("topics", "/topics/"),
    Sight("author", "/authors/ada-brandt/"),
    Sight("authors", "/authors/"),
    Sight("authors", "/authors/?after=zz"),
    Sight("archive", "/archive/"),
    Sight("month", "/archive/{month}/"),
    Sight("search", "/search/"),
    Sight("search", "/search/?q=sea&kind=opinion&topic=the-sea"),
    Sight("search", "/search/?q=straight+miless"),
    Sight("corrections", "/corrections/"),
    Sight("series", "/series/who-owns-the-sea/"),
    Sight("page", "/about-us/"),
    Sight("page", "/our-fair/", 410),
    Sight("article", "/articles/{gone}/", 410),
    Sight("article", "/articles/{expired}/", 410),
    Sight("article", "/articles/never/", 404),
)
NO_PAGES = {
    **dict.fromkeys(("feed", "topic_feed", "author_feed", "corrections_feed"), "a feed"),
    **dict.fromkeys(("sitemap", "sitemap_pages", "sitemap_news", "sitemap_part"), "a sitemap"),
    **dict.fromkeys(("api", "api_openapi", "api_articles", "api_article"), "JSON"),
    **dict.fromkeys(("api_topics", "api_topic", "api_authors", "api_author"), "JSON"),
    "oembed": "JSON",
    "robots": "text for robots",
    "healthz": "text for those who watch",
    "rendition": "a picture",
}
"""Addresses without a page of their own, and what is there instead."""
