"""Two copies of an article compared on a page, chosen from a list, and what is new since one last looked."""

from copy import deepcopy
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from articles.desk.illustrating import add_picture
from articles.desk.saving import save
from articles.models import Article, Look
from tests.admin_forms import client_of, filled, page
from tests.magazine import BODY, Magazine, picture


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def changed(made: Magazine) -> Article:
    """Two revisions: a headline and a word of the body changed."""
    draft = made.draft("The narrow sea")
    return made.change(draft, headline="The wide sea", body=BODY.replace("eleven", "twelve", 1))


@pytest.fixture
def article(changed: Article, db: None) -> Article:
    return deepcopy(changed)


@pytest.fixture
def editor(cast: Magazine) -> Client:
    return client_of(cast.editor)


def compared(client: Client, article: Article, a: object = 1, b: object = "now", **query: str) -> HttpResponse:
    return client.get(page("article", "compare", article.pk, str(a), str(b)), query)


def shown(client: Client, article: Article, a: object = 1, b: object = "now", **query: str) -> str:
    answer = compared(client, article, a, b, **query)
    assert answer.status_code == 200
    return answer.content.decode()


def opened(client: Client, article: Article) -> dict[str, Any]:
    return client.get(page("article", "change", article.pk)).context


def test_two_revisions_stand_side_by_side(editor: Client, article: Article) -> None:
    text = shown(editor, article, 1, 2)
    assert "The <del>narrow</del> sea" in text
    assert "The <ins>wide</ins> sea" in text
    assert "The strait is <del>eleven</del> miles wide" in text
    assert "The strait is <ins>twelve</ins> miles wide" in text


def test_who_saved_each_of_the_two_and_when_is_told_with_the_time_zone(editor: Client, article: Article) -> None:
    text = shown(editor, article, 1, 2)
    assert "saved by contributor on 2 Mar 2026, 12:00 UTC" in text
    assert "saved by editor on 2 Mar 2026, 12:00 UTC" in text
    assert page("article", "proof", article.pk, 2) in text


def test_the_one_text_holds_both_and_stands_alone_when_asked_for(editor: Client, article: Article) -> None:
    text = shown(editor, article, 1, 2, view="inline")
    assert "The <del>narrow</del><ins>wide</ins> sea" in text
    assert "The <del>narrow</del> sea" not in text


def test_side_by_side_brings_the_one_text_along_for_a_narrow_screen(editor: Client, article: Article) -> None:
    assert "The <del>narrow</del><ins>wide</ins> sea" in shown(editor, article, 1, 2)


def test_an_unknown_view_is_the_usual_one(editor: Client, article: Article) -> None:
    assert compared(editor, article, view="<b>").context["view"] == "sides"


def test_the_working_copy_is_one_of_the_two(editor: Client, article: Article, cast: Magazine) -> None:
    cast.ada.biography = "Ada Brandt writes about rivers."
    cast.ada.save()
    text = shown(editor, article, 2, "now")
    assert "Biography of Ada Brandt" in text
    assert "writes about <ins>rivers</ins>" in text


def test_the_two_can_be_the_other_way_round(editor: Client, article: Article) -> None:
    assert page("article", "compare", article.pk, "now", "1") in shown(editor, article)
    assert "The <del>wide</del><ins>narrow</ins> sea" in shown(editor, article, "now", 1)


def test_two_that_say_the_same_are_told_to(editor: Client, article: Article) -> None:
    assert "They say the same" in shown(editor, article, 2, "now")


def test_long_stretches_without_a_change_are_folded(editor: Client, cast: Magazine) -> None:
    text = "".join(f"<p>Paragraph number {number} of the piece.</p>" for number in range(13))
    changed = cast.change(cast.draft(body=text), body=text.replace("number 6", "numeral 6"))
    answer = compared(editor, changed, 1, 2)
    assert [(stretch.folded, len(stretch.passages)) for stretch in answer.context["stretches"]] == [
        (True, 5),
        (False, 3),
        (True, 5),
    ]
    assert answer.content.decode().count("5 passages the same") == 2


def test_pictures_are_shown_where_they_changed(editor: Client, cast: Magazine) -> None:
    one = add_picture(picture(), "a.png", by=cast.editor, alt="A <ferry>")
    two = add_picture(picture(colour="navy"), "b.png", by=cast.editor, alt="A dyke")
    changed = cast.change(cast.draft(image=one), image=two, body=f'{BODY}<figure data-image="{one.pk}"></figure>')
    text = shown(editor, changed, 1, 2, view="inline")
    assert f'<img src="{page("image", "picture", one.pk)}" alt="A &lt;ferry&gt;" loading="lazy">' in text
    assert f'<img src="{page("image", "picture", two.pk)}" alt="">' in text


