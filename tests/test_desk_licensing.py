"""Nothing is published beyond the licence of a picture, on no path; and what readers see beyond one is known."""

from copy import deepcopy
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import override_settings

from articles.desk import readiness, verbs
from articles.desk.licensing import beyond_licence, day_of
from articles.desk.refusal import Refused
from articles.models import Article, Image, Licence
from articles.models.licence import NAMING
from tests.admin_forms import client_of, page
from tests.magazine import BODY, NOW, SILENTLY, Magazine, at

LAST_DAY = NOW.date() + timedelta(days=3)
SENTENCE = "The picture “A lamp” is licensed until 5 March 2026 only."


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def hung(made: Magazine) -> Image:
    return Image.objects.create(
        file="a.png", checksum="a" * 64, width=64, height=48, alt="A lamp", licence_until=LAST_DAY
    )


@pytest.fixture
def lamp(hung: Image, db: None) -> Image:
    return deepcopy(hung)


@pytest.fixture(scope="module")
def approved(made: Magazine, hung: Image) -> dict[str, Article]:
    """An article for each place where it may show the lamp."""
    inside = {"body": f'{BODY}<figure data-image="{hung.pk}"></figure>'}
    places = {"lead": {"image": hung}, "body": inside, "both": {"image": hung, **inside}}
    return {place: made.approved(**given) for place, given in places.items()}


@pytest.fixture
def articles(approved: dict[str, Article], db: None) -> dict[str, Article]:
    return deepcopy(approved)


@pytest.mark.parametrize("place", ["lead", "body", "both"])
def test_publishing_is_possible_on_the_last_day_and_refused_on_the_next(
    cast: Magazine, articles: dict[str, Article], place: str
) -> None:
    article = articles[place]
    with pytest.raises(Refused, match=SENTENCE) as refusal:
        verbs.publish(article, by=cast.publisher, now=at(84))
    assert len(refusal.value.sentences) == 1
    assert not article.revisions.live(at=at(85)).exists()
    verbs.publish(article, by=cast.publisher, now=at(83.9))
    assert article.revisions.live(at=at(83.9)).exists()


@pytest.mark.parametrize("place", ["lead", "body"])
def test_a_moment_after_the_last_day_is_refused_and_what_was_scheduled_stays(
    cast: Magazine, articles: dict[str, Article], place: str
) -> None:
    article = articles[place]
    verbs.schedule(article, by=cast.publisher, moment=at(83.9), now=NOW)
    cast.change(article, headline="Another", now=at(1))
    cast.approve_again(article, now=at(1))
    with pytest.raises(Refused, match=SENTENCE):
        verbs.schedule(article, by=cast.publisher, moment=at(84), now=at(1))
    assert article.revisions.scheduled(at=at(1)).get().live_from == at(83.9)


@override_settings(TIME_ZONE="Pacific/Auckland")
def test_the_day_is_the_magazines(cast: Magazine, articles: dict[str, Article]) -> None:
    assert day_of(datetime(2026, 3, 5, 12, tzinfo=UTC)) == date(2026, 3, 6)
    with pytest.raises(Refused, match=SENTENCE):
        verbs.publish(articles["lead"], by=cast.publisher, now=datetime(2026, 3, 5, 12, tzinfo=UTC))


def test_a_change_of_a_live_article_is_refused_while_it_shows_the_picture(
    cast: Magazine, articles: dict[str, Article]
) -> None:
    article = articles["lead"]
    verbs.publish(article, by=cast.publisher, now=NOW)
    cast.change(article, headline="Another", now=at(90))
    cast.approve_again(article, now=at(90))
    with pytest.raises(Refused, match=SENTENCE):
        verbs.publish(article, by=cast.publisher, now=at(91))
    cast.change(article, image=None, now=at(92))
    cast.approve_again(article, now=at(92))
    verbs.publish(article, by=cast.publisher, change=SILENTLY, now=at(93))


def test_a_renewed_licence_lets_it_through(cast: Magazine, articles: dict[str, Article]) -> None:
    article = articles["lead"]
    Image.objects.update(licence_until=None)
    verbs.publish(article, by=cast.publisher, now=at(84))


def test_the_verb_on_the_page_and_the_one_for_many_refuse_alike(cast: Magazine, articles: dict[str, Article]) -> None:
    article = articles["lead"]
    client = client_of(cast.publisher)
    answer = client.post(page("article", "move", article.pk, "publish"), {"note": ""})
    assert SENTENCE in answer.content.decode()
    client.post(page("article", "changelist"), {"action": "publish", "_selected_action": article.pk})
    moment = {"moment": "2199-03-02T12:00"}
    client.post(page("article", "move", article.pk, "schedule"), moment)
    assert not article.revisions.filter(live_from__isnull=False).exists()


@pytest.mark.parametrize(("days", "warned"), [(3, True), (-26, True), (-27, False), (4, False)])
def test_a_licence_that_ends_within_thirty_days_is_a_warning(
    articles: dict[str, Article], days: int, warned: bool
) -> None:
    sentence = "The licence of the picture “A lamp” ends on 5 March 2026."
    assert (sentence in readiness.warnings(articles["lead"], at=NOW + timedelta(days=days))) == warned


@pytest.mark.parametrize("licence", Licence)
def test_a_licence_that_demands_a_credit_gets_one(articles: dict[str, Article], licence: Licence) -> None:
    def demands() -> list[str]:
        found = readiness.errors(Article.objects.get(pk=articles["lead"].pk))
        return [sentence for sentence in found if "demands a credit" in sentence]

    Image.objects.update(licence=licence)
    assert bool(demands()) == (licence in NAMING)
    Image.objects.update(credit="Bao Lin")
    assert not demands()


def test_what_readers_see_beyond_a_licence_is_known_and_stays(
    cast: Magazine, lamp: Image, articles: dict[str, Article]
) -> None:
    Image.objects.update(licence_until=None)
    live, scheduled, replaced = articles["lead"], articles["both"], cast.live(image=lamp)
    verbs.publish(live, by=cast.publisher, now=NOW)
    verbs.schedule(scheduled, by=cast.publisher, moment=at(100), now=NOW)
    cast.draft(image=lamp)
    cast.withdrawn(image=lamp)
    cast.change(replaced, image=None, now=at(1))
    verbs.publish(cast.approve_again(replaced, now=at(1)), by=cast.publisher, change=SILENTLY, now=at(2))
    assert seen(at(50)) == set()
    Image.objects.update(licence_until=LAST_DAY)
    assert seen(at(50)) == seen(at(90)) == {live, scheduled}
    assert live.revisions.live(at=at(90)).exists()
    Image.objects.update(licence_until=LAST_DAY + timedelta(days=40))
    assert seen(at(50)) == set()


def seen(now: datetime) -> set[Article]:
    return {figure.revision.article for figure in beyond_licence(now=now)}
