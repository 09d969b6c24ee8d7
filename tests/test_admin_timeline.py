"""The history of an article: revisions, moves and publications in one list."""

from copy import deepcopy

import pytest

from articles.admin.timeline import timeline
from articles.desk import verbs
from articles.desk.correcting import Change
from articles.desk.reprinting import reprint
from articles.models import Article
from tests.admin_forms import client_of, page
from tests.magazine import SILENTLY, Magazine, at


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def printed(made: Magazine) -> Article:
    return made.live()


@pytest.fixture
def article(printed: Article, db: None) -> Article:
    return deepcopy(printed)


def told(article: Article, hours: float = 100) -> list[tuple[str, str]]:
    return [(entry.who, entry.what) for entry in timeline(article, at(hours))]


def test_saves_and_moves_stand_in_one_list_the_newest_first(cast: Magazine) -> None:
    article = cast.draft(by=cast.contributor, now=at(0))
    verbs.submit(article, by=cast.contributor, now=at(1))
    verbs.ask_for_changes(article, by=cast.editor, note="Shorter, please.", now=at(2))
    cast.change(article, by=cast.contributor, now=at(3), headline="Shorter")
    assert told(article) == [
        ("contributor", "saved revision 2"),
        ("editor", "sent back with a note"),
        ("contributor", "sent to review"),
        ("contributor", "saved revision 1"),
    ]
    assert timeline(article, at(4))[1].note == "Shorter, please."


def test_a_publication_stands_there_once(article: Article) -> None:
    assert [what for _who, what in told(article)].count("published") == 1
    assert not any("as scheduled" in what for _who, what in told(article))


def test_what_is_printed_anew_stands_there_once_and_was_never_scheduled(cast: Magazine, article: Article) -> None:
    reprint(article, by=cast.publisher, reason="No views.", change=lambda printing: printing.notices.clear(), now=at(3))
    assert told(article)[0] == ("publisher", "printed anew")
    assert not any("as scheduled" in what for _who, what in told(article))


def test_a_save_comes_before_the_moves_of_the_same_instant(article: Article) -> None:
    assert told(article)[-1] == ("contributor", "saved revision 1")


def test_what_was_scheduled_comes_true_in_the_list_by_the_clock(cast: Magazine) -> None:
    article = cast.scheduled(moment=at(5))
    assert told(article, 4)[0] == ("publisher", "scheduled")
    assert told(article, 5)[0] == ("", "published as scheduled")
    assert timeline(article, at(4))[0].about == "revision 1, for 2 Mar 2026, 17:00 UTC"


def test_each_time_is_told_with_its_zone(cast: Magazine) -> None:
    assert timeline(cast.draft(now=at(1)), at(2))[0].when == "2 Mar 2026, 13:00 UTC"


def test_a_revision_has_its_proof_and_what_it_changed(cast: Magazine) -> None:
    article = cast.change(cast.draft(), headline="Changed")
    second, first = timeline(article, at(1))
    assert second.compare == page("article", "compare", article.pk, "1", "2")
    assert second.proof == page("article", "proof", article.pk, 2)
    assert (first.compare, first.words) == ("", 45)


def test_a_publication_is_compared_with_what_readers_had_before(cast: Magazine, article: Article) -> None:
    article = cast.change(article, headline="Not for readers", now=at(1))
    article = cast.change(article, headline="For readers", now=at(2))
    verbs.publish(cast.approve_again(article, now=at(3)), by=cast.publisher, change=SILENTLY, now=at(4))
    newest = timeline(article, at(5))[0]
    assert (newest.what, newest.compare) == ("published", page("article", "compare", article.pk, "1", "3"))
    assert [entry.compare for entry in timeline(article, at(5)) if entry.what == "published"][1] == ""


def test_a_scheduled_change_is_compared_with_what_readers_had_before(cast: Magazine, article: Article) -> None:
    article = cast.approve_again(cast.change(article, headline="Later", now=at(1)), now=at(2))
    verbs.schedule(article, by=cast.publisher, change=SILENTLY, moment=at(9), now=at(3))
    assert timeline(article, at(10))[0].compare == page("article", "compare", article.pk, "1", "2")


def test_a_move_survives_the_account_of_who_made_it(article: Article) -> None:
    article.events.update(by=None)
    assert ("editor", "sent to review") in told(article)


def test_the_history_page_shows_the_list_with_notes_and_links(cast: Magazine, article: Article) -> None:
    verbs.withdraw(article, by=cast.publisher, note="It rested on a <forged> letter.", now=at(1))
    text = client_of(cast.editor).get(page("article", "history", article.pk)).content.decode()
    assert "It rested on a &lt;forged&gt; letter." in text
    assert "<strong>publisher</strong> withdrawn" in text
    assert f'action="{page("article", "choose", article.pk)}"' in text
    assert page("article", "proof", article.pk, 1) in text


def test_the_queries_do_not_grow_with_the_history(
    cast: Magazine, article: Article, django_assert_num_queries: object
) -> None:
    for number in range(4):
        article = cast.change(article, headline=f"Once more {number}")
    with django_assert_num_queries(3):  # type: ignore[operator]
        timeline(article, at(1))


def test_what_was_said_without_another_text_did_not_come_by_itself(cast: Magazine, article: Article) -> None:
    verbs.correct(article, by=cast.publisher, change=Change("note", right="The author has moved."), now=at(2))
    told = [entry for entry in timeline(article, at(3)) if entry.at == at(2)]
    assert [entry.what for entry in told] == ["published with a word to readers", "saved revision 2"]
    assert told[0].note == "Editor’s note: The author has moved."
