"""The buttons of the workflow: what they carry out, ask, refuse and report."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone

from articles.admin.overview import has_page
from articles.desk import verbs
from articles.desk.workflow import BY_NAME, WORKFLOW
from articles.models import Article, OwedCheck
from articles.models.article import Stage
from tests.admin_forms import client_of, page
from tests.magazine import Magazine


@pytest.fixture
def cast(db: None) -> Magazine:
    return Magazine()


def press(client: Client, article: Article, verb: str, **given: Any) -> HttpResponse:
    newest = article.newest()
    return client.post(
        page("article", "move", article.pk, verb), {"seen": newest.number if newest else "", **given}, follow=True
    )


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_an_article_goes_all_the_way_by_its_buttons(cast: Magazine) -> None:
    article = cast.draft()
    contributor, editor, publisher = map(client_of, (cast.contributor, cast.editor, cast.publisher))
    assert "sent to review" in text_of(press(contributor, article, "submit"))
    assert "taken back" in text_of(press(contributor, article, "take_back"))
    press(contributor, article, "submit")
    assert "approved" in text_of(press(editor, article, "approve"))
    assert "sent back with a note" in text_of(press(editor, article, "ask_for_changes", note="Shorter, please."))
    press(contributor, article, "submit")
    press(editor, article, "approve")
    tomorrow = timezone.now() + timedelta(days=1)
    assert "scheduled" in text_of(press(publisher, article, "schedule", moment=f"{tomorrow:%Y-%m-%dT%H:%M}"))
    assert "taken off the schedule" in text_of(press(publisher, article, "unschedule"))
    assert "published" in text_of(press(publisher, article, "publish"))
    assert article.revisions.live(at=timezone.now()).exists()
    assert "withdrawn" in text_of(press(publisher, article, "withdraw", note="It rested on a forged letter."))
    assert not article.revisions.live(at=timezone.now()).exists()
    assert "restored from an earlier revision" in text_of(press(editor, article, "restore", revision=1))
    assert Article.objects.get().stage == Stage.DRAFT


def test_a_stale_page_does_not_drop_what_a_colleague_has_scheduled_since(cast: Magazine) -> None:
    article, morrow = cast.approved(now=timezone.now()), timezone.now() + timedelta(days=1)
    client = client_of(cast.publisher)
    opened = client.get(page("article", "change", article.pk))
    listed = client.get(page("article", "changelist"))
    seen, row = opened.context["glance"], f"seen-{article.pk}"
    assert f'name="seen" value="{seen}"' in text_of(opened)
    assert f'name="{row}" value="{seen}"' in text_of(listed)
    verbs.schedule(article, by=cast.publisher, moment=morrow)
    answer = press(client, article, "publish", seen=seen)
    assert "publisher scheduled this for" in text_of(answer)
    assert press(client, article, "schedule", seen=seen, moment="2030-01-01T09:00").status_code == 409
    in_the_list = {"action": "publish", "_selected_action": article.pk, row: seen}
    assert "publisher scheduled this for" in text_of(
        client.post(page("article", "changelist"), in_the_list, follow=True)
    )
    assert article.revisions.get(live_from=morrow)
    seen = client.get(page("article", "change", article.pk)).context["glance"]
    assert "published" in text_of(press(client, article, "publish", seen=seen))
    assert not article.revisions.scheduled(at=timezone.now()).exists()


def test_a_page_that_carries_nonsense_along_is_to_be_opened_anew(cast: Magazine) -> None:
    article = cast.approved(now=timezone.now())
    for nonsense in ("one", "1;tomorrow", "-1"):
        answer = press(client_of(cast.publisher), article, "withdraw", seen=nonsense, note="Why")
        assert "Open the article anew, then decide." in text_of(answer)


def test_each_sentence_that_stands_in_the_way_is_said_once_beside_the_text(cast: Magazine) -> None:
    OwedCheck.objects.create(check_name="legal")
    article = cast.in_review()
    Article.objects.filter(pk=article.pk).update(stage=Stage.APPROVED)
    shown = text_of(client_of(cast.publisher).get(page("article", "change", article.pk)))
    assert shown.count("Legal: not signed off yet.") == 1
    assert shown.count("First what is to put right under") == 1
    named = {name for names in re.findall(r'disabled aria-describedby="([^"]+)"', shown) for name in names.split()}
    assert named == set(re.findall(r'<li id="(why-\d+)"', shown)) != set()
    assert shown.index("Ask for changes…") < shown.index(" disabled")


@pytest.mark.parametrize("verb", [verb.name for verb in WORKFLOW if has_page(verb)])
def test_a_verb_that_asks_or_warns_has_a_page(cast: Magazine, verb: str) -> None:
    article = cast.approved()
    answer = client_of(cast.publisher).get(page("article", "move", article.pk, verb), {"seen": 1, "revision": 1})
    assert answer.status_code == 200
    assert str(BY_NAME[verb].label) in text_of(answer)
    assert 'name="seen" value="1"' in text_of(answer)


def test_publishing_shows_its_warnings_first(cast: Magazine) -> None:
    article = cast.approved(body="<p>Short.</p>")
    shown = text_of(client_of(cast.publisher).get(page("article", "move", article.pk, "publish")))
    assert "The body has only 1 words." in shown
    assert "There is no lead picture." in shown


@pytest.mark.parametrize("verb", ["ask_for_changes", "withdraw"])
def test_a_note_that_is_owed_is_asked_for(cast: Magazine, verb: str) -> None:
    article = cast.live()
    answer = press(client_of(cast.publisher), article, verb, note=" ")
    assert "This field is required." in text_of(answer)
    assert article.revisions.live(at=timezone.now()).exists()


@override_settings(TIME_ZONE="Asia/Karachi")
def test_a_moment_is_read_in_the_magazines_time_zone_which_is_named(cast: Magazine) -> None:
    article = cast.approved()
    client = client_of(cast.publisher)
    with timezone.override("Asia/Karachi"):
        assert "Asia/Karachi" in text_of(client.get(page("article", "move", article.pk, "schedule")))
        press(client, article, "schedule", moment="2090-01-01T12:00")
    assert article.revisions.get(live_from__isnull=False).live_from == datetime(2090, 1, 1, 7, tzinfo=UTC)


def test_a_moment_in_the_past_is_refused_and_stays_in_the_form(cast: Magazine) -> None:
    answer = press(client_of(cast.publisher), cast.approved(), "schedule", moment="2001-01-01T12:00", note="At noon")
    assert answer.status_code == 409
    assert "Choose a moment in the future" in text_of(answer)
    assert "At noon" in text_of(answer)
    assert "2001-01-01T12:00" in text_of(answer)


def test_a_refusal_of_a_button_is_told_on_the_article(cast: Magazine) -> None:
    article = cast.draft()
    cast.change(article, headline="", body="")
    answer = press(client_of(cast.editor), article, "submit")
    assert "There is nothing to review yet." in text_of(answer)
    assert answer.redirect_chain[-1][0] == page("article", "change", article.pk)
    assert Article.objects.get().stage == Stage.DRAFT


def test_a_button_pressed_over_an_older_revision_is_refused(cast: Magazine) -> None:
    article = cast.in_review()
    cast.change(article, headline="Changed meanwhile")
    answer = press(client_of(cast.publisher), article, "approve", seen=1)
    assert "while you were looking at an older one" in text_of(answer)
    assert Article.objects.get().stage == Stage.IN_REVIEW


def test_publishing_what_is_not_ready_names_what_is_missing(cast: Magazine) -> None:
    article = cast.approved(topics=[])
    client = client_of(cast.publisher)
    shown = text_of(client.get(page("article", "change", article.pk)))
    assert 'class="verb verb-publish" disabled' in shown
    answer = press(client, article, "publish")
    assert answer.status_code == 409
    assert "Choose at least one topic." in text_of(answer)


@pytest.mark.parametrize(
    ("role", "verb"), [("contributor", "approve"), ("contributor", "publish"), ("editor", "publish")]
)
def test_a_verb_that_a_role_may_not_use_is_forbidden_and_not_offered(cast: Magazine, role: str, verb: str) -> None:
    article = cast.in_review() if verb == "approve" else cast.approved()
    client = client_of(getattr(cast, role))
    assert press(client, article, verb).status_code == 403
    assert client.get(page("article", "move", article.pk, verb)).status_code == 403
    assert f"/move/{verb}/" not in text_of(client.get(page("article", "change", article.pk)))


def test_a_verb_that_does_not_exist_is_not_found(cast: Magazine) -> None:
    assert press(client_of(cast.publisher), cast.draft(), "explode").status_code == 404


def test_only_a_revision_of_the_article_is_restored(cast: Magazine) -> None:
    article = cast.draft()
    assert press(client_of(cast.editor), article, "restore", revision=9).status_code == 404


def test_many_articles_at_once_are_each_moved_or_refused_by_themselves(cast: Magazine) -> None:
    ready, bare, draft = cast.approved("Ready"), cast.approved("Bare", topics=[]), cast.draft("Draft")
    chosen = {"action": "publish", "_selected_action": [ready.pk, bare.pk, draft.pk]}
    shown = text_of(client_of(cast.publisher).post(page("article", "changelist"), chosen, follow=True))
    assert "1 published. 2 refused:" in shown
    assert "“Bare”: Choose at least one topic." in shown
    assert "“Draft”: “Publish now” is not possible while the article is draft." in shown
    assert [bool(each.revisions.live(at=timezone.now())) for each in (ready, bare, draft)] == [True, False, False]


def test_many_at_once_are_about_the_revisions_that_the_list_showed(cast: Magazine) -> None:
    article = cast.in_review("Changed meanwhile")
    client = client_of(cast.editor)
    listed = text_of(client.get(page("article", "changelist")))
    assert f'name="seen-{article.pk}" value="1;"' in listed
    cast.change(article, body="<p>Not what the list showed.</p>", by=cast.publisher)
    chosen = {"action": "approve", "_selected_action": [article.pk], f"seen-{article.pk}": "1"}
    shown = text_of(client.post(page("article", "changelist"), chosen, follow=True))
    assert "publisher saved revision 2 while you were looking at an older one" in shown
    article.refresh_from_db()
    assert article.stage == "in review"


def test_only_verbs_that_ask_for_nothing_work_on_many(cast: Magazine) -> None:
    cast.draft()
    offered = {
        role: {
            name
            for name, _label in client_of(getattr(cast, role))
            .get(page("article", "changelist"))
            .context["action_form"]
            .fields["action"]
            .choices
            if name
        }
        for role in ("contributor", "editor", "publisher")
    }
    assert offered == {
        "contributor": {"submit", "take_back", "discard"},
        "editor": {"submit", "take_back", "approve", "discard"},
        "publisher": {"submit", "take_back", "approve", "publish", "unschedule", "discard"},
    }


def test_what_readers_never_saw_has_nothing_to_be_corrected(cast: Magazine) -> None:
    answer = press(client_of(cast.publisher), cast.approved(), "correct")
    assert answer.status_code == 409
    assert "Readers do not see this article, so there is nothing to say of it." in text_of(answer)
