"""Unsaved texts at the desk: sent by the form's script, offered on return, taken back, discarded, nobody else's."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client

from articles.desk import buffering
from articles.desk.presence import ping
from articles.models import Article, Buffer, Presence
from tests.admin_forms import client_of, empty, filled, page
from tests.examples import SHARE
from tests.magazine import Magazine

SHEET = "0a1b2c"
NO_KEYS = ("x", "99999999999999999999", "0", "-1", "²")
"""Of no buffer: one is no number, one is of none, and some more of both sorts."""


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def tolls(made: Magazine) -> Article:
    return made.draft("Tolls")


@pytest.fixture
def article(tolls: Article, db: None) -> Article:
    return deepcopy(tolls)


@pytest.fixture
def editor(cast: Magazine) -> Client:
    return client_of(cast.editor)


def text_of(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


def send(client: Client, article: Article | None, query: str = "", **changes: Any) -> HttpResponse:
    """What the script sends after three seconds of rest."""
    form = filled(article, **changes) if article else empty(**changes)
    return client.post(buffer_page(article) + query, {"sheet": SHEET, **form})


def buffer_page(article: Article | None) -> str:
    return page("article", "buffer", article.pk) if article else page("article", "new_buffer")


def test_what_is_sent_is_kept_and_the_article_stays_as_it_is(editor: Client, article: Article) -> None:
    answer = send(editor, article, headline="Lamps", csrfmiddlewaretoken="secret")
    assert answer.json()["said"].startswith("Saved to your buffer ")
    buffer = Buffer.objects.get()
    assert (buffer.fields["headline"], buffer.version, buffer.sheet) == (["Lamps"], 1, SHEET)
    assert not {"csrfmiddlewaretoken", "_continue"} & buffer.fields.keys()
    article.refresh_from_db()
    assert (article.headline, article.version, article.revisions.count()) == ("Tolls", 1, 1)


def test_a_text_that_the_browser_kept_alone_is_dated_by_its_age(editor: Client, article: Article) -> None:
    send(editor, article, headline="Now")
    answer = send(editor, article, "?found&age=7200", headline="Lamps", sheet="older")
    newer, older = Buffer.objects.order_by("-at")
    assert 7190 < (newer.at - older.at).total_seconds() < 7210
    assert "Unsaved text from" in answer.json()["banner"]


@pytest.mark.parametrize("query", ["?age=x", "?age=-5", "?age=99999999999999999999", "?age=²"])
def test_a_senseless_age_is_none(editor: Client, article: Article, query: str) -> None:
    assert send(editor, article, query, headline="Lamps").status_code == 200


def test_too_long_a_text_answers_413_with_a_sentence(editor: Client, article: Article) -> None:
    answer = send(editor, article, body="x" * 2_000_001)
    assert answer.status_code == 413
    assert "too long to be kept" in answer.json()["said"]
    assert not Buffer.objects.exists()


def test_a_form_without_its_sheet_is_refused(editor: Client, article: Article) -> None:
    assert editor.post(buffer_page(article), {"headline": "Lamps"}).status_code == 400


def test_a_text_without_the_token_of_the_form_is_refused(cast: Magazine, article: Article) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.editor)
    assert send(client, article, headline="Lamps").status_code == 403


def test_a_page_that_somebody_else_opened_gives_their_text_to_nobody(
    cast: Magazine, editor: Client, article: Article
) -> None:
    assert send(editor, article, f"?account={cast.publisher.pk}", headline="Lamps").status_code == 403
    assert send(editor, article, f"?account={cast.editor.pk}", headline="Lamps").status_code == 200


def test_on_return_the_form_offers_the_text_and_shows_the_saved_one(editor: Client, article: Article) -> None:
    send(editor, article)
    assert "Unsaved text from" not in text_of(editor.get(page("article", "change", article.pk)))
    send(editor, article, headline="Lamps")
    shown = editor.get(page("article", "change", article.pk))
    assert "Unsaved text from" in text_of(shown)
    assert shown.context["adminform"].form["headline"].value() == "Tolls"


@pytest.mark.parametrize("changes", [{}, {"headline": " Tolls "}, {"body": "<p>The strait</p>"}])
def test_only_a_text_that_would_be_saved_otherwise_is_offered(
    editor: Client, article: Article, changes: dict[str, str]
) -> None:
    offered = send(editor, article, "?found", **changes).json()["banner"]
    assert ("Unsaved text from" in offered) == ("body" in changes)


def test_a_byline_or_a_disclaimer_alone_is_offered_too(cast: Magazine, editor: Client, article: Article) -> None:
    for changes in ({"more_bylines": [{"position": "", "author": cast.bao.pk, "role": "with"}]}, {"disclaimers": []}):
        Buffer.objects.all().delete()
        assert "Unsaved text from" in send(editor, article, "?found", **changes).json()["banner"]


def test_the_comparison_shows_what_differs_by_words(cast: Magazine, editor: Client, article: Article) -> None:
    more = [{"position": "", "author": cast.bao.pk, "role": "with"}]
    send(editor, article, headline="Tolls and lamps", body="<p>Short.</p><script>x()</script>", more_bylines=more)
    shown = text_of(editor.get(buffer_page(article)))
    assert "Tolls<ins> and lamps</ins>" in shown
    assert "<ins>Bao Lin (with)</ins>" in shown
    assert "<ins>Short.</ins>" in shown
    assert "x()" not in shown


def test_a_taken_text_fills_the_form_and_is_saved_only_when_that_is_sent(
    cast: Magazine, editor: Client, article: Article
) -> None:
    more = [{"position": "", "author": cast.bao.pk, "role": "with"}]
    send(editor, article, headline="Lamps", body="<p>Mine.</p>", note="Shorter", disclaimers=[], more_bylines=more)
    shown = editor.get(page("article", "change", article.pk), {"buffer": Buffer.objects.get().pk})
    form = shown.context["adminform"].form
    assert [form[name].value() for name in ("headline", "body", "note")] == ["Lamps", "<p>Mine.</p>", "Shorter"]
    assert "Bao Lin" in text_of(shown)
    assert f'name="sheet" value="{SHEET}"' in text_of(shown)
    assert "Please correct" not in text_of(shown)
    article.refresh_from_db()
    assert (article.headline, article.version) == ("Tolls", 1)
    editor.post(page("article", "change", article.pk), {"sheet": SHEET, **as_shown(shown)})
    article.refresh_from_db()
    assert (article.headline, article.body) == ("Lamps", "<p>Mine.</p>")
    assert [line.author for line in article.bylines.all()] == [cast.ada, cast.bao]


def as_shown(page: HttpResponse) -> dict[str, Any]:
    """The values of the whole form as the page shows them."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {field.html_name: field.value() for form in forms for field in form if field.value() is not None}


