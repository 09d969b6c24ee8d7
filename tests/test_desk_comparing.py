"""Any two copies of an article compared: only what differs, each with its name."""

from copy import deepcopy
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from articles.desk.comparing import Comparison, compare_copies
from articles.desk.copies import NOW, contents_of, find_copy
from articles.desk.illustrating import add_picture
from articles.desk.saving import save
from articles.models import Article, Author, Byline, Revision, Role, Series
from articles.models.licence import Licence
from articles.text.marking import inline, mark, mark_items
from tests.magazine import BODY, Magazine, picture, reword


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def drafted(made: Magazine) -> Article:
    return made.draft("The narrow strait")


@pytest.fixture
def article(drafted: Article, db: None) -> Article:
    return deepcopy(drafted)


@pytest.fixture(scope="module")
def published(made: Magazine) -> Article:
    return made.live("The narrow sea")


@pytest.fixture
def live(published: Article, db: None) -> Article:
    return deepcopy(published)


def revision(article: Article, number: int) -> Revision:
    return article.revisions.get(number=number)


def last_change(article: Article) -> Comparison:
    old, new = article.revisions.order_by("-number")[:2][::-1]
    return compare_copies(old, new)


def told(comparison: Comparison) -> dict[str, Any]:
    return {each.label: mark_items(each.runs) if each.is_list else mark(each.runs) for each in comparison.fields}


def test_a_licence_is_named_in_the_language_of_who_compares(cast: Magazine) -> None:
    image = add_picture(picture(), "a.png", by=cast.editor, alt="A door", licence="public domain")
    with override("ur"):
        assert contents_of(cast.draft(image=image)).pictures[0].licence == str(Licence.PUBLIC_DOMAIN.label)
        assert str(Licence.PUBLIC_DOMAIN.label) != "public domain"


def test_a_copy_compared_with_itself_has_no_difference(cast: Magazine, article: Article) -> None:
    assert not compare_copies(revision(article, 1), revision(article, 1))
    assert not compare_copies(revision(article, 1), article)


@pytest.mark.parametrize(
    ("name", "value", "label", "shown"),
    [
        ("headline", "The wide sea", "Headline", "The <del>narrow</del><ins>wide</ins> sea"),
        ("standfirst", "Who pays <now>?", "Standfirst", "<ins>Who pays &lt;now&gt;?</ins>"),
        ("kind", "analysis", "Kind", "<del>opinion</del><ins>analysis</ins>"),
        ("language", "fr", "Language", "<del>English</del><ins>Français</ins>"),
        ("slug", "the-sea", "Slug", "the-<del>narrow-</del>sea"),
        ("seo_title", "Sea", "Title for search engines", "<ins>Sea</ins>"),
        ("seo_description", "Of tolls", "Description for search engines", "<ins>Of tolls</ins>"),
    ],
)
def test_a_changed_column_is_told_by_its_name(
    cast: Magazine, live: Article, name: str, value: str, label: str, shown: str
) -> None:
    comparison = last_change(cast.change(live, **{name: value}))
    assert told(comparison) == {label: shown}
    assert comparison.body == []


def test_a_series_and_a_reply_are_told_by_their_names(cast: Magazine, article: Article, live: Article) -> None:
    draft = cast.draft("A secret")
    first, other = (Series.objects.create(name=name, slug=name.lower()) for name in ("Straits", "Lamps"))
    article = cast.change(article, series=first, reply_to=live)
    assert told(last_change(article)) == {
        "Series": ["<ins>Straits</ins>"],
        "Part": "<ins>1</ins>",
        "Reply to": ["<ins>The narrow sea</ins>"],
    }
    assert told(last_change(cast.change(article, series=other, part=2, reply_to=draft))) == {
        "Series": ["<del>Straits</del>", "<ins>Lamps</ins>"],
        "Part": "<del>1</del><ins>2</ins>",
        "Reply to": ["<del>The narrow sea</del>", f"<ins>Article {draft.pk}</ins>"],
    }


def test_a_changed_body_is_told_by_its_words(cast: Magazine, article: Article) -> None:
    article = cast.change(article, body=BODY.replace("eleven", "twelve", 1))
    comparison = last_change(article)
    assert comparison.fields == []
    assert "The strait is <del>eleven</del><ins>twelve</ins> miles wide" in inline(comparison.body)


