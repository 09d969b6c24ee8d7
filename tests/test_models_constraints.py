"""What the database itself refuses, whoever asks it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import TestCase

from articles.models import (
    Article,
    ArticleTopic,
    Author,
    Byline,
    Credit,
    Disclaimer,
    Errand,
    Event,
    Figure,
    Image,
    Notice,
    Revision,
    RevisionTopic,
    Topic,
)
from articles.models.revision import Frozen
from tests.magazine import NOW, Magazine, at


def refused(change: Callable[[], Any], name: str) -> None:
    """The change fails by the constraint of that name (SQLite tells only the columns of a unique one)."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        change()
    assert name in str(caught.value)


def copied(revision: Revision, **columns: Any) -> Revision:
    """Another row with the columns of this one, as no function of the desk would write it."""
    twin = Revision.objects.get(pk=revision.pk)
    twin.pk, twin._state.adding = None, True
    for name, value in {"number": revision.number + 50, **columns}.items():
        setattr(twin, name, value)
    return twin


class Intervals(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()
        cls.article = cls.magazine.live("Tolls")
        cls.live = cls.article.revisions.get()
        cls.draft = cls.magazine.draft("Lamps").revisions.get()

    def update(self, revision: Revision, **columns: Any) -> Callable[[], Any]:
        return lambda: Revision.objects.filter(pk=revision.pk).update(**columns)

    def test_an_article_has_one_open_interval(self) -> None:
        columns = {"live_from": at(5), "slug": "elsewhere"}
        refused(
            lambda: copied(self.live, **columns).save(), "articles_revision.article_id" if is_sqlite() else "one_open"
        )

    def test_two_live_articles_never_share_an_address(self) -> None:
        columns = {"article_id": self.draft.article_id, "live_from": at(5)}
        refused(lambda: copied(self.live, **columns).save(), "articles_revision.slug" if is_sqlite() else "one_live")

    def test_a_closed_interval_leaves_the_address_to_another(self) -> None:
        copied(self.live, article_id=self.draft.article_id, live_until=at(1)).save()
        assert Revision.objects.filter(slug=self.live.slug).count() == 2

    def test_an_interval_has_length(self) -> None:
        for until in (NOW, NOW - timedelta(microseconds=1)):
            refused(self.update(self.live, live_until=until), "an_interval_has_length")

    def test_an_interval_has_a_start(self) -> None:
        refused(self.update(self.draft, live_until=NOW), "an_interval_has_a_start")

    def test_what_is_published_has_a_date(self) -> None:
        refused(self.update(self.draft, live_from=NOW), "a_published_revision_has_date_and_slug")

    def test_what_is_published_has_an_address(self) -> None:
        columns = {"live_from": at(5), "live_until": at(6), "slug": ""}
        refused(lambda: copied(self.live, **columns).save(), "a_published_revision_has_date_and_slug")

    def test_a_number_is_given_once(self) -> None:
        name = "articles_revision.number" if is_sqlite() else "revision_number_once_an_article"
        refused(lambda: copied(self.draft, number=self.draft.number).save(), name)


class Rows(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()
        cls.article = cls.magazine.live("Tolls")
        cls.revision = cls.article.revisions.get()
        cls.image = Image.objects.create(file="a.png", checksum="a" * 64, width=64, height=48)

    def test_each_of_these_rows_is_there_once(self) -> None:
        cast, article, revision = self.magazine, self.article, self.revision
        figure = {"revision": revision, "image": self.image, "checksum": "a", "width": 64, "height": 48, "position": 0}
        Figure.objects.create(**figure)
        for of in ({"disclaimer": cast.views}, {"author": cast.ada}):
            for ended in (NOW, None):
                Errand.objects.create(**of, made=NOW, ended=ended)
        again: list[tuple[Any, str, str]] = [
            (Article(headline="x", slug=article.slug), "article.slug", "slug_of_one_article"),
            (Byline(article=article, author=cast.ada), "byline.article_id", "one_byline_an_author_and_role"),
            (ArticleTopic(article=article, topic=cast.sea), "articletopic.article_id", "a_topic_once_an_article"),
            (RevisionTopic(revision=revision, topic=cast.sea), "revisiontopic.revision_id", "a_topic_once_a_revision"),
            (
                Notice(revision=revision, disclaimer=cast.views, version=cast.views.wordings.get()),
                "notice.revision_id",
                "one_notice_a_disclaimer",
            ),
            (Figure(**figure), "figure.revision_id", "one_figure_a_position"),
            (Author(name="x", slug="ada-brandt"), "author.slug", "author_slug"),
            (Topic(name="The sea", slug="x"), "topic.name", "topic_name"),
            (Topic(name="x", slug="the-sea"), "topic.slug", "topic_slug"),
            (Disclaimer(name="Views"), "disclaimer.name", "disclaimer_name"),
            (Image(file="b.png", checksum="a" * 64, width=1, height=1), "image.checksum", "image_checksum"),
            (Errand(disclaimer=cast.views, made=NOW), "errand.disclaimer_id", "one_open_errand_a_disclaimer"),
            (Errand(author=cast.ada, made=NOW), "errand.author_id", "one_open_errand_an_author"),
        ]
        for row, on_sqlite, elsewhere in again:
            with self.subTest(row=type(row).__name__):
                refused(row.save, on_sqlite if is_sqlite() else elsewhere)

    def test_an_event_is_about_something(self) -> None:
        refused(Event(verb="delete", actor="x", at=NOW).save, "an_event_is_about_something")

    def test_drafts_without_an_address_do_not_collide(self) -> None:
        Article.objects.create()
        Article.objects.create()
        assert Article.objects.filter(slug="").count() == 2

    def test_the_same_author_may_stand_in_two_roles(self) -> None:
        Byline.objects.create(article=self.article, author=self.magazine.ada, role="translated")
        assert self.article.bylines.count() == 2

    def test_what_was_printed_holds_on_to_what_it_names(self) -> None:
        for row in (self.magazine.ada, self.magazine.sea, self.magazine.views, self.article):
            with self.subTest(row=row), pytest.raises(ProtectedError), transaction.atomic():
                row.delete()

    def test_the_log_and_the_revisions_survive_the_account(self) -> None:
        Article.objects.update(owner=None)
        self.magazine.contributor.delete()
        self.revision.refresh_from_db()
        assert (self.revision.by, self.revision.actor) == (None, "contributor")
        saved = self.article.events.get(verb="save")
        assert (saved.by, saved.actor) == (None, "contributor")


class Frozenness(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.revision = Magazine().live("Tolls").revisions.get()

    def test_a_revision_is_never_saved_again(self) -> None:
        self.revision.headline = "Something else"
        with pytest.raises(Frozen, match="make a new one"):
            self.revision.save()
        self.revision.refresh_from_db()
        assert self.revision.headline == "Tolls"

    def test_a_revision_is_never_deleted(self) -> None:
        with pytest.raises(Frozen):
            self.revision.delete()
        assert Revision.objects.filter(pk=self.revision.pk).exists()

    def test_nothing_printed_can_be_written_over_even_by_update(self) -> None:
        for row, columns in (
            (self.revision, {"headline": "x"}),
            (self.revision, {"slug": "x"}),
            (Credit.objects.get(), {"name": "x"}),
            (Notice.objects.get(), {"wording": "x"}),
        ):
            with self.subTest(columns=columns), pytest.raises(IntegrityError), transaction.atomic():
                type(row).objects.filter(pk=row.pk).update(**columns)


class Events(TestCase):
    def test_an_event_is_about_an_article_or_says_what_it_is_about(self) -> None:
        refused(lambda: Event.objects.create(verb="x", at=NOW), "an_event_is_about_something")


def is_sqlite() -> bool:
    return Revision.objects.db == "default" and transaction.get_connection().vendor == "sqlite"
