"""Who reaches what: every address of the desk has a rule here, and what is not one's own is as absent as nothing.

tests/test_admin_matrix.py says whom each rule lets in, and tries every address with it.
"""

from copy import deepcopy
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponse
from django.test import Client

from articles.models import Article, Author
from tests.admin_forms import client_of, empty, filled, page
from tests.magazine import Magazine
from tests.test_admin_pages import lay

ANYWHERE = {"changelist", "add"}
OF_A_ROW = {"change", "history", "delete"}
ROUTES = {
    **{
        f"articles_{model}_{name}": "the permissions of the model"
        for model in ("author", "topic", "disclaimer", "series", "image", "event", "revision", "manuscriptfile")
        for name in ANYWHERE | OF_A_ROW
    },
    **{f"articles_owedcheck_{name}": "the permissions of the model" for name in ANYWHERE | OF_A_ROW},
    **{
        f"articles_{model}_{name}": "nobody"
        for model in ("event", "revision", "manuscriptfile", "letter")
        for name in ("add", "delete")
    },
    **{f"articles_letter_{name}": "superusers" for name in ("changelist", "change", "history")},
    **{f"auth_{model}_{name}": "superusers" for model in ("group", "user") for name in ANYWHERE | OF_A_ROW},
    "auth_user_password_change": "superusers",
    "auth_user_switch": "superusers",
    "auth_user_forget": "superusers",
    "articles_author_forget": "delete_author",
    "articles_author_history": "change_author",
    "articles_revision_as_it_stood": "see_as_it_stood",
    **{f"articles_replyrequest_{name}": "view_replyrequest" for name in ("changelist", "change")},
    **{f"articles_replyrequest_{name}": "add_replyrequest" for name in ("add", "clear")},
    **{f"articles_replyrequest_{name}": "decide_replyrequest" for name in ("decide", "reply")},
    "articles_article_changelist": "the articles of the person",
    "articles_article_add": "add_article",
    "articles_article_manuscripts": "add_article",
    "articles_article_trash": "the articles of the person, and change_article to recover one",
    **{
        f"articles_{model}_used": "to change or delete the row; only the articles of the person"
        for model in ("author", "topic", "disclaimer", "series", "image")
    },
    "articles_article_links": "change_article; what is live, and articles of the person",
    "articles_article_change": "an article of the person",
    "articles_article_history": "an article of the person",
    "articles_article_delete": "nobody",
    "articles_article_calendar": "the articles of the person",
    "articles_article_plan": "work_on_any_article and change_article, the articles of the person",
    "articles_article_move": "an article of the person, and the permission of the verb",
    "articles_article_proof": "an article of the person",
    "articles_article_proof_links": "an article of the person, and change_article",
    "articles_article_revoke": "an article of the person, and own links or work_on_any_article",
    "articles_article_choose": "an article of the person",
    "articles_article_compare": "an article of the person",
    "articles_article_buffer": "an article of the person, and only own texts",
    "articles_article_discard": "an article of the person, and only own texts",
    "articles_article_new_buffer": "add_article, and only own texts",
    "articles_article_new_discard": "add_article, and only own texts",
    "articles_article_preview": "an article of the person that they may change",
    "articles_article_new_preview": "add_article",
    "articles_article_presence": "an article of the person",
    "articles_article_notes": "an article of the person",
    "articles_article_note": "an article of the person",
    "articles_article_export": "the articles of the person",
    "articles_article_filters": "view_article, and own or shared filters",
    "articles_article_filter": "an own filter, or a shared one",
    "articles_article_keep_filter": "view_article, and publish_article to share",
    "articles_article_mend_filter": "an own filter, or a shared one",
    "articles_article_assign": "an article of the person, work_on_any_article and change_article",
    "articles_disclaimer_carried": "work_on_any_article and change_article, the articles of the person",
    "articles_disclaimer_wording": "work_on_any_article and change_article, the articles of the person",
    "articles_disclaimer_apply": "change_disclaimer, publish_article and work_on_any_article",
    "articles_disclaimer_errand": "change_disclaimer, publish_article and work_on_any_article",
    "articles_author_carry_name": "rename_author, publish_article and work_on_any_article",
    "articles_article_owing": "waive_disclaimer, and an article of the person",
    "articles_article_hold": "hold_article, and an article of the person",
    "articles_article_dates": "an article of the person, work_on_any_article and change_article",
    "articles_article_flags": "an article of the person, work_on_any_article and change_article",
    "articles_article_sign_off": "an article of the person, and the permission of the check",
    "articles_wish_changelist": "staff, each their own",
    **{f"articles_edition_{name}": "view_edition" for name in ("changelist", "proof")},
    **{f"articles_edition_{name}": "add_edition and work_on_any_article" for name in ("preview", "restore")},
    "articles_edition_unschedule": "publish_edition",
    **{f"articles_page_{name}": "view_page" for name in ("changelist", "proof")},
    **{f"articles_page_{name}": "add_page" for name in ("add", "change", "restore")},
    **{f"articles_page_{name}": "publish_page" for name in ("withdraw", "unschedule")},
    **{f"articles_imprint_{name}": "publish_imprint" for name in ("changelist", "restore")},
    **{f"articles_{model}_merge": "who may merge, and works on everybody’s articles" for model in ("topic", "author")},
    "articles_author_real_name": "see_real_name",
    "articles_image_picture": "view_image",
    "articles_image_choose": "view_image, and only pictures of the person",
    "articles_image_licences": "publish_article and work_on_any_article",
    "articles_manuscriptfile_original": "view_manuscriptfile, and an article of the person",
}
ROUTES |= dict.fromkeys(("index", "app_list", "jsi18n", "password_change", "password_change_done"), "staff")
ROUTES |= dict.fromkeys(("second_factor", "second_factor_codes", "second_factor_off", "log_out_everywhere"), "staff")
ROUTES |= {
    "login": "everybody",
    "logout": "everybody",
    "login_code": "who is halfway in",
    "second_factor_set_up": "staff",
    "second_factor_reset": "publish_article, and a superuser’s by superusers only",
    "autocomplete": "the permissions of the model that is searched",
    "view_on_site": "nobody",
}
MISSING = 999_999


