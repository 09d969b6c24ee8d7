"""Structured data: what machines read of a page is what the page says."""

import json
import re
from typing import Any
from unittest import mock

from django.test import TestCase, override_settings

from articles.desk import verbs
from articles.desk.illustrating import add_picture
from articles.desk.saving import save
from articles.models import Article, Byline, Kind, Revision, Role
from articles.models.act import RETRACTION
from articles.models.correction import PutRight
from articles.public.structured import TYPES, of_article
from tests.magazine import NOW, UPDATED, Magazine, at, picture

SITE = "http://testserver"
PUT_RIGHT = PutRight(1, RETRACTION, at(1), "It was <4> miles.", "", "", None, superseded=False)
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def structured(html: str) -> list[dict[str, Any]]:
    """The things that a page tells of, in their order."""
    (found,) = DATA.findall(html)
    data = json.loads(found)
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


class TestStructured(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()
        cls.miles = cls.magazine.live("Eleven Miles", standfirst="In short.")

    def read(self, path: str, hours: float = 1) -> list[dict[str, Any]]:
        with mock.patch("django.utils.timezone.now", return_value=at(hours)):
            return structured(self.client.get(path).content.decode())

    def article(self, article: Article, hours: float = 1) -> dict[str, Any]:
        return self.read(f"/articles/{article.slug}/", hours)[0]

    def test_an_article_says_what_when_and_where(self) -> None:
        told = self.article(self.miles)
        assert told["headline"] == "Eleven Miles"
        assert told["description"] == "In short."
        assert told["url"] == told["mainEntityOfPage"] == f"{SITE}/articles/eleven-miles/"
        assert told["datePublished"] == told["dateModified"] == "2026-03-02T12:00:00+00:00"
        assert told["articleSection"] == "The sea"
        assert told["isAccessibleForFree"] is True
        assert told["publisher"]["@type"] == "NewsMediaOrganization"
        assert told["publisher"]["logo"].startswith(f"{SITE}/static/icon")

    def test_every_kind_has_its_type(self) -> None:
        assert TYPES.keys() == set(Kind)
        assert self.article(self.miles)["@type"] == "OpinionNewsArticle"
        assert self.article(self.magazine.live(kind="analysis"))["@type"] == "AnalysisNewsArticle"

    def test_everybody_is_named_by_what_they_did_each_with_an_address(self) -> None:
        article = self.magazine.draft(authors=[self.magazine.ada, self.magazine.bao])
        Byline.objects.create(article=article, author=self.magazine.bao, role=Role.TRANSLATOR, position=3)
        Byline.objects.create(article=article, author=self.magazine.ada, role=Role.ILLUSTRATOR, position=4)
        save(article, by=self.magazine.editor, now=NOW)
        verbs.publish(self.magazine.approve_again(article), by=self.magazine.publisher, now=NOW)
        told = self.article(article)
        ada, bao = (
            {"@type": "Person", "name": each.name, "url": SITE + each.get_absolute_url()}
            for each in (self.magazine.ada, self.magazine.bao)
        )
        assert told["author"] == [ada, bao]
        assert told["translator"] == [bao]
        assert told["contributor"] == [ada]

    def test_what_nobody_signed_is_by_the_magazine(self) -> None:
        revision = Revision.objects.for_page().get(article=self.miles)
        revision._prefetched_objects_cache["credits"] = []
        told = of_article(revision, lambda address: SITE + address)["@graph"][0]
        assert told["author"] == told["publisher"]

    def test_a_changed_text_says_since_when(self) -> None:
        self.magazine.change(self.miles, headline="Changed", now=at(1))
        approved = self.magazine.approve_again(self.miles, now=at(1))
        verbs.publish(approved, by=self.magazine.publisher, change=UPDATED, now=at(2))
        told = self.article(self.miles, 3)
        assert (told["datePublished"], told["dateModified"]) == (
            "2026-03-02T12:00:00+00:00",
            "2026-03-02T14:00:00+00:00",
        )

    def test_corrections_are_told_as_printed(self) -> None:
        revision = Revision.objects.for_page().get()
        told = of_article(revision, lambda address: SITE + address, [PUT_RIGHT])["@graph"][0]
        assert told["correction"] == [
            {
                "@type": "CorrectionComment",
                "name": "Retraction",
                "text": "It was <4> miles.",
                "datePublished": at(1).isoformat(),
            }
        ]

    def test_the_picture_is_the_largest_rendition(self) -> None:
        image = add_picture(picture(400, 300), "a.png", by=self.magazine.editor, alt="A door", credit="A. B.")
        (told,) = self.article(self.magazine.live(image=image))["image"]
        assert (told["@type"], told["creditText"]) == ("ImageObject", "A. B.")
        assert re.fullmatch(rf"{SITE}/media/renditions/../[0-9a-f]+-400\.jpeg", told["contentUrl"])

    def test_principles_are_named_only_where_they_are_set(self) -> None:
        assert "publishingPrinciples" not in self.article(self.miles)
        with override_settings(PUBLISHING_PRINCIPLES="https://review.test/ethics/"):
            assert self.article(self.miles)["publishingPrinciples"] == "https://review.test/ethics/"

    def test_a_breadcrumb_leads_from_the_front_page_by_the_section(self) -> None:
        crumbs = self.read("/articles/eleven-miles/")[1]["itemListElement"]
        assert [crumb["item"] for crumb in crumbs] == [
            f"{SITE}/",
            f"{SITE}/topics/the-sea/",
            f"{SITE}/articles/eleven-miles/",
        ]
        assert [crumb["position"] for crumb in crumbs] == [1, 2, 3]

    def test_no_word_breaks_out_of_the_data(self) -> None:
        headline = "</script><script>alert(1)</script><!-- & “so” on"
        article = self.magazine.live(headline)
        told = self.article(article)
        assert told["headline"] == headline
        with mock.patch("django.utils.timezone.now", return_value=at(1)):
            page = self.client.get(f"/articles/{article.slug}/").content.decode()
        assert "<script>alert" not in page
        assert page.count("<script") == page.count("</script>")
        assert page.count('<script type="application/ld+json">') == 1

    def test_front_topic_and_author_say_what_they_are(self) -> None:
        self.magazine.ada.affiliation = "Institute of Straits"
        self.magazine.ada.save()
        assert [thing["@type"] for thing in self.read("/")] == ["WebSite", "NewsMediaOrganization"]
        assert [thing["@type"] for thing in self.read("/topics/the-sea/")] == ["CollectionPage", "BreadcrumbList"]
        person = self.read("/authors/ada-brandt/")[0]["mainEntity"]
        assert person["name"] == "Ada Brandt"
        assert person["affiliation"] == {"@type": "Organization", "name": "Institute of Straits"}
        assert "ada@example.org" not in json.dumps(person)
