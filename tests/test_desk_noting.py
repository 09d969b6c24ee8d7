"""Notes: written and read by those who may see the article, kept word by word, longer than any account."""

from copy import deepcopy

import pytest

from articles.desk.noting import LONGEST, place_of, reopen, reply, resolve, write_note
from articles.desk.refusal import NotAllowed, Refused
from articles.models import Article, Mention, Note
from tests.magazine import NOW, Magazine, at, person

BODY = "<h2>Tolls</h2><p>Nobody pays<small>Since <em>1911</em>.</small> the toll.</p><p>“Nobody pays” is a song.</p>"


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def drafted(made: Magazine) -> Article:
    return made.draft(body=BODY)


@pytest.fixture
def article(drafted: Article, db: None) -> Article:
    return deepcopy(drafted)


def test_a_note_keeps_who_when_what_and_which_revision(cast: Magazine, article: Article) -> None:
    words = "  Is this so?\r\n\r\n  Ask <b>them</b>.  "
    note = Note.objects.get(pk=write_note(article, by=cast.editor, text=words, now=at(1)).pk)
    assert (note.text, note.by, note.actor, note.at) == (words, cast.editor, "editor", at(1))
    assert note.revision == article.newest()
    assert (note.quotation, note.parent, note.resolved_at) == ("", None, None)


def test_a_note_changes_nothing_of_the_article(cast: Magazine, article: Article) -> None:
    before = Article.objects.filter(pk=article.pk).values().get()
    write_note(article, by=cast.editor, text="So?")
    assert Article.objects.filter(pk=article.pk).values().get() == before
    assert article.revisions.count() == 1


@pytest.mark.parametrize("name", ["other_contributor", "outsider"])
def test_who_may_not_see_the_article_writes_nothing_beside_it(cast: Magazine, article: Article, name: str) -> None:
    note = write_note(article, by=cast.editor, text="So?")
    stranger = getattr(cast, name)
    for deed in (
        lambda: write_note(article, by=stranger, text="Hello"),
        lambda: reply(note, by=stranger, text="Hello"),
        lambda: resolve(note, by=stranger),
        lambda: reopen(note, by=stranger),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert Note.objects.count() == 1


@pytest.mark.parametrize("text", ["", " \n\t", "a" * (LONGEST + 1)])
def test_an_empty_or_endless_note_is_refused(cast: Magazine, article: Article, text: str) -> None:
    with pytest.raises(Refused):
        write_note(article, by=cast.editor, text=text)
    assert not Note.objects.exists()


def test_a_passage_is_found_after_an_edit_around_it(cast: Magazine, article: Article) -> None:
    note = write_note(article, by=cast.editor, text="A song?", quotation="“Nobody pays” is a song.")
    edited = "<p>First of all.</p>" + BODY.replace("Tolls", "Of tolls").replace(" the toll", " any toll")
    assert place_of(note, edited) is not None
    assert place_of(note, edited.replace("a song", "an anthem")) is None


def test_a_passage_is_found_across_footnotes_marks_and_paragraphs(cast: Magazine, article: Article) -> None:
    for quotation in ("Nobody pays the toll", "Since 1911", "paysSince 1911. the", 'the toll.\n\n"Nobody pays"'):
        assert place_of(write_note(article, by=cast.editor, text="So?", quotation=quotation), BODY)


def test_of_two_equal_passages_the_marked_one_is_held(cast: Magazine, article: Article) -> None:
    note = write_note(article, by=cast.editor, text="So?", quotation="Nobody pays", before="the toll. “", after="” is")
    assert note.after.startswith('" is a song')


def test_a_passage_that_the_saved_text_does_not_hold_is_refused(cast: Magazine, article: Article) -> None:
    article.body = "<p>Typed, not saved.</p>"
    with pytest.raises(Refused, match="Save the article first"):
        write_note(article, by=cast.editor, text="So?", quotation="Typed, not saved.")


def test_a_reply_to_a_reply_stays_in_the_one_thread(cast: Magazine, article: Article) -> None:
    note = write_note(article, by=cast.editor, text="So?")
    answer = reply(note, by=cast.contributor, text="Yes.", now=at(1))
    again = reply(answer, by=cast.editor, text="Good.", now=at(2))
    assert list(note.replies.all()) == [answer, again]


def test_a_thread_is_resolved_and_opened_again_by_its_first_note(cast: Magazine, article: Article) -> None:
    note = write_note(article, by=cast.editor, text="So?")
    answer = reply(note, by=cast.contributor, text="Yes.")
    resolve(answer, by=cast.contributor, now=at(3))
    note.refresh_from_db()
    assert (note.resolved_at, note.resolved_by, note.resolver) == (at(3), cast.contributor, "contributor")
    with pytest.raises(Refused, match="contributor resolved this note already"):
        resolve(note, by=cast.editor)
    reopen(note, by=cast.editor)
    assert (note.resolved_at, note.resolved_by, note.resolver) == (None, None, "")
    with pytest.raises(Refused, match="open already"):
        reopen(note, by=cast.editor)


def test_open_threads_come_before_resolved_ones(cast: Magazine, article: Article) -> None:
    first, second, third = (write_note(article, by=cast.editor, text=f"{n}", now=at(n)) for n in range(3))
    reply(third, by=cast.contributor, text="Answer")
    resolve(first, by=cast.editor)
    assert list(article.notes.threads()) == [second, third, first]


def test_who_is_called_by_name_is_recorded_once(cast: Magazine, article: Article) -> None:
    note = write_note(article, by=cast.editor, text="@Contributor, and @publisher; @publisher. me@editor.org")
    assert set(note.mentions.values_list("account__username", flat=True)) == {"contributor", "publisher"}


def test_who_may_not_see_the_article_cannot_be_called(cast: Magazine, article: Article) -> None:
    stranger, gone = person("contributor", "stranger"), person("editor", "gone")
    gone.is_active = False
    gone.save()
    write_note(article, by=cast.editor, text="@stranger @outsider @gone @nobody")
    assert stranger.pk
    assert not Mention.objects.exists()


def test_notes_outlive_the_accounts_of_those_who_wrote_and_resolved_them(cast: Magazine, article: Article) -> None:
    note = write_note(article, by=cast.editor, text="So, @publisher?")
    resolve(note, by=cast.publisher, now=NOW)
    cast.editor.delete()
    cast.publisher.delete()
    note.refresh_from_db()
    assert (note.by, note.actor, note.resolved_by, note.resolver) == (None, "editor", None, "publisher")
    assert (note.text, note.resolved_at) == ("So, @publisher?", NOW)
    assert not Mention.objects.exists()


def test_a_closed_account_writes_nothing(cast: Magazine, article: Article) -> None:
    cast.editor.is_active = False
    cast.editor.save()
    with pytest.raises(NotAllowed):
        write_note(article, by=cast.editor, text="So?")


def test_a_superuser_works_on_everything(cast: Magazine, article: Article) -> None:
    cast.outsider.is_superuser = True
    cast.outsider.save()
    assert write_note(article, by=cast.outsider, text="So, @outsider?").mentions.count() == 1
