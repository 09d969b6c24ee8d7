"""Writing an article in the desk: saved, cleaned, numbered, and never over somebody else's text."""

from copy import deepcopy
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse

from articles.desk import saving, verbs
from articles.desk.refusal import NotAllowed, Stale
from articles.models import Article, Event
from articles.models.article import Stage
from tests.admin_forms import client_of, empty, filled, page
from tests.magazine import Magazine

HOSTILE = (
    '<p onclick="x()">Four <script>alert(1)</script>lanes</p>'
    '<p style="position:fixed"><a href="javascript:x()">here</a></p>'
)


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def drafted(made: Magazine) -> Article:
    return made.draft("Tolls")


@pytest.fixture
def draft(drafted: Article, db: None) -> Article:
    return deepcopy(drafted)


@pytest.fixture(scope="module")
def passed(made: Magazine) -> Article:
    return made.approved("Lamps")


@pytest.fixture
def approved(passed: Article, db: None) -> Article:
    return deepcopy(passed)


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_a_new_article_is_saved_with_what_hangs_on_it_and_a_first_revision(cast: Magazine) -> None:
    typed = empty(
        headline="The  narrow sea",
        body="<p>Eleven miles.</p>",
        disclaimers=[cast.views.pk],
        more_bylines=[
            {"position": "", "author": cast.bao.pk, "role": "by"},
            {"position": "", "author": cast.ada.pk, "role": "with"},
        ],
        more_topics=[{"position": "2", "topic": cast.sea.pk}, {"position": "1", "topic": cast.borders.pk}],
        note="First thoughts",
    )
    client_of(cast.contributor).post(page("article", "add"), typed)
    article = Article.objects.get(headline="The narrow sea")
    assert (article.headline, article.slug, article.owner) == ("The narrow sea", "the-narrow-sea", cast.contributor)
    assert [(line.author, line.role, line.position) for line in article.bylines.all()] == [
        (cast.bao, "by", 1),
        (cast.ada, "with", 2),
    ]
    assert [row.topic for row in article.placements.all()] == [cast.borders, cast.sea]
    revision = article.revisions.get()
    assert (revision.number, revision.note, revision.actor) == (1, "First thoughts", "contributor")
    assert revision.credits.count() == 2


def test_a_form_that_is_sent_again_makes_no_second_article_and_loses_nothing(cast: Magazine) -> None:
    client = client_of(cast.contributor)
    client.post(page("article", "add"), empty(headline="The narrow sea", sheet="a1"))
    again = client.post(page("article", "add"), empty(headline="The narrow sea", body="<p>More.</p>", sheet="a1"))
    assert again.status_code == 409
    address = page("article", "change", Article.objects.get(headline="The narrow sea").pk)
    assert f'“<a href="{address}"><bdi>The narrow sea</bdi></a>”' in text_of(again)
    assert "More." in text_of(again)
    fresh = again.context["sheet"]
    assert fresh != "a1"
    assert client.post(page("article", "add"), empty(headline="The narrow sea", sheet=fresh)).status_code == 302
    assert Article.objects.filter(headline="The narrow sea").count() == 2


def test_a_form_that_comes_back_with_errors_is_still_the_same(cast: Magazine) -> None:
    refused = client_of(cast.contributor).post(page("article", "add"), empty(kind="poem", sheet="a1"))
    assert refused.context["sheet"] == "a1"


def test_only_a_change_moves_the_version_and_makes_a_revision_and_an_event(cast: Magazine, draft: Article) -> None:
    client = client_of(cast.editor)
    client.post(page("article", "change", draft.pk), filled(draft))
    assert (Article.objects.get(pk=draft.pk).version, draft.revisions.count()) == (1, 1)
    client.post(page("article", "change", draft.pk), filled(draft, headline="Another headline", note="Shorter"))
    assert (Article.objects.get(pk=draft.pk).version, draft.revisions.count()) == (2, 2)
    event, first = Event.objects.filter(article=draft)
    assert (event.verb, event.actor, event.note, event.revision.number) == ("save", "editor", "Shorter", 2)
    assert first.revision.number == 1


def test_a_hostile_body_is_cleaned_when_it_is_saved(cast: Magazine, draft: Article) -> None:
    client_of(cast.contributor).post(page("article", "change", draft.pk), filled(draft, body=HOSTILE))
    assert Article.objects.get(pk=draft.pk).body == "<p>Four lanes</p><p>here</p>"


def test_a_hostile_headline_is_escaped_wherever_it_is_shown(cast: Magazine) -> None:
    article = cast.draft(headline="<img src=x onerror=alert(1)>")
    client = client_of(cast.editor)
    saved = client.post(page("article", "change", article.pk), filled(article, note="<b>n</b>"), follow=True)
    moved = client.post(page("article", "move", article.pk, "submit"), {"seen": 1}, follow=True)
    bulk = client.post(
        page("article", "changelist"), {"action": "publish", "_selected_action": article.pk}, follow=True
    )
    for answer in (saved, moved, bulk, client.get(page("article", "history", article.pk))):
        assert "&lt;img src=x" in text_of(answer)
        assert "<img src=x" not in text_of(answer)


def test_a_stale_save_is_refused_with_the_typed_text_kept(cast: Magazine, draft: Article) -> None:
    opened = filled(draft, headline="My headline", body="<p>My body, typed for an hour.</p>")
    cast.change(draft, headline="Their headline")
    client = client_of(cast.contributor)
    for _attempt in range(2):
        answer = client.post(page("article", "change", draft.pk), opened)
        assert answer.status_code == 409
        assert "My headline" in text_of(answer)
        assert "My body, typed for an hour." in text_of(answer)
        assert "editor saved this article after you opened it" in text_of(answer)
        assert page("article", "proof", draft.pk, 2) in text_of(answer)
    assert Article.objects.get(pk=draft.pk).headline == "Their headline"


