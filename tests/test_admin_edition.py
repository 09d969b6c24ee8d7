"""The screen on which editors arrange the front page: with and without a script, and nothing typed is lost."""

import re
from copy import deepcopy
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from articles.desk import verbs
from articles.desk.arranging import arrange
from articles.desk.editions import publish
from articles.models import Article, Edition, Event, Slot
from tests.admin_forms import client_of, page, rows
from tests.magazine import Magazine

SCREEN = page("edition", "changelist")
FRAME = re.compile(r'<iframe class="(\w+)"[^>]* srcdoc="([^"]*)"')


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture
def editor(cast: Magazine) -> Client:
    return client_of(cast.editor)


@pytest.fixture
def publisher(cast: Magazine) -> Client:
    return client_of(cast.publisher)


@pytest.fixture(scope="module")
def live(made: Magazine) -> list[Article]:
    return [made.live(headline) for headline in ("Tolls", "Lamps", "Ports")]


@pytest.fixture
def articles(live: list[Article], db: None) -> list[Article]:
    return deepcopy(live)


def filled(articles: list[Any], sections: list[Any] = [], *, stored: int = 0, **typed: Any) -> dict[str, Any]:  # noqa: B006
    """The form with a row for each: an article, or the values of a row."""
    placed = [{"article": row.pk} if isinstance(row, Article) else row for row in articles]
    numbered = [{"ORDER": place, **row} for place, row in enumerate(placed, 1)]
    return {"seen": 0, **rows("article", [], numbered), **rows("section", [], sections), **typed}


def form_of(answer: HttpResponse) -> tuple[list[str], list[str]]:
    """The rows of the form as shown: headlines and topics."""
    arrangement = answer.context["arrangement"]
    chosen = [str(form["topic"].value()) for form in arrangement.sections if form["topic"].value()]
    return [str(form.placed) for form in arrangement.articles], chosen


def newest() -> list[str]:
    edition = Edition.objects.newest()
    return [str(slot.article or slot.topic) for slot in edition.slots.all()] if edition else []


def test_an_editor_keeps_an_arrangement_of_which_readers_see_nothing(
    cast: Magazine, editor: Client, articles: list[Article]
) -> None:
    tolls, lamps, _ports = articles
    typed = filled(
        [{"article": lamps.pk, "headline": "Look", "ORDER": 2}, {"article": tolls.pk, "ORDER": 1}],
        [{"topic": cast.sea.pk, "size": 2}, {"topic": "", "size": 3}],
        do="save",
        note="For Monday",
    )
    answer = editor.post(SCREEN, typed, follow=True)
    assert "Kept as edition 1. Readers do not see it yet." in answer.content.decode()
    assert newest() == ["Tolls", "Lamps", "The sea"]
    assert [slot.headline for slot in Edition.objects.get().slots.all()] == ["", "Look", ""]
    assert Edition.objects.get().note == "For Monday"
    assert form_of(editor.get(SCREEN)) == (["Tolls", "Lamps"], [str(cast.sea.pk)])
    assert not Edition.objects.filter(live_from__isnull=False).exists()


def test_a_publisher_publishes_and_schedules_from_the_same_form(
    cast: Magazine, publisher: Client, articles: list[Article]
) -> None:
    told = publisher.post(SCREEN, filled(articles[:1], do="publish"), follow=True).content.decode()
    assert "Readers see edition 1 now." in told
    assert "Readers see this arrangement, edition 1." in told
    draft = cast.draft("Not yet")
    later = filled([*articles[1:], draft], seen=1, do="schedule", moment="2090-03-02T07:00")
    told = publisher.post(SCREEN, later, follow=True).content.decode()
    assert "Edition 2 is scheduled." in told
    assert "Readers cannot read “Not yet” then." in told
    assert "Readers see edition 1, not this arrangement." in told
    publisher.post(page("edition", "unschedule", 2))
    assert not Edition.objects.scheduled(at=timezone.now()).exists()
    assert "Edition 2 is off the schedule." in publisher.get(SCREEN).content.decode()


def test_an_editor_does_not_publish(editor: Client, articles: list[Article]) -> None:
    assert 'value="publish"' not in editor.get(SCREEN).content.decode()
    assert editor.post(SCREEN, filled(articles, do="publish")).status_code == 403
    assert not Edition.objects.exists()


