"""The log of the whole desk: what it tells, to whom, narrowed how, and at what cost."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.desk import verbs
from articles.desk.deleting import delete
from articles.desk.imprinting import imprint
from articles.models import Article, Event, Imprint
from tests.admin_forms import client_of, page
from tests.magazine import NOW, Magazine, at

LOG = "/admin/articles/event/"


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture
def client(cast: Magazine) -> Client:
    return client_of(cast.editor)


@pytest.fixture(scope="module")
def logged(made: Magazine) -> Article:
    """Three days: a draft, its way to review, and a topic deleted."""
    article = made.draft("Tolls", now=NOW)
    verbs.submit(article, by=made.editor, note="Please read", now=at(24))
    delete(made.borders, by=made.publisher, now=at(48))
    return article


@pytest.fixture
def log(logged: Article, db: None) -> Article:
    return deepcopy(logged)


def told(client: Client, **narrowed: str) -> list[str]:
    return [event.verb for event, _done, _stages in client.get(LOG, narrowed).context["lines"]]


def test_it_says_who_did_what_to_what_when_from_where_to_where_and_why(client: Client, log: Article) -> None:
    shown = client.get(LOG).content.decode()
    assert "<strong>editor</strong> sent to review" in shown
    assert f'href="{page("article", "change", log.pk)}">Tolls</a>' in shown
    assert "draft → in review" in shown
    assert "3 Mar 2026, 12:00 UTC" in shown
    assert "Please read" in shown
    assert "<strong>publisher</strong> deleted <bdi>Topic “Borders”</bdi>" in shown


@pytest.mark.parametrize(
    ("narrowed", "verbs_left"),
    [
        ({}, ["delete", "submit", "save"]),
        ({"who": "edit"}, ["submit"]),
        ({"what": "save"}, ["save"]),
        ({"since": "2026-03-03"}, ["delete", "submit"]),
        ({"until": "2026-03-03"}, ["submit", "save"]),
        ({"since": "2026-03-03", "until": "2026-03-03"}, ["submit"]),
        ({"about": "toll"}, ["submit", "save"]),
        ({"about": "borders"}, ["delete"]),
        ({"who": "nobody"}, []),
        ({"who": "editor", "what": "save"}, []),
    ],
)
def test_it_is_narrowed_by_person_deed_days_and_what_it_is_about(
    client: Client, log: Article, narrowed: dict[str, str], verbs_left: list[str]
) -> None:
    assert told(client, **narrowed) == verbs_left


def test_an_article_is_also_named_by_its_number(cast: Magazine, client: Client, log: Article) -> None:
    cast.draft("Lamps")
    assert told(client, about=str(log.pk)) == ["submit", "save"]


@pytest.mark.parametrize(
    "typed",
    [{"since": "soon"}, {"until": "9999-12-31"}, {"since": "0001-01-01"}, {"what": "dance"}, {"who": "x" * 300}],
)
def test_what_cannot_be_read_narrows_nothing_and_says_so(client: Client, log: Article, typed: dict[str, str]) -> None:
    answer = client.get(LOG, typed)
    assert len(answer.context["lines"]) == 3
    assert answer.context["form"].errors
    assert "errorlist" in answer.content.decode()


def test_days_are_those_of_the_magazine(cast: Magazine, client: Client, log: Article) -> None:
    imprint(Imprint(name="The Harbour", time_zone="Pacific/Kiritimati"), by=cast.publisher, seen=None)
    assert told(client, since="2026-03-04", until="2026-03-04") == ["submit"]


def test_it_stays_when_the_account_is_gone(cast: Magazine, client: Client, log: Article) -> None:
    cast.publisher.delete()
    assert told(client, who="publisher") == ["delete"]


def test_it_keeps_what_lies_in_the_trash(cast: Magazine, client: Client, log: Article) -> None:
    verbs.discard(log, by=cast.editor, now=at(72))
    assert told(client) == ["discard", "delete", "submit", "save"]
    event = log.events.get(verb="discard")
    shown = client.get(page("event", "change", event.pk)).content.decode()
    assert "in review → in the trash" in shown


def test_an_event_about_no_article_has_its_page(client: Client, log: Article) -> None:
    event = Event.objects.get(verb="delete")
    assert "Topic “Borders”" in client.get(page("event", "change", event.pk)).content.decode()


def test_contributors_are_told_where_to_look_instead(cast: Magazine, log: Article) -> None:
    answer = client_of(cast.contributor).get(LOG)
    assert answer.status_code == 403
    assert "What happened to an article stands on its own page." in answer.content.decode()


def test_who_sees_only_own_articles_reads_only_of_those(cast: Magazine, log: Article) -> None:
    cast.draft("A secret", by=cast.other_contributor)
    cast.contributor.user_permissions.set(cast.editor.groups.get().permissions.filter(codename="view_event"))
    client = client_of(cast.contributor)
    assert told(client) == ["submit", "save"]
    assert told(client, about="secret") == []
    foreign = Event.objects.get(article__headline="A secret")
    assert client.get(page("event", "change", foreign.pk)).status_code == 302


def test_pages_follow_each_other_without_a_gap_also_where_many_share_an_instant(cast: Magazine, client: Client) -> None:
    article = cast.draft()
    Event.objects.bulk_create(
        Event(article=article, verb="save", actor="clerk", at=NOW + timedelta(seconds=number // 40))
        for number in range(120)
    )
    seen, query = [], "?who=clerk"
    while query:
        answer = client.get(LOG + query)
        seen += [event.pk for event, _done, _stages in answer.context["lines"]]
        query = answer.context["page"].further
    assert len(seen) == len(set(seen)) == 120
    assert answer.context["page"].start == "?who=clerk"


def test_it_is_never_counted_and_costs_the_same_with_much_in_it(cast: Magazine, client: Client) -> None:
    article, costs = cast.live(), []
    for count in (1, 60):
        Event.objects.bulk_create(Event(article=article, verb="save", actor="x", at=NOW) for _number in range(count))
        with CaptureQueriesContext(connection) as queries:
            client.get(LOG)
        costs.append(len(queries))
        assert not any("COUNT(" in query["sql"] for query in queries)
    assert costs[0] == costs[1] <= 6
