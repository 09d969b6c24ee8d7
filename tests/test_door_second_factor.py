"""The second factor: set up by whoever likes, asked for by role, and nobody is in without it."""

from datetime import timedelta
from unittest.mock import patch

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client, TestCase, override_settings
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from editorial.door import factor, halfway, recovery
from tests.admin_forms import client_of
from tests.at_the_door import (
    CODE,
    INDEX,
    LOGIN,
    PAGE,
    PASSWORD,
    SET_UP,
    code_of,
    give_password,
    goes_to,
    is_at_the_desk,
    secret_on,
    with_app,
    with_codes,
)
from tests.magazine import Magazine

CODES, OFF = reverse("admin:second_factor_codes"), reverse("admin:second_factor_off")


def reset_of(person: User) -> str:
    return reverse("admin:second_factor_reset", args=[person.pk])


class TwoSteps(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()
        cls.editor = cls.cast.editor
        cls.device = with_app(cls.editor)
        cls.codes = with_codes(cls.editor)

    def halfway(self) -> Client:
        client = Client()
        assert goes_to(give_password(client, "editor")) == CODE
        return client

    def test_a_right_password_leads_to_the_code_and_lets_nobody_in_yet(self) -> None:
        client = self.halfway()
        assert not is_at_the_desk(client)
        assert client.get(CODE).status_code == 200

    def test_the_code_lets_in_and_leads_where_one_wanted_to_go(self) -> None:
        client = self.halfway()
        answer = client.post(CODE, {"code": code_of(self.device), "next": "/admin/articles/article/"})
        assert answer["Location"] == "/admin/articles/article/"
        assert is_at_the_desk(client)
        assert halfway.HALFWAY not in client.session

    def test_the_way_through_both_steps_keeps_where_one_wanted_to_go(self) -> None:
        answer = Client().post(f"{LOGIN}?next=/admin/articles/", {"username": "editor", "password": PASSWORD})
        assert answer["Location"] == f"{CODE}?next=%2Fadmin%2Farticles%2F"

    def test_blanks_in_a_code_do_not_matter(self) -> None:
        client, code = self.halfway(), code_of(self.device)
        client.post(CODE, {"code": f" {code[:3]} {code[3:]} "})
        assert is_at_the_desk(client)

    def test_a_wrong_code_is_told_and_lets_nobody_in(self) -> None:
        client = self.halfway()
        for wrong in ("000000", "x", "", "9" * 4_000):
            answer = client.post(CODE, {"code": wrong})
            assert answer.status_code in (200, 429)
            assert not is_at_the_desk(client)

    def test_nothing_typed_is_told_and_is_no_try(self) -> None:
        answer = self.halfway().post(CODE, {})
        assert "Type the code that the app shows" in answer.content.decode()
        assert TOTPDevice.objects.get().throttling_failure_count == 0

    def test_a_code_works_once(self) -> None:
        code = code_of(self.device)
        self.halfway().post(CODE, {"code": code})
        second = self.halfway()
        assert "used before" in second.post(CODE, {"code": code}).content.decode()
        assert not is_at_the_desk(second)

    def test_after_a_wrong_code_the_next_must_wait(self) -> None:
        client = self.halfway()
        client.post(CODE, {"code": "000000"})
        answer = client.post(CODE, {"code": code_of(self.device)})
        assert answer.status_code == 429
        assert int(answer["Retry-After"]) >= 1
        assert not is_at_the_desk(client)

    def test_wrong_codes_count_for_the_door_though_the_password_is_right(self) -> None:
        for _time in range(5):
            TOTPDevice.objects.update(throttling_failure_timestamp=None)
            self.halfway().post(CODE, {"code": "000000"})
        assert give_password(Client(), "editor").status_code == 429

    def test_a_recovery_code_lets_in_once_however_it_is_written(self) -> None:
        client = self.halfway()
        written = self.codes[0].upper().replace("-", " ")
        answer = client.post(CODE, {"recovery_code": written, "next": PAGE}, follow=True)
        assert "9 are left" in answer.content.decode()
        assert is_at_the_desk(client)
        second = self.halfway()
        second.post(CODE, {"recovery_code": self.codes[0]})
        assert not is_at_the_desk(second)

    def test_the_database_does_not_hold_the_recovery_codes(self) -> None:
        stored = set(StaticToken.objects.values_list("token", flat=True))
        assert len(stored) == len(self.codes) == 10
        assert stored & {*self.codes, *(code.replace("-", "") for code in self.codes)} == set()

    def test_a_recovery_code_of_somebody_else_is_none(self) -> None:
        with_app(self.cast.publisher)
        with_codes(self.cast.publisher)
        client = Client()
        give_password(client, "publisher")
        client.post(CODE, {"recovery_code": self.codes[0]})
        assert not is_at_the_desk(client)

    def test_halfway_in_lasts_ten_minutes(self) -> None:
        client = self.halfway()
        with patch.object(halfway, "time", return_value=timezone.now().timestamp() + 601):
            assert goes_to(client.post(CODE, {"code": code_of(self.device)})) == LOGIN

    def test_halfway_in_ends_when_the_password_changes_or_the_account_is_closed(self) -> None:
        for change in ({"password": "!"}, {"is_active": False}):
            client = self.halfway()
            former = User.objects.filter(pk=self.editor.pk).values("password", "is_active").get()
            User.objects.filter(pk=self.editor.pk).update(**change)
            assert goes_to(client.get(CODE)) == LOGIN
            User.objects.filter(pk=self.editor.pk).update(**former)

    def test_nobody_comes_to_the_second_step_first(self) -> None:
        assert goes_to(Client().get(CODE)) == LOGIN
        assert goes_to(Client().post(CODE, {"code": code_of(self.device)})) == LOGIN

    def test_a_session_of_somebody_else_ends_where_another_logs_in(self) -> None:
        client = client_of(self.cast.publisher)
        give_password(client, "editor")
        assert not is_at_the_desk(client)

    def test_the_key_of_the_session_is_another_after_each_step(self) -> None:
        client = self.halfway()
        before = client.session.session_key
        client.post(CODE, {"code": code_of(self.device)})
        assert client.session.session_key != before

    def test_nobodys_secret_is_on_a_page_of_the_desk(self) -> None:
        root = client_of(User.objects.create_superuser("root"))
        for app in ("otp_totp", "otp_static", "door"):
            assert root.get(f"/admin/{app}/").status_code == 404


class SetUp(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()
        cls.editor = cls.cast.editor

    def setUp(self) -> None:
        give_password(self.client, "editor")

    def set_up(self, **changes: str) -> object:
        code = code_of(secret_on(self.client.get(SET_UP)))
        return self.client.post(SET_UP, {"code": code, "password": PASSWORD, **changes})

    def test_it_is_off_at_first_and_the_page_says_how_to_set_it_up(self) -> None:
        page = self.client.get(PAGE).content.decode()
        assert "your password alone lets you in" in page
        assert SET_UP in page

    def test_the_key_is_there_for_typing_and_for_opening(self) -> None:
        answer = self.client.get(SET_UP)
        groups = answer.context["secret"].split()
        assert [len(group) for group in groups] == [4] * 8
        assert f"secret={''.join(groups)}" in answer.context["address"]
        assert answer.context["address"].startswith("otpauth://totp/The%20Meridian%20Review%3Aeditor?")

    def test_the_key_stays_the_same_until_it_is_used(self) -> None:
        assert self.client.get(SET_UP).context["secret"] == self.client.get(SET_UP).context["secret"]

    def test_a_code_from_the_app_sets_it_up_and_shows_the_recovery_codes_once(self) -> None:
        answer = self.set_up()
        assert len(answer.context["codes"]) == 10
        assert "no-store" in answer["Cache-Control"]
        assert all(code in answer.content.decode() for code in answer.context["codes"])
        assert not any(code in self.client.get(PAGE).content.decode() for code in answer.context["codes"])
        assert factor.device_of(self.editor)
        assert LogEntry.objects.get().change_message == "Second factor set up."

    def test_this_session_goes_on_and_all_others_end(self) -> None:
        other = Client()
        give_password(other, "editor")
        self.set_up()
        assert is_at_the_desk(self.client)
        assert not is_at_the_desk(other)

    def test_the_code_that_set_it_up_does_not_log_in(self) -> None:
        app = secret_on(self.client.get(SET_UP))
        self.set_up()
        client = Client()
        give_password(client, "editor")
        client.post(CODE, {"code": code_of(app)})
        assert not is_at_the_desk(client)

    def test_a_wrong_code_or_password_sets_up_nothing(self) -> None:
        assert "not the code that the app shows" in self.set_up(code="000000").content.decode()
        assert "not your password" in self.set_up(password="wrong").content.decode()
        assert not TOTPDevice.objects.exists()

    def test_a_password_is_not_guessed_here_either(self) -> None:
        answers = [self.set_up(password="wrong").status_code for _time in range(6)]
        assert answers == [200] * 5 + [429]

    def test_it_moves_to_another_phone(self) -> None:
        self.set_up()
        former = factor.device_of(self.editor)
        answer = self.set_up()
        assert answer.context["codes"]
        assert factor.device_of(self.editor).key != former.key
        assert TOTPDevice.objects.count() == 1
        assert is_at_the_desk(self.client)

    def test_new_recovery_codes_take_the_place_of_the_former(self) -> None:
        former = self.set_up().context["codes"]
        answer = self.client.post(CODES, {"password": PASSWORD})
        assert len(set(answer.context["codes"]) - set(former)) == 10
        assert recovery.left(self.editor) == 10

    def test_it_is_turned_off_with_the_password_only(self) -> None:
        self.set_up()
        self.client.post(OFF, {"password": "wrong"})
        assert factor.device_of(self.editor)
        answer = self.client.post(OFF, {"password": PASSWORD}, follow=True)
        assert "The second factor is off" in answer.content.decode()
        assert not factor.device_of(self.editor)
        assert recovery.left(self.editor) == 0
        assert is_at_the_desk(self.client)
        assert goes_to(give_password(Client(), "editor")) == INDEX

    def test_who_has_none_has_none_to_turn_off(self) -> None:
        for address in (OFF, CODES):
            assert goes_to(self.client.post(address, {"password": PASSWORD})) == PAGE
        assert not StaticToken.objects.exists()


@override_settings(SECOND_FACTOR_ROLES=["publisher"])
class ByRole(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()
        cls.root = User.objects.create_superuser("root", password=PASSWORD)

    def test_other_roles_come_in_with_their_password(self) -> None:
        assert goes_to(give_password(self.client, "editor")) == INDEX
        assert is_at_the_desk(self.client)

    def test_who_must_have_one_is_led_to_set_it_up_and_can_do_nothing_else(self) -> None:
        for name in ("publisher", "root"):
            client = Client()
            assert goes_to(give_password(client, name)) == SET_UP
            for address in (INDEX, PAGE, CODES, OFF, "/admin/articles/article/", "/admin/password_change/"):
                assert goes_to(client.get(address)) == LOGIN, address

    def test_the_first_superuser_gets_in(self) -> None:
        give_password(self.client, "root")
        app = secret_on(self.client.get(SET_UP))
        answer = self.client.post(SET_UP, {"code": code_of(app), "next": "/admin/auth/user/"})
        assert len(answer.context["codes"]) == 10
        assert 'href="/admin/auth/user/"' in answer.content.decode()
        assert is_at_the_desk(self.client)

    def test_where_to_go_on_is_an_address_of_ours(self) -> None:
        give_password(self.client, "root")
        app = secret_on(self.client.get(SET_UP))
        answer = self.client.post(SET_UP, {"code": code_of(app), "next": "https://evil.example/"})
        assert "evil" not in answer.content.decode()

    def test_who_is_halfway_in_with_a_second_factor_does_not_set_up_another(self) -> None:
        with_app(self.root)
        give_password(self.client, "root")
        assert goes_to(self.client.get(SET_UP)) == LOGIN

    def test_who_is_halfway_in_for_another_reason_does_not_either(self) -> None:
        with_app(self.cast.editor)
        give_password(self.client, "editor")
        assert goes_to(self.client.get(SET_UP)) == LOGIN

    def test_a_session_from_before_the_rule_ends_with_a_sentence(self) -> None:
        client = client_of(self.cast.publisher)
        answer = client.get(INDEX, follow=True)
        assert "Your role needs a second factor now" in answer.content.decode()
        assert "_auth_user_id" not in client.session

    def test_it_cannot_be_turned_off(self) -> None:
        give_password(self.client, "root")
        self.client.post(SET_UP, {"code": code_of(secret_on(self.client.get(SET_UP)))})
        answer = self.client.post(OFF, {"password": PASSWORD}, follow=True)
        assert "Your role needs a second factor" in answer.content.decode()
        assert factor.device_of(self.root)


class LostPhones(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()
        cls.editor = cls.cast.editor
        cls.root = User.objects.create_superuser("root", password=PASSWORD)
        for person in (cls.editor, cls.root, cls.cast.publisher):
            with_app(person)
            with_codes(person)

    def test_a_publisher_resets_that_of_an_editor_whose_sessions_end(self) -> None:
        lost = client_of(self.editor)
        client = client_of(self.cast.publisher)
        assert "Reset" in client.get(PAGE).content.decode()
        client.post(reset_of(self.editor))
        assert not is_at_the_desk(lost)
        assert goes_to(give_password(Client(), "editor")) == INDEX
        entry = LogEntry.objects.get()
        assert (entry.user, entry.object_id, entry.change_message) == (
            self.cast.publisher,
            str(self.editor.pk),
            "Second factor reset.",
        )

    def test_it_is_asked_before_it_is_done(self) -> None:
        client_of(self.cast.publisher).get(reset_of(self.editor))
        assert factor.device_of(self.editor)

    def test_only_a_superuser_resets_that_of_a_superuser(self) -> None:
        assert client_of(self.cast.publisher).post(reset_of(self.root)).status_code == 404
        other = User.objects.create_superuser("other root")
        assert client_of(other).post(reset_of(self.root)).status_code == 302
        assert not factor.device_of(self.root)

    def test_nobody_else_resets_any_nor_their_own(self) -> None:
        for person in (self.cast.contributor, self.editor):
            client = client_of(person)
            assert "lost their phone" not in client.get(PAGE).content.decode()
            assert client.post(reset_of(self.cast.publisher)).status_code == 404
        assert client_of(self.cast.publisher).post(reset_of(self.cast.publisher)).status_code == 404
        assert TOTPDevice.objects.count() == 3

    def test_an_account_without_one_or_none_at_all_is_not_there(self) -> None:
        client = client_of(self.cast.publisher)
        assert client.get(reset_of(self.cast.contributor)).status_code == 404
        assert client.get(reverse("admin:second_factor_reset", args=[9**30])).status_code == 404


def test_the_library_waits_twice_as_long_after_each_wrong_code(db: None) -> None:
    device = with_app(Magazine().editor)
    device.throttling_failure_count, device.throttling_failure_timestamp = 6, timezone.now()
    _allowed, why = device.verify_is_allowed()
    assert why["locked_until"] - device.throttling_failure_timestamp == timedelta(seconds=32)
