"""Sessions end when they should, and only those."""

from io import StringIO

from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client, TestCase
from django.urls import reverse

from editorial.door.knocking import knock
from editorial.door.models import Knock
from editorial.door.sessions import end_sessions
from tests.admin_forms import client_of
from tests.at_the_door import PASSWORD, goes_to, is_at_the_desk
from tests.magazine import NOW, Magazine
from tests.test_door_knocking import request_from

EVERYWHERE = reverse("admin:log_out_everywhere")
NEW = "the lighthouse at Vantry"


class Sessions(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()

    def two_of(self, person: User) -> tuple[Client, Client]:
        return client_of(person), client_of(person)

    def test_logging_out_everywhere_ends_all_of_ones_own_and_no_others(self) -> None:
        here, there = self.two_of(self.cast.editor)
        other = client_of(self.cast.publisher)
        answer = here.post(EVERYWHERE, follow=True)
        assert "logged out in every browser" in answer.content.decode()
        assert [is_at_the_desk(each) for each in (here, there, other)] == [False, False, True]

    def test_logging_out_everywhere_is_asked_by_a_button(self) -> None:
        here, there = self.two_of(self.cast.editor)
        assert here.get(EVERYWHERE).status_code == 405
        assert is_at_the_desk(there)

    def test_one_session_may_be_spared(self) -> None:
        here, there = self.two_of(self.cast.editor)
        assert end_sessions(self.cast.editor, but=here.session.session_key) == 1
        assert [is_at_the_desk(each) for each in (here, there)] == [True, False]

    def test_a_new_password_ends_all_but_the_one_in_which_it_was_chosen(self) -> None:
        here, there = self.two_of(self.cast.editor)
        form = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
        assert goes_to(here.post(reverse("admin:password_change"), form)) == reverse("admin:password_change_done")
        assert [is_at_the_desk(each) for each in (here, there)] == [True, False]

    def test_a_password_given_by_a_superuser_ends_all(self) -> None:
        here, _there = self.two_of(self.cast.editor)
        root = client_of(User.objects.create_superuser("root"))
        address = reverse("admin:auth_user_password_change", args=[self.cast.editor.pk])
        root.post(address, {"usable_password": "true", "password1": NEW, "password2": NEW})
        assert not is_at_the_desk(here)

    def test_a_closed_account_is_out_at_once(self) -> None:
        here = client_of(self.cast.editor)
        User.objects.filter(pk=self.cast.editor.pk).update(is_active=False)
        assert not is_at_the_desk(here)

    def test_a_session_does_not_go_on_when_the_account_is_switched_on_again(self) -> None:
        here, root = client_of(self.cast.editor), client_of(User.objects.create_superuser("root"))
        for deed in ("deactivate", "reactivate"):
            root.post(reverse("admin:auth_user_switch", args=[self.cast.editor.pk, deed]))
        assert User.objects.get(pk=self.cast.editor.pk).is_active
        assert not is_at_the_desk(here)

    def test_a_password_has_twelve_letters_and_is_not_known_to_everybody(self) -> None:
        here = client_of(self.cast.editor)
        for poor in ("vantry lamp", "qwerty123456"):
            form = {"old_password": PASSWORD, "new_password1": poor, "new_password2": poor}
            here.post(reverse("admin:password_change"), form)
            assert User.objects.get(pk=self.cast.editor.pk).check_password(PASSWORD), poor

    def test_tick_forgets_tries_and_sessions_that_are_over(self) -> None:
        knock(request_from(), "editor", NOW)
        client_of(self.cast.editor)
        Session.objects.update(expire_date=NOW)
        client_of(self.cast.publisher)
        call_command("tick", stdout=StringIO())
        assert (Knock.objects.count(), Session.objects.count()) == (0, 1)
