"""Accounts are switched off and on, and never is there nobody who could."""

import pytest
from django.contrib.auth.models import Permission, User

from articles.desk.accounts import deactivate, reactivate
from articles.desk.refusal import NotAllowed, Refused
from articles.models import Event
from tests.admin_forms import client_of
from tests.magazine import Magazine, at


@pytest.fixture
def cast(db: None) -> Magazine:
    return Magazine()


@pytest.fixture
def boss(db: None) -> User:
    return User.objects.create_superuser("boss")


def is_active(person: User) -> bool:
    return User.objects.values_list("is_active", flat=True).get(pk=person.pk)


def test_a_deactivated_account_is_out_at_once_and_its_name_stays(cast: Magazine, boss: User) -> None:
    article, client = cast.draft(by=cast.editor), client_of(cast.editor)
    assert client.get("/admin/").status_code == 200
    deactivate(cast.editor, by=boss, note=" Left in March ", now=at(1))
    assert client.get("/admin/").status_code == 302
    assert (article.events.get().actor, article.events.get().by) == ("editor", cast.editor)
    event = Event.objects.get(verb="deactivate")
    assert (event.about, event.actor, event.note, event.at) == ("User “editor”", "boss", "Left in March", at(1))


def test_it_can_be_activated_again(cast: Magazine, boss: User) -> None:
    deactivate(cast.editor, by=boss)
    reactivate(cast.editor, by=boss)
    assert is_active(cast.editor)
    assert Event.objects.filter(verb="reactivate", about="User “editor”").exists()


def test_what_is_done_already_is_told(cast: Magazine, boss: User) -> None:
    with pytest.raises(Refused, match="already"):
        reactivate(cast.editor, by=boss)
    assert not Event.objects.exists()


def test_nobody_switches_themselves_off(boss: User) -> None:
    User.objects.create_superuser("second")
    with pytest.raises(Refused, match="your own account"):
        deactivate(boss, by=boss)
    assert is_active(boss)


def test_the_last_active_superuser_stays(boss: User) -> None:
    second = User.objects.create_superuser("second")
    deactivate(second, by=boss)
    with pytest.raises(Refused, match="last active superuser"):
        deactivate(boss, by=second_as_it_was(second))
    assert is_active(boss)


def second_as_it_was(second: User) -> User:
    """As another process still holds it, which read the row before it was switched off."""
    second.is_active = True
    return second


def test_it_takes_the_permission_and_for_superusers_a_superuser(cast: Magazine, boss: User) -> None:
    with pytest.raises(NotAllowed):
        deactivate(cast.contributor, by=cast.publisher)
    cast.publisher.user_permissions.add(Permission.objects.get(codename="change_user"))
    warden = User.objects.get(pk=cast.publisher.pk)
    deactivate(cast.contributor, by=warden)
    with pytest.raises(NotAllowed):
        deactivate(boss, by=warden)
    assert (is_active(cast.contributor), is_active(boss)) == (False, True)
