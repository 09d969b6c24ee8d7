"""Pen names: who writes is known to publishers alone, and told by no other byte of the magazine or its desk."""

from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client, TestCase

from articles.desk import verbs
from articles.desk.disguising import TOLD, disguise, keep, state_of
from articles.desk.forgetting import forget
from articles.desk.merging import merge
from articles.desk.refusal import NotAllowed, Refused, Stale
from articles.desk.saving import save
from articles.models import Article, Author, Byline, Event, RealName, Role
from articles.models.alias import Alias
from articles.public.credited import PROPERTIES
from tests import test_admin_matrix as matrix
from tests.admin_forms import client_of, filled, page, rows
from tests.examples import some_of
from tests.magazine import NOW, Magazine, at, seen
from tests.test_public_structured import structured

FIRST, LAST, HOST = "Quintessa", "Obermueller", "qqsecret.example"
REAL, EMAIL = f"{FIRST} {LAST}", f"writer@{HOST}"
PUBLIC = (
    *("/", "/articles/", "/authors/", "/authors/nemo/", "/authors/nemo/feed/atom/", "/articles/the-lamp/"),
    *("/feed/", "/feed/json/", "/api/v1/articles/the-lamp/", "/api/v1/authors/nemo/", "/api/v1/authors/"),
    *("/oembed?url=http://testserver/articles/the-lamp/", "/sitemap-authors-1.xml", "/sitemap-articles-1.xml"),
    *("/articles/?author=nemo", "/archive/2026/3/", "/topics/the-sea/", f"/authors/{FIRST}-{LAST}/".lower()),
)
COMPLETED = {"term": LAST, "app_label": "articles", "model_name": "byline", "field_name": "author"}


