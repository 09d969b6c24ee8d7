"""The share picture: made when an article is published or scheduled, under a name nobody can guess."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO, StringIO
from unittest import mock

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client, TestCase, override_settings
from PIL import Image

from articles.desk import sharing, verbs
from articles.desk.illustrating import add_picture
from articles.desk.imprinting import imprint
from articles.models import Article, Imprint, Revision
from articles.models.magazine import forget
from articles.pictures.sizes import rendition_name
from tests.magazine import NOW, UPDATED, Magazine, at, picture
from tests.test_public_structured import structured


@pytest.fixture(autouse=True, scope="module")
def each_card_is_drawn_once() -> Iterator[None]:
    """A second test with the same card need not wait until it is drawn again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sharing, "draw", cache(sharing.draw))
        yield


class SharingCase(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()
        cls.article = cls.magazine.approved("Eleven Miles")

    def publish(self, article: Article | None = None) -> Revision:
        article = article or self.article
        with self.captureOnCommitCallbacks(execute=True):
            verbs.publish(article, by=self.magazine.publisher, now=NOW)
        return Revision.objects.get(article=article, live_from__isnull=False)

    def read(self, path: str, hours: float = 1) -> str:
        with mock.patch("django.utils.timezone.now", return_value=at(hours)):
            return self.client.get(path).content.decode()


class TestDrawing(SharingCase):
    def test_publishing_draws_it_and_the_page_shows_it(self) -> None:
        revision = self.publish()
        with default_storage.open(revision.share) as file, Image.open(file) as drawn:
            assert (drawn.format, drawn.size) == ("JPEG", (1200, 630))
        page = self.read(f"/articles/{revision.slug}/")
        address = f"http://testserver{default_storage.url(revision.share)}"
        assert f'<meta property="og:image" content="{address}">' in page
        assert '<meta property="og:image:width" content="1200">' in page
        assert structured(page)[0]["image"] == [address]
        assert self.client.get(address).status_code == 200

    def test_scheduling_draws_it_under_a_name_that_nobody_can_guess(self) -> None:
        with self.captureOnCommitCallbacks(execute=True):
            verbs.schedule(self.article, by=self.magazine.publisher, moment=at(24), now=NOW)
        share = self.article.revisions.get().share
        assert default_storage.exists(share)
        with override_settings(SECRET_KEY="another"):
            assert sharing.draw_share(self.article.revisions.get()) != share
        for path in ("/", "/articles/", "/feed/json/", "/api/v1/articles/", "/sitemap-articles-1.xml"):
            assert share not in self.read(path), path

    def test_a_text_that_looks_the_same_keeps_its_picture_and_another_headline_gets_its_own(self) -> None:
        first = self.publish()
        article = Article.objects.get(pk=first.article_id)
        shares = []
        for columns in ({"body": "<p>Another text.</p>"}, {"headline": "Twelve Miles"}):
            again = self.magazine.approve_again(self.magazine.change(article, **columns))
            with self.captureOnCommitCallbacks(execute=True):
                verbs.publish(again, by=self.magazine.publisher, change=UPDATED, now=NOW)
            shares.append(Revision.objects.live(at=at(1)).get().share)
        assert shares[0] == first.share != shares[1]

    def test_it_shows_the_lead_picture_and_does_without_where_the_file_is_gone(self) -> None:
        image = add_picture(picture(400, 300), "a.png", by=self.magazine.editor, alt="A door", credit="A. B.")
        revision = self.publish(self.magazine.approved("Eleven Miles", image=image))
        with default_storage.open(revision.share) as file, Image.open(file) as drawn:
            assert drawn.getpixel((1190, 300))[0] < 20
        with mock.patch.object(default_storage, "open", side_effect=FileNotFoundError):
            assert sharing.draw_share(revision) != revision.share
        assert default_storage.exists(rendition_name(image.checksum, 400, "jpeg"))

    def test_no_failure_undoes_or_refuses_a_publication(self) -> None:
        with (
            mock.patch.object(sharing, "draw", side_effect=MemoryError),
            self.assertLogs("articles.desk.sharing", "ERROR") as logged,
        ):
            revision = self.publish()
        assert "could not be drawn" in logged.output[0]
        assert revision.share == ""
        assert "Eleven Miles" in self.read(f"/articles/{revision.slug}/")

    def test_a_publication_that_fails_draws_nothing(self) -> None:
        with mock.patch.object(sharing, "draw") as drawing, self.captureOnCommitCallbacks(execute=True):
            self.magazine.approved()
        drawing.assert_not_called()

    def test_it_speaks_the_language_of_the_article(self) -> None:
        with mock.patch.object(sharing, "draw", return_value=b"a picture") as drawing:
            authors = [self.magazine.ada, self.magazine.bao]
            self.publish(self.magazine.approved("Détroits", language="fr", authors=authors))
        (card,) = drawing.call_args.args
        assert (card.language, card.direction, card.byline) == ("fr", "ltr", "Ada Brandt, Bao Lin")

    def test_it_has_the_colour_of_the_magazine_as_it_is_published(self) -> None:
        imprint(Imprint(name="The Harbour", accent="#0b5d57"), by=self.magazine.publisher, seen=0)
        with mock.patch.object(sharing, "draw", return_value=b"a picture") as drawing:
            self.publish()
        assert drawing.call_args.args[0].accent == "#0b5d57"


class TestHiding(SharingCase):
    def hide(self, article: Article, hours: float = 1) -> None:
        with self.captureOnCommitCallbacks(execute=True):
            verbs.withdraw(article, by=self.magazine.publisher, note="By order.", shows_headline=False, now=at(hours))

    def test_a_headline_that_is_hidden_stands_on_no_share_picture_of_any_revision(self) -> None:
        first = self.publish()
        again = self.magazine.approve_again(self.magazine.change(first.article, headline="Twelve Miles"))
        with self.captureOnCommitCallbacks(execute=True):
            verbs.publish(again, by=self.magazine.publisher, change=UPDATED, now=at(0.5))
        drawn = list(again.revisions.exclude(share="").values_list("share", flat=True))
        assert len(drawn) == 2
        self.hide(again)
        assert [name for name in drawn if self.client.get(default_storage.url(name)).status_code != 404] == []
        assert not again.revisions.exclude(share="").exists()

    def test_one_that_only_says_the_headline_is_gone_keeps_it(self) -> None:
        revision = self.publish()
        with self.captureOnCommitCallbacks(execute=True):
            verbs.withdraw(revision.article, by=self.magazine.publisher, note="Forged.", now=at(1))
        assert default_storage.exists(revision.share)

    def test_what_looks_the_same_of_another_article_stays(self) -> None:
        one, other = self.publish(), self.publish(self.magazine.approved("Eleven Miles"))
        assert one.share == other.share
        self.hide(one.article)
        other.refresh_from_db()
        assert default_storage.exists(other.share)

    def test_it_is_drawn_again_under_another_address_when_the_article_is(self) -> None:
        revision = self.publish()
        self.hide(revision.article)
        again = self.magazine.approve_again(self.magazine.change(revision.article, body="<p>Another text.</p>"))
        with self.captureOnCommitCallbacks(execute=True):
            verbs.schedule(again, by=self.magazine.publisher, change=UPDATED, moment=at(24), now=at(2))
        share = again.revisions.exclude(share="").get().share
        assert default_storage.exists(share)
        assert share != revision.share
        assert self.client.get(default_storage.url(revision.share)).status_code == 404

    def test_what_was_hidden_while_it_was_drawn_is_not_stored(self) -> None:
        article = self.article
        with self.captureOnCommitCallbacks() as callbacks:
            verbs.publish(article, by=self.magazine.publisher, now=NOW)
        self.hide(article)
        for draw in callbacks:
            draw()
        assert not article.revisions.exclude(share="").exists()

    def test_a_file_that_cannot_be_deleted_is_named_in_the_log(self) -> None:
        revision = self.publish()
        with (
            mock.patch.object(default_storage, "delete", side_effect=OSError),
            self.assertLogs("articles.desk.sharing", "ERROR") as logged,
        ):
            self.hide(revision.article)
        assert revision.share in logged.output[0]


class TestCommand(SharingCase):
    def call(self, *arguments: str) -> tuple[str, str]:
        told, complained = StringIO(), StringIO()
        call_command("share_pictures", *arguments, stdout=told, stderr=complained)
        return told.getvalue(), complained.getvalue()

    def test_what_lacks_one_gets_it_and_what_no_reader_will_see_does_not(self) -> None:
        self.publish()
        lacking = self.magazine.live("Lacks one")
        self.magazine.draft("Drafted")
        self.magazine.withdrawn("Forged")
        assert self.call() == ("Share pictures drawn: 1.\n", "")
        assert default_storage.exists(lacking.revisions.get().share)
        assert self.call() == ("Share pictures drawn: 0.\n", "")

    def test_what_was_hidden_by_an_older_version_is_taken_away(self) -> None:
        revision = self.publish()
        with mock.patch.object(sharing, "take_away_after"):
            verbs.withdraw(
                revision.article, by=self.magazine.publisher, note="By order.", shows_headline=False, now=at(1)
            )
        assert default_storage.exists(revision.share)
        with self.captureOnCommitCallbacks(execute=True):
            assert self.call()[0] == "Share pictures drawn: 0.\n"
        assert not default_storage.exists(revision.share)

    def test_a_lost_file_is_drawn_again_and_all_are_if_asked(self) -> None:
        revision = self.publish(self.magazine.approved("Eleven miles and a lost file"))
        default_storage.delete(revision.share)
        assert self.call()[0] == "Share pictures drawn: 1.\n"
        with override_settings(MAGAZINE_NAME="Another Review"):
            forget()
            assert self.call("--all")[0] == "Share pictures drawn: 1.\n"
        assert Revision.objects.get(pk=revision.pk).share != revision.share

    def test_one_that_cannot_be_drawn_stops_no_other(self) -> None:
        verbs.publish(self.article, by=self.magazine.publisher, now=NOW)
        self.magazine.live("Two")
        with mock.patch.object(sharing, "draw", side_effect=[OSError("no room"), b"a picture"]):
            told, complained = self.call()
        assert told == "Share pictures drawn: 1.\n"
        assert "Eleven Miles: no room" in complained


@pytest.mark.django_db
def test_a_picture_is_kept_for_ever_by_whoever_has_it() -> None:
    cast = Magazine()
    revision = cast.live().revisions.get()
    name = sharing.draw_share(revision)
    answer = Client().get(default_storage.url(name))
    assert answer.headers["Cache-Control"] == "public, immutable, max-age=31536000"
    assert Image.open(BytesIO(b"".join(answer.streaming_content))).size == (1200, 630)