def test_a_picture_that_the_library_lacks_is_told(editor: Client, cast: Magazine) -> None:
    changed = cast.change(cast.draft(), body=f'{BODY}<figure data-image="999999"></figure>')
    assert "Picture 999999 is not in the library." in shown(editor, changed, 1, 2)


def test_what_people_typed_is_escaped(editor: Client, cast: Magazine) -> None:
    changed = cast.change(cast.draft("Sea"), headline="Sea <script>alert(1)</script>")
    save(changed, by=cast.editor, topics=[])
    text = shown(editor, changed, 1, "now")
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize(("a", "b"), [("3", "now"), ("0", "1"), ("then", "now"), ("1", "-1"), ("9" * 40, "1")])
def test_what_does_not_exist_cannot_be_compared(editor: Client, article: Article, a: str, b: str) -> None:
    assert compared(editor, article, a, b).status_code == 404


def test_a_comparison_changes_nothing_and_is_not_stored(editor: Client, article: Article) -> None:
    assert editor.post(page("article", "compare", article.pk, "1", "2")).status_code == 405
    assert "no-store" in compared(editor, article)["Cache-Control"]


def test_a_comparison_keeps_the_strict_policy(editor: Client, article: Article) -> None:
    answer = compared(editor, article)
    assert "'unsafe-inline'" not in answer["Content-Security-Policy"]
    assert " style=" not in answer.content.decode()


@pytest.mark.parametrize("name", ["compare", "choose", "history"])
def test_a_contributor_compares_own_articles_only(cast: Magazine, article: Article, name: str) -> None:
    arguments = ("1", "now") if name == "compare" else ()
    foreign = cast.draft("A secret of somebody else", by=cast.other_contributor)
    client = client_of(cast.contributor)
    query = {"a": "1", "b": "now"}
    own = client.get(page("article", name, article.pk, *arguments), query, follow=True)
    other = client.get(page("article", name, foreign.pk, *arguments), query, follow=True)
    assert own.status_code == 200
    assert "The wide sea" in own.content.decode()
    assert "A secret of somebody else" not in other.content.decode()
    assert name == "history" or other.status_code == 404


def test_a_revision_of_another_article_is_not_found_by_its_number(
    editor: Client, cast: Magazine, article: Article
) -> None:
    assert compared(editor, cast.draft(), 1, 2).status_code == 404


@pytest.mark.parametrize(
    ("a", "b", "order"),
    [("1", "2", ("1", "2")), ("2", "1", ("1", "2")), ("now", "1", ("1", "now")), ("10", "9", ("9", "10"))],
)
def test_the_two_chosen_are_compared_the_older_one_first(
    editor: Client, article: Article, a: str, b: str, order: tuple[str, str]
) -> None:
    answer = editor.get(page("article", "choose", article.pk), {"a": a, "b": b})
    assert answer["Location"] == page("article", "compare", article.pk, *order)


@pytest.mark.parametrize("query", [{}, {"a": "1"}, {"a": "x", "b": "now"}, {"a": "²", "b": "1"}])
def test_without_two_that_make_sense_one_comes_to_the_history(
    editor: Client, article: Article, query: dict[str, str]
) -> None:
    answer = editor.get(page("article", "choose", article.pk), query)
    assert answer["Location"] == page("article", "history", article.pk)


def test_the_form_lets_choose_any_two_and_the_last_change_is_chosen(editor: Client, article: Article) -> None:
    text = editor.get(page("article", "change", article.pk)).content.decode()
    assert f'action="{page("article", "choose", article.pk)}"' in text
    for name in "ab":
        for value in ("now", "1", "2"):
            assert f'<input type="radio" form="choose" name="{name}" value="{value}"' in text
    assert 'name="a" value="1" checked' in text
    assert 'name="b" value="now" checked' in text


def test_a_live_article_is_compared_since_it_went_live(editor: Client, cast: Magazine, article: Article) -> None:
    live = cast.change(cast.live("A live one"), headline="A newer one")
    assert opened(editor, live)["since_live"] == page("article", "compare", live.pk, "1", "now")
    assert opened(editor, article)["since_live"] == ""


def test_who_opens_the_form_has_looked_and_is_told_what_others_changed_since(
    editor: Client, cast: Magazine, article: Article
) -> None:
    assert opened(editor, article)["since_look"] == ""
    cast.change(article, headline="The wider sea", by=cast.publisher)
    assert opened(editor, article)["since_look"] == page("article", "compare", article.pk, "2", "now")
    assert Look.objects.get(article=article, account=cast.editor).revision.number == 3


def test_a_form_that_is_sent_or_a_page_that_is_refused_is_no_look(cast: Magazine, article: Article) -> None:
    client_of(cast.editor).post(page("article", "change", article.pk), filled(article, headline=""))
    client_of(cast.other_contributor).get(page("article", "change", article.pk))
    assert not Look.objects.exists()