@pytest.fixture(scope="module")
def made(for_all: None) -> tuple[Magazine, Article]:
    cast = Magazine()
    return cast, cast.draft("A secret of somebody else", by=cast.other_contributor)


@pytest.fixture
def cast(made: tuple[Magazine, Article], db: None) -> Magazine:
    return deepcopy(made[0])


@pytest.fixture
def foreign(made: tuple[Magazine, Article], db: None) -> Article:
    return deepcopy(made[1])


@pytest.fixture
def contributor(cast: Magazine) -> Client:
    return client_of(cast.contributor)


def of_an_article(key: int) -> list[tuple[str, str, dict[str, Any]]]:
    """Each request that names an article: method, address, what goes along."""
    moves = [("post", page("article", "move", key, verb), {"note": "n"}) for verb in ("submit", "publish", "withdraw")]
    return [
        *[("get", page("article", name, key), {}) for name in ("change", "history", "delete")],
        ("post", page("article", "change", key), empty(headline="Mine now", version="1")),
        ("post", page("article", "delete", key), {"post": "yes"}),
        ("get", page("article", "proof", key, 1), {}),
        ("get", page("article", "proof_links", key), {}),
        ("post", page("article", "proof_links", key), {"name": "Mine", "days": "1"}),
        ("post", page("article", "revoke", key, 1), {}),
        ("get", page("article", "buffer", key), {}),
        ("post", page("article", "buffer", key), {"sheet": "a", "headline": "Mine"}),
        ("post", page("article", "preview", key), empty(headline="Mine now")),
        ("post", page("article", "presence", key), {}),
        ("get", page("article", "choose", key), {"a": "1", "b": "now"}),
        ("get", page("article", "compare", key, "1", "now"), {}),
        ("get", page("article", "notes", key), {}),
        ("post", page("article", "notes", key), {"text": "Hello"}),
        *[
            ("post", page("article", "note", key, 1, deed), {"text": "Hello"})
            for deed in ("reply", "resolve", "reopen")
        ],
        ("get", page("article", "assign", key), {}),
        ("post", page("article", "assign", key), {"due": "2026-03-09"}),
        ("get", page("article", "dates", key), {}),
        ("post", page("article", "dates", key), {"review_on": "2026-03-09"}),
        ("get", page("article", "owing", key, 1, "waive"), {}),
        ("post", page("article", "owing", key, 1, "waive"), {"reason": "Mine"}),
        ("post", page("article", "flags", key), {"flags": "legal risk"}),
        ("get", page("article", "sign_off", key, "editing", "sign"), {}),
        ("post", page("article", "sign_off", key, "editing", "sign"), {"note": "n"}),
        ("get", page("article", "hold", key, "place"), {}),
        ("post", page("article", "hold", key, "place"), {"reason": "Mine"}),
        ("get", page("article", "move", key, "publish"), {}),
        *moves,
        ("post", page("article", "changelist"), {"action": "submit", "_selected_action": key}),
        ("get", page("article", "changelist"), {"id__exact": key}),
    ]


