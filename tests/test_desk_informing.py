"""Who hears of what: those it concerns, never who did it, never who may not see the article, as each wishes."""

from collections.abc import Callable
from copy import deepcopy

import pytest
from django.contrib.auth.models import User

from articles.desk import verbs
from articles.desk.assigning import assign
from articles.desk.informing import TIDINGS, holders, tell
from articles.desk.mailing import wish, wishes_of
from articles.desk.noting import reply, write_note
from articles.desk.refusal import Refused
from articles.desk.workflow import BY_NAME
from articles.models import Article, Letter, LetterKind, Wish
from tests.magazine import NOW, Magazine, at, person
from tests.post import address, give_addresses, letters


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    magazine = Magazine()
    give_addresses(magazine)
    return magazine


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture
def quiet(cast: Magazine) -> Callable[[Article], Article]:
    """An article whose past is told and forgotten."""

    def forget(article: Article) -> Article:
        Letter.objects.all().delete()
        return article

    return forget


def test_the_table_names_verbs_of_the_workflow() -> None:
    assert TIDINGS.keys() <= BY_NAME.keys()


def test_those_who_review_hear_of_what_was_submitted(cast: Magazine, quiet: Callable) -> None:
    article = quiet(cast.draft("The narrow sea"))
    verbs.submit(article, by=cast.contributor, note="At last.", now=at(1))
    assert letters() == {("editor", "submitted"), ("publisher", "submitted")}
    letter = Letter.objects.get(to=cast.editor)
    assert letter.subject == "contributor sent “The narrow sea” to review"
    assert letter.body == (
        "contributor sent “The narrow sea” to review.\n\nAt last.\n\n"
        f"http://127.0.0.1:8000/admin/articles/article/{article.pk}/change/\n"
    )
    assert (letter.about, letter.made, letter.due, letter.sent, letter.daily) == (article, at(1), at(1), None, False)


def test_owner_and_assignee_hear_what_became_of_the_article(cast: Magazine, quiet: Callable) -> None:
    article = cast.in_review()
    assign(article, by=cast.publisher, assignee=cast.editor)
    quiet(article)
    verbs.ask_for_changes(article, by=cast.publisher, note="Shorter, please.")
    assert letters() == {("contributor", "changes"), ("editor", "changes")}
    assert "Shorter, please." in Letter.objects.first().body


def test_those_who_publish_hear_of_what_was_approved(cast: Magazine, quiet: Callable) -> None:
    verbs.approve(quiet(cast.in_review()), by=cast.editor)
    assert letters() == {("contributor", "approved"), ("publisher", "approved")}


def test_the_letter_of_a_publication_leads_to_the_page(cast: Magazine, quiet: Callable) -> None:
    article = quiet(cast.approved("The narrow sea"))
    verbs.publish(article, by=cast.publisher)
    assert letters() == {("contributor", "published")}
    assert "http://127.0.0.1:8000/articles/the-narrow-sea/" in Letter.objects.get().body


def test_a_schedule_names_its_moment(cast: Magazine, quiet: Callable, settings: object) -> None:
    article = quiet(cast.approved())
    verbs.schedule(article, by=cast.publisher, moment=at(26), now=NOW)
    assert "for 3 March 2026, 14:00 UTC" in Letter.objects.get().subject


def test_nobody_hears_of_their_own_doing_nor_of_small_moves(cast: Magazine, quiet: Callable) -> None:
    article = quiet(cast.in_review(by=cast.editor))
    verbs.approve(article, by=cast.editor)
    assert letters() == {("publisher", "approved")}
    quiet(article)
    cast.change(article, headline="Another")
    verbs.restore(article, article.revisions.get(number=1), by=cast.editor)
    assert letters() == set()


@pytest.mark.parametrize("reason", ["no address", "closed", "may not see it"])
def test_who_cannot_or_may_not_hear_gets_no_letter(cast: Magazine, quiet: Callable, reason: str) -> None:
    article = quiet(cast.draft())
    if reason == "no address":
        address(cast.editor, "")
    elif reason == "closed":
        User.objects.filter(pk=cast.editor.pk).update(is_active=False)
    else:
        cast.editor.groups.set(cast.contributor.groups.all())
    verbs.submit(article, by=cast.contributor)
    assert letters() == {("publisher", "submitted")}


