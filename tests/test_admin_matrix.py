"""Every address of the desk x role x own or somebody else’s article: who is let in, and who learns nothing.

The table of addresses is ``ROUTES`` in tests/test_admin_reach.py: a line there says by which rule a new one is reached.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import models, transaction
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.test import Client, TestCase
from django.urls import URLPattern, reverse
from django.utils import timezone

from articles.desk.arranging import arrange
from articles.desk.errands import apply
from articles.desk.imprinting import imprint
from articles.desk.noting import write_note
from articles.desk.pages import write
from articles.desk.proofing import make_link
from articles.desk.replying import take_in
from articles.desk.roles import ROLES
from articles.models import Article, Imprint, Letter, OwedCheck, PageEdition, SavedFilter, Slot
from tests.admin_forms import client_of
from tests.at_the_door import LOGIN, with_app
from tests.examples import is_of_today
from tests.magazine import Magazine
from tests.test_admin_pages import lay
from tests.test_admin_reach import MISSING, ROUTES

SECRET = "A secret of somebody else"
SUPERUSER = {"superuser"}
PUBLISHERS = SUPERUSER | {"publisher"}
EDITORS = PUBLISHERS | {"editor"}
STAFF = EDITORS | {"contributor"}
EVERYBODY = STAFF | {"anonymous"}

RULES: dict[str, tuple[set[str], set[str]]] = {
    "everybody": (EVERYBODY, EVERYBODY),
    "staff": (STAFF, STAFF),
    "staff, each their own": (STAFF, STAFF),
    "superusers": (SUPERUSER, SUPERUSER),
    "nobody": (set(), set()),
    "add_article": (STAFF, STAFF),
    "add_article, and only own texts": (STAFF, STAFF),
    "view_image": (STAFF, STAFF),
    "view_image, and only pictures of the person": (STAFF, STAFF),
    "the articles of the person": (STAFF, STAFF),
    "the articles of the person, and change_article to recover one": (STAFF, STAFF),
    "the permissions of the model that is searched": (STAFF, STAFF),
    "an article of the person": (STAFF, EDITORS),
    "an article of the person that they may change": (STAFF, EDITORS),
    "an article of the person, and change_article": (STAFF, EDITORS),
    "an article of the person, and only own texts": (STAFF, EDITORS),
    "an article of the person, and own links or work_on_any_article": (STAFF, EDITORS),
    "an article of the person, and the permission of the verb": (STAFF, EDITORS),
    "an article of the person, work_on_any_article and change_article": (EDITORS, EDITORS),
    "an article of the person, and the permission of the check": (EDITORS, EDITORS),
    "view_manuscriptfile, and an article of the person": (EDITORS, EDITORS),
    "publish_article, and a superuser’s by superusers only": (PUBLISHERS, PUBLISHERS),
    "change_article; what is live, and articles of the person": (STAFF, STAFF),
    "who may merge, and works on everybody’s articles": (PUBLISHERS, PUBLISHERS),
    "hold_article, and an article of the person": (PUBLISHERS, PUBLISHERS),
    "change_disclaimer, publish_article and work_on_any_article": (PUBLISHERS, PUBLISHERS),
    "rename_author, publish_article and work_on_any_article": (PUBLISHERS, PUBLISHERS),
    "waive_disclaimer, and an article of the person": (PUBLISHERS, PUBLISHERS),
    "publish_article and work_on_any_article": (PUBLISHERS, PUBLISHERS),
    "view_edition": (EDITORS, EDITORS),
    "add_edition and work_on_any_article": (EDITORS, EDITORS),
    **dict.fromkeys(("publish_edition", "delete_author", "see_real_name"), (PUBLISHERS, PUBLISHERS)),
    "see_as_it_stood": (PUBLISHERS, PUBLISHERS),
    "change_author": (EDITORS, EDITORS),
    **dict.fromkeys(("view_replyrequest", "add_replyrequest"), (EDITORS, EDITORS)),
    "decide_replyrequest": (PUBLISHERS, PUBLISHERS),
    "publish_imprint": (PUBLISHERS, PUBLISHERS),
    **dict.fromkeys(("view_page", "add_page"), (EDITORS, EDITORS)),
    "publish_page": (PUBLISHERS, PUBLISHERS),
    "work_on_any_article and change_article, the articles of the person": (EDITORS, EDITORS),
    "who is halfway in": (set(), set()),
    "view_article, and own or shared filters": (STAFF, STAFF),
    "view_article, and publish_article to share": (STAFF, STAFF),
    "an own filter, or a shared one": ({"contributor"}, set()),
}
"""THE table of rules: the roles that are let in to their own article, or what hangs on it, and to another’s.