@pytest.mark.parametrize("number", range(len(of_an_article(1))))
def test_a_foreign_article_is_as_absent_as_one_that_never_existed(
    contributor: Client, foreign: Article, number: int
) -> None:
    method, address, given = of_an_article(foreign.pk)[number]
    _method, nowhere, nothing = of_an_article(MISSING)[number]
    found = getattr(contributor, method)(address, given, follow=True)
    absent = getattr(contributor, method)(nowhere, nothing, follow=True)
    assert same(found, str(foreign.pk)) == same(absent, str(MISSING))
    assert "A secret of somebody else" not in found.content.decode()


def same(answer: HttpResponse, key: str) -> tuple[Any, ...]:
    """What the answer says, without the key itself."""
    told = [str(message).replace(key, "#") for message in (answer.context or {}).get("messages", [])]
    return answer.status_code, [address.replace(key, "#") for address, _code in answer.redirect_chain], told


@pytest.mark.parametrize("model", ["event", "revision", "manuscriptfile"])
def test_the_records_of_the_desk_are_closed_to_contributors(cast: Magazine, contributor: Client, model: str) -> None:
    row = lay(cast.live(by=cast.contributor), cast.publisher)[model]
    assert contributor.get(page(model, "changelist")).status_code == 403
    assert contributor.get(page(model, "change", row.pk)).status_code == 403
    if model == "manuscriptfile":
        assert contributor.get(page(model, "original", row.pk)).status_code == 403


def test_records_show_only_the_articles_that_the_person_may_see(cast: Magazine, foreign: Article) -> None:
    rows = lay(foreign, cast.publisher)
    cast.contributor.user_permissions.set(
        cast.editor.groups.get().permissions.filter(codename__in=("view_event", "view_revision", "view_manuscriptfile"))
    )
    client = client_of(cast.contributor)
    for model in ("event", "revision", "manuscriptfile"):
        listed = client.get(page(model, "changelist"))
        assert not (listed.context["page"].rows if model == "event" else listed.context["cl"].result_count)
        assert client.get(page(model, "change", rows[model].pk)).status_code == 302
    assert client.get(page("manuscriptfile", "original", rows["manuscriptfile"].pk)).status_code == 404


def test_a_contributor_finds_no_foreign_article_in_list_search_count_or_facet(
    cast: Magazine, contributor: Client, foreign: Article
) -> None:
    cast.draft("One of mine", by=cast.contributor)
    for query in ({}, {"q": "secret"}, {"_facets": "True"}, {"topics__id__exact": str(cast.sea.pk)}):
        answer = contributor.get(page("article", "changelist"), query)
        assert "A secret of somebody else" not in answer.content.decode()
        assert answer.context["cl"].result_count == (0 if "q" in query else 1)
        table = b"".join(contributor.get(page("article", "export"), query).streaming_content).decode()
        assert "A secret of somebody else" not in table


def test_a_contributor_has_no_filter_of_whose(cast: Magazine, contributor: Client) -> None:
    assert "whose" not in contributor.get(page("article", "changelist")).content.decode()


