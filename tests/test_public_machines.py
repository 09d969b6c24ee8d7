"""The sitemap, robots.txt, the health check and pictures."""

from collections.abc import Iterator
from pathlib import Path
from unittest import mock
from xml.etree import ElementTree

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import TestCase

from articles.desk import verbs
from tests.magazine import Magazine, at

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


class MachineCase(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()
        cls.magazine.live("Older", now=at(-5))
        cls.article = cls.magazine.live(
            "Ships & “Tolls” <now>\x0c",
            slug="ships",
            standfirst="In short.",
            authors=[cls.magazine.ada, cls.magazine.bao],
            topics=[cls.magazine.sea, cls.magazine.borders],
        )
        cls.magazine.draft("Drafted")
        cls.magazine.withdrawn("Forged")

    def ask(self, path: str, hours: float = 1, **headers: str) -> HttpResponse:
        with mock.patch("django.utils.timezone.now", return_value=at(hours)):
            return self.client.get(path, headers=headers)

    def change_slug(self) -> None:
        changed = self.magazine.change(self.article, slug="vessels", now=at(1))
        verbs.publish(self.magazine.approve_again(changed, now=at(1)), by=self.magazine.publisher, now=at(2))


class TestSitemap(MachineCase):
    def addresses(self, hours: float = 1) -> dict[str, str | None]:
        root = ElementTree.fromstring(self.ask("/sitemap.xml", hours).content)
        entries = root.iter(f"{SITEMAP}url")
        return {entry.findtext(f"{SITEMAP}loc"): entry.findtext(f"{SITEMAP}lastmod") for entry in entries}

    def test_it_holds_every_public_address_and_no_other(self) -> None:
        paths = {address.removeprefix("http://testserver") for address in self.addresses()}
        assert paths == {
            "/",
            "/articles/",
            "/topics/",
            "/topics/the-sea/",
            "/topics/borders/",
            "/authors/ada-brandt/",
            "/authors/bao-lin/",
            "/articles/ships/",
            "/articles/older/",
        }

    def test_it_says_when_what_readers_see_last_changed(self) -> None:
        assert self.addresses()["http://testserver/articles/ships/"] == "2026-03-02T12:00:00+00:00"
        self.change_slug()
        assert self.addresses(3)["http://testserver/articles/vessels/"] == "2026-03-02T14:00:00+00:00"

    def test_robots_are_kept_from_the_desk_and_shown_the_sitemap(self) -> None:
        lines = self.ask("/robots.txt").content.decode().splitlines()
        assert "Disallow: /admin/" in lines
        assert "Disallow: /proof/" in lines
        assert "Sitemap: http://testserver/sitemap.xml" in lines


class TestHealth(TestCase):
    def test_a_healthy_server_says_ok(self) -> None:
        answer = self.client.get("/healthz")
        assert (answer.status_code, answer.content) == (200, b"ok")

    def test_a_server_without_its_database_says_so(self) -> None:
        with mock.patch("django.db.models.query.QuerySet.exists", side_effect=DatabaseError("gone")):
            answer = self.client.get("/healthz")
        assert answer.status_code == 503
        assert b"The database does not answer" in answer.content


class TestRenditions(TestCase):
    name = "renditions/ab/abcdef0123456789abcd-320.webp"

    def setUp(self) -> None:
        default_storage.save(self.name, ContentFile(b"a picture " * 100))
        self.addCleanup(default_storage.delete, self.name)

    def body(self, answer: HttpResponse) -> bytes:
        content: Iterator[bytes] = answer.streaming_content
        return b"".join(content)

    def test_a_rendition_may_be_kept_for_ever_and_is_sent_as_it_is(self) -> None:
        answer = self.client.get(f"/media/{self.name}", headers={"accept-encoding": "gzip"})
        assert self.body(answer) == b"a picture " * 100
        assert answer.headers["Cache-Control"] == "public, immutable, max-age=31536000"
        assert answer.headers["Content-Type"] == "image/webp"
        assert "Content-Encoding" not in answer.headers

    def test_nothing_else_is_served_from_the_disk(self) -> None:
        outside = default_storage.save("other/secret.webp", ContentFile(b"secret"))
        self.addCleanup(default_storage.delete, outside)
        Path(default_storage.path("renditions/cd/folder.webp")).mkdir(parents=True, exist_ok=True)
        for path in (
            f"/media/{outside}",
            "/media/renditions/ab/never-320.webp",
            "/media/renditions/ab/",
            "/media/renditions/cd/folder.webp",
            "/media/renditions/../other/secret.webp",
            "/media/renditions/%2e%2e/other/secret.webp",
            "/media/renditions/ab/..%2f..%2fother%2fsecret.webp",
            "/media/renditions/ab/a%00b.webp",
        ):
            assert self.client.get(path).status_code == 404, path

    def test_a_bucket_elsewhere_serves_its_own_pictures(self) -> None:
        with mock.patch("articles.public.pictures.default_storage", object()):
            assert self.client.get(f"/media/{self.name}").status_code == 404
