"""Builds the demo magazine by really doing the work: intake, editing, review, publication."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from articles.desk import replying, verbs
from articles.desk.addressing import free_slug
from articles.desk.correcting import Change
from articles.desk.illustrating import add_picture
from articles.desk.intake import take_in
from articles.desk.roles import ROLES
from articles.desk.saving import keep, save
from articles.desk.wording import word
from articles.management.demo.about import introduce
from articles.management.demo.checks import ask_for_checks
from articles.management.demo.drawing import draw
from articles.management.demo.front_page import lay_out
from articles.models import Article, Author, Byline, Declaration, Disclaimer, Image, Rule, Topic
from articles.models.reply_request import Decision
from articles.text.slugs import slugify

FOLDER = Path(__file__).parent
PASSWORD = "demo"
ADMINISTRATOR = "admin"

Plan = dict[str, Any]


@transaction.atomic
def build(say: Callable[[str], object]) -> int:
    """Build the whole magazine, all of it or nothing; ``say`` hears of each article. Gives back how many there are."""
    magazine = tomllib.loads((FOLDER / "magazine.toml").read_text("utf-8"))
    desk = Desk(magazine, timezone.now())
    for number, plan in enumerate(magazine["articles"], 1):
        article = desk.prepare(plan)
        SITUATIONS[plan["situation"]](desk, article, plan)
        say(f"{number:3} of {len(magazine['articles'])}  {plan['situation']:26} {article.headline[:70]}")
    people = {"editor": desk.editor, "publisher": desk.publisher}
    introduce(magazine, now=desk.now, **people)
    ask_for_checks(now=desk.now, **people)
    lay_out(magazine["fronts"], now=desk.now, later=desk.tomorrow(), **people)
    return len(magazine["articles"])


class Desk:
    """The demo's staff, its topics and disclaimers, and its clock: each article lives at a time of its own."""

    def __init__(self, magazine: Plan, now: datetime) -> None:
        self.now = now
        User.objects.create_superuser(ADMINISTRATOR, password=PASSWORD)
        self.contributor, self.editor, self.publisher = (_account(role) for role in ROLES)
        self.people = {entry["key"]: entry for entry in magazine["authors"]}
        for entry in magazine["topics"]:
            Topic.objects.create(slug=slugify(entry["name"]), **entry)
        for entry in magazine["disclaimers"]:
            self.word(entry)

    def word(self, entry: Plan) -> None:
        """A disclaimer with its wordings by language and its rules."""
        columns = {name: entry[name] for name in ("name", "purpose", "place") if name in entry}
        disclaimer = Disclaimer.objects.create(**columns)
        for language, text in entry["wordings"].items():
            word(disclaimer, text, by=self.publisher, language=language, now=self.now - timedelta(days=999))
        Rule.objects.bulk_create(Rule(disclaimer=disclaimer, **rule) for rule in entry["rules"])

    def prepare(self, plan: Plan) -> Article:
        """Take the manuscript in and do what an editor does with the draft."""
        began = self.began(plan)
        owner = self.contributor if plan["situation"] == "draft" else self.editor
        data = (FOLDER / "manuscripts" / plan["file"]).read_bytes()
        take_in(data, plan["file"], by=owner, kind=plan["kind"], now=began)
        article = Article.objects.get(manuscripts__name=plan["file"])
        article.headline, article.standfirst = plan["headline"], plan.get("standfirst", "")
        article.image = self.picture(plan)
        for name, value in plan.get("provenance", {}).items():
            setattr(article, name, value)
        save(
            article,
            by=owner,
            authors=self.authors(article, plan),
            topics=[Topic.objects.get(name=name) for name in plan["topics"]],
            disclaimers=Disclaimer.objects.filter(name__in=plan.get("disclaimers", [])),
            note="Headline, topics and picture",
            now=began,
        )
        self.credit(article, plan, owner)
        return article

    def began(self, plan: Plan) -> datetime:
        """When the manuscript came: the day before it was published, or yesterday."""
        return self.now - timedelta(days=plan.get("days_ago", 0) + 1)

    def authors(self, article: Article, plan: Plan) -> list[Author]:
        keys = plan.get("authors") or [
            key for key, entry in self.people.items() if article.authors.filter(name=entry["name"]).exists()
        ]
        return [_author(self.people[key], self.editor) for key in keys]

    def credit(self, article: Article, plan: Plan, owner: User) -> None:
        """Name those who did something else than write, behind those who wrote."""
        roles = plan.get("roles", {})
        for role, keys in roles.items():
            for key in keys:
                position = article.bylines.count() + 1
                Byline.objects.create(
                    article=article, author=_author(self.people[key], self.editor), role=role, position=position
                )
        if roles:
            keep(article, by=owner, note="Named who helped", now=self.began(plan))

    def picture(self, plan: Plan) -> Image | None:
        if not (wanted := plan.get("picture")):
            return None
        data = draw(wanted["scene"], wanted["seed"])
        name = f"{wanted['scene'].replace(' ', '-')}-{wanted['seed']}.jpg"
        words = {key: wanted[key] for key in ("alt", "caption", "credit", "licence") if key in wanted}
        return add_picture(data, name, by=self.editor, **words)

    def approve(self, article: Article, at: datetime) -> None:
        verbs.submit(article, by=self.editor, now=at)
        verbs.approve(article, by=self.editor, now=at)

    def change(self, article: Article, plan: Plan, at: datetime) -> Article:
        fresh = Article.objects.get(pk=article.pk)
        fresh.body = fresh.body.replace(plan["change"]["find"], plan["change"]["replace"])
        save(fresh, by=self.editor, note="A sentence made clearer", now=at)
        return fresh

    def tomorrow(self) -> datetime:
        return (self.now + timedelta(days=1)).replace(hour=6, minute=0, second=0, microsecond=0)