def test_the_working_copy_is_compared_as_it_stands(cast: Magazine, article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(headline="The wide strait")
    article.refresh_from_db()
    assert list(told(compare_copies(revision(article, 1), article))) == ["Headline"]
    assert told(compare_copies(article, revision(article, 1)))["Headline"] == (
        "The <del>wide</del><ins>narrow</ins> strait"
    )


def test_a_byline_is_told_in_its_order_with_who_came(cast: Magazine, article: Article) -> None:
    save(article, by=cast.editor, authors=[cast.bao, cast.ada])
    shown = told(last_change(article))
    assert shown["Authors"] == ["<ins>by Bao Lin</ins>", "by Ada Brandt"]
    assert shown["Biography of Bao Lin"] == "<ins>Bao Lin keeps a lighthouse.</ins>"


def test_a_changed_role_is_told(cast: Magazine, article: Article) -> None:
    Byline.objects.filter(article=article).update(role=Role.TRANSLATOR)
    assert told(compare_copies(revision(article, 1), article)) == {
        "Authors": ["<del>by Ada Brandt</del>", "<ins>translated by Ada Brandt</ins>"]
    }


def test_namesakes_are_told_apart(cast: Magazine, article: Article) -> None:
    twin = Author.objects.create(name="Ada Brandt", slug="ada-2", biography=cast.ada.biography)
    save(article, by=cast.editor, authors=[twin])
    assert told(last_change(article))["Authors"] == [
        f"<del>by Ada Brandt ({cast.ada.pk})</del>",
        f"<ins>by Ada Brandt ({twin.pk})</ins>",
    ]


def test_a_biography_and_an_affiliation_changed_since_are_told(cast: Magazine, article: Article) -> None:
    Author.objects.filter(pk=cast.ada.pk).update(
        biography="Ada Brandt writes about rivers.", affiliation="Institute of Tides"
    )
    assert told(compare_copies(revision(article, 1), article)) == {
        "Affiliation of Ada Brandt": "<ins>Institute of Tides</ins>",
        "Biography of Ada Brandt": "Ada Brandt writes about <del>the sea</del><ins>rivers</ins>.",
    }


def test_topics_are_told_in_their_order(cast: Magazine, article: Article) -> None:
    save(article, by=cast.editor, topics=[cast.borders, cast.sea])
    assert told(last_change(article)) == {"Topics": ["<ins>Borders</ins>", "The sea"]}
    save(article, by=cast.editor, topics=[cast.sea, cast.borders])
    assert len(told(last_change(article))["Topics"]) == 3


def test_a_disclaimer_is_told_with_its_wording(cast: Magazine) -> None:
    article = cast.draft(kind="analysis")
    save(article, by=cast.editor, disclaimers=[])
    assert told(last_change(article)) == {
        "Disclaimers": ["<del>Views</del>"],
        "Wording of “Views”": "<del>The views expressed are the author’s own.</del>",
    }


def test_a_place_changed_since_is_told(cast: Magazine, article: Article) -> None:
    cast.views.place = "start"
    cast.views.save()
    changed = ["<del>after the text</del>", "<ins>before the text</ins>"]
    assert told(compare_copies(revision(article, 1), article)) == {"Place of “Views”": changed}


def test_a_purpose_changed_since_is_told(cast: Magazine, article: Article) -> None:
    cast.views.purpose = "sponsored"
    cast.views.save()
    changed = ["<del>views</del>", "<ins>sponsored</ins>"]
    assert told(compare_copies(revision(article, 1), article)) == {"Purpose of “Views”": changed}


def test_a_wording_changed_since_is_told(cast: Magazine, article: Article) -> None:
    reword(cast.views, "The opinions expressed are the author’s own.")
    assert told(compare_copies(revision(article, 1), article)) == {
        "Wording of “Views”": "The <del>views</del><ins>opinions</ins> expressed are the author’s own."
    }


def test_another_lead_picture_is_told_with_what_it_shows(cast: Magazine) -> None:
    one = add_picture(picture(), "a.png", by=cast.editor, alt="A ferry", credit="B. Lin")
    two = add_picture(picture(colour="navy"), "b.png", by=cast.editor, alt="A dyke")
    article = cast.change(cast.draft(image=one), image=two)
    comparison = last_change(article)
    assert told(comparison) == {
        "Lead picture": [f"<del>Picture {one.pk}</del>", f"<ins>Picture {two.pk}</ins>"],
        f"Text alternative of picture {one.pk}": "<del>A ferry</del>",
        f"Credit of picture {one.pk}": "<del>B. Lin</del>",
        f"Text alternative of picture {two.pk}": "<ins>A dyke</ins>",
    }
    assert comparison.fields[0].pictures == (one.pk, two.pk)


def test_a_figure_is_told_by_the_body_and_its_description_by_the_picture(cast: Magazine, article: Article) -> None:
    image = add_picture(picture(), "a.png", by=cast.editor, alt="A ferry", caption="Ferries & gulls")
    article = cast.change(article, body=f'{BODY}<figure data-image="{image.pk}"></figure>')
    comparison = last_change(article)
    assert [row.state for row in comparison.body][-1] == "added"
    assert told(comparison) == {
        f"Text alternative of picture {image.pk}": "<ins>A ferry</ins>",
        f"Caption of picture {image.pk}": "<ins>Ferries &amp; gulls</ins>",
    }


def test_a_caption_of_the_body_is_told_once(cast: Magazine) -> None:
    image = add_picture(picture(), "a.png", by=cast.editor, alt="A ferry", caption="Ferries")
    figure = f'<figure data-image="{image.pk}"><figcaption>{{}}</figcaption></figure>'
    article = cast.change(cast.draft(body=BODY + figure.format("At dawn")), body=BODY + figure.format("At dusk"))
    comparison = last_change(article)
    assert comparison.fields == []
    assert "At <del>dawn</del><ins>dusk</ins>" in inline(comparison.body)


def test_a_picture_that_the_library_lacks_stops_nothing(cast: Magazine, article: Article) -> None:
    article = cast.change(article, body=f'{BODY}<figure data-image="999999"></figure>')
    assert contents_of(article).pictures == []
    assert [row.state for row in last_change(article).body][-1] == "added"


def test_a_copy_is_found_by_its_number_or_as_what_stands_now(cast: Magazine) -> None:
    article = cast.change(cast.draft("One"), headline="Two")
    assert find_copy(article, NOW) == article
    assert find_copy(article, "1").headline == "One"
    with pytest.raises(Revision.DoesNotExist):
        find_copy(article, "3")


def test_the_queries_do_not_grow_with_what_hangs_on_the_article(cast: Magazine, article: Article) -> None:
    few = queries(article)
    more = [Author.objects.create(name=f"Author {number}", slug=f"author-{number}") for number in range(6)]
    save(article, by=cast.editor, authors=[cast.ada, *more], topics=[cast.sea, cast.borders])
    assert queries(article) == few


def queries(article: Article) -> int:
    old, new = revision(article, 1), Article.objects.get(pk=article.pk)
    with CaptureQueriesContext(connection) as captured:
        compare_copies(old, new)
    return len(captured)
