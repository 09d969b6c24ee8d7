"""The list of articles: what it says, finds and costs."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.admin import bulk
from articles.admin.changelist import LAST_PAGE
from articles.admin.visibility import STATES
from articles.desk import verbs
from articles.desk.merging import merge
from articles.models import Article
from tests.admin_forms import client_of, page, rows
from tests.magazine import NOW, SILENTLY, Magazine, at

LIST = "/admin/articles/article/"


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


def shown(cast: Magazine, **query: Any) -> list[str]:
    """The headlines of the list as the editor sees it."""
    answer = client_of(cast.editor).get(LIST, query)
    return [article.headline for article in answer.context["cl"].result_list]


def test_an_article_without_a_headline_can_still_be_opened(cast: Magazine) -> None:
    article = cast.draft()
    cast.change(article, headline="")
    listed = client_of(cast.editor).get(LIST).content.decode()
    assert "(no headline yet)" in listed
    assert page("article", "change", article.pk) in listed


@pytest.fixture(scope="class")
def every_state(made: Magazine, for_class: None) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    made.draft("never")
    made.live("live")
    newer = made.live("newer")
    made.change(newer, standfirst="Changed since")
    waiting = made.live("waiting")
    made.change(waiting, standfirst="Changed since")
    made.approve_again(waiting)
    verbs.schedule(waiting, by=made.publisher, change=SILENTLY, moment=tomorrow, now=NOW)
    made.scheduled("scheduled", moment=tomorrow)
    made.withdrawn("withdrawn")


@pytest.mark.usefixtures("every_state")
class TestWhatReadersSee:
    def test_the_list_says_it(self, cast: Magazine) -> None:
        listed = client_of(cast.editor).get(LIST).content.decode()
        for phrase in (
            "never published",
            "live",
            "live, newer draft",
            "live, change scheduled for",
            "scheduled for",
            "withdrawn",
        ):
            assert f'<td class="field-seen_by_readers">{phrase}' in listed

    def test_the_list_can_be_narrowed_to_it(self, cast: Magazine) -> None:
        narrowed = {
            "live": {"live", "newer", "waiting"},
            "newer": {"newer", "waiting"},
            "scheduled": {"scheduled", "waiting"},
            "withdrawn": {"withdrawn"},
            "never": {"never"},
        }
        assert {state: set(shown(cast, seen=state)) for state in STATES} == narrowed


def test_the_list_can_be_narrowed_by_stage_kind_topic_and_owner(cast: Magazine) -> None:
    cast.draft("a", kind="analysis")
    cast.in_review("b", topics=[cast.borders])
    cast.draft("c", by=cast.editor)
    assert shown(cast, stage__exact="in review") == ["b"]
    assert shown(cast, kind__exact="analysis") == ["a"]
    assert shown(cast, topics__id__exact=cast.borders.pk) == ["b"]
    assert shown(cast, whose="mine") == ["c"]


def test_the_list_can_be_narrowed_to_what_has_no_topic(cast: Magazine) -> None:
    cast.draft("a")
    cast.draft("b", topics=[])
    assert shown(cast, topics__id__exact="none") == ["b"]
    assert shown(cast, topics__id__exact="999") == shown(cast, topics__id__exact="x") == []
    assert shown(cast, topics__id__exact="9" * 30) == []


def test_a_filter_by_a_topic_follows_it_when_it_is_merged(cast: Magazine) -> None:
    gone = cast.borders.pk
    merge([cast.borders], cast.sea, by=cast.publisher)
    assert shown(cast, topics__id__exact=gone) == shown(cast, topics__id__exact=cast.sea.pk)


def test_no_filter_offers_a_topic_that_is_a_hyphen(cast: Magazine) -> None:
    cast.draft()
    listed = client_of(cast.editor).get(LIST).content.decode()
    assert "The sea</a>" in listed
    assert ">-</a>" not in listed


def test_the_list_can_be_narrowed_by_days_in_words_that_keep_their_meaning(cast: Magazine) -> None:
    narrowed = {"today": {0}, "week": {0, 6}, "month": {0, 6, 29}, "year": {0, 6, 29, 364}, "older": {365}}
    noon = timezone.localtime().replace(hour=0, minute=0)
    for age in (0, 6, 29, 364, 365):
        article = Article.objects.create(headline=f"{age}")
        Article.objects.filter(pk=article.pk).update(changed=noon - timedelta(days=age))
    assert {span: set(map(int, shown(cast, changed=span))) for span in narrowed} == narrowed
    assert len(shown(cast, changed="never heard of")) == 5


def test_the_list_is_searched_over_drafts_and_over_what_readers_see(cast: Magazine) -> None:
    lamps = cast.live("Lamps", standfirst="A keeper remembers", body="<p>The brass shone.</p>", authors=[cast.bao])
    cast.change(lamps, body="<p>The copper shone.</p>")
    cast.draft("Tolls")
    for words in ("lamps", "keeper", "Bao Lin", "brass", "copp", "“copper shone”"):
        assert shown(cast, q=words) == ["Lamps"], words
    assert shown(cast, q="xyzzy") == shown(cast, q="…") == []
    assert len(shown(cast, q=" ")) == 2


def test_who_found_it_in_the_headline_reads_it_first_unless_an_order_is_chosen(cast: Magazine) -> None:
    cast.draft("Old tolls", now=at(0))
    cast.draft("Lamps", body="<p>Of tolls and lamps.</p>", now=at(1))
    cast.draft("New tolls", now=at(2))
    for place, article in enumerate(Article.objects.order_by("pk")):
        Article.objects.filter(pk=article.pk).update(changed=at(place))
    assert shown(cast, q="toll") == ["New tolls", "Old tolls", "Lamps"]
    assert shown(cast, q="toll", o="6") == ["Old tolls", "Lamps", "New tolls"]
    client = client_of(cast.editor)
    told = [client.get(LIST, query).content.decode().count("aria-sort") for query in ({}, {"q": "toll"}, {"o": "1"})]
    assert told == [1, 0, 1]


def test_an_author_with_a_new_name_is_found_by_it_at_once(cast: Magazine) -> None:
    cast.draft("Lamps", authors=[cast.bao])
    form = client_of(cast.editor).get(page("author", "change", cast.bao.pk)).context["adminform"].form
    typed = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    client_of(cast.editor).post(
        page("author", "change", cast.bao.pk), {**typed, "name": "Bao Lindqvist", **rows("declarations", [], [])}
    )
    assert shown(cast, q="lindqvist") == ["Lamps"]


@pytest.fixture(scope="class")
def eight(made: Magazine, for_class: None) -> None:
    for number in range(8):
        article = made.draft(f"{number}", kind="review" if number % 2 else "news")
        Article.objects.filter(pk=article.pk).update(changed=at(-number))


@pytest.fixture
def three_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admin.site.get_model_admin(Article), "list_per_page", 3)


@pytest.mark.usefixtures("eight", "three_a_page")
class TestPages:
    def test_pages_follow_on_each_other_without_a_count(self, cast: Magazine) -> None:
        client = client_of(cast.editor)
        with CaptureQueriesContext(connection) as queries:
            pages = [client.get(LIST, {"p": number}) for number in (1, 2, 3)]
        lists = [answer.context["cl"] for answer in pages]
        assert [[article.headline for article in each.result_list] for each in lists] == [
            ["0", "1", "2"],
            ["3", "4", "5"],
            ["6", "7"],
        ]
        assert [(each.previous_page, each.next_page) for each in lists] == [
            ("", "?p=2"),
            ("?p=1", "?p=3"),
            ("?p=2", ""),
        ]
        assert "Articles 4 to 6" in pages[1].content.decode()
        assert "Articles 7 to 8 of 8" in pages[2].content.decode()
        assert not [query["sql"] for query in queries if "COUNT(" in query["sql"].upper()]

    def test_rows_that_a_column_puts_level_come_newest_first(self, cast: Magazine) -> None:
        assert shown(cast, o="4") == ["0", "2", "4"]
        assert shown(cast, o="-4") == ["1", "3", "5"]
        assert shown(cast, o="6") == ["7", "6", "5"]

    def test_a_page_after_the_last_says_so(self, cast: Magazine) -> None:
        answer = client_of(cast.editor).get(LIST, {"p": 9})
        assert "The list ends before this page." in answer.content.decode()

    def test_the_deepest_page_says_that_the_list_goes_on(self, cast: Magazine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("articles.admin.changelist.LAST_PAGE", 2)
        answer = client_of(cast.editor).get(LIST, {"p": 2})
        assert "The list goes on." in answer.content.decode()
        assert answer.context["cl"].next_page == ""

    def test_a_verb_for_all_pages_takes_so_many_and_says_what_it_left(
        self, cast: Magazine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(bulk, "MOST", 4)
        page_one = [article.pk for article in Article.objects.all()[:3]]
        chosen = {"action": "submit", "index": "0", "select_across": "1", "_selected_action": page_one}
        with CaptureQueriesContext(connection) as queries:
            answer = client_of(cast.editor).post(LIST, chosen, follow=True)
        told = answer.content.decode()
        assert "4 sent to review." in told
        assert "the first 4 articles of the list" in told
        assert sorted(Article.objects.filter(stage="in review").values_list("headline", flat=True)) == [
            "0",
            "1",
            "2",
            "3",
        ]
        assert not [query["sql"] for query in queries if "COUNT(" in query["sql"].upper()]

    def test_a_verb_for_all_pages_is_about_what_the_list_was_narrowed_to(self, cast: Magazine) -> None:
        chosen = {"action": "submit", "index": "0", "select_across": "1", "_selected_action": [1]}
        client_of(cast.editor).post(f"{LIST}?kind__exact=news", chosen)
        assert set(Article.objects.filter(stage="in review").values_list("kind", flat=True)) == {"news"}
        assert Article.objects.filter(stage="in review").count() == 4


@pytest.mark.parametrize("query", [{"p": 0}, {"p": -1}, {"p": LAST_PAGE + 1}, {"p": 10**30}, {"id__exact": "x"}])
def test_a_page_or_filter_that_cannot_be_read_leads_to_the_whole_list_and_says_so(
    cast: Magazine, query: dict[str, Any]
) -> None:
    answer = client_of(cast.editor).get(LIST, query, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "a list that cannot be" in answer.content.decode()


def test_an_empty_list_says_whether_there_is_nothing_or_nothing_like_that(cast: Magazine) -> None:
    client = client_of(cast.editor)
    assert "There is no article yet." in client.get(LIST).content.decode()
    cast.draft()
    assert "No article is like that." in client.get(LIST, {"q": "xyzzy"}).content.decode()


def test_each_refusal_of_many_is_shown_with_its_sentence_and_nothing_of_a_headline_is_markup(cast: Magazine) -> None:
    keys = [cast.in_review(f"<b>{number}</b>").pk for number in range(3)]
    chosen = {"action": "submit", "_selected_action": keys}
    told = client_of(cast.editor).post(LIST, chosen, follow=True).content.decode()
    for number in range(3):
        sentence = "“Submit for review” is not possible while the article is in review."
        assert f"<li>“&lt;b&gt;{number}&lt;/b&gt;”: {sentence}</li>" in told


QUERIES = [
    {},
    {"p": 2},
    {"q": "narrow"},
    {"q": "narrow", "stage__exact": "draft"},
    *({"seen": state} for state in STATES),
    {"stage__exact": "approved"},
    {"kind__exact": "opinion"},
    {"topics__id__exact": "1"},
    {"changed": "older"},
    {"whose": "mine"},
    *({"o": str(column)} for column in (1, 2, 4, 6, -1)),
]


def test_the_list_costs_the_same_with_many_articles_however_it_is_asked(
    cast: Magazine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin.site.get_model_admin(Article), "list_per_page", 10)
    client = client_of(cast.editor)

    def cost(query: dict[str, str]) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST, query).status_code == 200
        assert not [each["sql"] for each in queries if "COUNT(" in each["sql"].upper()]
        return len(queries)

    for _number in range(2):
        cast.live()
    few = cost({})
    for number in range(10):
        cast.draft(now=at(number))
    many = [cost(query) for query in QUERIES]
    assert max(many) <= 11
    assert many[0] == few