def leave(desk: Desk, article: Article, plan: Plan) -> None:
    """A draft stays as it is."""


def submit(desk: Desk, article: Article, plan: Plan) -> None:
    verbs.submit(article, by=desk.editor, now=desk.now)


def approve(desk: Desk, article: Article, plan: Plan) -> None:
    desk.approve(article, desk.now)


def schedule(desk: Desk, article: Article, plan: Plan) -> None:
    desk.approve(article, desk.now)
    change = Change(**plan["change"]["told"]) if "change" in plan else None
    verbs.schedule(article, by=desk.publisher, moment=desk.tomorrow(), change=change, now=desk.now)


def publish(desk: Desk, article: Article, plan: Plan) -> None:
    published = desk.now - timedelta(days=plan["days_ago"])
    desk.approve(article, published)
    verbs.publish(article, by=desk.publisher, now=published)


def publish_and_change(desk: Desk, article: Article, plan: Plan) -> None:
    publish(desk, article, plan)
    desk.change(article, plan, desk.now)


def publish_and_correct(desk: Desk, article: Article, plan: Plan) -> None:
    """The change is made halfway between the publication and today."""
    publish(desk, article, plan)
    changed = desk.now - timedelta(days=plan["days_ago"] / 2)
    fresh, told = desk.change(article, plan, changed), Change(**plan["change"]["told"])
    desk.approve(fresh, changed)
    verbs.publish(fresh, by=desk.publisher, change=replace(told, learned_on=changed.date()), now=changed)


def publish_and_schedule_change(desk: Desk, article: Article, plan: Plan) -> None:
    publish(desk, article, plan)
    schedule(desk, desk.change(article, plan, desk.now), plan)


def publish_and_withdraw(desk: Desk, article: Article, plan: Plan) -> None:
    publish(desk, article, plan)
    withdrawn = desk.now - timedelta(days=plan["days_ago"] / 2)
    verbs.withdraw(article, by=desk.publisher, note=plan["withdrawal_note"], now=withdrawn)


def publish_by_right(desk: Desk, article: Article, plan: Plan) -> None:
    """Somebody asked to answer an article that came before; it was granted three days before the reply came."""
    told = plan["reply"]
    contested = Article.objects.get(headline=told["to"])
    published = desk.now - timedelta(days=plan["days_ago"])
    granted, words = published - timedelta(days=3), {name: told[name] for name in ("asked_by", "contact", "contested")}
    days: Plan = {"received_on": (granted - timedelta(days=6)).date(), "deadline": (granted + timedelta(days=8)).date()}
    asked = replying.take_in(contested, by=desk.editor, now=granted - timedelta(days=6), **words, **days)
    replying.decide(asked, Decision.GRANTED, by=desk.publisher, reason=told["reason"], now=granted)
    reply = Article.objects.get(pk=article.pk)
    reply.reply_to = contested
    save(reply, by=desk.editor, note="A reply by right", now=desk.began(plan))
    publish(desk, reply, plan)
    replying.name_reply(asked, reply, by=desk.publisher, now=published)


SITUATIONS: dict[str, Callable[[Desk, Article, Plan], None]] = {
    "draft": leave,
    "in review": submit,
    "approved": approve,
    "scheduled": schedule,
    "live": publish,
    "live, corrected": publish_and_correct,
    "live, reply by right": publish_by_right,
    "live with draft": publish_and_change,
    "live with change scheduled": publish_and_schedule_change,
    "withdrawn": publish_and_withdraw,
}
"""THE table of situations that the demo shows."""


def _account(role: str) -> User:
    account = User.objects.create_user(role, password=PASSWORD, is_staff=True)
    account.groups.add(Group.objects.get(name=role))
    return account


def _author(person: Plan, editor: User) -> Author:
    """The author that intake has made, or a new one for a manuscript without closing lines, with the affiliation."""
    author, _made = Author.objects.get_or_create(
        name=person["name"], defaults={"slug": free_slug(Author, person["name"]), "biography": person["biography"]}
    )
    Author.objects.filter(pk=author.pk).update(
        affiliation=person.get("affiliation", ""), biography=author.biography or person["biography"]
    )
    for declared in person.get("declarations", []):
        Declaration.objects.get_or_create(author=author, **declared, defaults={"by": editor, "actor": str(editor)})
    return author
