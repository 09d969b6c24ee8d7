"""The demo magazine is really built, shows every situation, and never outside development."""

import socket
from collections import Counter
from io import StringIO
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from articles.apart import Limits
from articles.desk.readiness import errors
from articles.desk.roles import ROLES
from articles.management.demo.building import SITUATIONS
from articles.manuscripts import __main__ as manuscripts
from articles.models import (
    Article,
    Author,
    Disclaimer,
    Edition,
    ManuscriptFile,
    ReplyRequest,
    Revision,
    SignOff,
    Topic,
    magazine,
)
from articles.models.article import Stage
from articles.models.front_page import front_page
from articles.pictures import __main__ as pictures
from tests.magazine import group_of, picture


def answer_here(module: str, *arguments: str, data: bytes, limits: Limits) -> bytes:
    """What a child would answer, without a process for each file."""
    answers = {"articles.manuscripts": manuscripts.answer, "articles.pictures": pictures.answer}
    return answers[module](data, *arguments)


def build() -> str:
    """Only the command is in development: elsewhere each query would be written down."""
    out = StringIO()
    for role in ROLES:
        group_of(role)
    with (
        patch("articles.management.commands.demo.settings", DEBUG=True),
        patch("articles.management.demo.building.draw", lambda scene, seed: picture(40 + seed % 200, 40)),
        patch("articles.manuscripts.limits.answer_of", answer_here),
        patch("articles.pictures.developing.answer_of", answer_here),
    ):
        call_command("demo", "--no-serve", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_demo_shows_every_situation_and_a_second_run_changes_nothing() -> None:
    told = build()
    assert all(situation in told for situation in SITUATIONS)
    now = timezone.now()
    live = Revision.objects.live(at=now)
    assert Article.objects.count() == ManuscriptFile.objects.count() >= 18
    assert Author.objects.exclude(biography="").count() >= 8
    assert (Topic.objects.count(), Disclaimer.objects.count()) == (12, 3)
    assert len(set(live.values_list("kind", flat=True))) >= 5
    assert {"draft", "in review", "approved"} == set(Article.objects.values_list("stage", flat=True))
    assert Revision.objects.scheduled(at=now).filter(article__in=live.values("article")).exists()
    assert Revision.objects.scheduled(at=now).exclude(article__in=live.values("article")).exists()
    assert live.filter(article__stage=Stage.DRAFT).exists()
    assert Revision.objects.filter(live_until__lt=now).exclude(article__in=live.values("article")).exists()
    assert live.filter(language="ur").exists()
    assert max(Counter(live.values_list("credits__revision", flat=True)).values()) >= 2
    assert max(len(headline) for headline in live.values_list("headline", flat=True)) > 150
    assert live.exclude(figures__position=0).exists()
    assert all(350 <= words <= 1_200 for words in live.values_list("word_count", flat=True))
    told = magazine.found(timezone.now())
    assert [len(told.footer), len(told.menu), told.imprint.founded] == [6, 4, 1987]
    assert told.history
    assert ReplyRequest.objects.in_force(at=now).filter(reply__in=live.values("article")).exists()
    page = front_page(now)
    assert page.is_arranged
    assert [len(page.top), [len(section.revisions) for section in page.sections]] == [5, [3, 3]]
    assert front_page(Edition.objects.scheduled(at=now).get().live_from).top[0].headline == "The Consul’s Letter"
    lacking = sorted(sentence for article in Article.objects.all() for sentence in errors(article))
    assert [sentence.partition(":")[0] for sentence in lacking] == ["Fact check", "Legal"]
    assert SignOff.objects.filter(deed="signed").count() == 3

    before = list(Revision.objects.values_list("pk", "live_from", "live_until"))
    assert "nothing was changed" in build()
    assert list(Revision.objects.values_list("pk", "live_from", "live_until")) == before


@pytest.mark.django_db
@override_settings(DEBUG=False)
def test_outside_development_it_refuses_and_makes_no_account() -> None:
    with pytest.raises(CommandError, match="only in development"):
        call_command("demo", "--no-serve")
    assert not User.objects.exists()


@pytest.mark.django_db
@override_settings(DEBUG=True)
def test_it_prints_addresses_and_accounts_and_serves_on_the_port() -> None:
    out = StringIO()
    with (
        patch("articles.management.commands.demo.build", return_value=0),
        patch("articles.management.commands.demo.check_free"),
        patch("articles.management.commands.demo.call_command") as called,
    ):
        call_command("demo", "--port", "8123", stdout=out)
    assert "http://127.0.0.1:8123/admin/" in out.getvalue()
    assert "publisher    password: demo" in out.getvalue()
    called.assert_called_with("runserver", "127.0.0.1:8123", use_reloader=False, skip_checks=True)


@pytest.mark.django_db
@override_settings(DEBUG=True)
def test_a_port_that_is_taken_is_told_before_anything_is_built() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CommandError, match="Choose another: make demo PORT="):
            call_command("demo", "--port", str(taken.getsockname()[1]))
    assert not User.objects.exists()
