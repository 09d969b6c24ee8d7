"""Whoever gives a wrong password too often must wait; whoever works here is not locked out by a stranger."""

from datetime import timedelta

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory, TestCase, override_settings
from django.urls import reverse
from django.utils import timezone

from editorial.door import knocking
from editorial.door.knocking import LONGEST_PAUSE, OF_AN_ADDRESS, TooMany, forget, knock, until
from editorial.door.models import Knock
from editorial.door.whence import address_of, network
from tests.at_the_door import PASSWORD, give_password, goes_to, is_at_the_desk
from tests.magazine import NOW, at, person

HOME, ELSEWHERE = "192.0.2.1", "198.51.100.7"


def request_from(address: str = HOME, **headers: str) -> HttpRequest:
    return RequestFactory().get("/admin/login/", REMOTE_ADDR=address, headers=headers)


def knocks(times: int, name: str = "editor", address: str = HOME) -> None:
    for _time in range(times):
        knock(request_from(address), name, NOW)


class Counting(TestCase):
    def test_five_tries_are_free_and_the_sixth_waits_a_minute(self) -> None:
        knocks(5)
        with pytest.raises(TooMany) as refused:
            knocks(1)
        assert refused.value.wait == timedelta(minutes=1)
        assert refused.value.messages == ["Too many attempts that were wrong. Try again in 1 minute."]
        knock(request_from(), "editor", NOW + timedelta(minutes=1))

    def test_each_further_try_waits_twice_as_long_up_to_a_quarter_of_an_hour(self) -> None:
        waits = [until(Knock(count=count, last=NOW), 5) - NOW for count in (4, 5, 6, 7, 8, 9, 500)]
        assert waits == [timedelta(minutes=each) for each in (0, 1, 2, 4, 8, 15, 15)]
        assert timedelta(minutes=15) == LONGEST_PAUSE

    def test_a_try_that_is_refused_makes_nobody_wait_longer(self) -> None:
        knocks(5)
        for _time in range(3):
            with pytest.raises(TooMany):
                knocks(1)
        assert Knock.objects.get(key=knocking._key("person", HOME, "editor")).count == 5

    def test_another_place_and_another_account_are_not_concerned(self) -> None:
        knocks(5)
        knocks(1, address=ELSEWHERE)
        knocks(1, name="publisher")

    def test_letters_great_or_small_are_one_account(self) -> None:
        knocks(5, name="Editor")
        with pytest.raises(TooMany):
            knocks(1, name="eDITOR")

    def test_one_address_may_not_go_through_all_the_accounts(self) -> None:
        for number in range(OF_AN_ADDRESS):
            knocks(1, name=f"somebody {number}")
        with pytest.raises(TooMany):
            knocks(1, name="editor")
        knocks(1, name="editor", address=ELSEWHERE)

    def test_an_account_is_not_guessed_from_ever_other_addresses(self) -> None:
        for number in range(knocking.OF_AN_ACCOUNT):
            knocks(1, address=f"203.0.113.{number}")
        with pytest.raises(TooMany):
            knocks(1, address="203.0.113.200")

    def test_an_hour_of_quiet_and_all_is_forgotten(self) -> None:
        knocks(5)
        for _time in range(5):
            knock(request_from(), "editor", at(1.1))
        assert Knock.objects.get(key=knocking._key("person", HOME, "editor")).count == 5

    def test_what_is_old_is_deleted_and_nothing_else(self) -> None:
        knocks(1)
        knock(request_from(ELSEWHERE), "publisher", at(1))
        assert forget(now=at(1.5)) == 3
        assert Knock.objects.count() == 3

    def test_neither_name_nor_address_is_kept(self) -> None:
        knocks(1, name="my secret typed in the wrong box")
        stored = str(list(Knock.objects.values_list("key", flat=True)))
        assert "secret" not in stored
        assert HOME not in stored


