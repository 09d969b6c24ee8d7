"""The right of reply: who may take a request in and decide it, what is refused, and what stays of it."""

from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User

from articles.desk import replying, verbs
from articles.desk.front import BY_NAME, look_into
from articles.desk.holding import place_hold
from articles.desk.refusal import NotAllowed, Refused, Stale
from articles.models import Article, Event, ReplyRequest
from articles.models.neighbours import neighbours_at
from articles.models.reply_request import Decision
from tests.magazine import NOW, Magazine, at

DAY = NOW.date()
CONTACT = "Captain Sarn, 4 Quay Street, sarn@example.org"


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def contested(made: Magazine) -> Article:
    return made.live("Eleven miles", slug="miles")


@pytest.fixture
def article(contested: Article, db: None) -> Article:
    return deepcopy(contested)


@pytest.fixture(scope="module")
def answer(made: Magazine, contested: Article) -> Article:
    return made.live("It is nine", reply_to=contested)


@pytest.fixture
def reply(answer: Article, db: None) -> Article:
    """What readers get as the reply."""
    return deepcopy(answer)


def take_in(article: Article, by: User, **given: object) -> ReplyRequest:
    usual = {"asked_by": "Captain Sarn", "contact": CONTACT, "contested": "Nine miles.", "received_on": DAY}
    return replying.take_in(article, **{**usual, "by": by, "deadline": DAY + timedelta(days=7), "now": at(1), **given})


@pytest.fixture
def request_to_reply(cast: Magazine, article: Article) -> ReplyRequest:
    return take_in(article, cast.editor)


def granted(cast: Magazine, request_to_reply: ReplyRequest) -> ReplyRequest:
    return replying.decide(request_to_reply, Decision.GRANTED, by=cast.publisher, now=at(2))


def log(article: Article) -> list[tuple[str, str]]:
    told = Event.objects.filter(article=article, verb__in=("request_reply", *VERBS)).order_by("at", "pk")
    return list(told.values_list("verb", "actor"))


VERBS = ("grant_reply", "decline_reply", "withdraw_reply", "name_reply", "clear_contact")


