"""What is live, printed anew: readers get other notices or names, the desk keeps its draft, approval and plans."""

import re
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import CASCADE

from articles.admin.visibility import visibility
from articles.desk import verbs
from articles.desk.dating import set_dates
from articles.desk.holding import place_hold
from articles.desk.looking import look
from articles.desk.refusal import NotAllowed, Refused, Stale
from articles.desk.reprinting import AS_IT_WAS, Printing, reprint
from articles.desk.revising import text_differs
from articles.desk.saving import save
from articles.desk.wording import notice_of, signed_as_printed
from articles.models import Article, Correction, Credit, Image, IndexEntry, Notice, Revision
from articles.models.article import Stage
from tests.magazine import SILENTLY, UPDATED, Magazine, at, disclaimer

REASON = "The owner of the ferry pays for it."


@pytest.fixture(scope="module")
def made(for_all: None) -> dict[str, Any]:
    """The cast, an article that is live, and another one with a newer text that is approved."""
    cast = Magazine()
    interest = disclaimer("Interest", "She owns a boat.", place="start")
    live, changed = cast.live("The strait"), cast.live("The narrow sea")
    cast.change(changed, headline="The wide sea", now=at(1))
    return {"cast": cast, "interest": interest, "live": live, "with_newer": cast.approve_again(changed, now=at(2))}


class Desk:
    @pytest.fixture(autouse=True)
    def begin_with(self, made: dict[str, Any], db: None) -> None:
        vars(self).update(deepcopy(made))

    def tell(self, printing: Printing) -> None:
        if all(notice.disclaimer_id != self.interest.pk for notice in printing.notices):
            signed = signed_as_printed(printing.credits, "en")
            printing.notices.append(notice_of(self.interest, signed, self.interest.wordings.all()))

    def reprint(self, article: Article, hours: float = 5, **given: Any) -> Revision | None:
        given = {"by": self.cast.publisher, "reason": REASON, "change": self.tell, "now": at(hours), **given}
        return reprint(article, **given)

    def seen(self, article: Article, hours: float) -> tuple[int, str, set[str]]:
        live = article.revisions.live(at=at(hours)).get()
        return live.number, live.headline, {notice.disclaimer.name for notice in live.notices.all()}


class TestReaders(Desk):
    def test_get_the_notice_from_now_on_and_the_same_text_dates_topics_and_pictures(self) -> None:
        image = Image.objects.create(file="a.png", checksum="a" * 64, width=64, height=48, alt="A door")
        article = self.cast.live(image=image, slug="sea")
        self.cast.change(article, standfirst="Wider.", now=at(1))
        self.cast.approve_again(article, now=at(1))
        verbs.publish(article, by=self.cast.publisher, change=UPDATED, now=at(2))
        before = article.revisions.live(at=at(3)).get()
        after = self.reprint(article)
        kept = ("headline", "standfirst", "rendered", "outline", "excerpt", "word_count", "slug", "updated")
        for name in (*kept, "first_published", "corrected", "share", "kind", "language"):
            assert getattr(after, name) == getattr(before, name), name
        assert (before.number, after.number, after.saved_as) == (2, 3, 2)
        assert [figure.image for figure in after.figures.all()] == [image]
        assert [(row.topic, row.first_published) for row in after.placements.all()] == [(self.cast.sea, at(0))]
        assert [(row.name, row.first_published) for row in after.credits.all()] == [("Ada Brandt", at(0))]
        before.refresh_from_db()
        assert (before.live_until, after.live_from, after.live_until) == (at(5), at(5), None)

    def test_are_told_nothing_else(self) -> None:
        article = self.live
        after = self.reprint(article)
        record = Correction.objects.get()
        assert (record.act, record.before.number, record.after, record.at) == ("silent", 1, after, at(5))
        assert not Correction.objects.shown(at=at(6)).exists()

    def test_keep_a_correction_made_at_the_very_instant(self) -> None:
        article = self.with_newer
        verbs.publish(article, by=self.cast.publisher, change=UPDATED, now=at(5))
        after = self.reprint(article, hours=5)
        assert after.live_from == at(5) + timedelta(microseconds=1)
        assert [told.act for told in Correction.objects.shown(at=at(6))] == ["update"]

    def test_lose_the_article_when_it_expires(self) -> None:
        article = self.live
        set_dates(article, by=self.cast.publisher, expires_at=at(9), now=at(1))
        assert self.reprint(article).live_until == at(9)

    def test_find_it_by_the_new_name(self, django_capture_on_commit_callbacks: Any) -> None:
        article = self.live

        def rename(printing: Printing) -> None:
            printing.credits[0].name = "Zora Umlaut"

        with django_capture_on_commit_callbacks() as drawing:
            after = self.reprint(article, change=rename)
        assert len(drawing) == 1
        assert [credit.name for credit in after.credits.all()] == ["Zora Umlaut"]
        assert [credit.name for credit in article.revisions.get(number=1).credits.all()] == ["Ada Brandt"]