def test_a_taken_text_that_is_out_of_date_says_so_and_is_refused_like_any_other(
    cast: Magazine, editor: Client, article: Article
) -> None:
    send(editor, article, headline="Lamps")
    taken = page("article", "change", article.pk) + f"?buffer={Buffer.objects.get().pk}"
    assert "you will see both texts" not in text_of(editor.get(taken))
    cast.change(article, headline="Theirs", by=cast.publisher)
    shown = editor.get(taken)
    assert "you will see both texts" in text_of(shown)
    assert editor.post(page("article", "change", article.pk), as_shown(shown)).status_code == 409


def test_rows_that_are_gone_since_do_not_stand_in_the_way_of_a_taken_text(
    cast: Magazine, editor: Client, article: Article
) -> None:
    send(editor, article, headline="Lamps")
    article.bylines.all().delete()
    shown = editor.get(page("article", "change", article.pk), {"buffer": Buffer.objects.get().pk})
    editor.post(page("article", "change", article.pk), as_shown(shown))
    article.refresh_from_db()
    assert (article.headline, [line.author for line in article.bylines.all()]) == ("Lamps", [cast.ada])


def test_a_save_discards_the_buffers_of_its_sheet_and_tells_the_browser(editor: Client, article: Article) -> None:
    send(editor, article, headline="Lamps")
    send(editor, article, headline="Another tab", sheet="other")
    shown = editor.post(
        page("article", "change", article.pk), {"sheet": SHEET, **filled(article, headline="Lamps")}, follow=True
    )
    assert [buffer.sheet for buffer in Buffer.objects.all()] == ["other"]
    assert f'data-saved="{SHEET}"' in text_of(shown)


def test_a_save_that_is_refused_discards_nothing(editor: Client, article: Article) -> None:
    send(editor, article, headline="Lamps")
    answer = editor.post(page("article", "change", article.pk), {"sheet": SHEET, **filled(article, kind="")})
    assert f'name="sheet" value="{SHEET}"' in text_of(answer)
    assert Buffer.objects.exists()


def test_a_new_article_is_kept_offered_taken_and_saved(cast: Magazine) -> None:
    client = client_of(cast.contributor)
    more = [{"position": "", "author": cast.bao.pk, "role": "by"}]
    send(client, None, headline="Not yet an article", more_bylines=more)
    assert "Unsaved text from" in text_of(client.get(page("article", "add")))
    assert "Not yet an article" in text_of(client.get(buffer_page(None)))
    shown = client.get(page("article", "add"), {"buffer": Buffer.objects.get().pk})
    client.post(page("article", "add"), {"sheet": SHEET, **as_shown(shown)})
    saved = Article.objects.get(headline="Not yet an article")
    assert saved.owner == cast.contributor
    assert [line.author for line in saved.bylines.all()] == [cast.bao]
    assert not Buffer.objects.exists()


def test_an_untouched_new_form_is_not_offered(cast: Magazine) -> None:
    client = client_of(cast.contributor)
    send(client, None)
    assert "Unsaved text from" not in text_of(client.get(page("article", "add")))


def test_a_discarded_text_is_gone(editor: Client, article: Article) -> None:
    send(editor, article, headline="Lamps")
    answer = editor.post(page("article", "discard", article.pk), {"sheet": SHEET}, follow=True)
    assert answer.redirect_chain == [(page("article", "change", article.pk), 302)]
    assert "The unsaved text was discarded." in text_of(answer)
    assert not Buffer.objects.exists()


