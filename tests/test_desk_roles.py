"""Who may do what: the groups of the migration, the table of roles and the permissions that the workflow asks for."""

import re
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection
from django.test import TestCase

from articles import migrations
from articles.desk import verbs
from articles.desk.access import articles_of, may_change, may_see
from articles.desk.roles import CONTRIBUTOR, EDITOR, PUBLISHER, ROLES
from articles.desk.verbs import VERBS
from articles.desk.workflow import BY_NAME, WORKFLOW, name_of
from articles.models import Article, SignOff
from articles.models.act import ACTS
from articles.models.check import CHECKS
from tests.magazine import Magazine

GIVES = re.compile("make_roles|let_")
"""How the functions of migrations are called that make groups or give permissions."""
NAMES = sorted(path.stem for path in Path(migrations.__path__[0]).glob("0*.py"))
SQUASHED = [name for name in NAMES if "squashed" in name]
REPLACED = {name for each in SQUASHED for _app, name in import_module(f"articles.migrations.{each}").Migration.replaces}
ONE_BY_ONE = [name for name in NAMES if name not in SQUASHED]
AT_ONCE = [name for name in NAMES if name not in REPLACED]
"""The two ways from an empty database to one of today: that of a magazine which began long ago, and that of a new one.
"""


class Groups(TestCase):
    def setUp(self) -> None:
        self.make(ONE_BY_ONE)

    def make(self, names: list[str]) -> None:
        """Another test may have emptied the tables since the migration ran, which has a registry of its own."""
        Group.objects.all().delete()
        config = apps.get_app_config("articles")
        with patch.object(config, "models_module", config.models_module):
            for name in names:
                migration = import_module(f"articles.migrations.{name}")
                for step in (getattr(migration, each) for each in vars(migration) if GIVES.match(each)):
                    step(apps, connection.schema_editor())

    def test_each_role_is_a_group_with_just_its_permissions(self) -> None:
        for names in (ONE_BY_ONE, AT_ONCE):
            self.make(names)
            groups = {group.name: group.permissions.values_list("codename", flat=True) for group in Group.objects.all()}
            assert {role: set(found) for role, found in groups.items()} == {role: set(ROLES[role]) for role in ROLES}

    def test_all_permissions_are_of_this_app(self) -> None:
        labels = Group.objects.values_list("permissions__content_type__app_label", flat=True)
        assert set(labels) == {"articles"}


def test_each_role_holds_what_the_one_below_it_holds() -> None:
    assert CONTRIBUTOR < EDITOR < PUBLISHER


def test_only_publishers_publish_and_contributors_see_only_their_own() -> None:
    assert "publish_article" in PUBLISHER - EDITOR
    assert {"work_on_any_article", "review_article"} <= EDITOR - CONTRIBUTOR


def test_nobody_deletes_an_article_or_writes_a_revision_or_an_event_by_hand() -> None:
    by_hand = {f"{verb}_{noun}" for verb in ("add", "change", "delete") for noun in ("revision", "event")}
    assert PUBLISHER & (by_hand | {"delete_article"}) == set()


def test_articles_have_the_permissions_of_the_workflow_and_those_for_access_and_hold() -> None:
    asked = {verb.permission for verb in WORKFLOW} - {"change_article"}
    asked |= {act.permission.removeprefix("articles.") for act in ACTS}
    assert {name for name, _label in Article._meta.permissions} == asked | {"hold_article", "work_on_any_article"}


def test_each_check_has_its_permission_and_publishers_have_them_all() -> None:
    declared = {name for name, _label in SignOff._meta.permissions}
    assert declared == {check.permission.removeprefix("articles.") for check in CHECKS} | {"waive_check"}
    assert declared <= PUBLISHER
    assert not declared & CONTRIBUTOR


def test_every_row_of_the_workflow_has_its_function_and_every_function_its_row() -> None:
    assert list(VERBS) == [verb.name for verb in WORKFLOW] == list(BY_NAME)
    assert all(VERBS[name] is getattr(verbs, name) for name in VERBS)


@pytest.mark.parametrize("verb", WORKFLOW, ids=lambda verb: verb.name)
def test_every_row_has_words_for_its_button_its_log_and_what_it_asks(verb: object) -> None:
    assert verb.label
    assert verb.done
    assert bool(verb.asking) == bool({"note", "moment", "change"} & set(verb.asks))


class Access(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = magazine = Magazine()
        cls.own = magazine.draft("Own")
        cls.others = magazine.draft("Other’s", by=magazine.other_contributor)
        cls.waiting = magazine.in_review("Waiting")

    def seen(self, person: object) -> set[str]:
        return set(articles_of(person).values_list("headline", flat=True))

    def test_contributors_see_their_own_and_the_desk_sees_all(self) -> None:
        cast = self.magazine
        assert self.seen(cast.contributor) == {"Own", "Waiting"}
        assert self.seen(cast.editor) == self.seen(cast.publisher) == {"Own", "Other’s", "Waiting"}
        assert self.seen(cast.outsider) == set()

    def test_who_sees_one_agrees_with_the_list(self) -> None:
        cast = self.magazine
        for person in (cast.contributor, cast.other_contributor, cast.editor, cast.publisher, cast.outsider):
            for article in (self.own, self.others, self.waiting):
                assert may_see(person, article) == (article.headline in self.seen(person))

    def test_contributors_change_only_their_own_drafts(self) -> None:
        changeable = [may_change(self.magazine.contributor, each) for each in (self.own, self.others, self.waiting)]
        assert changeable == [True, False, False]

    def test_editors_change_everything_and_outsiders_nothing(self) -> None:
        articles = (self.own, self.others, self.waiting)
        assert all(may_change(self.magazine.editor, article) for article in articles)
        assert not any(may_change(self.magazine.outsider, article) for article in articles)
        assert not any(may_change(AnonymousUser(), article) for article in articles)

    def test_people_are_named_in_the_record_as_they_call_themselves(self) -> None:
        self.magazine.editor.first_name = "Ida"
        assert name_of(self.magazine.editor) == "Ida"
        assert name_of(self.magazine.publisher) == "publisher"