class TestTheDesk(Desk):
    def test_has_the_new_printing_as_its_newest_where_there_is_no_newer_draft(self) -> None:
        article = self.live
        after = self.reprint(article)
        fresh = Article.objects.with_visibility(at=at(6)).get(pk=article.pk)
        assert fresh.newest() == after
        assert visibility(fresh) == "live"
        assert (fresh.stage, fresh.version, fresh.on_desk) == (Stage.APPROVED, 1, False)
        assert self.interest in fresh.disclaimers.all()
        assert not text_differs(fresh, after)
        with pytest.raises(Refused, match=re.escape("Readers already see this text.")):
            verbs.publish(article, by=self.cast.publisher, now=at(6))

    def test_keeps_a_newer_draft_with_its_approval(self) -> None:
        article = self.with_newer
        self.reprint(article)
        fresh = Article.objects.with_visibility(at=at(6)).get(pk=article.pk)
        assert self.seen(article, 6) == (3, "The narrow sea", {"Views", "Interest"})
        assert (fresh.newest().number, fresh.headline, fresh.stage) == (2, "The wide sea", Stage.APPROVED)
        assert (visibility(fresh), fresh.on_desk) == ("live, newer draft", True)
        assert list(fresh.disclaimers.all()) == [self.cast.views]
        held = IndexEntry.objects.filter(article=article).values_list("revision__number", flat=True)
        assert set(held) == {2, 3}
        verbs.publish(fresh, by=self.cast.publisher, change=SILENTLY, now=at(7))
        assert self.seen(article, 8) == (2, "The wide sea", {"Views"})
        assert self.cast.change(fresh, headline="Wider", now=at(9)).newest().number == 4

    def test_keeps_what_is_scheduled(self) -> None:
        article = self.with_newer
        verbs.schedule(article, by=self.cast.publisher, moment=at(10), change=UPDATED, now=at(3))
        self.reprint(article)
        self.reprint(article, hours=6, change=lambda printing: printing.notices.clear())
        assert self.seen(article, 7) == (4, "The narrow sea", set())
        assert self.seen(article, 10) == (2, "The wide sea", {"Views"})
        assert not Article.objects.get(pk=article.pk).on_desk
        assert [told.act for told in Correction.objects.shown(at=at(11))] == ["update"]
        verbs.unschedule(article, by=self.cast.publisher, now=at(8))
        assert self.seen(article, 10) == (4, "The narrow sea", set())
        verbs.publish(article, by=self.cast.publisher, change=SILENTLY, now=at(9))
        assert self.seen(article, 10) == (5, "The wide sea", {"Views"})

    def test_is_refused_nothing_for_it(self) -> None:
        """Neither a form that is open nor a decision on a text that somebody looked at before."""
        article = self.live
        open_form = Article.objects.get(pk=article.pk)
        look(article, by=self.cast.editor, now=at(1))
        self.reprint(article)
        assert look(article, by=self.cast.editor, now=at(6)) is None
        open_form.standfirst = "Typed before."
        save(open_form, by=self.cast.editor, disclaimers=[self.cast.views, self.interest], now=at(6))
        assert open_form.newest().number == 3
        with pytest.raises(Stale, match="editor saved revision 3"):
            verbs.withdraw(article, by=self.cast.publisher, note="No.", seen=1, now=at(7))
        reprinted = self.reprint(article, hours=8, change=lambda printing: printing.notices.clear())
        assert (reprinted.number, reprinted.saved_as) == (4, 1)
        verbs.withdraw(article, by=self.cast.publisher, note="No.", seen=3, now=at(9))

    def test_names_whoever_saved_last_to_one_who_comes_too_late(self) -> None:
        article = self.live
        late = Article.objects.get(pk=article.pk)
        self.cast.change(article, standfirst="Mine.", now=at(1))
        self.reprint(article)
        late.standfirst = "Too late."
        with pytest.raises(Stale, match="editor saved this article after you opened it"):
            save(late, by=self.cast.publisher, now=at(6))

    def test_logs_it_once_with_its_reason(self) -> None:
        article = self.live
        after = self.reprint(article)
        event = article.events.first()
        assert (event.verb, event.actor, event.at, event.revision) == ("reprint", "publisher", at(5), after)
        assert event.note == f"Silent fix.\n{REASON}"
        assert after.note == REASON


class TestNothingHappens(Desk):
    def refused(self, article: Article, words: str, **given: Any) -> None:
        count = Revision.objects.count(), article.events.count()
        with pytest.raises(Refused, match=re.escape(words)):
            self.reprint(article, **given)
        assert count == (Revision.objects.count(), article.events.count())

    def test_where_nothing_changes(self) -> None:
        article = self.live
        assert self.reprint(article) is not None
        assert self.reprint(article, hours=6) is None
        assert article.events.filter(verb="reprint").count() == 1

    def test_to_what_readers_do_not_see(self) -> None:
        for article in (self.cast.draft(), self.cast.scheduled(moment=at(9)), self.cast.withdrawn()):
            self.refused(article, "Readers do not see this article")

    def test_for_who_may_not_publish(self) -> None:
        for role in ("contributor", "editor", "outsider"):
            with pytest.raises(NotAllowed):
                self.reprint(self.live, by=getattr(self.cast, role))

    def test_while_an_embargo_or_an_expiry_forbids_to_print(self) -> None:
        article = self.live
        Article.objects.filter(pk=article.pk).update(embargo_until=at(9))
        self.refused(article, "Under embargo until")
        Article.objects.filter(pk=article.pk).update(embargo_until=None, expires_at=at(4))
        self.refused(article, "Its date of expiry")

    def test_while_it_is_on_legal_hold(self) -> None:
        article = self.live
        place_hold(article, by=self.cast.publisher, reason="A court asked", now=at(1))
        self.refused(article, "legal hold")


def test_all_that_hangs_on_a_revision_is_printed_again() -> None:
    """A new table of what was printed goes into ``AS_IT_WAS``, or readers lose it with the next reprint."""
    kept_for_the_desk = {"IndexEntry", "Findable", "Look"}
    hanging = {relation.related_model for relation in Revision._meta.related_objects if relation.on_delete is CASCADE}
    printed = {model for model in hanging if model.__name__ not in kept_for_the_desk}
    assert printed == {Credit, Notice, *AS_IT_WAS}