def test_a_discarded_new_article_is_gone_too(cast: Magazine) -> None:
    client = client_of(cast.contributor)
    send(client, None, headline="Lamps")
    assert client.post(page("article", "new_discard"), {"sheet": SHEET})["Location"] == page("article", "add")
    assert not Buffer.objects.exists()


def test_nobody_sees_takes_or_discards_the_text_of_another(cast: Magazine, editor: Client, article: Article) -> None:
    send(editor, article, headline="A secret of the editor")
    key, client = Buffer.objects.get().pk, client_of(cast.publisher)
    assert "There is no unsaved text of yours." in text_of(client.get(buffer_page(article)))
    assert client.get(buffer_page(article), {"text": key}).status_code == 404
    shown = text_of(client.get(page("article", "change", article.pk), {"buffer": key}))
    assert "Unsaved text from" not in shown
    assert "A secret" not in shown
    client.post(page("article", "discard", article.pk), {"sheet": SHEET})
    assert Buffer.objects.exists()


@pytest.mark.parametrize("key", NO_KEYS)
def test_an_address_that_names_no_buffer_is_not_found(editor: Client, article: Article, key: str) -> None:
    assert editor.get(buffer_page(article), {"text": key}).status_code == 404


@pytest.mark.parametrize("key", NO_KEYS if SHARE == 1 else NO_KEYS[:2])
def test_a_form_whose_address_names_no_buffer_shows_what_is_saved(editor: Client, article: Article, key: str) -> None:
    shown = editor.get(page("article", "change", article.pk), {"buffer": key})
    assert shown.context["adminform"].form["headline"].value() == "Tolls"


def test_a_text_that_went_to_review_meanwhile_can_be_read_but_not_taken(cast: Magazine, article: Article) -> None:
    client = client_of(cast.contributor)
    send(client, article, headline="Lamps")
    client.post(page("article", "move", article.pk, "submit"))
    shown = text_of(client.get(page("article", "change", article.pk), {"buffer": Buffer.objects.get().pk}))
    assert "Unsaved text from" in shown
    assert "Take it" not in shown
    assert 'name="sheet" value=""' not in shown
    assert "Lamps" in text_of(client.get(buffer_page(article)))


def test_a_save_refused_because_the_article_went_to_review_is_in_the_buffer(cast: Magazine, article: Article) -> None:
    client, opened = client_of(cast.contributor), filled(article, headline="Lamps")
    client.post(page("article", "move", article.pk, "submit"))
    assert client.post(page("article", "change", article.pk), {"sheet": SHEET, **opened}).status_code == 403
    assert Buffer.objects.get().typed()["headline"] == "Lamps"


def test_the_script_is_small() -> None:
    assert Path(finders.find("desk/autosave.js")).stat().st_size < 6_000


def test_others_are_told_at_each_ping_with_their_last_save(cast: Magazine, editor: Client, article: Article) -> None:
    cast.change(article, headline="Lamps", by=cast.publisher)
    for person in (cast.publisher, cast.contributor):
        ping(article, by=person)
    told = editor.post(page("article", "presence", article.pk), {"newest": 2}).json()["company"]
    assert "publisher has this open since" in told
    assert "last saved 2 Mar, 12:00 UTC" in told
    assert "editor" not in told
    assert Presence.objects.get(account=cast.editor).article == article


def test_a_form_that_is_out_of_date_hears_of_it_before_it_is_saved(
    cast: Magazine, editor: Client, article: Article
) -> None:
    cast.change(article, headline="Lamps", by=cast.publisher)
    presence = page("article", "presence", article.pk)
    assert "publisher saved revision 2 at" in editor.post(presence, {"newest": 1}).json()["company"]
    assert "saved revision" not in editor.post(presence, {"newest": 2}).json()["company"]


def test_the_form_shows_who_is_there_without_a_script(cast: Magazine, editor: Client, article: Article) -> None:
    ping(article, by=cast.publisher)
    assert "publisher has this open since" in text_of(editor.get(page("article", "change", article.pk)))


@pytest.mark.parametrize("name", ["buffer", "discard", "presence"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_foreign_article_is_as_absent_as_one_that_never_existed(
    cast: Magazine, article: Article, name: str, method: str
) -> None:
    client = client_of(cast.other_contributor)
    answers = [
        getattr(client, method)(page("article", name, key), {"sheet": SHEET}).status_code for key in (article.pk, 99)
    ]
    assert answers == ([404, 404] if name == "buffer" or method == "post" else [405, 405])
    assert not Buffer.objects.exists()
    assert not Presence.objects.exists()


def test_who_may_not_add_keeps_no_new_article(cast: Magazine) -> None:
    cast.contributor.groups.clear()
    client = client_of(cast.contributor)
    assert send(client, None, headline="Lamps").status_code == 403
    assert client.get(buffer_page(None)).status_code == 403


def test_a_lost_session_sends_the_script_to_the_login(cast: Magazine, article: Article) -> None:
    answer = send(Client(), article, headline="Lamps")
    assert answer["Location"].startswith("/admin/login/")
    assert not buffering.buffers(article, by=cast.editor).exists()
