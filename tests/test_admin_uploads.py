"""New from a manuscript: several files, each with its own report."""

from copy import deepcopy
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from articles.models import Article, ManuscriptFile
from tests.admin_forms import client_of, page
from tests.magazine import Magazine

TEXT = """Who owns a strait

A strait is a road that nobody built. It is eleven miles wide, and four of them carry everything.

Tolls and tides

Those who wait longest pay most, and nobody asked the pilots.

Ada Brandt

Ada Brandt writes about the sea and can be reached at ada@example.org"""


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


def send(person: Any, *files: tuple[str, bytes], kind: str = "analysis") -> HttpResponse:
    uploaded = [SimpleUploadedFile(name, data) for name, data in files]
    return client_of(person).post(page("article", "manuscripts"), {"manuscripts": uploaded, "kind": kind})


def test_a_manuscript_becomes_a_draft_with_a_report(cast: Magazine) -> None:
    shown = send(cast.contributor, ("strait.txt", TEXT.encode())).content.decode()
    article = Article.objects.get()
    assert (article.kind, article.stage, article.owner) == ("analysis", "draft", cast.contributor)
    assert page("article", "change", article.pk) in shown
    assert "Words:" in shown


def test_one_bad_file_keeps_no_other_out(cast: Magazine) -> None:
    shown = send(cast.editor, ("empty.txt", b""), ("a.docx", b"no zip"), ("strait.txt", TEXT.encode())).content.decode()
    assert Article.objects.count() == 1
    assert shown.count("was-refused") == 2
    assert "This file is empty" in shown


def test_the_same_file_twice_makes_one_draft(cast: Magazine) -> None:
    shown = send(cast.editor, ("a.txt", TEXT.encode()), ("b.txt", TEXT.encode())).content.decode()
    assert Article.objects.count() == ManuscriptFile.objects.count() == 1
    assert "No second draft was made" in shown


def test_a_file_that_somebody_else_sent_names_no_article(cast: Magazine) -> None:
    send(cast.other_contributor, ("a.txt", TEXT.encode()))
    article = Article.objects.get()
    shown = send(cast.contributor, ("a.txt", TEXT.encode())).content.decode()
    assert "taken in before" in shown
    assert page("article", "change", article.pk) not in shown
    assert "Who owns a strait" not in shown


def test_a_hostile_file_name_is_escaped(cast: Magazine) -> None:
    shown = send(cast.editor, ("<img src=x>.exe", b"MZ")).content.decode()
    assert "<img src=x>" not in shown
    assert "was-refused" in shown


def test_the_page_asks_for_a_file(cast: Magazine) -> None:
    assert "This field is required." in send(cast.editor).content.decode()


def test_who_may_not_add_articles_has_no_such_page(cast: Magazine) -> None:
    cast.contributor.groups.clear()
    assert client_of(cast.contributor).get(page("article", "manuscripts")).status_code == 403


def test_the_list_leads_to_the_page(cast: Magazine) -> None:
    listed = client_of(cast.contributor).get(page("article", "changelist")).content.decode()
    assert page("article", "manuscripts") in listed
