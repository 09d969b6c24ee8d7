"""The index finds an article by what is on the desk and by what readers see, on either database, whatever is typed."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from articles.desk import addressing, merging, verbs
from articles.models import Article, IndexEntry, Revision
from articles.search import indexing
from articles.search.asking import found, found_in_headline
from tests.examples import SHARE, examples
from tests.magazine import NOW, SILENTLY, Magazine, at, seen


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


def headlines(typed: str) -> set[str]:
    return set(Article.objects.filter(pk__in=found(typed).values("article")).values_list("headline", flat=True))


def test_headline_standfirst_body_and_authors_are_found(cast: Magazine) -> None:
    cast.draft(
        "Lamps", standfirst="A keeper remembers", body="<p>The <em>quinque</em>reme came.</p>", authors=[cast.bao]
    )
    cast.draft("Tolls")
    for typed in ("lamps", "keeper", "quinquereme", "Bao Lin", "lin keeper", "sanctions"):
        assert headlines(typed) == ({"Lamps"} if typed != "sanctions" else set())


def test_a_word_is_found_by_its_beginning_and_a_phrase_as_it_stands(cast: Magazine) -> None:
    cast.draft("Sanctions as a habit", body="<p>Under the long shadow.</p>")
    for typed in ("sanct", "SANCTIONS", '"long shadow"', "under-the", "shad habit"):
        assert headlines(typed) == {"Sanctions as a habit"}, typed
    for typed in ("anctions", '"shadow long"', '"long shad"', "habit xyzzy", "un"):
        assert headlines(typed) == set(), typed


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Łódź et l’été", "lodz"),
        ("العُقوبات على إيران", "ايران"),
        ("پاکستان کی ڈاک", "ڈاک"),
        ("Ёлки и санкции", "елки"),
        ("关于制裁俄罗斯的看法", "俄罗斯"),
        ("关于制裁俄罗斯的看法", "裁"),
        ("हिन्दी में समाचार", "समाचार"),
    ],
)
def test_a_word_of_any_script_is_found(cast: Magazine, text: str, typed: str) -> None:
    cast.draft("This one", body=f"<p>{text}</p>")
    assert headlines(typed) == {"This one"}


def test_markup_is_not_text(cast: Magazine) -> None:
    cast.draft(body='<p><strong>Bold</strong> <a href="https://example.org/">there</a></p>')
    assert headlines("strong") == headlines("href") == headlines("example") == set()


def test_both_the_draft_and_what_readers_see_are_found(cast: Magazine) -> None:
    article = cast.live("Old headline")
    cast.change(article, headline="New headline", now=at(1))
    assert headlines("old") == headlines("new") == {"New headline"}


def test_what_neither_the_desk_nor_readers_see_is_found_no_more(cast: Magazine) -> None:
    article = cast.draft("First thought")
    cast.change(article, headline="Second thought")
    assert headlines("first") == set()
    live = cast.live("Printed once")
    cast.change(live, headline="Printed twice")
    cast.approve_again(live)
    verbs.publish(live, by=cast.publisher, change=SILENTLY, now=at(1))
    assert headlines("once") == set()
    cast.change(live, headline="Never printed", now=at(2))
    verbs.withdraw(live, by=cast.publisher, note="It was wrong.", now=at(3))
    assert headlines("twice") == set()


def test_what_is_scheduled_is_found_until_it_is_taken_off(cast: Magazine) -> None:
    article = cast.scheduled("Tomorrow", moment=at(24))
    cast.change(article, headline="Meanwhile", now=at(1))
    assert headlines("tomorrow") == {"Meanwhile"}
    verbs.unschedule(article, by=cast.publisher, now=at(2))
    assert headlines("tomorrow") == set()


def test_what_is_restored_is_found(cast: Magazine) -> None:
    article = cast.draft("First thought")
    cast.change(article, headline="Second thought")
    verbs.restore(article, article.revisions.get(number=1), by=cast.editor, now=at(1))
    assert headlines("first") == {"First thought"}
    assert headlines("second") == set()


def test_an_author_is_found_by_the_printed_and_by_the_present_name(cast: Magazine) -> None:
    cast.live("Lamps", authors=[cast.bao])
    cast.bao.name = "Bao Lindqvist"
    addressing.keep(cast.bao, by=cast.editor, seen=seen(cast.bao))
    assert headlines("lindqvist") == headlines('"Bao Lin"') == {"Lamps"}


def test_what_authors_wrote_before_they_were_merged_is_found_by_the_name_that_stays(cast: Magazine) -> None:
    cast.draft("Lamps", authors=[cast.bao])
    merging.merge([cast.bao], cast.ada, by=cast.publisher, choices={"name": cast.ada.pk, "biography": cast.ada.pk})
    assert headlines("Brandt") == {"Lamps"}


def test_headlines_can_be_asked_alone(cast: Magazine) -> None:
    cast.draft("Lamps")
    cast.draft("Tolls", body="<p>Lamps at night.</p>")
    assert {entry.article.headline for entry in found_in_headline("lamps")} == {"Lamps"}


def entries() -> set[int]:
    return set(IndexEntry.objects.values_list("pk", flat=True))


def test_reindexing_makes_the_same_entries_again(cast: Magazine, capsys: pytest.CaptureFixture[str]) -> None:
    cast.change(cast.live("Old headline"), headline="New headline")
    before = entries()
    IndexEntry.objects.all().delete()
    assert headlines("headline") == set()
    call_command("reindex", verbosity=2)
    assert entries() == before == set(Revision.objects.values_list("pk", flat=True))
    assert headlines("old") == headlines("new") == {"New headline"}
    assert "1 articles are in the index." in capsys.readouterr().out


def test_the_words_of_an_entry_go_with_it(cast: Magazine) -> None:
    cast.draft("Lamps")
    IndexEntry.objects.all().delete()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM articles_words WHERE articles_words MATCH 'lamps'")
            assert cursor.fetchone() == (0,)


def test_an_article_of_the_longest_sort_is_kept_and_found(cast: Magazine) -> None:
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + round(20_900 * SHARE))]
    body = "".join(f"<p>{one}{two}</p>" for one, two in zip(letters * 2, letters[7:] * 2, strict=False))
    assert len(body) < 500_000
    cast.draft("Long", body=body)
    assert headlines(letters[500] + letters[507]) == {"Long"}


def test_many_articles_are_brought_into_line_at_the_same_cost(cast: Magazine) -> None:
    keys = [cast.live().pk for _number in range(3)]

    def cost(some: list[int]) -> int:
        with CaptureQueriesContext(connection) as queries:
            indexing.refresh(some, now=NOW + timedelta(hours=1))
        return len(queries)

    assert cost(keys[:1]) == cost(keys)


@examples(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.text(max_size=30) | st.sampled_from(['a"b', "AND", "NEAR(a b)", "headline:x", "x*", "'", "!a & b", "-a"])
)
def test_any_input_is_a_question(db: None, typed: str) -> None:
    assert list(found(typed)) == list(found_in_headline(typed)) == []
