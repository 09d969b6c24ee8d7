"""Accounts in the admin: deactivated by a button or by many, never deleted."""

from copy import deepcopy
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from articles.models import Event
from tests.admin_forms import client_of
from tests.magazine import Magazine


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture
def boss(db: None) -> User:
    return User.objects.create_superuser("boss")


@pytest.fixture
def client(boss: User) -> Client:
    return client_of(boss)


def page(name: str, *args: Any) -> str:
    return reverse(f"admin:auth_user_{name}", args=args)


def is_active(person: User) -> bool:
    return User.objects.values_list("is_active", flat=True).get(pk=person.pk)


def test_the_button_asks_for_a_reason_and_switches(cast: Magazine, client: Client) -> None:
    address = page("switch", cast.editor.pk, "deactivate")
    assert address in client.get(page("change", cast.editor.pk)).content.decode()
    assert "Nobody can log in with this account any more." in client.get(address).content.decode()
    client.post(address, {"note": "Left in March"})
    assert not is_active(cast.editor)
    assert Event.objects.get(verb="deactivate").note == "Left in March"
    again = page("switch", cast.editor.pk, "reactivate")
    assert again in client.get(page("change", cast.editor.pk)).content.decode()
    client.post(again)
    assert is_active(cast.editor)


def test_a_refusal_is_told_and_the_reason_stays_typed(client: Client, boss: User) -> None:
    answer = client.post(page("switch", boss.pk, "deactivate"), {"note": "By mistake"})
    assert answer.status_code == 409
    assert "This is your own account." in answer.content.decode()
    assert "By mistake" in answer.content.decode()
    assert is_active(boss)


def test_many_are_switched_from_the_list_with_a_report(cast: Magazine, client: Client, boss: User) -> None:
    for deed, expected in (("deactivate", False), ("reactivate", True)):
        marked = {"action": deed, "_selected_action": [cast.editor.pk, boss.pk]}
        told = [str(each) for each in client.post(page("changelist"), marked, follow=True).context["messages"]]
        assert len(told) == 2
        assert is_active(cast.editor) is expected
        assert is_active(boss)


def test_no_account_is_deleted_and_the_page_says_what_it_did(cast: Magazine, client: Client) -> None:
    cast.draft()
    for person, sentence in ((cast.contributor, "Saved revisions: 1"), (cast.outsider, "It did nothing yet.")):
        for answer in (
            client.post(page("delete", person.pk), {"post": "yes"}),
            client.post(
                page("changelist"), {"action": "delete_selected", "_selected_action": person.pk, "post": "yes"}
            ),
        ):
            assert sentence in answer.content.decode()
        assert User.objects.filter(pk=person.pk).exists()


def test_what_it_did_is_one_link_away(cast: Magazine, client: Client) -> None:
    cast.draft("Tolls")
    shown = client.get(page("delete", cast.contributor.pk)).content.decode()
    address = f"{reverse('admin:articles_event_changelist')}?who=contributor"
    assert f'href="{address}"' in shown
    assert "Tolls" in client.get(address).content.decode()


def test_the_form_switches_nothing_and_keeps_the_last_superuser(client: Client, boss: User) -> None:
    form = client.get(page("change", boss.pk)).context["adminform"].form
    assert "is_active" not in form.fields
    answer = client.post(page("change", boss.pk), {"username": "boss", "is_staff": "on"})
    assert "This is the last active superuser." in answer.content.decode()
    User.objects.create_superuser("second")
    client.post(page("change", boss.pk), {"username": "boss", "is_staff": "on"})
    assert not User.objects.get(pk=boss.pk).is_superuser


def test_others_reach_none_of_it(cast: Magazine, boss: User) -> None:
    publisher = client_of(cast.publisher)
    assert publisher.post(page("switch", cast.editor.pk, "deactivate")).status_code == 403
    cast.publisher.user_permissions.add(Permission.objects.get(codename="change_user"))
    assert publisher.post(page("switch", boss.pk, "deactivate")).status_code == 403
    assert "switch" not in publisher.get(page("change", boss.pk)).content.decode()
    assert is_active(cast.editor)
    assert is_active(boss)


@pytest.mark.parametrize("address", ["999999/switch/deactivate/", "1/switch/promote/", f"{10**30}/switch/deactivate/"])
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/admin/auth/user/{address}").status_code == 404