def test_buttons_put_rows_in_order_without_a_script_and_keep_what_is_typed(
    cast: Magazine, editor: Client, articles: list[Article]
) -> None:
    tolls, lamps, ports = articles
    placed = [{"article": tolls.pk, "headline": "Own words"}, {"article": lamps.pk}, {"article": ports.pk}]
    sections = [{"topic": cast.sea.pk, "size": 9}, {"topic": cast.borders.pk, "size": 2}]
    for deed, order in (
        ("down:article:0", ["Lamps", "Tolls", "Ports"]),
        ("up:article:2", ["Tolls", "Ports", "Lamps"]),
        ("up:article:0", ["Tolls", "Lamps", "Ports"]),
        ("drop:article:1", ["Tolls", "Ports"]),
        ("order", ["Tolls", "Lamps", "Ports"]),
        ("up:article:77", ["Tolls", "Lamps", "Ports"]),
        ("up:nonsense:0", ["Tolls", "Lamps", "Ports"]),
        (f"put:{tolls.pk}", ["Tolls", "Lamps", "Ports"]),
        ("put:x", ["Tolls", "Lamps", "Ports"]),
    ):
        answer = editor.post(SCREEN, filled(placed, sections, do=deed))
        assert form_of(answer)[0] == order, deed
        assert "Own words" in answer.content.decode()
    swapped = editor.post(SCREEN, filled(placed, sections, do="down:section:0"))
    assert form_of(swapped)[1] == [str(cast.borders.pk), str(cast.sea.pk)]
    assert not Edition.objects.exists()


def test_a_button_means_the_row_beside_it_even_where_numbers_were_changed_before(
    editor: Client, articles: list[Article]
) -> None:
    places = [{"article": article.pk, "ORDER": 9 - place} for place, article in enumerate(articles)]
    assert form_of(editor.post(SCREEN, filled(places, do="drop:article:0")))[0] == ["Ports", "Lamps"]


def test_an_article_is_found_and_put_on_the_page(cast: Magazine, editor: Client, articles: list[Article]) -> None:
    draft = cast.draft("Lamps of tomorrow", by=cast.other_contributor)
    found = editor.post(SCREEN, filled(articles[:1], do="find", q="lamps"))
    assert [target.headline for target in found.context["found"]] == ["Lamps", "Lamps of tomorrow"]
    put = editor.post(SCREEN, filled(articles[:1], do=f"put:{draft.pk}"))
    assert form_of(put)[0] == ["Tolls", "Lamps of tomorrow"]
    assert "never published: readers do not see it yet" in put.content.decode()


def test_what_is_wrong_is_said_beside_it_and_what_is_typed_stays(
    cast: Magazine, editor: Client, articles: list[Article]
) -> None:
    typed = filled([{"article": articles[0].pk, "headline": "x" * 301}], [{"topic": cast.sea.pk, "size": 7}], do="save")
    shown = editor.post(SCREEN, typed).content.decode()
    assert "Nothing was kept" in shown
    assert "at most 300 characters" in shown
    assert "less than or equal to 6" in shown
    assert "x" * 301 in shown
    twice = editor.post(SCREEN, filled([articles[0], {"article": articles[0].pk, "headline": "Own"}], do="save"))
    assert twice.status_code == 409
    assert "“Tolls” stands on the page twice" in twice.content.decode()
    assert 'value="Own"' in twice.content.decode()
    assert not Edition.objects.exists()


def test_a_refused_publication_keeps_nothing(publisher: Client, articles: list[Article]) -> None:
    answer = publisher.post(SCREEN, filled(articles, do="schedule", moment="2001-03-02T07:00"))
    assert answer.status_code == 409
    assert "Choose a moment in the future" in answer.content.decode()
    assert not Edition.objects.exists()


def test_a_stale_form_comes_back_and_can_be_saved_with_open_eyes(
    cast: Magazine, editor: Client, articles: list[Article]
) -> None:
    arrange([Slot(article=articles[2])], by=cast.publisher, seen=0)
    typed = filled([{"article": articles[0].pk, "headline": "Mine"}], do="save")
    answer = editor.post(SCREEN, typed)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "publisher arranged the front page after you opened it" in shown
    assert 'value="Mine"' in shown
    over = re.search(r'formaction="(\?over=\d+)"', shown)[1]
    editor.post(SCREEN + over, typed)
    assert newest() == ["Tolls"]
    assert Edition.objects.count() == 2


