"""What an account or a role may do, ticked in boxes that stand by kind."""

import re

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from articles.desk.roles import ROLES
from tests.admin_forms import client_of
from tests.magazine import Magazine, at


@pytest.fixture
def cast(db: None) -> Magazine:
    return Magazine()


@pytest.fixture
def client(cast: Magazine) -> Client:
    return client_of(User.objects.create_superuser("boss"))


def text_of(client: Client, model: str, key: int) -> str:
    return client.get(reverse(f"admin:auth_{model}_change", args=[key])).content.decode()


def test_the_boxes_of_a_role_stand_by_kind_and_those_it_has_are_ticked(client: Client) -> None:
    role = Group.objects.get(name="editor")
    shown = text_of(client, "group", role.pk)
    groups = dict(re.findall(r"<legend>([^<]+)</legend>(.*?)</fieldset>", shown, re.S))
    assert "Can approve an article or ask for changes" in groups["Articles"]
    assert "articles | article" not in shown
    ticked = re.findall(r'name="permissions" value="(\d+)" id="\w+" checked', shown)
    names = Permission.objects.filter(pk__in=ticked).values_list("codename", flat=True)
    assert set(names) == set(ROLES["editor"])
    assert len(re.findall('name="permissions"', shown)) == Permission.objects.count()


def test_what_is_ticked_is_kept(client: Client) -> None:
    role = Group.objects.get(name="contributor")
    chosen = Permission.objects.filter(codename__in=("view_article", "view_author"))
    address = reverse("admin:auth_group_change", args=[role.pk])
    client.post(address, {"name": "contributor", "permissions": [each.pk for each in chosen]})
    assert set(role.permissions.all()) == set(chosen)


def test_a_permission_of_a_kind_that_is_gone_stands_under_its_old_name(client: Client) -> None:
    gone = ContentType.objects.create(app_label="articles", model="pamphlet")
    Permission.objects.create(content_type=gone, codename="fold", name="Can fold a pamphlet")
    shown = text_of(client, "group", Group.objects.get(name="editor").pk)
    assert re.search(r"<legend>pamphlet</legend>\s*<label[^>]*><input[^>]*> Can fold a pamphlet</label>", shown)


def test_the_roles_of_an_account_are_boxes_too_and_its_own_permissions_are_folded_away(
    cast: Magazine, client: Client
) -> None:
    shown = text_of(client, "user", cast.editor.pk)
    assert re.search(r'<input type="checkbox" name="groups" value="\d+"[^>]* checked>\s*editor', shown)
    folded = shown[shown.index("<details>") :]
    assert 'name="user_permissions"' in folded.partition("</details>")[0]


def test_dates_of_the_stock_pages_are_read_the_same_anywhere(cast: Magazine, client: Client) -> None:
    User.objects.filter(pk=cast.editor.pk).update(last_login=at(9), date_joined=at(0))
    shown = text_of(client, "user", cast.editor.pk)
    assert "2 Mar 2026, 21:00" in shown
    assert "2 Mar 2026, 12:00" in shown


def test_a_cell_without_anything_says_so(cast: Magazine, client: Client) -> None:
    listed = client.get(reverse("admin:articles_topic_changelist")).content.decode()
    assert '<td class="field-parent nowrap">none</td>' in listed
