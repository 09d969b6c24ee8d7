"""Somebody asks to be forgotten: nothing personal is left but what the table says is the record."""

from copy import deepcopy
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, TestCase

from articles.desk import replying
from articles.desk.assigning import assign
from articles.desk.buffering import keep
from articles.desk.forgetting import forget, forget_address, held_by_address, held_of, may_forget
from articles.desk.holding import lift_hold, place_hold
from articles.desk.intake import take_in
from articles.desk.presence import ping
from articles.desk.proofing import make_link
from articles.desk.refusal import NotAllowed, Refused
from articles.management.record.table import every_model
from articles.models import Article, Author, Event, ManuscriptFile, ProofLink, ReplyRequest
from articles.models.personal import OF_AN_ACCOUNT, OF_AN_AUTHOR, going
from tests.admin_forms import client_of
from tests.magazine import NOW, at
from tests.whole_magazine import MANUSCRIPT, build

EMAIL, FIRST, LAST = "Zuleika.Q@example.org", "Zuleika", "Quarrington"


def everywhere(text: str) -> set[str]:
    """Every column of every table of which a row holds the text, in whatever case."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in every_model()
        for row in model._base_manager.all()
        for field in model._meta.local_concrete_fields
        if text.casefold() in str(getattr(row, field.attname)).casefold()
    }


class Given:
    """The whole magazine, and an account of it of which much is known."""

    def __init__(self) -> None:
        self.cast = build()
        self.boss = User.objects.create_superuser("boss")
        self.account = self.cast.editor
        User.objects.filter(pk=self.account.pk).update(first_name=FIRST, last_name=LAST, email=EMAIL)
        self.account.refresh_from_db()
        self.draft = self.cast.draft("Of an account", by=self.account, now=at(60))
        ping(self.draft, by=self.account)
        keep(self.draft, {"headline": ["Half"]}, by=self.account, sheet="a")
        self.account.user_permissions.set(self.cast.outsider.user_permissions.all())


@pytest.fixture(scope="module")
def made(for_all: None) -> Given:
    return Given()


class Forgetting:
    @pytest.fixture(autouse=True)
    def given(self, made: Given, db: None) -> None:
        vars(self).update(vars(deepcopy(made)))

    def refused(self, row: Any, by: User, kind: type[Refused] = Refused) -> str:
        with pytest.raises(kind) as told, transaction.atomic():
            forget(row, by=by)
        return str(told.value)


class TestAccounts(Forgetting):
    def test_nothing_is_left_but_what_the_table_says(self) -> None:
        assert {label for label, _count in held_of(self.account)} >= {
            "user name",
            "first name",
            "letters",
            "second factor",
        }
        forget(self.account, by=self.boss, note="Asked on 1 March", now=at(61))
        assert everywhere(EMAIL) == set()
        for column in going(OF_AN_ACCOUNT):
            if column.model is not User:
                assert not column.model._base_manager.filter(**{column.name: self.account}).exists(), column.column
        assert everywhere(LAST) == {"articles.Revision.actor", "articles.Event.actor"}
        row = User.objects.filter(pk=self.account.pk).values().get()
        kept = {name: value for name, value in row.items() if value and name not in ("id", "date_joined", "password")}
        assert kept == {"username": f"forgotten-{self.account.pk}"}
        assert not User.objects.get(pk=self.account.pk).has_usable_password()

    def test_what_they_did_stays_with_their_name(self) -> None:
        events = list(Event.objects.filter(by=self.account).values())
        forget(self.account, by=self.boss, now=at(61))
        assert list(Event.objects.filter(by=self.account).values()) == events
        event = Event.objects.latest("pk")
        assert (event.verb, event.about, event.actor) == ("forget", f"Account {self.account.pk}", "boss")

    def test_what_is_assigned_to_them_stays_so_on_legal_hold(self) -> None:
        other = self.cast.draft("Another", now=at(60))
        for article in (self.draft, other):
            assign(article, by=self.cast.publisher, assignee=self.account)
        place_hold(self.draft, by=self.cast.publisher, reason="A letter came.")
        forget(self.account, by=self.boss)
        assert [Article.objects.get(pk=each.pk).assignee_id for each in (self.draft, other)] == [self.account.pk, None]
        lift_hold(self.draft, by=self.cast.publisher, reason="Settled")
        assert [str(label) for label, _count in held_of(self.account)] == ["articles assigned"]

    def test_nobody_is_forgotten_twice(self) -> None:
        forget(self.account, by=self.boss)
        assert held_of(self.account) == []
        assert "Nothing is left" in self.refused(self.account, self.boss)

    def test_not_oneself_and_not_the_last_superuser(self) -> None:
        assert "your own account" in self.refused(self.boss, self.boss)
        other = User.objects.create_superuser("other")
        forget(self.boss, by=other)
        assert not User.objects.get(pk=self.boss.pk).is_superuser

    def test_who_may_not_look_after_accounts_may_not(self) -> None:
        for person in (self.cast.contributor, self.cast.publisher, self.cast.outsider):
            assert not may_forget(person, self.account)
            self.refused(self.account, person, NotAllowed)
        assert User.objects.get(pk=self.account.pk).email == EMAIL


class TestAuthors(Forgetting):
    @pytest.fixture(autouse=True)
    def link(self, given: None) -> None:
        self.imre = Author.objects.get(name="Imre Castellan")
        self.kept = ManuscriptFile.objects.get(name="Castellan.txt")
        make_link(self.draft, by=self.boss, name="Imre", email="IMRE@example.org", now=NOW)

    def test_the_address_is_nowhere_any_more(self) -> None:
        assert len(everywhere("imre@example.org")) >= 3
        assert [str(label) for label, _count in held_of(self.imre)] == [
            "e-mail address",
            "e-mail addresses of proof links",
            "e-mail address in reports on manuscripts",
            "files that were sent with the address in them",
        ]
        name = self.kept.file.name
        with TestCase.captureOnCommitCallbacks(execute=True):
            forget(self.imre, by=self.cast.publisher)
        assert everywhere("imre@example.org") == set()
        assert not storages["private"].exists(name)
        assert self.imre.email == ""

    def test_the_name_stays_and_so_does_what_was_sent_as_text(self) -> None:
        forget(self.imre, by=self.cast.publisher)
        self.kept.refresh_from_db()
        assert (self.kept.name, self.kept.file.name) == ("Castellan.txt", "")
        assert "Author, new: Imre Castellan." in self.kept.report
        assert "proud to send a clerk" in self.kept.article.revisions.get(number=1).body
        assert take_in(MANUSCRIPT, "Castellan.txt", by=self.boss).already
        assert ProofLink.objects.get(name="Imre").email == ""

    def test_the_account_of_an_author_is_not_named_any_more(self) -> None:
        assert self.cast.ada.__class__.objects.filter(pk=self.cast.ada.pk, account=self.cast.outsider).exists()
        forget(Author.objects.get(pk=self.cast.ada.pk), by=self.cast.publisher)
        assert Author.objects.get(pk=self.cast.ada.pk).account is None

    def test_who_writes_under_another_name(self) -> None:
        pen = Author.objects.get(name="A Pilot")
        make_link(self.draft, by=self.boss, name="A Pilot", email="pilot@example.org", now=NOW)
        forget(pen, by=self.cast.publisher)
        assert everywhere("pilot@example.org") == everywhere("Wrobel") == set()
        assert Author.objects.get(pk=pen.pk).alias == pen.alias

    def test_what_lies_on_legal_hold_stays(self) -> None:
        place_hold(self.kept.article, by=self.cast.publisher, reason="A letter came.")
        place_hold(self.draft, by=self.cast.publisher, reason="Another letter came.")
        forget(self.imre, by=self.cast.publisher)
        self.kept.refresh_from_db()
        assert "imre@example.org" in self.kept.report
        assert self.kept.file
        assert ProofLink.objects.get(name="Imre").email == "IMRE@example.org"

    def test_an_address_of_nobody_on_record(self) -> None:
        make_link(self.draft, by=self.boss, name="A lawyer", email="law@example.org", now=NOW)
        self.draft.refresh_from_db()
        with pytest.raises(NotAllowed), transaction.atomic():
            forget_address("law@example.org", by=self.cast.editor)
        forget_address("LAW@example.org", by=self.cast.publisher, note="Law@example.org asked for it")
        assert Event.objects.first().note == "… asked for it"
        assert everywhere("law@example.org") == set()
        assert held_by_address("law@example.org") == held_by_address("") == []
        with pytest.raises(Refused, match="Nothing is left"):
            forget_address("law@example.org", by=self.cast.publisher)

    def test_who_asked_to_reply_cannot_be_reached_any_more(self) -> None:
        contested, day = self.cast.live("The contested sea"), NOW.date()
        said = {"asked_by": "A pilot", "contested": "All of it.", "contact": "P.O. 1, sarn@example.org"}
        request = replying.take_in(contested, by=self.cast.editor, received_on=day, deadline=day, **said)
        forget_address("sarn@example.org", by=self.cast.publisher)
        request.refresh_from_db()
        assert (request.asked_by, request.contact) == ("A pilot", "")

    def test_a_longer_address_is_somebody_elses(self) -> None:
        contested, day = self.cast.live("The contested sea"), NOW.date()
        others = (
            *("xImre@example.org, +49 1", "imre@example.org.uk", "j.imre@example.org", "o'imre@example.org"),
            *("imre@example.org-x.net", "4 Quay Street", "imre+mail@example.org, imre@another.example.org"),
        )
        own = ("<mailto:IMRE@Example.ORG?subject=Reply>", "Write to imre@example.org.", "'imre@example.org'")
        for contact in (*others, *own):
            asked = {"asked_by": contact, "contested": "All of it.", "contact": contact}
            replying.take_in(contested, by=self.cast.editor, received_on=day, deadline=day, **asked)
        text = MANUSCRIPT.decode().replace("imre@example.org", "joimre@example.org").replace("Imre", "Jo")
        kept = take_in(text.encode(), "jo.txt", by=self.cast.editor).article.manuscripts.get()
        with TestCase.captureOnCommitCallbacks(execute=True):
            forget(self.imre, by=self.cast.publisher)
        left = {each.asked_by: each.contact for each in ReplyRequest.objects.filter(asked_by__in=(*others, *own))}
        assert left == {**{contact: contact for contact in others}, **dict.fromkeys(own, "")}
        kept.refresh_from_db()
        assert "joimre@example.org" in kept.report
        assert storages["private"].exists(kept.file.name)

    def test_only_a_whole_address_is_looked_for(self) -> None:
        for part in ("a", "example.org", "law@", "", "law@example.org, ada@example.org"):
            with pytest.raises(Refused, match="no whole e-mail address"):
                forget_address(part, by=self.cast.publisher)

    def test_only_who_may_delete_authors(self) -> None:
        for person in (self.cast.contributor, self.cast.editor, self.cast.outsider):
            self.refused(self.imre, person, NotAllowed)
        assert Author.objects.get(pk=self.imre.pk).email == "imre@example.org"


class TestPages(Forgetting):
    def sessions_of(self, person: User) -> list[Session]:
        return [each for each in Session.objects.all() if each.get_decoded().get("_auth_user_id") == str(person.pk)]

    def test_an_account(self) -> None:
        client, other = client_of(self.boss), Client()
        other.force_login(self.account)
        page = f"/admin/auth/user/{self.account.pk}/change/"
        address = f"/admin/auth/user/{self.account.pk}/forget/"
        assert f'href="{address}"' in client.get(page).content.decode()
        asked = client.get(address).content.decode()
        assert "second factor" in asked
        assert "The record says who did what" in asked
        answer = client.post(address, {"note": "Asked"}, follow=True)
        assert "The record stays." in answer.content.decode()
        assert self.sessions_of(self.account) == []
        assert other.get("/admin/").status_code == 302
        again = client.post(address, {"note": "Asked twice"})
        assert (again.status_code, "Asked twice" in again.content.decode()) == (409, True)

    def test_an_author(self) -> None:
        client = client_of(self.cast.publisher)
        page = f"/admin/articles/author/{self.cast.ada.pk}/change/"
        address = f"/admin/articles/author/{self.cast.ada.pk}/forget/"
        assert f'href="{address}"' in client.get(page).content.decode()
        assert "e-mail address" in client.get(address).content.decode()
        client.post(address, {"note": "Asked"})
        assert Author.objects.get(pk=self.cast.ada.pk).email == ""
        assert address not in client_of(self.cast.editor).get(page).content.decode()
        assert client.get("/admin/articles/author/99999/forget/").status_code == 404

    def test_a_manuscript_whose_file_is_gone_says_so(self) -> None:
        kept = ManuscriptFile.objects.get()
        ManuscriptFile.objects.update(file="")
        client = client_of(self.cast.publisher)
        page = client.get(f"/admin/articles/manuscriptfile/{kept.pk}/change/").content.decode()
        assert "asked to be forgotten" in page
        assert client.get(f"/admin/articles/manuscriptfile/{kept.pk}/original/").status_code == 404


class TestCommand(Forgetting):
    def test_a_dry_run_says_what_and_changes_nothing(self) -> None:
        out = StringIO()
        call_command("forget", account="editor", dry_run=True, stdout=out)
        assert "second factor (1)" in out.getvalue()
        assert User.objects.get(pk=self.account.pk).email == EMAIL

    def test_by_an_address_everything_goes(self) -> None:
        make_link(self.draft, by=self.boss, name="Z.", email=EMAIL.lower(), now=NOW)
        call_command("forget", email=EMAIL.upper(), note="Asked")
        assert everywhere(EMAIL) == set()
        assert Event.objects.filter(verb="forget", note="Asked").count() == 1

    def test_an_author_by_address_and_an_account_by_name(self) -> None:
        call_command("forget", author="ada-brandt", by="publisher")
        call_command("forget", account="editor")
        assert Event.objects.filter(verb="forget").count() == 2

    def test_refusals(self) -> None:
        for options in ({"author": "nobody"}, {"account": "nobody"}, {"email": "no@example.org"}):
            with pytest.raises(CommandError, match="Nobody was found"):
                call_command("forget", **options)
        for part in ("a", "example.org", ""):
            with pytest.raises(CommandError, match=r"no whole e-mail address.* Nothing was changed\."):
                call_command("forget", email=part)
        with pytest.raises(CommandError, match="Give one with --by"):
            call_command("forget", account="editor", by="nobody")
        with pytest.raises(CommandError, match="You may not"):
            call_command("forget", account="editor", by="publisher")


def test_the_two_tables_know_the_same_link() -> None:
    both = {each.column for each in OF_AN_AUTHOR} & {each.column for each in OF_AN_ACCOUNT}
    assert both == {"articles.Author.account"}
