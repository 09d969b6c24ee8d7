"""A small magazine for tests: one contributor, one editor, one publisher, one outsider, and articles at any point."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from PIL import Image as Picture

from articles.desk import verbs
from articles.desk.addressing import Row
from articles.desk.correcting import Change
from articles.desk.roles import ROLES
from articles.desk.saving import save
from articles.desk.seen import signature
from articles.models import Article, Author, Disclaimer, Rule, Topic, Wording

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
BODY = "<p>The strait is eleven miles wide, and everything that matters passes through four of them.</p>" * 3
VIEWS = "The views expressed are the author’s own."
NUMBERS = count(1)
SILENTLY = Change()
UPDATED = Change("update", right="Something has changed.")
"""What a change is to readers where a test is about something else: without and with another date."""


def at(hours: float) -> datetime:
    """So many hours after :data:`NOW`."""
    return NOW + timedelta(hours=hours)


def person(role: str, name: str | None = None) -> User:
    """An account of the desk in a role; ``"outsider"`` is an account without any."""
    user = User.objects.create_user(name or role, password="a password for tests", is_staff=role != "outsider")
    if role != "outsider":
        user.groups.add(group_of(role))
    return user


def group_of(role: str) -> Group:
    """The group that a migration made; made again after a test that empties the tables."""
    group, made = Group.objects.get_or_create(name=role)
    if made:
        group.permissions.set(Permission.objects.filter(content_type__app_label="articles", codename__in=ROLES[role]))
    return group


def disclaimer(name: str, text: str, *, kind: str = "", language: str = "en", **columns: Any) -> Disclaimer:
    """One with a wording, owed by a kind if that is given."""
    made = Disclaimer.objects.create(name=name, **columns)
    reword(made, text, language=language)
    if kind:
        Rule.objects.create(disclaimer=made, kind=kind)
    return made


def reword(of: Disclaimer, text: str, *, language: str = "en", now: datetime = NOW) -> Wording:
    """The next version of what it says."""
    number = of.wordings.filter(language=language).count() + 1
    return Wording.objects.create(disclaimer=of, language=language, number=number, text=text, made=now, actor="editor")


def seen(row: Row) -> str:
    """What is told of a row to who opens its form just now."""
    return signature(type(row)._default_manager.get(pk=row.pk))


class Magazine:
    """The cast. Make one in ``setUpTestData`` or in a fixture."""

    def __init__(self) -> None:
        self.contributor = person("contributor")
        self.other_contributor = person("contributor", "another contributor")
        self.editor = person("editor")
        self.publisher = person("publisher")
        self.outsider = person("outsider")
        self.ada = Author.objects.create(
            name="Ada Brandt", slug="ada-brandt", biography="Ada Brandt writes about the sea.", email="ada@example.org"
        )
        self.bao = Author.objects.create(name="Bao Lin", slug="bao-lin", biography="Bao Lin keeps a lighthouse.")
        self.sea = Topic.objects.create(name="The sea", slug="the-sea", description="Straits, ships and tolls.")
        self.borders = Topic.objects.create(name="Borders", slug="borders")
        self.views = disclaimer("Views", VIEWS, kind="opinion")

    def draft(self, headline: str = "", *, by: User | None = None, now: datetime = NOW, **changes: Any) -> Article:
        """A complete draft: byline, topic and disclaimer are there."""
        hung = {"authors": [self.ada], "topics": [self.sea], "disclaimers": [self.views]}
        hung |= {name: changes.pop(name) for name in tuple(changes) if name in hung}
        article = Article(headline=headline or f"The narrow sea, part {next(NUMBERS)}", **{"body": BODY, **changes})
        save(article, by=by or self.contributor, now=now, **hung)
        return article

    def in_review(self, headline: str = "", **changes: Any) -> Article:
        article = self.draft(headline, **changes)
        verbs.submit(article, by=self.editor, now=changes.get("now", NOW))
        return article

    def approved(self, headline: str = "", **changes: Any) -> Article:
        article = self.in_review(headline, **changes)
        verbs.approve(article, by=self.editor, now=changes.get("now", NOW))
        return article

    def live(self, headline: str = "", **changes: Any) -> Article:
        article = self.approved(headline, **changes)
        verbs.publish(article, by=self.publisher, now=changes.get("now", NOW))
        return article

    def scheduled(self, headline: str = "", *, moment: datetime, **changes: Any) -> Article:
        article = self.approved(headline, **changes)
        verbs.schedule(article, by=self.publisher, moment=moment, now=changes.get("now", NOW))
        return article

    def withdrawn(self, headline: str = "", *, note: str = "It rested on a forged letter.", **changes: Any) -> Article:
        article = self.live(headline, **changes)
        verbs.withdraw(article, by=self.publisher, note=note, now=changes.get("now", NOW) + timedelta(minutes=1))
        return article

    def change(self, article: Article, *, now: datetime = NOW, by: User | None = None, **columns: Any) -> Article:
        """Change and save the working copy, by an editor unless told otherwise."""
        fresh = Article.objects.get(pk=article.pk)
        for name, value in columns.items():
            setattr(fresh, name, value)
        save(fresh, by=by or self.editor, now=now)
        return fresh

    def approve_again(self, article: Article, *, now: datetime = NOW) -> Article:
        fresh = Article.objects.get(pk=article.pk)
        verbs.submit(fresh, by=self.editor, now=now)
        verbs.approve(fresh, by=self.editor, now=now)
        return fresh


def picture(
    width: int = 64, height: int = 48, kind: str = "PNG", colour: str = "teal", colours: tuple[str, ...] = ()
) -> bytes:
    """The bytes of a small picture file of one colour, or of stripes."""
    made, out = Picture.new("RGB", (width, height), colour), BytesIO()
    for number, stripe in enumerate(colours):
        made.paste(stripe, (number * width // len(colours), 0, width, height))
    made.save(out, kind)
    return out.getvalue()