def test_a_request_is_kept_with_an_event_that_does_not_say_who_asks(cast: Magazine, article: Article) -> None:
    made = take_in(article, cast.editor)
    assert (made.decision, made.actor, made.contact) == ("pending", "editor", CONTACT)
    event = Event.objects.get(verb="request_reply")
    assert event.article == article
    assert event.note == "answer owed by 9 March 2026"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"asked_by": " "}, "Write who asks."),
        ({"contested": ""}, "Write what is contested."),
        ({"received_on": DAY + timedelta(days=1)}, "cannot have been received in the future"),
        ({"deadline": DAY - timedelta(days=1)}, "deadline lies before"),
    ],
)
def test_what_is_no_request_is_refused(cast: Magazine, article: Article, given: dict, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        take_in(article, cast.editor, **given)
    assert not ReplyRequest.objects.exists()


def test_readers_must_have_had_the_article(cast: Magazine) -> None:
    with pytest.raises(Refused, match="Readers never had this article"):
        take_in(cast.scheduled(moment=at(9)), cast.editor)
    assert take_in(cast.withdrawn(), cast.editor).pk


def test_editors_take_in_and_publishers_decide(cast: Magazine, article: Article) -> None:
    with pytest.raises(NotAllowed):
        take_in(article, cast.contributor)
    made = take_in(article, cast.editor)
    for decision in (Decision.GRANTED, Decision.DECLINED, Decision.WITHDRAWN):
        with pytest.raises(NotAllowed):
            replying.decide(made, decision, by=cast.editor, reason="No.")
    assert log(article) == [("request_reply", "editor")]


def test_a_decision_is_an_event_and_says_who_when_and_why(
    cast: Magazine, article: Article, request_to_reply: ReplyRequest
) -> None:
    with pytest.raises(Refused, match="Write the reason"):
        replying.decide(request_to_reply, Decision.DECLINED, by=cast.publisher, reason=" ")
    made = replying.decide(request_to_reply, Decision.DECLINED, by=cast.publisher, reason="It is right.", now=at(2))
    assert (made.decision, made.decider, made.decided_at, made.reason) == (
        "declined",
        "publisher",
        at(2),
        "It is right.",
    )
    with pytest.raises(Refused, match="declined already"):
        replying.decide(made, Decision.DECLINED, by=cast.publisher, reason="Again.")
    made = granted(cast, made)
    assert (made.decision, made.reason) == ("granted", "It is right.")
    assert replying.decide(made, Decision.WITHDRAWN, by=cast.publisher, now=at(3)).decision == "withdrawn"
    with pytest.raises(Refused, match="withdrawn by who asked already"):
        granted(cast, made)
    assert [verb for verb, _who in log(article)] == ["request_reply", "decline_reply", "grant_reply", "withdraw_reply"]


def test_a_reply_is_named_where_it_was_granted_and_replies_to_the_article(
    cast: Magazine, article: Article, request_to_reply: ReplyRequest, reply: Article
) -> None:
    with pytest.raises(Refused, match="Grant the request first"):
        replying.name_reply(request_to_reply, reply, by=cast.publisher)
    granted(cast, request_to_reply)
    with pytest.raises(Refused, match="choose the contested article"):
        replying.name_reply(request_to_reply, cast.draft("Of something else"), by=cast.publisher)
    made = replying.name_reply(request_to_reply, reply, by=cast.publisher, now=at(3))
    assert (made.reply, made.right_from) == (reply, at(3))
    with pytest.raises(Refused, match="It is the reply already"):
        replying.name_reply(made, reply, by=cast.publisher, now=at(5))
    made.refresh_from_db()
    assert made.right_from == at(3)
    with pytest.raises(Refused, match="Readers had another article as the reply"):
        replying.name_reply(made, cast.draft("Another", reply_to=article), by=cast.publisher)


def test_a_reply_is_not_named_over_one_that_was_not_seen(
    cast: Magazine, article: Article, request_to_reply: ReplyRequest
) -> None:
    granted(cast, request_to_reply)
    theirs, ours = (cast.draft(name, reply_to=article) for name in ("It is nine", "It is ten"))
    replying.name_reply(request_to_reply, theirs, by=cast.publisher, seen=0, now=at(3))
    with pytest.raises(Stale, match="“It is nine” was named as the reply"):
        replying.name_reply(request_to_reply, ours, by=cast.publisher, seen=0, now=at(4))
    made = replying.name_reply(request_to_reply, ours, by=cast.publisher, seen=theirs.pk, now=at(5))
    assert (made.reply, made.right_from) == (ours, at(5))


def test_readers_are_told_from_then_on_and_until_it_is_taken_back(
    cast: Magazine, article: Article, request_to_reply: ReplyRequest, reply: Article
) -> None:
    replying.name_reply(granted(cast, request_to_reply), reply, by=cast.publisher, now=at(3))
    replying.decide(request_to_reply, Decision.WITHDRAWN, by=cast.publisher, now=at(5))

    def marked(of: Article, hours: float) -> list[bool]:
        near = neighbours_at(of.revisions.live(at=at(hours)).get(), at(hours))
        return [each.by_right for each in (*near.replies, near.answered) if each]

    for of in (article, reply):
        assert [marked(of, hours) for hours in (2.9, 3, 4.9, 5)] == [[False], [True], [True], [False]]


def test_the_contact_is_cleared_and_the_record_stays(
    cast: Magazine, article: Article, request_to_reply: ReplyRequest
) -> None:
    made = replying.clear_contact(request_to_reply, by=cast.editor, now=at(2))
    assert (made.contact, made.asked_by, made.contested) == ("", "Captain Sarn", "Nine miles.")
    with pytest.raises(Refused, match="no contact to clear"):
        replying.clear_contact(made, by=cast.editor)
    with pytest.raises(NotAllowed):
        replying.clear_contact(take_in(article, cast.editor, contested="The tide."), by=cast.contributor)
    assert not Event.objects.filter(note__contains="sarn@example.org").exists()


def test_on_legal_hold_a_request_is_decided_but_the_page_and_the_evidence_stay(
    cast: Magazine, article: Article, request_to_reply: ReplyRequest, reply: Article
) -> None:
    place_hold(article, by=cast.publisher, reason="A court asks.", now=at(2))
    made = granted(cast, request_to_reply)
    with pytest.raises(Refused, match="legal hold"):
        replying.name_reply(made, reply, by=cast.publisher, now=at(3))
    with pytest.raises(Refused, match="legal hold"):
        replying.clear_contact(made, by=cast.editor, now=at(3))
    made.refresh_from_db()
    assert (made.decision, made.reply, made.contact) == ("granted", None, CONTACT)


@pytest.mark.parametrize("which", ["the contested one", "the reply"])
def test_on_legal_hold_neither_page_changes(
    cast: Magazine, article: Article, request_to_reply: ReplyRequest, reply: Article, which: str
) -> None:
    other = granted(cast, take_in(article, cast.editor, contested="The tide."))
    replying.name_reply(granted(cast, request_to_reply), reply, by=cast.publisher, now=at(3))
    place_hold(reply if which == "the reply" else article, by=cast.publisher, reason="A court asks.", now=at(4))
    with pytest.raises(Refused, match="legal hold"):
        replying.decide(request_to_reply, Decision.WITHDRAWN, by=cast.publisher, reason="By letter.", now=at(5))
    with pytest.raises(Refused, match="legal hold"):
        replying.name_reply(other, reply, by=cast.publisher, now=at(5))
    request_to_reply.refresh_from_db()
    assert (request_to_reply.decision, request_to_reply.right_until) == ("granted", None)
    assert replying.decide(other, Decision.WITHDRAWN, by=cast.publisher, now=at(5)).decision == "withdrawn"


def test_the_front_page_tells_what_is_due_until_the_reply_is_live(
    cast: Magazine, article: Article, request_to_reply: ReplyRequest
) -> None:
    section = BY_NAME["replies"]

    def due() -> list[tuple[str, date]]:
        found = look_into(section, Article.objects.all(), cast.editor, at(6))
        return [(str(each.cause.word), each.moment) for each in found]

    deadline = DAY + timedelta(days=7)
    assert due() == [("request to decide", deadline)]
    granted(cast, request_to_reply)
    assert due() == [("reply to publish", deadline)]
    reply = cast.approved("It is nine", reply_to=article)
    replying.name_reply(request_to_reply, reply, by=cast.publisher, now=at(3))
    assert due() == [("reply to publish", deadline)]
    verbs.publish(reply, by=cast.publisher, now=at(4))
    assert due() == []