def test_a_refused_move_and_one_that_fails_tell_nobody(cast: Magazine, quiet: Callable) -> None:
    article = quiet(cast.draft())
    with pytest.raises(Refused):
        verbs.approve(article, by=cast.editor)
    assert letters() == set()


def test_the_assignee_hears_of_it_once(cast: Magazine, quiet: Callable) -> None:
    article = quiet(cast.draft())
    assign(article, by=cast.publisher, assignee=cast.editor, due=at(50).date())
    assign(article, by=cast.publisher, assignee=cast.editor, due=at(90).date())
    assert letters() == {("editor", "assigned")}
    assert Letter.objects.count() == 1
    assert "due 4 March 2026" in Letter.objects.get().body
    quiet(article)
    assign(article, by=cast.publisher, assignee=cast.publisher)
    assert letters() == set()


def test_a_note_is_for_owner_assignee_and_those_it_calls(cast: Magazine, quiet: Callable) -> None:
    article = cast.draft()
    chief = person("publisher", "chief")
    address(chief, "chief@example.org")
    assign(article, by=cast.publisher, assignee=cast.editor)
    quiet(article)
    text = "Is this so, @chief, @other_contributor?"
    write_note(article, by=cast.publisher, text=text, quotation="eleven miles wide", now=at(1))
    assert letters() == {("contributor", "note"), ("editor", "note"), ("chief", "note")}
    assert f"> eleven miles wide\n\n{text}\n\n" in Letter.objects.first().body


def test_an_answer_is_for_all_who_wrote_in_the_thread(cast: Magazine, quiet: Callable) -> None:
    article = cast.draft()
    note = write_note(article, by=cast.editor, text="So?")
    reply(note, by=cast.publisher, text="I think so.")
    Letter.objects.all().delete()
    reply(note, by=cast.contributor, text="Yes.")
    assert letters() == {("editor", "note"), ("publisher", "note")}
    assert "answered a note" in Letter.objects.first().subject


def test_somebody_without_an_account_can_be_told_of(cast: Magazine, quiet: Callable) -> None:
    article = quiet(cast.draft())
    tell(LetterKind.PROOF, article, to=holders(article), by=None, sentence="Ada approved the proof", now=NOW)
    assert letters() == {("contributor", "proof")}


def test_each_person_hears_as_they_wish(cast: Magazine, quiet: Callable) -> None:
    article = quiet(cast.draft())
    wish(cast.editor, {"submitted": "never", "note": "daily"})
    wish(cast.publisher, {"submitted": "daily"})
    verbs.submit(article, by=cast.contributor, now=at(1))
    letter = Letter.objects.get()
    assert (letter.to, letter.daily, letter.due) == (cast.publisher, True, at(19))


def test_a_wish_can_be_changed(cast: Magazine) -> None:
    wish(cast.editor, {"submitted": "never"})
    wish(cast.editor, {"submitted": "daily"})
    assert wishes_of(cast.editor) == {"submitted": "daily"}
    assert Wish.objects.count() == 1


def test_the_daily_letter_goes_in_the_morning_of_the_magazines_time_zone(
    cast: Magazine, quiet: Callable, settings: object
) -> None:
    settings.TIME_ZONE = "Asia/Karachi"
    wish(cast.editor, {"submitted": "daily"})
    for hours, due in ((-10.5, -10), (-10, 14), (0, 14)):
        quiet(None)
        verbs.submit(cast.draft(now=at(-20)), by=cast.contributor, now=at(hours))
        assert Letter.objects.get(to=cast.editor).due == at(due)


def test_a_long_headline_makes_a_subject_of_one_decent_line(cast: Magazine, quiet: Callable) -> None:
    article = quiet(cast.draft("A very long headline " * 14))
    verbs.submit(article, by=cast.contributor)
    subject = Letter.objects.first().subject
    assert len(subject) <= 200
    assert "\n" not in subject


def test_telling_costs_the_same_for_two_people_as_for_ten(
    cast: Magazine, quiet: Callable, django_assert_max_num_queries: Callable
) -> None:
    for number in range(8):
        address(person("editor", f"editor {number}"), f"editor{number}@example.org")
    article = quiet(cast.draft())
    with django_assert_max_num_queries(4):
        tell(LetterKind.NOTE, article, to=~holders(article), by=None, sentence="Look", now=NOW)
    assert Letter.objects.count() == 10
