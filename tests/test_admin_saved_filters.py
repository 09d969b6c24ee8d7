"""Saved filters above the list: kept, opened with what the list still knows, renamed, shared, removed."""

from copy import deepcopy

import pytest
from django.http import HttpResponse

from articles.desk import filtering
from articles.models import SavedFilter
from tests.admin_forms import client_of, page
from tests.magazine import Magazine

LIST = "/admin/articles/article/"


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


def mend(cast: Magazine, who: str, saved: SavedFilter, deed: str, **typed: str) -> HttpResponse:
    client = client_of(getattr(cast, who))
    return client.post(page("article", "mend_filter", saved.pk, deed), typed, follow=True)


def test_the_present_filter_search_and_order_are_kept_and_opened_again(cast: Magazine) -> None:
    client = client_of(cast.editor)
    present = client.get(LIST, {"stage__exact": "draft", "q": "narrow sea", "o": "-1", "p": "1", "whose": ""})
    assert present.context["present_query"] == "o=-1&q=narrow+sea&stage__exact=draft"
    kept = client.post(
        page("article", "keep_filter"), {"name": "Drafts", "query": present.context["present_query"]}, follow=True
    )
    assert kept.redirect_chain == [(f"{LIST}?o=-1&q=narrow+sea&stage__exact=draft", 302)]
    assert "“Drafts” is kept." in kept.content.decode()
    saved = SavedFilter.objects.get()
    opened = client.get(page("article", "filter", saved.pk))
    assert opened["Location"] == f"{LIST}?o=-1&q=narrow+sea&stage__exact=draft"


def test_the_list_marks_where_one_is_and_offers_to_keep_only_what_is_new(cast: Magazine) -> None:
    client = client_of(cast.editor)
    filtering.keep_filter(by=cast.editor, name="Drafts", query="q=a&stage__exact=draft")
    here = client.get(LIST, {"stage__exact": "draft", "q": "a"}).content.decode()
    assert 'aria-current="page">Drafts</a>' in here
    assert "Save this filter" not in here
    assert 'aria-current="page">All articles</a>' in client.get(LIST).content.decode()
    assert "Save this filter" in client.get(LIST, {"q": "b"}).content.decode()


def test_what_the_list_does_not_know_any_more_is_left_out_and_named(cast: Magazine) -> None:
    gone = cast.borders.pk
    query = f"q=sea&mood=good&stage__exact=draft&topics__id__exact={gone}&owner__password__startswith=a"
    saved = filtering.keep_filter(by=cast.editor, name="Old", query=query)
    cast.borders.delete()
    opened = client_of(cast.editor).get(page("article", "filter", saved.pk), follow=True)
    assert opened.redirect_chain == [(f"{LIST}?q=sea&stage__exact=draft", 302)]
    told = opened.content.decode()
    for part in ("mood=good", f"topics__id__exact={gone}", "owner__password__startswith=a"):
        assert part in told


def test_a_contributors_list_does_not_know_whose(cast: Magazine) -> None:
    saved = filtering.keep_filter(by=cast.contributor, name="Mine", query="whose=mine&seen=live")
    assert client_of(cast.contributor).get(page("article", "filter", saved.pk))["Location"] == f"{LIST}?seen=live"


def test_a_refused_name_comes_back_in_its_form(cast: Magazine) -> None:
    filtering.keep_filter(by=cast.publisher, name="Late", query="")
    answer = client_of(cast.publisher).post(
        page("article", "keep_filter"), {"name": "Late", "query": "q=a", "shared": "on"}
    )
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert "There is a filter “Late” already." in shown
    assert 'value="Late"' in shown
    assert 'name="query" value="q=a"' in shown
    assert 'name="shared" checked' in shown


def test_a_filter_is_renamed_shared_and_removed(cast: Magazine) -> None:
    saved = filtering.keep_filter(by=cast.publisher, name="Late", query="q=a")
    assert "Later" in mend(cast, "publisher", saved, "rename", name="Later").content.decode()
    mend(cast, "publisher", saved, "share")
    assert "Later" in client_of(cast.editor).get(LIST).content.decode()
    assert "shared by publisher" in client_of(cast.editor).get(page("article", "filters")).content.decode()
    mend(cast, "publisher", saved, "unshare")
    assert "Later" not in client_of(cast.editor).get(LIST).content.decode()
    mend(cast, "publisher", saved, "remove")
    assert not SavedFilter.objects.exists()


def test_a_refused_new_name_comes_back_beside_its_filter(cast: Magazine) -> None:
    saved = filtering.keep_filter(by=cast.editor, name="Late", query="")
    filtering.keep_filter(by=cast.editor, name="Soon", query="")
    answer = mend(cast, "editor", saved, "rename", name="Soon")
    assert answer.status_code == 400
    assert answer.content.decode().count('value="Soon"') == 2
    assert SavedFilter.objects.filter(name="Late").exists()


def test_what_one_may_not_see_is_not_there_and_what_one_may_not_change_is_refused(cast: Magazine) -> None:
    own = filtering.keep_filter(by=cast.editor, name="Mine", query="")
    shared = filtering.keep_filter(by=cast.publisher, name="Ours", query="", shared=True)
    assert mend(cast, "publisher", own, "remove").status_code == 404
    assert mend(cast, "contributor", shared, "remove").status_code == 404
    assert client_of(cast.contributor).get(page("article", "filter", shared.pk)).status_code == 404
    assert mend(cast, "editor", shared, "remove").status_code == 403
    assert mend(cast, "editor", own, "share").status_code == 403
    assert mend(cast, "editor", own, "burn").status_code == 404
    assert client_of(cast.editor).post(page("article", "keep_filter"), {"name": "a", "shared": "on"}).status_code == 403
    assert SavedFilter.objects.count() == 2


def test_who_sees_no_articles_has_no_filters(cast: Magazine) -> None:
    saved = filtering.keep_filter(by=cast.contributor, name="Mine", query="")
    cast.contributor.groups.clear()
    client = client_of(cast.contributor)
    assert client.get(page("article", "filters")).status_code == 403
    assert client.get(page("article", "filter", saved.pk)).status_code == 403
    assert client.post(page("article", "keep_filter"), {"name": "a"}).status_code == 403


def test_nothing_changes_by_following_a_link(cast: Magazine) -> None:
    saved = filtering.keep_filter(by=cast.editor, name="Mine", query="")
    client = client_of(cast.editor)
    assert client.get(page("article", "mend_filter", saved.pk, "remove")).status_code == 405
    assert client.get(page("article", "keep_filter"), {"name": "a"}).status_code == 405
    assert SavedFilter.objects.count() == 1
