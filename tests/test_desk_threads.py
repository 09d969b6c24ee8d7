"""The place of an article among others: its number in a series, and a reply that is to another."""

from copy import deepcopy

import pytest
from django.db import IntegrityError, transaction

from articles.desk import verbs
from articles.models import Article, Revision, Series
from articles.models.series import MOST_PARTS
from tests.magazine import Magazine


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture
def series(cast: Magazine) -> Series:
    return Series.objects.create(name="Straits", slug="straits")


def test_a_part_without_a_number_comes_after_the_last(cast: Magazine, series: Series) -> None:
    drafts = [cast.draft(series=series, part=part) for part in (None, None, 7, None)]
    assert [draft.part for draft in drafts] == [1, 2, 7, 8]
    assert cast.change(drafts[0], headline="Another").part == 1
    cast.change(drafts[0], part=MOST_PARTS)
    assert cast.draft(series=series).part == MOST_PARTS


def test_what_is_in_no_series_is_no_part(cast: Magazine, series: Series) -> None:
    assert cast.draft(part=3).part is None
    assert cast.change(cast.draft(series=series), series=None).part is None


def test_a_revision_keeps_them_and_a_restored_one_brings_them_back(cast: Magazine, series: Series) -> None:
    other = cast.draft("All is well")
    article = cast.draft(series=series, reply_to=other)
    cast.change(article, series=None, reply_to=None)
    first, second = article.revisions.order_by("number")
    assert [(each.series, each.part, each.reply_to_id) for each in (first, second)] == [
        (series, 1, other.pk),
        (None, None, None),
    ]
    verbs.restore(article, first, by=cast.editor)
    assert (article.series, article.part, article.reply_to) == (series, 1, other)


def test_a_change_of_them_voids_an_approval(cast: Magazine, series: Series) -> None:
    assert cast.change(cast.approved(), series=series).stage == "draft"


@pytest.mark.parametrize("columns", [{"part": 2}, {"reply_to": "itself"}])
def test_the_database_refuses_what_cannot_be(cast: Magazine, columns: dict[str, object]) -> None:
    article = cast.draft()
    given = {name: article if value == "itself" else value for name, value in columns.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(**given)
    copy = Revision.objects.get(article=article)
    copy.pk, copy.number = None, 2
    for name, value in given.items():
        setattr(copy, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()
