"""Who works on an article and until when, on the desk's screens."""

from copy import deepcopy
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse

from articles.desk.assigning import assign
from articles.models import Article
from tests.admin_forms import client_of, filled, page
from tests.magazine import Magazine, at


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def drafted(made: Magazine) -> Article:
    return made.draft("The narrow sea")


@pytest.fixture
def article(drafted: Article, db: None) -> Article:
    return deepcopy(drafted)


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def of(article: Article, name: str) -> str:
    return page("article", name, article.pk)


def test_notes_do_not_stand_in_the_way_of_a_save(cast: Magazine, article: Article) -> None:
    typed = filled(article, headline="Another")
    client_of(cast.editor).post(of(article, "notes"), {"text": "So?"})
    client_of(cast.editor).post(of(article, "assign"), changed(article, due="2026-03-09"))
    answer = client_of(cast.contributor).post(of(article, "change"), typed)
    assert answer.status_code == 302
    stored = Article.objects.get(pk=article.pk)
    assert (stored.headline, str(stored.due)) == ("Another", "2026-03-09")


def changed(article: Article, **typed: Any) -> dict[str, Any]:
    """The form of the assignment as it was opened, with the changes typed into it."""
    stored = Article.objects.get(pk=article.pk)
    seen = {
        "assignee": stored.assignee_id or "",
        "due": stored.due or "",
        "planned_for": f"{stored.planned_for:%Y-%m-%dT%H:%M}" if stored.planned_for else "",
    }
    return {**seen, **{f"initial-{name}": value for name, value in seen.items()}, **typed}


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_editors_and_publishers_assign(cast: Magazine, article: Article, role: str) -> None:
    given = {"assignee": cast.editor.pk, "due": "2026-03-09", "planned_for": "2026-03-10T08:00"}
    answer = client_of(getattr(cast, role)).post(of(article, "assign"), changed(article, **given), follow=True)
    shown = text_of(answer)
    assert "9 Mar 2026" in shown
    assert "10 Mar 2026, 08:00 UTC" in shown
    assert "assigned" in shown
    stored = Article.objects.get(pk=article.pk)
    assert (stored.assignee, str(stored.due), stored.planned_for.hour) == (cast.editor, "2026-03-09", 8)


def test_a_contributor_sees_the_assignment_and_cannot_change_it(cast: Magazine, article: Article) -> None:
    assign(article, by=cast.publisher, assignee=cast.editor)
    client = client_of(cast.contributor)
    shown = text_of(client.get(of(article, "change")))
    assert "<dd>editor</dd>" in shown
    assert of(article, "assign") not in shown
    assert client.get(of(article, "assign")).status_code == 403
    assert client.post(of(article, "assign"), changed(article, due="2026-03-09")).status_code == 403
    assert Article.objects.get(pk=article.pk).due is None


def test_only_what_the_person_changed_is_changed(cast: Magazine, article: Article) -> None:
    opened = changed(article, due="2026-03-09")
    assign(article, by=cast.publisher, assignee=cast.editor)
    client_of(cast.editor).post(of(article, "assign"), opened)
    stored = Article.objects.get(pk=article.pk)
    assert (stored.assignee, str(stored.due)) == (cast.editor, "2026-03-09")


def test_nobody_goes_over_what_a_colleague_set_while_the_form_stood_open(cast: Magazine, article: Article) -> None:
    client, opened = client_of(cast.editor), changed(article, assignee=cast.editor.pk, due="2026-03-09")
    assign(article, by=cast.publisher, assignee=cast.contributor)
    answer = client.post(of(article, "assign"), opened)
    assert answer.status_code == 409
    assert "publisher changed this while your form stood open: to contributor." in text_of(answer)
    assert 'value="2026-03-09"' in text_of(answer)
    stored = Article.objects.get(pk=article.pk)
    assert (stored.assignee, stored.due) == (cast.contributor, None)
    shown = answer.context["assignment_form"]
    again = {bound.html_initial_name: shown.data[bound.html_initial_name] for bound in shown}
    assert f'name="initial-assignee" value="{cast.contributor.pk}"' in text_of(answer)
    for _click in range(2):
        assert client.post(of(article, "assign"), opened | again).status_code == 302
    stored = Article.objects.get(pk=article.pk)
    assert (stored.assignee, str(stored.due)) == (cast.editor, "2026-03-09")


def test_nobody_who_may_not_see_the_article_can_be_chosen(cast: Magazine, article: Article) -> None:
    answer = client_of(cast.editor).get(of(article, "assign"))
    offered = [label for _value, label in answer.context["assignment_form"].fields["assignee"].choices]
    assert sorted(offered) == ["contributor", "editor", "nobody", "publisher"]
    stranger = changed(article, assignee=cast.other_contributor.pk)
    refused = client_of(cast.editor).post(of(article, "assign"), stranger)
    assert refused.context["assignment_form"].errors
    assert not article.events.filter(verb="assign").exists()


def test_what_was_due_yesterday_is_late(cast: Magazine, article: Article) -> None:
    assign(article, by=cast.editor, due=at(-48).date())
    assert '<span class="late">late</span>' in text_of(client_of(cast.editor).get(of(article, "change")))


def test_an_assignee_who_leaves_at_that_very_moment_is_refused_with_a_sentence(
    cast: Magazine, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.desk.assigning.assignable", lambda article: User.objects.none())
    answer = client_of(cast.editor).post(of(article, "assign"), changed(article, assignee=cast.editor.pk))
    assert answer.status_code == 409
    assert "editor may not work on this article" in text_of(answer)
