"""Where a text comes from: kept with each revision, checked before print, and told to readers and machines alike."""

import json
import re
from datetime import date
from typing import Any
from unittest import mock
from xml.etree import ElementTree

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, TestCase

from articles.desk import readiness, verbs
from articles.desk.comparing import compare_copies
from articles.desk.illustrating import add_picture, describe_picture
from articles.desk.refusal import Refused
from articles.desk.revising import text_differs
from articles.desk.saving import save
from articles.models import Article, Byline, Figure, Role
from articles.models.article import Stage
from articles.models.copy import COLUMNS
from articles.models.licence import DEEDS, Licence
from articles.models.provenance import AIPart, Provenance
from articles.public.sourced import DIGITAL_SOURCES
from tests.admin_forms import client_of, filled, page
from tests.magazine import NOW, SILENTLY, Magazine, at, picture
from tests.test_public_structured import structured

SECRET = "By letter of the Mistral estate"
GIVEN: dict[str, Any] = {
    "sources": "The treaty of 1936, https://example.org/treaty\nA pilot, by telephone",
    "ai_part": "helped",
    "ai_use": "A first translation by a machine was rewritten by our translator.",
    "original_title": "دریا کی ڈاک",
    "original_language": "ur",
    "original_address": "https://example.org/darya",
    "republished_from": "The Mistral Review",
    "republished_address": "https://example.org/mistral",
    "republished_on": date(2025, 11, 3),
    "permission": SECRET,
}
"""A value for every column."""