def test_an_earlier_edition_comes_back(cast: Magazine, editor: Client, articles: list[Article]) -> None:
    for seen, article in enumerate(articles[:2]):
        arrange([Slot(article=article)], by=cast.editor, seen=seen)
    told = editor.post(page("edition", "restore", 1), {"seen": 2}, follow=True).content.decode()
    assert "Edition 1 is back, as edition 3." in told
    assert newest() == ["Tolls"]
    stale = editor.post(page("edition", "restore", 2), {"seen": 2}, follow=True).content.decode()
    assert "after you opened it" in stale


def test_the_preview_is_the_readers_page_of_what_is_typed_and_nothing_of_it_stays(
    cast: Magazine, editor: Client, articles: list[Article]
) -> None:
    later = cast.scheduled("Tomorrow", moment=timezone.now().replace(year=2090))
    typed = filled(
        [later, {"article": articles[0].pk, "headline": "Typed & unsaved"}], [{"topic": cast.sea.pk, "size": 1}]
    )
    events = Event.objects.count()
    for moment, lead in (("", "Typed & unsaved"), ("2099-01-01T07:00", "Tomorrow")):
        answer = editor.post(page("edition", "preview"), {**typed, "moment": moment})
        shown = {scheme: unescape(inner) for scheme, inner in FRAME.findall(answer.content.decode())}
        assert set(shown) == {"light", "dark"}
        assert unescape(re.search(r"<h2[^>]*><a [^>]*>([^<]*)</a>", shown["light"])[1]) == lead
        assert "It is not saved." in shown["dark"]
        assert 'data-scheme="dark"' in shown["dark"]
    assert (Edition.objects.count(), Event.objects.count()) == (0, events)


def test_a_form_that_cannot_be_kept_has_no_preview_but_sentences(editor: Client, articles: list[Article]) -> None:
    for typed, sentence in (
        (filled([{"article": articles[0].pk, "headline": "x" * 301}]), "Own headline: Ensure"),
        (filled([articles[0], articles[0]]), "stands on the page twice"),
    ):
        answer = editor.post(page("edition", "preview"), typed)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()


def test_an_edition_is_shown_as_readers_saw_it(cast: Magazine, editor: Client, articles: list[Article]) -> None:
    now, tolls = timezone.now(), articles[0]
    arrange([Slot(article=tolls, headline="As it was")], by=cast.editor, seen=0)
    assert "As it was" in editor.get(page("edition", "proof", 1)).content.decode()
    publish(by=cast.publisher, seen=1, now=now)
    verbs.withdraw(tolls, by=cast.publisher, note="Forged.")
    assert "As it was" not in editor.get(page("edition", "proof", 1)).content.decode()
    arrange([], by=cast.editor, seen=1)
    publish(by=cast.publisher, seen=2)
    shown = editor.get(page("edition", "proof", 1))
    assert "As it was" in shown.content.decode()
    assert "Edition 1, arranged by editor: live" in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]


@pytest.mark.parametrize(
    "change", [{"article-TOTAL_FORMS": "x"}, {"article-TOTAL_FORMS": "9" * 30}, {"seen": "x"}, {"moment": "noon"}]
)
def test_nonsense_is_a_sentence_and_keeps_nothing(
    editor: Client, articles: list[Article], change: dict[str, str]
) -> None:
    for deed in ("save", "order", "\0", "up:article:x", "put:" + "9" * 30):
        assert editor.post(SCREEN, {**filled(articles), "q": "\0", **change, "do": deed}).status_code == 200
    assert not Edition.objects.exists()


def test_an_edition_of_a_senseless_number_is_not_found(editor: Client) -> None:
    assert editor.get(page("edition", "proof", 10**18)).status_code == 404
    assert editor.post(page("edition", "restore", 10**18)).status_code == 404


def test_the_desk_leads_there_whom_it_lets_in(cast: Magazine, editor: Client) -> None:
    assert SCREEN in editor.get("/admin/").content.decode()
    assert SCREEN not in client_of(cast.contributor).get("/admin/").content.decode()
