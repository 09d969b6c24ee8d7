"""Where a row is used: the table knows every column that names one."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import CASCADE, PROTECT, SET_NULL, Model
from django.test import TestCase

from articles.desk import verbs
from articles.desk.noting import resolve, write_note
from articles.models import Author, Image, Series, Topic, uses
from articles.models.uses import USES, articles_using, counted_uses, further_uses, is_used, is_used_more
from tests.magazine import Magazine, disclaimer

OF_THE_ROW_ALONE = {
    *("TopicAddress.topic", "AuthorAddress.author", "SeriesAddress.series", "Synonym.topic"),
    *("Wording.disclaimer", "Rule.disclaimer", "Declaration.author", "RealName.author"),
}
OF_THE_PERSON_ALONE = {"Buffer", "Look", "Presence", "Letter", "Mention", "Wish", "SavedFilter", "LogEntry"}
NAMED_BY_A_TEXT = {
    "Revision.by",
    "Event.by",
    "Edition.by",
    "Imprint.by",
    "PageEdition.by",
    "Note.by",
    "Note.resolved_by",
    "Correction.by",
    "Declaration.by",
    "Errand.by",
    "SignOff.by",
    "ArticleFlag.by",
    "Withdrawal.by",
    "ReplyRequest.by",
    "ReplyRequest.decided_by",
    "LegalHold.placed_by",
    "LegalHold.lifted_by",
    "ProofLink.by",
    "Waiver.by",
    "Waiver.ended_by",
    "Wording.by",
    "ProofLink.revoked_by",
}
WISHES = {"Article.assignee", "Author.account"}


def columns_naming(label: str) -> Iterator[Any]:
    """Every column of the project that names a row of the model, also those without a way back."""
    for relation in apps.get_model(label)._meta.get_fields(include_hidden=True):
        is_column = relation.auto_created and (relation.one_to_many or relation.one_to_one)
        if is_column and relation.related_model._meta.app_label in ("articles", "admin"):
            yield relation


@pytest.mark.parametrize("label", USES)
def test_the_table_has_every_column_that_names_a_row(label: str) -> None:
    named = {(found.related_model, found.field.name) for found in columns_naming(label)}
    own = {(model, name) for model, name in named if is_of_the_row(label, model, name)}
    assert named - own == {(use.model, use.column) for use in USES[label]}


def is_of_the_row(label: str, model: type[Model], name: str) -> bool:
    if label == settings.AUTH_USER_MODEL:
        return model.__name__ in OF_THE_PERSON_ALONE
    return f"{model.__name__}.{name}" in OF_THE_ROW_ALONE


def test_an_account_goes_nowhere_without_its_name_being_kept() -> None:
    for found in columns_naming(settings.AUTH_USER_MODEL):
        name = f"{found.related_model.__name__}.{found.field.name}"
        if found.related_model.__name__ in OF_THE_PERSON_ALONE:
            assert found.on_delete is CASCADE
        elif found.on_delete is SET_NULL:
            assert name in NAMED_BY_A_TEXT | WISHES
        else:
            assert found.on_delete is PROTECT


class Uses(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = cast = Magazine()
        cls.image = Image.objects.create(file="a.png", checksum="a" * 64, width=64, height=48)
        cls.series = Series.objects.create(name="Straits", slug="straits")
        cls.article = cast.draft("Tolls", image=cls.image, series=cls.series)
        cast.draft("Lamps", authors=[cast.bao], topics=[cast.borders], disclaimers=[], kind="analysis")
        cls.rows: tuple[Model, ...] = (cast.ada, cast.sea, cast.views, cls.image, cls.series)

    def leave(self) -> None:
        """Nothing of it is in the working copy any more."""
        self.cast.change(self.article, image=None, series=None)
        self.article.bylines.all().delete()
        self.article.placements.all().delete()
        self.article.disclaimers.clear()

    def test_a_draft_is_a_use(self) -> None:
        for row in self.rows:
            assert list(articles_using([row])) == [self.article]
            assert is_used(row)

    def test_a_former_revision_is_a_use(self) -> None:
        self.leave()
        for row in self.rows:
            assert list(articles_using([row])) == [self.article]
            assert is_used(row)

    def test_what_lies_in_the_trash_is_a_use(self) -> None:
        verbs.discard(self.article, by=self.cast.editor)
        for row in self.rows:
            assert list(articles_using([row])) == [self.article]

    def test_what_nothing_uses_is_not_used(self) -> None:
        unused: tuple[Model, ...] = (
            Author.objects.create(name="Cy", slug="cy"),
            Topic.objects.create(name="Air", slug="air"),
            disclaimer("None", "None."),
            Image.objects.create(file="b.png", checksum="b" * 64, width=64, height=48),
            Series.objects.create(name="Bridges", slug="bridges"),
        )
        for row in unused:
            assert not is_used(row)
            assert not articles_using([row]).exists()
        assert not articles_using([]).exists()

    def test_the_uses_of_an_account_are_counted(self) -> None:
        note = write_note(self.article, by=self.cast.editor, text="Since when?")
        resolve(note, by=self.cast.editor)
        assert dict(counted_uses(self.cast.editor)) == {"wrote notes": 1, "resolved notes": 1}
        assert dict(counted_uses(self.cast.contributor)) == {
            "owner of articles": 2,
            "saved revisions": 2,
            "in the log of the desk": 2,
        }
        assert list(counted_uses(self.cast.outsider)) == []

    def test_a_topic_is_used_by_its_parts(self) -> None:
        whole = Topic.objects.create(name="Water", slug="water")
        Topic.objects.create(name="Rivers", slug="rivers", parent=whole)
        assert is_used(whole)
        assert list(further_uses([whole])) == [("topics that are part of it", ["Rivers"])]
        assert not articles_using([whole]).exists()

    def test_beyond_the_most_the_latest_are_looked_at(self) -> None:
        later = self.cast.draft("Later")
        assert not is_used_more([self.cast.ada])
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(uses, "MOST", 1)
            assert list(articles_using([self.cast.ada])) == [later]
            assert is_used_more([self.cast.ada])