class Addresses(TestCase):
    def test_without_a_proxy_that_we_trust_nobody_says_where_they_are(self) -> None:
        assert address_of(request_from(HOME, x_forwarded_for="10.0.0.1")) == HOME

    @override_settings(TRUSTED_PROXIES=2)
    def test_as_many_steps_are_believed_as_there_are_proxies(self) -> None:
        assert address_of(request_from("10.0.0.2", x_forwarded_for=f"1.1.1.1, {HOME}, 10.0.0.1")) == HOME

    @override_settings(TRUSTED_PROXIES=2)
    def test_a_request_that_came_past_the_proxies_counts_by_its_own_address(self) -> None:
        assert address_of(request_from(HOME, x_forwarded_for="1.1.1.1")) == HOME

    def test_a_subscriber_has_a_whole_network_of_the_new_kind(self) -> None:
        assert network("2001:db8:1:2:3::4") == network("2001:db8:1:2::9") == "2001:db8:1:2::/64"
        assert network("2001:db8:1:3::4") != network("2001:db8:1:2::4")
        assert network("::ffff:192.0.2.1") == HOME
        assert network("unix:") == ""


class AtTheLogin(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.editor = person("editor")

    def fail(self, client: Client, times: int = 5, name: str = "editor", **more: str) -> list[int]:
        return [give_password(client, name, "wrong", **more).status_code for _time in range(times)]

    def test_too_many_is_told_with_a_sentence_and_when_to_come_back(self) -> None:
        assert self.fail(self.client) == [200] * 5
        answer = give_password(self.client, "editor", "wrong")
        assert answer.status_code == 429
        assert 50 < int(answer["Retry-After"]) <= 60
        assert "Try again in 1 minute." in answer.content.decode()
        assert 'value="editor"' in answer.content.decode()

    def test_a_right_password_is_not_looked_at_meanwhile(self) -> None:
        self.fail(self.client)
        assert give_password(self.client, "editor").status_code == 429
        assert not is_at_the_desk(self.client)

    def test_an_account_that_exists_is_answered_like_one_that_does_not(self) -> None:
        pages = []
        for name in ("editor", "nobody"):
            answers = [give_password(Client(), name, "wrong", REMOTE_ADDR=HOME) for _time in range(6)]
            pages.append([(each.status_code, each.context["form"].errors.as_json()) for each in answers])
        assert pages[0] == pages[1]

    def test_whoever_gets_in_begins_anew(self) -> None:
        for _time in range(2):
            self.fail(self.client, 4)
            assert give_password(self.client, "editor").status_code == 302

    def test_a_stranger_does_not_lock_out_who_was_here_before(self) -> None:
        give_password(self.client, "editor")
        self.client.post(reverse("admin:logout"))
        Knock.objects.all().delete()
        for number in range(knocking.OF_AN_ACCOUNT):
            knock(request_from(f"203.0.113.{number}"), "editor")
        self.fail(Client(), 6)
        assert give_password(self.client, "editor").status_code == 302

    def test_a_browser_is_known_for_one_account_only(self) -> None:
        person("publisher")
        give_password(self.client, "editor")
        assert self.fail(self.client, 6, name="publisher") == [200] * 5 + [429]
        assert self.fail(self.client, 6) == [200] * 5 + [429]

    def test_a_known_browser_is_told_by_a_cookie_that_no_script_reads(self) -> None:
        give_password(self.client, "editor")
        cookie = self.client.cookies["known-browser"]
        assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")
        assert "editor" not in cookie.value

    @override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "x"}})
    def test_no_cache_is_needed(self) -> None:
        assert self.fail(self.client, 6)[-1] == 429

    def test_an_empty_form_is_no_try(self) -> None:
        for _time in range(7):
            assert give_password(self.client, "editor", "").status_code == 200
        assert not Knock.objects.exists()

    def test_only_addresses_of_ours_are_gone_to(self) -> None:
        for wanted in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""):
            answer = Client().post("/admin/login/", {"username": "editor", "password": PASSWORD, "next": wanted})
            assert answer["Location"] == "/admin/", wanted
        assert goes_to(give_password(self.client, "editor")) == "/admin/"


def test_the_clock_is_asked_where_no_moment_is_given(db: None) -> None:
    knock(request_from(), "editor")
    assert timezone.now() - Knock.objects.first().last < timedelta(minutes=1)
