"""The health check and pictures."""

from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import TestCase


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
