"""What editors lose in other systems, named with each test, and must not lose here."""

from datetime import date
from unittest import mock

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client, TestCase

from articles.desk import verbs
from articles.desk.correcting import Change
from articles.desk.dating import set_dates
from articles.desk.noting import write_note
from articles.desk.refusal import NotAllowed, Refused
from articles.models import Article, Author, Buffer, Correction, Notice, Revision
from tests.admin_forms import client_of, filled, page
from tests.magazine import BODY, NOW, Magazine, at, reword
from tests.test_public_structured import structured


class Elsewhere(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()

    def read(self, address: str, hours: float = 1) -> str:
        with mock.patch("django.utils.timezone.now", return_value=at(hours)):
            return Client().get(address).content.decode()

    def send(self, article: Article, **changes: str) -> int:
        """Save the form of the article as the editor; the status of the answer."""
        return (
            client_of(self.cast.editor)
            .post(page("article", "change", article.pk), {"sheet": "a", **filled(article, **changes)})
            .status_code
        )


class ElsewhereLive(Elsewhere):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.live = cls.cast.live("The narrow sea")


class TestWagtail(ElsewhereLive):
    """Wagtail 8."""

    def test_a_stale_save_overwrites_nothing(self) -> None:
        article = self.cast.draft("The narrow sea")
        opened = filled(article, headline="Mine")
        self.cast.change(article, by=self.cast.publisher, headline="Theirs")
        answer = client_of(self.cast.editor).post(page("article", "change", article.pk), {"sheet": "a", **opened})
        assert answer.status_code == 409
        assert "Mine" in answer.content.decode()
        assert Article.objects.get(pk=article.pk).headline == "Theirs"

    def test_autosave_rewrites_no_revision_and_least_of_all_a_live_one(self) -> None:
        article = self.live
        before = Revision.objects.values_list("pk", "headline", "made")
        was = list(before)
        typed = {"sheet": "a", **filled(article, headline="Half a thou")}
        client_of(self.cast.editor).post(page("article", "buffer", article.pk), typed)
        assert Buffer.objects.get().fields["headline"] == ["Half a thou"]
        assert list(before.all()) == was
        assert "Half a thou" not in self.read(f"/articles/{article.slug}/")

    def test_a_sign_off_is_of_one_text(self) -> None:
        article = self.cast.approved()
        assert self.send(article, body="<p>Another text.</p>") == 302
        with pytest.raises(Refused, match="not possible while the article is draft"):
            verbs.publish(article, by=self.cast.publisher)

    def test_a_changed_biography_leaves_former_revisions_as_they_were(self) -> None:
        article = self.live
        Author.objects.filter(pk=self.cast.ada.pk).update(biography="Ada Brandt keeps bees.")
        shown = self.read(f"/articles/{article.slug}/")
        assert "writes about the sea" in shown
        assert "keeps bees" not in shown

    def test_a_scheduled_article_is_open_to_everybody_who_may_change_it(self) -> None:
        article = self.cast.scheduled(moment=at(24))
        assert self.send(article, standfirst="Changed meanwhile") == 302
        assert Article.objects.get(pk=article.pk).standfirst == "Changed meanwhile"
        assert Revision.objects.scheduled(at=NOW).get().standfirst == ""

    def test_what_was_published_is_not_deleted_and_keeps_its_history(self) -> None:
        article = self.live
        admin = User.objects.create_superuser("root")
        client_of(admin).post(page("article", "delete", article.pk), {"post": "yes"})
        chosen = {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"}
        client_of(admin).post(page("article", "changelist"), chosen)
        assert Article.objects.filter(pk=article.pk).exists()
        assert article.revisions.exists()
        assert article.events.exists()

    def test_notes_outlive_the_account_that_wrote_them(self) -> None:
        article = self.cast.draft(by=self.cast.editor)
        guest = User.objects.create_user("guest", is_staff=True, first_name="Guest", last_name="Reader")
        guest.groups.add(*self.cast.editor.groups.all())
        note = write_note(article, by=guest, text="Whose toll is it?")
        guest.delete()
        note.refresh_from_db()
        assert (note.text, note.actor, note.by) == ("Whose toll is it?", "Guest Reader", None)


class TestWordPress(Elsewhere):
    """WordPress with its plugins."""

    def test_the_checks_before_print_hold_on_every_way_to_print(self) -> None:
        article = self.cast.approved(topics=[])
        for print_it in (verbs.publish, lambda *given, **named: verbs.schedule(*given, moment=at(24), **named)):
            with pytest.raises(Refused, match="Choose at least one topic"):
                print_it(article, by=self.cast.publisher, now=NOW)
        chosen = {"action": "publish", "_selected_action": [article.pk], f"seen-{article.pk}": 1}
        answer = client_of(self.cast.publisher).post(page("article", "changelist"), chosen, follow=True)
        assert "Choose at least one topic" in answer.content.decode()
        assert not Revision.objects.filter(live_from__isnull=False).exists()

    def test_no_schedule_is_missed_though_nothing_runs_at_its_moment(self) -> None:
        article = self.cast.scheduled("Dawn", moment=at(24))
        assert "Dawn" not in self.read("/", hours=23.99)
        assert "Dawn" in self.read("/", hours=24)
        assert "Dawn" in self.read(f"/articles/{article.slug}/", hours=24)

    def test_a_byline_stays_whatever_becomes_of_the_author_row(self) -> None:
        article = self.cast.live(authors=[self.cast.ada, self.cast.bao])
        Author.objects.filter(pk=self.cast.bao.pk).update(name="B. L.", slug="b-l", biography="")
        shown = self.read(f"/articles/{article.slug}/")
        for printed in ("Ada Brandt", "Bao Lin", "keeps a lighthouse"):
            assert printed in shown


class TestGhost(Elsewhere):
    """Ghost 6."""

    def test_nothing_is_printed_that_nobody_reviewed(self) -> None:
        article = self.cast.draft()
        with pytest.raises(Refused, match="not possible while the article is draft"):
            verbs.publish(article, by=self.cast.publisher)
        with pytest.raises(NotAllowed):
            verbs.approve(self.cast.in_review(), by=self.cast.contributor)

    def test_an_author_needs_neither_account_nor_address(self) -> None:
        nobody = Author.objects.create(name="Nobody Known", slug="nobody-known", biography="Writes.")
        shown = self.read(f"/articles/{self.cast.live(authors=[nobody]).slug}/")
        assert "Nobody Known" in shown

    def test_a_long_biography_is_printed_to_its_end(self) -> None:
        life = " ".join(f"Chapter {number} of a long life." for number in range(100))
        old = Author.objects.create(name="Old Hand", slug="old-hand", biography=life)
        assert "Chapter 99 of a long life." in self.read(f"/articles/{self.cast.live(authors=[old]).slug}/")

    def test_machines_read_of_every_author(self) -> None:
        article = self.cast.live(authors=[self.cast.ada, self.cast.bao])
        told = structured(self.read(f"/articles/{article.slug}/"))[0]
        assert [author["name"] for author in told["author"]] == ["Ada Brandt", "Bao Lin"]
        assert all(author["url"].startswith("http://testserver/authors/") for author in told["author"])
        feed = self.read("/feed/")
        assert "<dc:creator>Ada Brandt</dc:creator><dc:creator>Bao Lin</dc:creator>" in feed

    def test_readers_choose_by_several_topics(self) -> None:
        self.cast.live("Both", topics=[self.cast.sea, self.cast.borders])
        self.cast.live("Only one", topics=[self.cast.sea])
        both = self.read("/articles/?topic=the-sea&topic=borders")
        assert "Both" in both
        assert "Only one" not in both
        assert "Only one" in self.read("/articles/?topic=the-sea&topic=borders&match=any")


class TestAll(ElsewhereLive):
    """Wagtail, WordPress and Ghost alike."""

    def test_a_disclaimer_is_a_record_and_stays_as_printed(self) -> None:
        article = self.live
        reword(self.cast.views, "Other words.")
        assert Notice.objects.get(revision__article=article).wording == "The views expressed are the author’s own."
        assert "The views expressed are the author’s own." in self.read(f"/articles/{article.slug}/")

    def test_a_withdrawn_article_leaves_a_stone_with_its_reason(self) -> None:
        article = self.cast.withdrawn("The forged letter", note="It rested on a forged letter.")
        with mock.patch("django.utils.timezone.now", return_value=at(1)):
            answer = Client().get(f"/articles/{article.slug}/")
        assert answer.status_code == 410
        assert "It rested on a forged letter." in answer.content.decode()
        assert BODY[3:40] not in answer.content.decode()

    def test_a_byline_stays_as_printed_when_the_author_takes_another_name(self) -> None:
        article = self.live
        Author.objects.filter(pk=self.cast.ada.pk).update(name="Ada Vogel")
        assert "Ada Brandt" in self.read(f"/articles/{article.slug}/")

    def test_a_correction_is_a_record_with_its_severity_and_cannot_be_made_unsaid(self) -> None:
        article = self.live
        told = {"wrong": "It is six miles wide.", "right": "It is eleven.", "learned": "A reader wrote."}
        change = Change("retraction", **told, learned_on=date(2026, 3, 1))
        verbs.correct(article, by=self.cast.publisher, change=change, now=at(1))
        shown = self.read(f"/articles/{article.slug}/", hours=2)
        assert shown.index("It is eleven.") < shown.index("<h1")
        assert "It is eleven." in self.read("/corrections/", hours=2)
        assert "It is eleven." in self.read("/corrections/feed/", hours=2)
        for row in (Correction.objects.all(), Correction.objects.filter(article=article)):
            with pytest.raises(IntegrityError), transaction.atomic():
                row.update(right="")
            with pytest.raises(IntegrityError), transaction.atomic():
                row.delete()

    def test_no_change_of_what_readers_know_goes_out_without_a_word_of_what_it_is(self) -> None:
        article = self.live
        approved = self.cast.approve_again(self.cast.change(article, body="<p>Other words.</p>", now=at(1)), now=at(1))
        for print_it in (verbs.publish, lambda *given, **named: verbs.schedule(*given, moment=at(24), **named)):
            with pytest.raises(Refused, match="say what the change is"):
                print_it(approved, by=self.cast.publisher, now=at(1))
        chosen = {"action": "publish", "_selected_action": [article.pk]}
        answer = client_of(self.cast.publisher).post(page("article", "changelist"), chosen, follow=True)
        assert "say what the change is" in answer.content.decode()
        assert "Other words." not in self.read(f"/articles/{article.slug}/", hours=25)

    def test_an_embargo_holds_on_every_way_to_print(self) -> None:
        article = self.cast.approved("The secret treaty")
        set_dates(article, by=self.cast.editor, embargo_until=at(24), now=NOW)
        for print_it in (verbs.publish, lambda *given, **named: verbs.schedule(*given, moment=at(23.99), **named)):
            with pytest.raises(Refused, match="Under embargo until 3 March 2026, 12:00 UTC"):
                print_it(article, by=self.cast.publisher, now=NOW)
        chosen = {"action": "publish", "_selected_action": [article.pk], f"seen-{article.pk}": 1}
        with mock.patch("django.utils.timezone.now", return_value=at(1)):
            answer = client_of(self.cast.publisher).post(page("article", "changelist"), chosen, follow=True)
        assert "Under embargo until" in answer.content.decode()
        verbs.schedule(article, by=self.cast.publisher, moment=at(24), now=NOW)
        for path in (
            "/",
            "/articles/",
            "/feed/",
            "/topics/the-sea/",
            "/sitemap-articles-1.xml",
            f"/articles/{article.slug}/",
        ):
            assert "secret" not in self.read(path, hours=23.99), path
            assert "secret" in self.read(path, hours=24), path
