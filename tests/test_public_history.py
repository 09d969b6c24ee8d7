"""The history of an article for its readers: what they had when, what changed, and nothing that they never had."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from unittest import mock

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.desk import verbs
from articles.desk.correcting import Change
from articles.models import Article, Correction, Disclaimer, Imprint, turns
from articles.models.magazine import Magazine as Facts
from articles.models.magazine import kept
from tests.magazine import SILENTLY, UPDATED, Magazine, at, reword
from tests.test_desk_correcting import CORRECTION, RETRACTION

BODY = "<p>The strait is ten miles wide.</p><p>Everything passes.</p><p>Nothing stays.</p><p>It is old.</p>"


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture
def shown() -> Iterator[None]:
    with mock.patch.object(kept, "magazine", Facts(Imprint(name="The Harbour", history=True))):
        yield


def ask(path: str, hours: float) -> HttpResponse:
    with mock.patch("django.utils.timezone.now", return_value=at(hours)):
        return Client().get(path)


def read(path: str, hours: float) -> str:
    answer = ask(path, hours)
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2].partition("</main")[0]


def publish(cast: Magazine, article: Article, hours: float, change: Change = SILENTLY, **columns: object) -> Article:
    fresh = cast.approve_again(cast.change(article, now=at(hours), **columns), now=at(hours))
    verbs.publish(fresh, by=cast.publisher, change=change, now=at(hours))
    return fresh


@pytest.fixture(scope="module")
def corrected(made: Magazine) -> Article:
    """First published, then silently fixed after a save that readers never had, then corrected."""
    article = made.live("Ten miles", slug="miles", body=BODY, standfirst="A sea.", now=at(0))
    made.change(article, body=BODY.replace("ten", "SECRET"), now=at(1))
    publish(made, article, 2, body=BODY.replace("passes", "must pass"))
    publish(made, article, 3, CORRECTION, headline="Nine miles", body=BODY.replace("ten", "nine"))
    return article


@pytest.fixture
def article(corrected: Article, shown: None, db: None) -> Article:
    return deepcopy(corrected)


@pytest.mark.usefixtures("corrected", "db")
def test_it_is_off_until_the_magazine_switches_it_on() -> None:
    assert ask("/articles/miles/history/", 4).status_code == 404
    assert "history" not in read("/articles/miles/", 4)


def test_an_article_leads_to_its_history_quietly(article: Article) -> None:
    assert '<a href="/articles/miles/history/"><bdi>Version history</bdi></a>' in read("/articles/miles/", 4)


def test_it_lists_what_readers_had_with_when_and_as_what(article: Article) -> None:
    page = read("/articles/miles/history/", 4)
    for said in (
        "<b>Correction</b> version 3",
        "<b>Silent fix</b> version 2",
        "<b>Published</b> version 1",
        "2 March 2026, 12:00 UTC</time> – <time",
        CORRECTION.right,
    ):
        assert said in page
    assert page.index("version 3") < page.index("version 2") < page.index("version 1")


def test_it_shows_what_changed_by_words_the_latest_where_none_is_asked_for(article: Article) -> None:
    page = read("/articles/miles/history/", 4)
    assert "From version 2 to version 3" in page
    assert "<del>Ten</del><ins>Nine</ins> miles" in page
    assert "is <del>ten</del><ins>nine</ins> miles wide" in page
    assert "It is old." not in page
    earlier = read("/articles/miles/history/?to=2", 4)
    assert "From version 1 to version 2" in earlier
    assert "<ins>must pass</ins>" in earlier.replace("</ins> <ins>", " ").replace("</ins><ins>", "")
    whole = read("/articles/miles/history/?from=1&to=3", 4)
    assert "From version 1 to version 3" in whole


def test_byline_and_notices_are_compared_as_they_were_printed(cast: Magazine, article: Article) -> None:
    reword(cast.views, "Ours alone.")
    cast.ada.name = "A name of today"
    cast.ada.save()
    fresh = Article.objects.get(pk=article.pk)
    fresh.bylines.all().delete()
    fresh.bylines.create(author=cast.bao)
    more = Disclaimer.objects.create(name="More")
    reword(more, "The author sails.")
    fresh.disclaimers.add(more)
    publish(cast, fresh, 5, UPDATED, standfirst="A strait.")
    page = read("/articles/miles/history/", 6)
    assert "<li><del>By Ada Brandt</del></li>" in page
    assert "<li><ins>By Bao Lin</ins></li>" in page
    assert "<ins>The author sails.</ins>" in page
    assert "A name of today" not in page


def test_nothing_that_readers_never_had_is_in_it(cast: Magazine, article: Article) -> None:
    cast.change(article, headline="SECRET draft", now=at(5))
    body = ask("/articles/miles/history/", 6).content.decode()
    for hidden in ("SECRET", "publisher", "editor", cast.ada.email):
        assert hidden not in body.partition("<main")[2]
    later = publish(cast, article, 7, UPDATED, headline="SECRET no more")
    verbs.withdraw(later, by=cast.publisher, note="Gone.", now=at(8))
    assert "SECRET" not in read("/articles/miles/history/", 6)


def test_a_scheduled_version_is_in_it_from_its_moment_on(cast: Magazine, article: Article) -> None:
    fresh = cast.approve_again(cast.change(article, headline="Eight miles", now=at(4)), now=at(4))
    verbs.schedule(fresh, by=cast.publisher, moment=at(9), change=UPDATED, now=at(4))
    assert "Eight" not in read("/articles/miles/history/", 8.9)
    assert "version 4" in read("/articles/miles/history/", 9)


def test_a_retraction_is_told_above_it(cast: Magazine, article: Article) -> None:
    assert "no longer stands by it" not in read("/articles/miles/history/", 4)
    verbs.correct(Article.objects.get(pk=article.pk), by=cast.publisher, change=RETRACTION, now=at(5))
    page = read("/articles/miles/history/", 6)
    assert page.index("no longer stands by it") < page.index("<ol")
    assert "say the same in both" in page


def test_a_retraction_that_a_note_took_the_place_of_is_told_above_it_no_more(cast: Magazine, article: Article) -> None:
    for hours, change in ((5, RETRACTION), (6, Change("note", right="The letter is genuine."))):
        earlier = Correction.objects.filter(act="retraction").first()
        fresh = Article.objects.get(pk=article.pk)
        verbs.correct(fresh, by=cast.publisher, change=replace(change, supersedes=earlier), now=at(hours))
    assert "no longer stands by it" in read("/articles/miles/history/", 5.5)
    assert "no longer stands by it" not in read("/articles/miles/history/", 7)


def test_of_a_withdrawn_article_it_is_gone_and_does_not_come_back_with_it(cast: Magazine, article: Article) -> None:
    withdrawn = Article.objects.get(pk=article.pk)
    verbs.withdraw(withdrawn, by=cast.publisher, note="It rested on a forgery.", now=at(5))
    gone = ask("/articles/miles/history/", 6)
    assert gone.status_code == 410
    assert "forgery" in gone.content.decode()
    publish(cast, withdrawn, 7, UPDATED, body="<p>Harmless.</p>")
    page = read("/articles/miles/history/", 8)
    assert "Readers have had it again since 2 March 2026" in page
    assert page.count("<li") == 1
    assert "strait" not in page


def test_of_too_many_versions_the_latest_are_shown_under_their_numbers(
    cast: Magazine, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "MOST", 3)
    assert "There are so many" not in read("/articles/miles/history/", 4)
    for hours in (5, 6):
        publish(cast, article, hours, headline=f"{hours} miles")
    page = read("/articles/miles/history/", 7)
    assert "There are so many that those before version 3 are left out here." in page
    assert "Readers have had it again" not in page
    assert [f"version {number}</bdi>" in page for number in (5, 4, 3, 2, 1)] == [True, True, True, False, False]
    assert "<b>Published</b>" not in page
    assert [f"?to={number}#" in page for number in (5, 4, 3)] == [True, True, False]
    assert "From version 3 to version 4" in read("/articles/miles/history/?to=4", 7)
    assert "There are no such two versions" in read("/articles/miles/history/?to=3", 7)


def test_what_comes_back_is_no_silent_fix_to_those_who_never_saw_the_rest(cast: Magazine, article: Article) -> None:
    withdrawn = Article.objects.get(pk=article.pk)
    verbs.withdraw(withdrawn, by=cast.publisher, note="It rested on a forgery.", now=at(5))
    publish(cast, withdrawn, 7, body="<p>Harmless.</p>")
    page = read("/articles/miles/history/", 8)
    assert "<b>Published again</b> version 1" in page
    assert "Silent fix" not in page


def test_it_follows_the_article_to_its_new_address(cast: Magazine, article: Article) -> None:
    publish(cast, article, 5, slug="nine-miles")
    moved = ask("/articles/miles/history/", 6)
    assert (moved.status_code, moved["Location"]) == (301, "/articles/nine-miles/history/")
    assert ask("/articles/never/history/", 6).status_code == 404


@pytest.mark.parametrize("query", ["from=3&to=1", "from=x", "to=99", "from=1&to=1", "from=\x00", "to=" + "9" * 400])
def test_versions_that_are_not_there_get_the_latest_change_and_a_sentence(article: Article, query: str) -> None:
    page = read(f"/articles/miles/history/?{query}", 4)
    assert "There are no such two versions" in page
    assert "From version 2 to version 3" in page


def test_it_costs_six_queries_at_most_however_many_versions(cast: Magazine, article: Article) -> None:
    def queries(hours: float) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            read("/articles/miles/history/", hours)
        return [query["sql"] for query in captured.captured_queries]

    few = queries(4)
    for hours in (5, 6):
        publish(cast, article, hours, headline=f"{hours} miles")
    many = queries(10)
    assert len(few) == len(many) <= 6
    assert not [sql for sql in many if "COUNT(" in sql or "OFFSET" in sql or '"articles_article"' in sql]


def test_it_is_cached_as_other_pages_are_and_found_by_nobody(article: Article) -> None:
    answer = ask("/articles/miles/history/", 4)
    assert answer["Cache-Control"] == "public, max-age=60"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert not answer.cookies


def test_a_text_of_one_version_has_nothing_to_compare(cast: Magazine, shown: None) -> None:
    cast.live("New", slug="new")
    page = read("/articles/new/history/", 1)
    assert "version 1" in page
    assert 'id="changes"' not in page
    assert "<form" not in page