Other roles are kept out: refused, or told that there is nothing; where it is somebody else’s, with the very answer that
they would get if it did not exist.
"""
OF_THE_MODEL = {"the permissions of the model", "to change or delete the row; only the articles of the person"}
"""Rules whose roles are those that hold a permission for the model, by the page that is asked for."""
ASKED_BY = {
    "used": "change",
    "changelist": "view",
    "change": "view",
    "history": "view",
    "add": "add",
    "delete": "delete",
}

Row = Callable[["Desk", Article], Any]
GIVEN: dict[str, Row] = {
    "app_label": lambda desk, article: "articles",
    "content_type_id": lambda desk, article: 1,
    "number": lambda desk, article: 1,
    "verb": lambda desk, article: "submit",
    "deed": lambda desk, article: "reply",
    "check": lambda desk, article: "editing",
    "articles_article_sign_off.deed": lambda desk, article: "sign",
    "a": lambda desk, article: "1",
    "b": lambda desk, article: "now",
}
"""What an address takes beside the key of its row; for one address alone, with its name before: ``name.argument``."""
PAGES = ("change", "proof", "restore", "unschedule", "withdraw")
GIVEN |= {
    "articles_article_note.number": lambda desk, article: article.notes.first().pk,
    "articles_article_revoke.number": lambda desk, article: article.proof_links.first().pk,
    "articles_article_hold.deed": lambda desk, article: "place",
    "articles_disclaimer_wording.key": lambda desk, article: desk.cast.views.wordings.get().pk,
    "articles_disclaimer_apply.key": lambda desk, article: desk.cast.views.pk,
    "articles_author_carry_name.key": lambda desk, article: desk.cast.ada.pk,
    "articles_disclaimer_errand.key": lambda desk, article: desk.errand.pk,
    "articles_article_owing.deed": lambda desk, article: "waive",
    "articles_article_owing.number": lambda desk, article: desk.cast.views.pk,
    "auth_user_switch.deed": lambda desk, article: "deactivate",
    "second_factor_reset.key": lambda desk, article: desk.cast.other_contributor.pk,
    "articles_article_filter.key": lambda desk, article: article.owner.saved_filters.get().pk,
    "articles_article_mend_filter.key": lambda desk, article: article.owner.saved_filters.get().pk,
    "articles_article_mend_filter.deed": lambda desk, article: "rename",
    "articles_imprint_restore.key": lambda desk, article: 1,
    **{f"articles_page_{name}.key": lambda desk, article: desk.about.pk for name in PAGES},
    **{f"articles_page_{name}.edition": lambda desk, article: 1 for name in ("proof", "restore", "unschedule")},
    **{f"articles_edition_{name}.key": lambda desk, article: 1 for name in ("proof", "restore", "unschedule")},
    "articles_replyrequest_add.key": lambda desk, article: article.pk,
    "articles_replyrequest_decide.decision": lambda desk, article: "declined",
    "view_on_site.object_id": lambda desk, article: article.pk,
}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
KEYS = {"key", "object_id", "id"}
ASKED = {"autocomplete": {"app_label": "articles", "model_name": "byline", "field_name": "author"}}
"""What goes along with a request, for an address that would otherwise understand nothing."""


@dataclass(frozen=True)
class Address:
    name: str
    takes: tuple[str, ...]

    def rule(self) -> tuple[set[str], set[str]]:
        if ROUTES[self.name] not in OF_THE_MODEL:
            return RULES[ROUTES[self.name]]
        _app, model, page = self.name.split("_", 2)
        roles = {role for role, names in ROLES.items() if f"{ASKED_BY[page]}_{model}" in names} | SUPERUSER
        return roles, roles

    def cells(self) -> int:
        """For each role: whose row it is matters where there is one."""
        return 2 if KEYS & set(self.takes) else 1

    def is_of_an_article(self) -> bool:
        """Whether it names a row that belongs to one article."""
        bound = ("article", "event", "revision", "manuscriptfile")
        return bool(KEYS & set(self.takes)) and self.name.startswith(tuple(f"articles_{name}_" for name in bound))


def addresses(patterns: list[Any], takes: tuple[str, ...] = ()) -> Iterator[Address]:
    """Every address that has a name. What has none leads on to one that has, or nowhere."""
    for pattern in patterns:
        inner = (*takes, *pattern.pattern.converters, *pattern.pattern.regex.groupindex)
        if not isinstance(pattern, URLPattern):
            yield from addresses(pattern.url_patterns, inner)
        elif pattern.name:
            yield Address(pattern.name, tuple(dict.fromkeys(inner)))


ADDRESSES = sorted({each.name: each for each in addresses(admin.site.get_urls())}.values(), key=lambda each: each.name)
RULED = [each for each in ADDRESSES if ROUTES.get(each.name) in RULES.keys() | OF_THE_MODEL]


def is_of_the_walk(place: int, role: str, roles: set[str]) -> bool:
    """Whether the role tries a cell at this place that lets these roles in.

    Whoever is kept out tries it every day; on most days those of ``EDITORS`` who are let in share what they try.
    """
    sharers = sorted(EDITORS & roles)
    return role not in sharers or is_of_today(place, sharers.index(role), one_in=len(sharers))


def test_every_address_has_a_rule_and_every_rule_an_address() -> None:
    reached = {each.name for each in ADDRESSES}
    new, gone = sorted(reached - ROUTES.keys()), sorted(ROUTES.keys() - reached)
    assert not new, f"Say in ROUTES (tests/test_admin_reach.py), in a line each, by which rule one reaches: {new}"
    assert not gone, f"These are in ROUTES (tests/test_admin_reach.py), but no address has such a name: {gone}"


def test_every_rule_says_whom_it_lets_in() -> None:
    unknown = {name: rule for name, rule in ROUTES.items() if rule not in RULES.keys() | OF_THE_MODEL}
    assert not unknown, f"Say in RULES (tests/test_admin_matrix.py), in a line each, whom these let in: {unknown}"


def test_every_day_all_who_are_kept_out_try_each_cell_and_one_of_the_editors_let_in() -> None:
    for place, each in enumerate(RULED):
        for roles in each.rule():
            walkers = {role for role in EVERYBODY if is_of_the_walk(place, role, roles)}
            assert EVERYBODY - roles <= walkers, each.name
            assert EDITORS & roles & walkers or not EDITORS & roles, each.name


def test_the_size_of_the_matrix() -> None:
    """Printed with ``pytest -s``; two requests a cell, four where somebody must learn nothing."""
    cells = len(EVERYBODY) * sum(each.cells() for each in ADDRESSES)
    sys.stdout.write(f"\n{len(ADDRESSES)} addresses x {len(EVERYBODY)} roles x own or another’s row: {cells} cells\n")
    assert cells > 700


class Desk(TestCase):
    """The rows that addresses name: one of the contributor’s, one of another’s."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()
        cls.root = User.objects.create_superuser("root")
        cls.own = cls.article_of(cls.cast.contributor, "One of mine")
        cls.others = cls.article_of(cls.cast.other_contributor, SECRET)
        with_app(cls.cast.other_contributor)
        arrange([Slot(article=cls.others, headline=SECRET)], by=cls.cast.editor, seen=0)
        imprint(Imprint(name="The Harbour"), by=cls.cast.publisher, seen=0)
        cls.about = write(PageEdition(title="About"), by=cls.cast.editor, seen=None).page
        cls.errand = apply(cls.cast.views, by=cls.cast.publisher, reason="A suit", adds=True, rewords=False)
        OwedCheck.objects.create(check_name="legal", flag="legal risk")
        days = {"received_on": timezone.localdate(), "deadline": timezone.localdate()}
        shown = cls.cast.live("Contested")
        take_in(
            shown, by=cls.cast.editor, asked_by="Captain Sarn", contact="sarn@example.org", contested="All.", **days
        )
        Letter.objects.create(to=cls.cast.editor, subject=SECRET, made=timezone.now(), due=timezone.now())

    @classmethod
    def article_of(cls, person: User, headline: str) -> Article:
        article = cls.cast.draft(headline, by=person, standfirst=headline)
        write_note(article, by=person, text=headline)
        make_link(article, by=person, name=headline, email="", revision=None, days=7)
        SavedFilter.objects.create(owner=person, name=headline, query="q=sea")
        lay(article, person)
        return article

    def client_in(self, role: str) -> Client:
        people = {**vars(self.cast), "superuser": self.root}
        return client_of(people[role]) if role in STAFF else Client()

    def arguments(self, each: Address, article: Article) -> dict[str, Any]:
        """What the address takes to lead to what hangs on the article."""
        return {name: self.given(each, name, article) for name in each.takes}

    def given(self, each: Address, name: str, article: Article) -> Any:
        row = GIVEN.get(f"{each.name}.{name}") or GIVEN.get(name)
        if row is None and name in KEYS:
            return self.key(each, article)
        assert row, f"The address {each.name} takes “{name}”: say in GIVEN (tests/test_admin_matrix.py) what to give."
        return row(self, article)

    def key(self, each: Address, article: Article) -> Any:
        app, name, _page = each.name.split("_", 2)
        model = apps.get_model(app, name)
        rows: models.QuerySet[Any] = model._default_manager.all()
        if each.is_of_an_article() and model is not Article:
            rows = rows.filter(article=article)
        return article.pk if model is Article else rows.latest("pk").pk

    def answers(self, client: Client, each: Address, arguments: dict[str, Any]) -> dict[str, HttpResponse]:
        """To both methods, or to the first that lets one in whose pages nobody reads here.

        What they change is taken back, the session included.
        """
        found: dict[str, HttpResponse] = {}
        cookies, address = client.cookies.copy(), reverse(f"admin:{each.name}", kwargs=arguments)
        for method in ("get", "post"):
            with transaction.atomic():
                found[method] = getattr(client, method)(address, ASKED.get(each.name, {}))
                transaction.set_rollback(True)
            client.cookies = cookies.copy()
            if client.reads_nothing and outcome(each, found[method]) == "let in":
                break
        return found

    def test_strangers(self) -> None:
        self.walk("anonymous")

    def test_contributors(self) -> None:
        self.walk("contributor")

    def test_editors(self) -> None:
        self.walk("editor")

    def test_publishers(self) -> None:
        self.walk("publisher")

    def test_superusers(self) -> None:
        self.walk("superuser")

    def walk(self, role: str) -> None:
        client = self.client_in(role)
        client.reads_nothing = role in EDITORS
        unread = patch.object(TemplateResponse, "rendered_content", "") if client.reads_nothing else nullcontext()
        with unread:
            wrong = [
                sentence
                for place, each in enumerate(RULED)
                for article, roles in zip((self.own, self.others)[: each.cells()], each.rule(), strict=False)
                if is_of_the_walk(place, role, roles)
                for sentence in self.look(each, article, client, role, role in roles)
            ]
        assert not wrong, "\n".join(wrong)

    def look(self, each: Address, article: Article, client: Client, role: str, may: bool) -> Iterator[str]:
        """What is wrong with one cell, a sentence each."""
        cell = f"{each.name} as {role}, {'own' if article == self.own else 'another’s'}"
        arguments = self.arguments(each, article)
        answers = self.answers(client, each, arguments)
        outcomes = {method: outcome(each, answer) for method, answer in answers.items()}
        if may != ("let in" in outcomes.values()):
            yield f"{cell}: {outcomes}, and its rule is “{ROUTES[each.name]}”"
        if may or role in EDITORS:
            return
        if any(SECRET in told(answer) for answer in answers.values()):
            yield f"{cell}: tells the headline"
        if article == self.others and each.is_of_an_article():
            key = next(name for name in each.takes if name in KEYS)
            absent = self.answers(client, each, {**arguments, key: MISSING})
            if any(
                (answer.status_code, told(answer))
                != (absent[method].status_code, told(absent[method]).replace(str(MISSING), str(arguments[key])))
                for method, answer in answers.items()
            ):
                yield f"{cell}: answers otherwise than for one that does not exist"


def outcome(each: Address, answer: HttpResponse) -> str:
    where = answer.get("Location", "")
    if where.startswith(LOGIN) and each.name != "login":
        return "sent to the login"
    if answer.status_code in (403, 404, 405):
        return {403: "refused", 404: "absent", 405: "not so"}[answer.status_code]
    return "absent" if where == "/admin/" and KEYS & set(each.takes) else "let in"


def told(answer: HttpResponse) -> str:
    """All that the person reads or is told later; tokens against forged forms are never twice the same."""
    body = "" if answer.streaming else TOKEN.sub("", answer.content.decode())
    said = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    return f"{body} {said} {answer.get('Location', '')}"