def tells(answer: HttpResponse) -> bool:
    """Whether the answer holds any of it; what was asked for stands in it without being told by it."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    said = content.decode("utf-8", "replace").replace(f'value="{LAST}"', "").replace(f"q={LAST}", "")
    return any(word in said or word in str(answer.headers) for word in (FIRST, f"{LAST},", f"{LAST}<", HOST))


class DisguiseCase(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()
        cls.nemo = Author.objects.create(name="Nemo", slug="nemo", biography="Nemo keeps a lamp.", email=EMAIL)

    def disguise(self, **given: Any) -> None:
        disguise(self.nemo, **{"by": self.cast.publisher, "alias": Alias.PEN_NAME, "name": REAL, **given})

    def seen(self) -> str:
        return state_of(Author.objects.get(pk=self.nemo.pk), RealName.objects.filter(author=self.nemo).first())


class TestWhoMay(DisguiseCase):
    def test_a_publisher_says_who_it_is_and_takes_it_back(self) -> None:
        self.disguise()
        known = RealName.objects.get()
        assert (known.name, known.email, str(known)) == (REAL, EMAIL, "real name")
        assert (self.nemo.alias, self.nemo.email) == (Alias.PEN_NAME, "")
        self.disguise(alias=Alias.NONE)
        assert (self.nemo.alias, self.nemo.email) == (Alias.NONE, EMAIL)
        assert not RealName.objects.exists()
        with pytest.raises(Refused, match="under their own name already"):
            self.disguise(alias=Alias.NONE)

    def test_an_address_that_is_emptied_is_empty(self) -> None:
        self.disguise(email="")
        assert RealName.objects.get().email == ""
        self.disguise(email=EMAIL)
        self.disguise(alias=Alias.NONE, email="")
        assert self.nemo.email == ""

    def test_of_whom_was_forgotten_nobody_can_say_that_the_name_is_their_own(self) -> None:
        self.disguise()
        forget(self.nemo, by=self.cast.publisher)
        with pytest.raises(Refused, match="Who this is was forgotten"):
            self.disguise(alias=Alias.NONE)
        self.disguise()
        self.disguise(alias=Alias.NONE)
        assert self.nemo.alias == Alias.NONE

    def test_nobody_keeps_it_over_what_they_did_not_see(self) -> None:
        before = self.seen()
        self.disguise(seen=before)
        for given in ({"alias": Alias.NONE}, {"name": "Another Person"}, {"email": "another@x.example"}):
            with pytest.raises(Stale, match="Somebody saved this after you opened it"):
                self.disguise(seen=before, **given)
        assert RealName.objects.values_list("name", "email").get() == (REAL, EMAIL)
        assert Author.objects.values_list("alias", "email").get(pk=self.nemo.pk) == (Alias.PEN_NAME, "")
        self.disguise(seen=self.seen(), name="Another Person")

    def test_nobody_else_does(self) -> None:
        for person in (self.cast.contributor, self.cast.editor, self.cast.outsider):
            with pytest.raises(NotAllowed):
                self.disguise(by=person)

    def test_it_asks_who_it_is_and_whether_readers_could_tell(self) -> None:
        with pytest.raises(Refused, match="Write who it is"):
            self.disguise(name=" ")
        Author.objects.filter(pk=self.nemo.pk).update(biography=f"{LAST} is what {FIRST} is called.")
        with pytest.raises(Refused, match="tell who it is from this: biography"):
            self.disguise()
        Author.objects.filter(pk=self.nemo.pk).update(biography="", slug="obermueller-quintessa")
        with pytest.raises(Refused, match="tell who it is from this: slug"):
            self.disguise()
        assert not RealName.objects.exists()

    def test_what_was_printed_under_the_own_name_is_not_disguised(self) -> None:
        own = Author.objects.create(name=REAL, slug="q", biography="A keeper.")
        self.cast.live(authors=[own])
        Author.objects.filter(pk=own.pk).update(name="Somebody")
        with pytest.raises(Refused, match="what was printed"):
            disguise(own, by=self.cast.publisher, alias=Alias.ANONYMOUS, name=REAL)

    def test_what_was_saved_under_the_own_name_is_not_disguised_either(self) -> None:
        own = Author.objects.create(name=REAL, slug="q", biography="A keeper.")
        self.cast.draft(authors=[own])
        Author.objects.filter(pk=own.pk).update(name="Somebody")
        with pytest.raises(Refused, match="saved with an article"):
            disguise(own, by=self.cast.publisher, alias=Alias.PEN_NAME, name=REAL)

    def test_a_pen_name_is_merged_with_nobody(self) -> None:
        self.disguise()
        for source, into in ((self.nemo, self.cast.ada), (self.cast.ada, self.nemo)):
            with pytest.raises(Refused, match="merged with none"):
                merge([source], into, by=self.cast.publisher)

    def test_the_database_takes_no_address_and_no_account_beside_it(self) -> None:
        self.disguise()
        for column in ({"email": EMAIL}, {"account": self.cast.contributor}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Author.objects.filter(pk=self.nemo.pk).update(**column)

    def test_no_later_change_of_the_author_tells_it(self) -> None:
        self.disguise()
        broken = f"{LAST[:2]}\u2066{LAST[2:]}-{FIRST}"
        for column, told in (*((name, f"{LAST}-{FIRST}") for name in TOLD), ("biography", broken)):
            changed = Author.objects.get(pk=self.nemo.pk)
            setattr(changed, column, told)
            with pytest.raises(Refused, match=f"from this: {column}. Leave the real name out"):
                keep(changed, by=self.cast.publisher, seen=seen(self.nemo))
        changed = Author.objects.get(pk=self.nemo.pk)
        changed.biography = "Nemo keeps two lamps."
        keep(changed, by=self.cast.publisher, seen=seen(self.nemo))
        assert Author.objects.get(pk=self.nemo.pk).biography == "Nemo keeps two lamps."

    def test_who_may_not_know_it_cannot_guess_it_from_refusals(self) -> None:
        self.disguise()
        for guess in (REAL, "Somebody Else"):
            changed = Author.objects.get(pk=self.nemo.pk)
            changed.biography = guess
            with pytest.raises(NotAllowed, match="Only who may know"):
                keep(changed, by=self.cast.editor, seen=seen(self.nemo))
        address = page("author", "change", self.nemo.pk)
        editor, publisher = (client_of(each).get(address) for each in (self.cast.editor, self.cast.publisher))
        assert 'name="biography"' not in editor.content.decode()
        assert 'name="biography"' in publisher.content.decode()

    def test_a_form_opened_before_comes_back_to_an_editor_with_all_that_was_typed(self) -> None:
        editor, address = client_of(self.cast.editor), page("author", "change", self.nemo.pk)
        typed = {
            "name": "Nemo",
            "biography": "Mine.",
            "slug": "nemo",
            "email": "mine@x.example",
            "opened": seen(self.nemo),
        }
        self.disguise()
        answer = editor.post(address, {**typed, **rows("declarations", [], []), "_save": "1"})
        assert answer.status_code == 409
        assert "Mine." in answer.content.decode()
        assert "mine@x.example" in answer.content.decode()
        assert Author.objects.get(pk=self.nemo.pk).biography == "Nemo keeps a lamp."

    def test_a_declaration_of_a_pen_name_is_entered_by_an_editor(self) -> None:
        self.disguise()
        declared = {"nature": "office", "party": "Port Sable", "statement": "", "since": "2026-01-01", "until": ""}
        form = {**rows("declarations", [], [declared]), "_save": "1"}
        answer = client_of(self.cast.editor).post(page("author", "change", self.nemo.pk), form)
        assert answer.status_code == 302
        assert self.nemo.declarations.get().party == "Port Sable"

    def test_a_publisher_who_types_it_has_what_was_typed_back(self) -> None:
        self.disguise()
        typed = {"name": "Nemo", "biography": f"{REAL} keeps a lamp.", "slug": "nemo", "affiliation": ""}
        form = {**typed, **rows("declarations", [], []), "_save": "1"}
        answer = client_of(self.cast.publisher).post(page("author", "change", self.nemo.pk), form).content.decode()
        assert "Leave the real name out of it." in answer
        assert f"{REAL} keeps a lamp." in answer


class TestNobodyIsTold(DisguiseCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        disguise(cls.nemo, by=cls.cast.publisher, alias=Alias.PEN_NAME, name=REAL, now=NOW)
        cls.article = cls.cast.live("The lamp", authors=[cls.nemo], by=cls.cast.contributor)

    def ask(self, path: str) -> HttpResponse:
        with mock.patch("django.utils.timezone.now", return_value=at(1)):
            return Client().get(path)

    def test_no_readers_page_tells_it(self) -> None:
        assert [path for path in PUBLIC if tells(self.ask(path))] == []
        assert self.ask("/authors/nemo/").status_code == self.ask("/articles/the-lamp/").status_code == 200

    def test_no_search_finds_by_it(self) -> None:
        nothing = "Abcdefghijk"
        expected = self.ask(f"/search/?q={nothing}").content.decode()
        for word in (FIRST, LAST):
            assert self.ask(f"/search/?q={word}").content.decode().replace(word, nothing) == expected

    def test_readers_are_told_that_it_is_a_pen_name(self) -> None:
        for path in ("/articles/the-lamp/", "/authors/nemo/"):
            assert "Pen name" in self.ask(path).content.decode()
        (author,) = structured(self.ask("/articles/the-lamp/").content.decode())[0]["author"]
        assert (author["name"], author["disambiguatingDescription"]) == ("Nemo", "pen name")
        assert self.ask("/api/v1/articles/the-lamp/").json()["credits"][0]["alias"] == "pen name"
        assert self.ask("/api/v1/authors/nemo/").json()["alias"] == "pen name"

    def test_it_was_printed_and_stays_printed(self) -> None:
        self.disguise(alias=Alias.NONE)
        assert "Pen name" in self.ask("/articles/the-lamp/").content.decode()

    def test_the_log_the_mail_and_the_forms_of_editors_do_not_tell_it(self) -> None:
        assert Event.objects.get(verb="disguise").about == "Author “Nemo”"
        assert not [
            event for event in Event.objects.all() if FIRST in f"{event.about}{event.note}" or HOST in event.note
        ]
        assert not [letter for letter in mail.outbox if FIRST in letter.body]
        editor = client_of(self.cast.editor)
        form = editor.get(page("author", "change", self.nemo.pk)).content.decode()
        assert 'name="email"' not in form
        assert 'name="account"' not in form
        assert "pen name" in form
        typed = {"name": "Nemo", "email": "x@y.example", **rows("declarations", [], [])}
        answer = editor.post(page("author", "change", self.nemo.pk), typed)
        assert answer.status_code == 302
        assert Author.objects.get(pk=self.nemo.pk).email == ""

    def test_what_is_typed_and_refused_does_not_tell_it(self) -> None:
        editor = client_of(self.cast.editor)
        for address, typed in (
            (page("author", "add"), {"name": "Somebody", "slug": "nemo"}),
            (page("author", "real_name", self.nemo.pk), {"alias": "0"}),
            (page("article", "change", self.article.pk), filled(self.article, version="0")),
        ):
            assert not tells(editor.post(address, typed)), address

    def test_a_publisher_sees_it_on_one_page(self) -> None:
        publisher = client_of(self.cast.publisher)
        address = page("author", "real_name", self.nemo.pk)
        assert tells(publisher.get(address))
        assert not tells(publisher.get(page("author", "change", self.nemo.pk)))
        typed = {"alias": "2", "name": REAL, "email": "new@x.example", "seen": self.seen()}
        kept = publisher.post(address, typed, follow=True)
        assert "writes under this: anonymous" in kept.content.decode()
        typed = {"alias": "1", "name": "", "email": "typed@x.example", "seen": self.seen()}
        refused = publisher.post(address, typed)
        assert refused.status_code == 409
        assert "typed@x.example" in refused.content.decode()
        assert RealName.objects.get().email == "new@x.example"

    def test_a_page_that_was_opened_before_another_kept_it_is_refused_with_what_was_typed(self) -> None:
        first, address = client_of(self.cast.publisher), page("author", "real_name", self.nemo.pk)
        assert f'name="seen" value="{self.seen()}"' in first.get(address).content.decode()
        typed = {"alias": "0", "name": "Typed Name", "email": "typed@x.example", "seen": self.seen()}
        disguise(self.nemo, by=self.cast.publisher, alias=Alias.ANONYMOUS, name=REAL)
        for sent in (typed, {**typed, "seen": ""}):
            answer = first.post(address, sent)
            assert answer.status_code == 409
            said = ("after you opened it", "Typed Name", "typed@x", f'name="seen" value="{sent["seen"]}"')
            assert [each for each in said if each not in answer.content.decode()] == []
        assert RealName.objects.values_list("name", "email").get() == (REAL, EMAIL)


class TestNoAddressOfTheDesk(matrix.Desk):
    """Every address of the desk, by both methods, for those who may not know it; on most days they share them."""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.nemo = Author.objects.create(name="Nemo", slug="nemo", biography="Nemo keeps a lamp.", email=EMAIL)
        disguise(cls.nemo, by=cls.cast.publisher, alias=Alias.PEN_NAME, name=REAL)
        Byline.objects.create(article=cls.own, author=cls.nemo, position=2)
        save(cls.own, by=cls.cast.publisher)

    def walk(self, role: str) -> None:
        client = self.client_in(role)
        client.reads_nothing = False
        own = [
            each for each, walker in some_of(matrix.ADDRESSES, ("contributor", "editor"), one_in=2) if walker == role
        ]
        assert list(self.telling(client, own)) == []

    def telling(self, client: Client, addresses: list[matrix.Address]) -> Iterator[str]:
        for each in addresses:
            searched = {"q": LAST} if each.name.endswith("_changelist") else {}
            asked = COMPLETED if each.name == "autocomplete" else searched
            with mock.patch.dict("tests.test_admin_matrix.ASKED", {each.name: asked}):
                for method, answer in self.answers(client, each, self.arguments(each, self.own)).items():
                    if tells(answer):
                        yield f"{method} {each.name}"


class TestRoles(DisguiseCase):
    def test_each_role_is_printed_and_told_by_its_name(self) -> None:
        article = self.cast.draft("By many", authors=[])
        for position, role in enumerate(Role, 1):
            author = Author.objects.create(name=f"Person {role}", slug=f"person-{role}", biography="A person.")
            Byline.objects.create(article=article, author=author, role=role, position=position)
        save(article, by=self.cast.editor, now=NOW)
        verbs.publish(self.cast.approve_again(article), by=self.cast.publisher, now=NOW)
        with mock.patch("django.utils.timezone.now", return_value=at(1)):
            shown, feed, atom, told = (
                Client().get(path).content.decode()
                for path in ("/articles/by-many/", "/feed/", "/feed/atom/", "/api/v1/articles/by-many/")
            )
        byline = shown.partition('<span class="byline"><bdi>')[2].partition("</span>")[0]
        for role in Role:
            assert str(role.label).lower() in byline.lower(), role
            assert f'"role": "{role}", "name": "Person {role}"' in told
        data = structured(shown)[0]
        for role, name in PROPERTIES.items():
            assert f"Person {role}" in [person["name"] for person in data[name]]
            is_author = name == "author"
            assert (f"<dc:creator>Person {role}</dc:creator>" in feed) is is_author
            assert (f"<dc:contributor>Person {role}</dc:contributor>" in feed) is not is_author
            assert f"<{'author' if is_author else 'contributor'}><name>Person {role}</name>" in atom
        assert Article.objects.get(pk=article.pk).bylines.count() == len(Role)
