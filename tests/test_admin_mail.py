"""Each person's mail wishes, and the outbox for superusers."""

from copy import deepcopy

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from articles.desk.mailing import wish, wishes_of
from articles.models import Article, Letter, LetterKind
from tests.admin_forms import client_of, page
from tests.magazine import NOW, Magazine
from tests.post import address

ROLES = ("contributor", "editor", "publisher")


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def written(made: Magazine) -> Article:
    return made.draft("The narrow sea", by=made.contributor)


@pytest.fixture
def article(written: Article, db: None) -> Article:
    return deepcopy(written)


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_each_person_chooses_their_own_mail(cast: Magazine, role: str) -> None:
    account = getattr(cast, role)
    wish(cast.outsider, {"note": "never"})
    client = client_of(account)
    chosen = dict.fromkeys(LetterKind, "at once") | {"note": "daily", "published": "never"}
    assert client.get(page("wish", "changelist")).status_code == 200
    answer = client.post(page("wish", "changelist"), chosen, follow=True)
    assert "Your wishes are kept." in text_of(answer)
    assert wishes_of(account) == chosen
    assert wishes_of(cast.outsider) == {"note": "never"}


def test_a_wish_that_is_none_is_refused(cast: Magazine) -> None:
    answer = client_of(cast.editor).post(page("wish", "changelist"), {"note": "hourly"})
    assert answer.context["form"].errors
    assert wishes_of(cast.editor) == {}


def test_the_page_says_where_letters_go(cast: Magazine) -> None:
    client = client_of(cast.editor)
    assert "no e-mail address" in text_of(client.get(page("wish", "changelist")))
    address(cast.editor, "editor@example.org")
    assert "Letters go to editor@example.org" in text_of(client.get(page("wish", "changelist")))


def test_the_desks_front_page_leads_to_ones_wishes(cast: Magazine) -> None:
    shown = text_of(client_of(cast.contributor).get("/admin/"))
    assert page("wish", "changelist") in shown
    assert page("letter", "changelist") not in shown


def test_strangers_have_no_wishes_page(cast: Magazine) -> None:
    for client in (client_of(cast.outsider), Client()):
        assert client.get(page("wish", "changelist"))["Location"].startswith("/admin/login/")


def superuser() -> User:
    return User.objects.create_superuser("root", "root@example.org", "a password for tests")


def test_superusers_read_the_outbox_and_change_nothing(cast: Magazine, article: Article) -> None:
    letter = Letter.objects.create(
        to=cast.editor, kind="note", subject="Hello", body="B", about=article, made=NOW, due=NOW
    )
    client = client_of(superuser())
    for address_of in (page("letter", "changelist"), page("letter", "change", letter.pk)):
        assert "Hello" in text_of(client.get(address_of))
    assert client.get(page("letter", "changelist"), {"q": "hello"}).context["cl"].result_count == 1
    assert client.get(page("letter", "add")).status_code == 403
    assert client.post(page("letter", "change", letter.pk), {"subject": "Other"}).status_code == 403
    assert client.post(page("letter", "delete", letter.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("role", ROLES)
def test_nobody_else_reads_letters(cast: Magazine, article: Article, role: str) -> None:
    account = getattr(cast, role)
    letter = Letter.objects.create(to=account, kind="note", subject="Hello", body="B", about=article, made=NOW, due=NOW)
    client = client_of(account)
    for name, *arguments in (("changelist",), ("add",), *((n, letter.pk) for n in ("change", "history", "delete"))):
        assert client.get(page("letter", name, *arguments)).status_code == 403