def test_a_byline_without_a_place_comes_last_and_moves_the_version(cast: Magazine, draft: Article) -> None:
    """So neither another headline nor a byline alone is saved over it."""
    more = [{"position": "", "author": cast.bao.pk, "role": "by"}]
    headline, byline = filled(draft, headline="Mine"), filled(draft, more_bylines=more)
    client, address = client_of(cast.editor), page("article", "change", draft.pk)
    client.post(address, byline)
    assert [line.author for line in draft.bylines.all()] == [cast.ada, cast.bao]
    for opened in (headline, byline):
        assert client.post(address, opened).status_code == 409
    assert draft.bylines.count() == 2


def test_a_save_that_changes_nothing_overtakes_nobody(cast: Magazine, draft: Article) -> None:
    opened = filled(draft, headline="Mine")
    client_of(cast.publisher).post(page("article", "change", draft.pk), filled(draft))
    assert client_of(cast.editor).post(page("article", "change", draft.pk), opened).status_code == 302
    assert Article.objects.get(pk=draft.pk).headline == "Mine"


def test_a_form_without_its_version_is_refused(cast: Magazine, draft: Article) -> None:
    answer = client_of(cast.editor).post(page("article", "change", draft.pk), filled(draft, version=""))
    assert answer.status_code == 409


def test_who_saves_between_check_and_write_wins_and_the_other_keeps_their_text(
    cast: Magazine, draft: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, overtaken = saving.write, []

    def overtaken_once(row: Article, **arguments: Any) -> None:
        if not overtaken:
            overtaken.append(row)
            raise Stale("editor saved this article after you opened it.")
        write(row, **arguments)

    monkeypatch.setattr(saving, "write", overtaken_once)
    answer = client_of(cast.contributor).post(
        page("article", "change", draft.pk), filled(draft, headline="My headline")
    )
    assert answer.status_code == 409
    assert "My headline" in text_of(answer)
    assert Article.objects.get(pk=draft.pk).headline == draft.headline


def test_who_lost_the_right_between_check_and_write_is_forbidden(
    cast: Magazine, draft: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(row: Article, **arguments: Any) -> None:
        raise NotAllowed("You may not change this article.")

    monkeypatch.setattr(saving, "write", forbidden)
    answer = client_of(cast.contributor).post(page("article", "change", draft.pk), filled(draft, headline="Mine"))
    assert answer.status_code == 403
    assert Article.objects.get(pk=draft.pk).headline == draft.headline


def test_a_text_typed_while_the_article_went_to_review_is_given_back(cast: Magazine, draft: Article) -> None:
    opened = filled(draft, headline="My headline", body="<p>My body, typed for an hour.</p>")
    client = client_of(cast.contributor)
    client.post(page("article", "move", draft.pk, "submit"))
    answer = client.post(page("article", "change", draft.pk), opened)
    assert answer.status_code == 403
    assert "My body, typed for an hour." in text_of(answer)
    assert Article.objects.get(pk=draft.pk).headline == draft.headline


def test_a_contributor_reads_but_does_not_write_what_is_in_review(cast: Magazine, draft: Article) -> None:
    verbs.submit(draft, by=cast.editor)
    shown = text_of(client_of(cast.contributor).get(page("article", "change", draft.pk)))
    assert 'name="headline"' not in shown
    assert 'name="_save"' not in shown
    assert "everything that matters passes through four of them" in shown
    assert "Take back" in shown


def test_two_articles_never_get_one_slug(cast: Magazine, draft: Article) -> None:
    first = cast.draft(slug="the-sea")
    answer = client_of(cast.editor).post(page("article", "change", draft.pk), filled(draft, slug="The Sea"))
    assert "Another article already has this slug" in text_of(answer)
    assert first.slug == "the-sea"


def test_the_panels_show_state_readiness_revisions_and_events(cast: Magazine) -> None:
    article = cast.live(body="<p>Short.</p>")
    cast.change(article, headline="Changed since")
    shown = text_of(client_of(cast.publisher).get(page("article", "change", article.pk)))
    for sentence in ("live, newer draft", "The body has only 1 words.", "live since", "published, revision 1"):
        assert sentence in " ".join(shown.split()).replace("</strong> ", "")


@pytest.mark.parametrize(
    "change",
    [
        {"headline": "Another"},
        {"bylines-0-role": "translated"},
        {"more_bylines": [{"position": "2", "author": 0, "role": "with"}]},
    ],
)
def test_a_change_of_an_approved_text_or_its_bylines_voids_the_approval_and_says_so(
    cast: Magazine, approved: Article, change: dict[str, Any]
) -> None:
    for row in change.get("more_bylines", []):
        row["author"] = cast.bao.pk
    answer = client_of(cast.editor).post(page("article", "change", approved.pk), filled(approved, **change))
    approved.refresh_from_db()
    assert (approved.revisions.count(), approved.stage) == (2, Stage.DRAFT)
    assert any("its approval is void" in str(told) for told in get_messages(answer.wsgi_request))


def test_a_flood_of_rows_is_refused(cast: Magazine) -> None:
    typed = empty(headline="Flood") | {"bylines-TOTAL_FORMS": "99999", "placements-TOTAL_FORMS": "99999"}
    answer = client_of(cast.editor).post(page("article", "add"), typed)
    assert answer.status_code == 200
    assert len(answer.content) < 1_000_000
    assert not Article.objects.filter(headline="Flood").exists()