class ProvenanceCase(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = Magazine()

    def ask(self, path: str, hours: float = 1) -> HttpResponse:
        with mock.patch("django.utils.timezone.now", return_value=at(hours)):
            return Client().get(path)


class TestKept(ProvenanceCase):
    def test_every_column_is_kept_with_the_revision_and_comes_back_from_it(self) -> None:
        columns = {field.name for field in Provenance._meta.get_fields()}
        assert columns == GIVEN.keys() <= set(COLUMNS)
        article = self.cast.live("The post of the river", **GIVEN)
        assert {name: getattr(article.newest(), name) for name in GIVEN} == GIVEN
        blank = {name: None if name == "republished_on" else "" for name in GIVEN}
        self.cast.change(article, **blank, now=at(1))
        verbs.restore(article, article.revisions.get(number=1), by=self.cast.editor, now=at(2))
        assert {name: getattr(Article.objects.get(pk=article.pk), name) for name in GIVEN} == GIVEN

    def test_a_change_of_any_of_it_voids_an_approval_and_is_told_by_its_name(self) -> None:
        article = self.cast.approved(**GIVEN)
        approved = article.newest()
        for name in GIVEN:
            with self.subTest(name), transaction.atomic():
                blank = None if name == "republished_on" else ""
                changed = self.cast.change(article, **{name: blank}, now=at(1))
                assert changed.stage == Stage.DRAFT
                difference = compare_copies(approved, changed.newest())
                label = str(Article._meta.get_field(name).verbose_name)
                assert [field.label.lower() for field in difference.fields] == [label.lower()]
                transaction.set_rollback(True)

    def test_lines_that_say_the_same_are_no_change(self) -> None:
        article = self.cast.draft(sources="A\nB")
        self.cast.change(article, sources=" A \r\n\r\nB\r\n")
        assert article.revisions.count() == 1

    def test_the_form_keeps_all_of_it_and_a_buffer_says_what_was_typed_otherwise(self) -> None:
        article = self.cast.draft(by=self.cast.editor)
        editor = client_of(self.cast.editor)
        typed = filled(article, **{**GIVEN, "republished_on": "2025-11-03", "sheet": "a"})
        editor.post(page("article", "buffer", article.pk), typed)
        beside = editor.get(page("article", "buffer", article.pk)).content.decode()
        for shown in ("A pilot, by telephone", "The Mistral Review", "2025-11-03", "دریا کی ڈاک", "it helped"):
            assert shown in beside
        assert editor.post(page("article", "change", article.pk), typed).status_code == 302
        assert {name: getattr(Article.objects.get(pk=article.pk), name) for name in GIVEN} == GIVEN

    def test_an_address_that_is_none_is_refused_with_all_that_was_typed(self) -> None:
        article = self.cast.draft(by=self.cast.editor)
        typed = filled(article, sources="One source", original_address="javascript:alert(1)")
        answer = client_of(self.cast.editor).post(page("article", "change", article.pk), typed)
        assert "Enter a valid URL" in answer.content.decode()
        assert "One source</textarea>" in answer.content.decode()


class TestBeforePrint(ProvenanceCase):
    def said(self, check: Any, **given: Any) -> list[str]:
        return list(check(self.cast.draft(**given)))

    def test_errors_stand_in_the_way(self) -> None:
        for sentence, given in (
            ("“www.a.org” among the sources is no address", {"sources": "A treaty www.a.org"}),
            ("“ftp://a.org” is no address", {"original_language": "ur", "original_address": "ftp://a.org"}),
            ("say from which language", {"original_title": "دریا"}),
            ("cannot be translated from the language that it is in", {"original_language": "en"}),
            ("write who gave the permission", {"republished_from": "The Mistral Review"}),
            ("Say by whom it was first published", {"republished_on": date(2025, 1, 1)}),
            ("Say what was done with which help", {"ai_part": "parts"}),
        ):
            with self.subTest(sentence):
                article = self.cast.approved(**given)
                (found,) = readiness.errors(article)
                assert sentence in found
                with pytest.raises(Refused, match=re.escape(sentence)):
                    verbs.publish(article, by=self.cast.publisher, now=NOW)

    def test_warnings_do_not(self) -> None:
        article = self.cast.draft()
        Byline.objects.create(article=article, author=self.cast.bao, role=Role.TRANSLATOR, position=2)
        assert "Bao Lin is named as translator: say of which original." in list(readiness.warnings(article))
        article.original_language = "ur"
        assert not [each for each in readiness.warnings(article) if "translat" in each]
        unnamed = {"original_language": "ur", "ai_use": "A machine read the proofs."}
        found = self.said(readiness.warnings, **unnamed)
        assert "It is a translation, and nobody is named who translated it." in found
        assert "Help of machines is told of: say which part they had, for search engines." in found
        assert self.cast.live(**unnamed).revisions.live(at=NOW).exists()

    def test_nothing_said_is_nothing_to_mend(self) -> None:
        assert self.said(readiness.errors) == []


class TestTold(ProvenanceCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.article = cls.cast.live("The post of the river", **GIVEN)
        cls.path = f"/articles/{cls.article.slug}/"

    def test_readers_are_told_below_the_text(self) -> None:
        shown = self.ask(self.path).content.decode()
        told = shown.partition('<section class="provenance"')[2].partition("</section>")[0]
        assert shown.index('class="body"') < shown.index('class="provenance"')
        assert '<dd><bdi lang="ur"><a href="https://example.org/darya">دریا کی ڈاک</a></bdi>' in told
        assert '<a href="https://example.org/mistral">The Mistral Review</a>' in told
        assert '<time datetime="2025-11-03">3 November 2025</time>' in told
        assert GIVEN["ai_use"] in told
        assert '<a href="https://example.org/treaty">The treaty of 1936</a>' in told
        assert "A pilot, by telephone" in told

    def test_what_is_not_said_is_not_shown(self) -> None:
        article = self.cast.live("Plain", kind="analysis")
        assert "provenance" not in self.ask(f"/articles/{article.slug}/").content.decode().partition("<body")[2]
        assert "provenance" not in self.ask("/feed/?kind=analysis").content.decode()

    def test_structured_data_tells_it_in_the_words_of_schema_org(self) -> None:
        told = structured(self.ask(self.path).content.decode())[0]
        assert told["citation"] == [
            {"@type": "CreativeWork", "name": "The treaty of 1936", "url": "https://example.org/treaty"},
            {"@type": "CreativeWork", "name": "A pilot, by telephone"},
        ]
        assert told["translationOfWork"] == {
            "@type": "CreativeWork",
            "name": "دریا کی ڈاک",
            "inLanguage": "ur",
            "url": "https://example.org/darya",
        }
        assert told["isBasedOn"] == {
            "@type": "CreativeWork",
            "url": "https://example.org/mistral",
            "datePublished": "2025-11-03",
            "publisher": {"@type": "Organization", "name": "The Mistral Review"},
        }
        assert (told["sameAs"], told["creditText"]) == ("https://example.org/mistral", "The Mistral Review")
        assert told["digitalSourceType"] == "https://schema.org/AlgorithmicallyEnhancedDigitalSource"
        assert DIGITAL_SOURCES.keys() == set(AIPart)

    def test_feeds_and_the_api_tell_it_too(self) -> None:
        for path in ("/feed/", "/feed/atom/", "/feed/json/"):
            said = self.ask(path).content.decode()
            assert "The treaty of 1936" in said
            assert "The Mistral Review" in said
        ElementTree.fromstring(self.ask("/feed/").content)
        told = self.ask(f"/api/v1{self.path}").json()["provenance"]
        assert told == {
            "sources": [
                {"words": "The treaty of 1936", "url": "https://example.org/treaty"},
                {"words": "A pilot, by telephone", "url": None},
            ],
            "ai_part": "helped",
            "ai_use": GIVEN["ai_use"],
            "translation_of": {"title": "دریا کی ڈاک", "language": "ur", "url": "https://example.org/darya"},
            "republished_from": {
                "name": "The Mistral Review",
                "url": "https://example.org/mistral",
                "on": "2025-11-03",
            },
        }

    def test_the_permission_is_in_no_public_byte(self) -> None:
        for path in (self.path, "/", "/articles/", "/feed/", "/feed/json/", f"/api/v1{self.path}"):
            assert SECRET not in self.ask(path).content.decode(), path
        assert SECRET not in json.dumps(self.ask("/api/v1/articles/").json())
        assert SECRET in client_of(self.cast.editor).get(page("article", "change", self.article.pk)).content.decode()


class TestLicences(ProvenanceCase):
    def image(self, **described: Any) -> Any:
        return add_picture(picture(400, 300), "a.png", by=self.cast.editor, alt="A door", **described)

    def test_an_open_licence_is_printed_with_its_terms_and_told_to_machines(self) -> None:
        image = self.image(credit="A. B.", licence="CC BY-SA 4.0")
        body = f'<p>One.</p><figure data-image="{image.pk}"></figure>'
        article = self.cast.live(image=image, body=body)
        shown = self.ask(f"/articles/{article.slug}/").content.decode()
        deed = "https://creativecommons.org/licenses/by-sa/4.0/"
        assert shown.count(f'<span class="credit">A. B. · <a href="{deed}">CC BY-SA 4.0</a></span>') == 2
        (told,) = [each for each in structured(shown)[0]["image"] if isinstance(each, dict)]
        assert told["@type"] == "ImageObject"
        assert (told["license"], told["acquireLicensePage"], told["creditText"]) == (deed, deed, "A. B.")
        api = self.ask(f"/api/v1/articles/{article.slug}/").json()["picture"]
        assert (api["licence"], api["licence_url"]) == ("CC BY-SA 4.0", deed)

    def test_any_other_right_is_the_desks_own(self) -> None:
        image = self.image(credit="A. B.", licence="agency")
        article = self.cast.live(image=image)
        assert Figure.objects.get().licence == ""
        assert "agency" not in self.ask(f"/articles/{article.slug}/").content.decode()
        assert self.ask(f"/api/v1/articles/{article.slug}/").json()["picture"]["licence_url"] is None

    def test_it_stays_as_it_was_printed_until_it_is_printed_anew(self) -> None:
        image = self.image(credit="A. B.", licence="CC BY 4.0")
        article = self.cast.live(image=image)
        describe_picture(image, by=self.cast.editor, licence="CC BY-SA 4.0")
        assert not text_differs(article, article.newest())
        (field,) = compare_copies(article.newest(), Article.objects.get(pk=article.pk)).fields
        assert field.label == f"Licence of picture {image.pk}"
        assert "CC BY 4.0" in self.ask(f"/articles/{article.slug}/").content.decode()
        save(Article.objects.get(pk=article.pk), by=self.cast.editor, now=at(1))
        verbs.publish(article, by=self.cast.publisher, change=SILENTLY, now=at(2))
        assert "CC BY-SA 4.0" in self.ask(f"/articles/{article.slug}/", 3).content.decode()

    def test_every_licence_with_terms_is_one(self) -> None:
        assert DEEDS.keys() <= set(Licence.values)
        assert {licence for licence in Licence.values if licence.startswith("CC")} <= DEEDS.keys()