def test_a_contributor_never_sees_an_authors_address_or_account(cast: Magazine, contributor: Client) -> None:
    for address in (page("author", "changelist"), page("author", "change", cast.ada.pk)):
        shown = contributor.get(address).content.decode()
        assert "Ada Brandt" in shown
        assert "ada@example.org" not in shown
        assert "account" not in shown.lower()


@pytest.mark.parametrize(
    "guess", [{"email__startswith": "ada@"}, {"email": "ada@example.org"}, {"account__username": "editor"}]
)
def test_a_contributor_cannot_guess_an_address_by_filtering(
    cast: Magazine, contributor: Client, guess: dict[str, str]
) -> None:
    assert contributor.get(page("author", "changelist"), guess).status_code == 400


def test_a_contributor_cannot_guess_an_address_by_searching(cast: Magazine, contributor: Client) -> None:
    lookup = {"app_label": "articles", "model_name": "byline", "field_name": "author"}
    by_address = contributor.get("/admin/autocomplete/", {**lookup, "term": "ada@example"}).json()
    by_name = contributor.get("/admin/autocomplete/", {**lookup, "term": "Ada"}).json()
    assert by_address["results"] == []
    assert [found["text"] for found in by_name["results"]] == ["Ada Brandt"]
    assert contributor.get(page("author", "changelist"), {"q": "ada@example"}).context["cl"].result_count == 0


def test_an_editor_finds_an_author_by_address(cast: Magazine) -> None:
    answer = client_of(cast.editor).get(page("author", "changelist"), {"q": "ada@example"})
    assert [author.name for author in answer.context["cl"].result_list] == ["Ada Brandt"]


def test_who_may_delete_but_not_see_learns_only_that_something_stands_in_the_way(
    cast: Magazine, foreign: Article
) -> None:
    cast.contributor.user_permissions.set(cast.publisher.groups.get().permissions.filter(codename="delete_author"))
    client = client_of(cast.contributor)
    shown = client.post(page("author", "delete", cast.ada.pk), {"post": "yes"}).content.decode()
    assert "and 1 article that you cannot see" in shown
    assert "A secret of somebody else" not in shown
    assert Author.objects.filter(pk=cast.ada.pk).exists()


def test_an_account_without_permissions_reaches_no_article_even_its_own(cast: Magazine) -> None:
    article = cast.draft(by=cast.contributor)
    cast.contributor.groups.clear()
    client = client_of(cast.contributor)
    assert client.get(page("article", "changelist")).status_code == 403
    assert client.get(page("article", "proof", article.pk, 1)).status_code == 404
    assert client.post(page("article", "change", article.pk), filled(article)).status_code == 403


@pytest.mark.parametrize("model", ["article", "revision", "author"])
def test_no_side_door_tells_the_address_of_a_row(contributor: Client, foreign: Article, model: str) -> None:
    row = {"article": foreign, "revision": foreign.newest(), "author": foreign.bylines.get().author}[model]
    kind = ContentType.objects.get_for_model(row)
    assert contributor.get(f"/admin/r/{kind.pk}/{row.pk}/").status_code == 404


@pytest.mark.parametrize("model_name", ["revision", "event", "byline", "manuscriptfile"])
def test_an_autocomplete_never_finds_a_foreign_article(contributor: Client, foreign: Article, model_name: str) -> None:
    lookup = {"app_label": "articles", "model_name": model_name, "field_name": "article", "term": "secret"}
    assert contributor.get("/admin/autocomplete/", lookup).json()["results"] == []
    lookup |= {"model_name": "article", "field_name": "reply_to"}
    assert contributor.get("/admin/autocomplete/", lookup).json()["results"] == []


@pytest.mark.parametrize("who", ["outsider", "nobody"])
def test_strangers_are_sent_to_the_login(cast: Magazine, foreign: Article, who: str) -> None:
    client = client_of(cast.outsider) if who == "outsider" else Client()
    for name, *arguments in (
        ("changelist",),
        ("manuscripts",),
        ("change", foreign.pk),
        ("proof", foreign.pk, 1),
        ("move", foreign.pk, "submit"),
    ):
        answer = client.get(page("article", name, *arguments))
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/")
