"""The API: as its own description has it, from what is live, for every site, and with a sentence where it refuses."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.desk import verbs
from articles.desk.illustrating import add_picture
from articles.models import Article, AuthorAddress, TopicAddress
from articles.public.api import views
from articles.public.paging import SIZE
from tests.magazine import BODY, NOW, UPDATED, VIEWS, Magazine, at, disclaimer, picture
from tests.test_desk_correcting import CORRECTION
from tests.test_public_lists import print_many

SITE, ROOT = "http://testserver", "/api/v1"


class Document:
    """An OpenAPI file that can be held against answers."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data

    def complaints(self, value: Any, schema: dict[str, Any], place: str = "") -> Iterator[str]:
        """What of a value is not as the schema says; knows every word of JSON Schema that the file uses."""
        unknown = schema.keys() - KEYWORDS.keys() - {"description", "required", "additionalProperties", "type"}
        assert not unknown, unknown
        if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
            yield f"{place} is {value!r} and no {schema['type']}"
            return
        for keyword, check in KEYWORDS.items():
            if keyword in schema:
                yield from check(self, value, schema, place)

    def resolved(self, reference: str) -> dict[str, Any]:
        found = self.data
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
        return found


def _reference(document: Document, value: Any, schema: dict[str, Any], place: str) -> Iterator[str]:
    yield from document.complaints(value, document.resolved(schema["$ref"]), place)


def _one_of(document: Document, value: Any, schema: dict[str, Any], place: str) -> Iterator[str]:
    if all(list(document.complaints(value, each, place)) for each in schema["anyOf"]):
        yield f"{place} is none of those that it may be: {value!r}"


def _properties(document: Document, value: Any, schema: dict[str, Any], place: str) -> Iterator[str]:
    known = schema["properties"]
    yield from (f"{place}.{name} is missing" for name in schema["required"] if name not in value)
    for name, each in value.items():
        if name not in known:
            yield f"{place}.{name} is not described"
        else:
            yield from document.complaints(each, known[name], f"{place}.{name}")


def _items(document: Document, value: Any, schema: dict[str, Any], place: str) -> Iterator[str]:
    for number, each in enumerate(value):
        yield from document.complaints(each, schema["items"], f"{place}[{number}]")


def _among(document: Document, value: Any, schema: dict[str, Any], place: str) -> Iterator[str]:
    if value not in schema["enum"]:
        yield f"{place} is {value!r}"


def _formed(document: Document, value: Any, schema: dict[str, Any], place: str) -> Iterator[str]:
    is_right = {
        "date-time": lambda: datetime.fromisoformat(value).tzinfo is not None,
        "uri": lambda: bool(urlsplit(value).scheme and urlsplit(value).netloc),
    }
    if not is_right[schema["format"]]():
        yield f"{place} is no {schema['format']}: {value!r}"


KEYWORDS = {
    "$ref": _reference,
    "anyOf": _one_of,
    "properties": _properties,
    "items": _items,
    "enum": _among,
    "format": _formed,
}
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}


@pytest.fixture(scope="module")
def made(for_all: None) -> tuple[Magazine, Article, Article]:
    cast = Magazine()
    image = add_picture(picture(400, 300), "a.png", by=cast.editor, alt="A door", credit="A. B.")
    cast.borders.parent = cast.sea
    cast.borders.save()
    older = cast.live("Older", slug="older", now=at(-5), kind="analysis", disclaimers=[])
    article = cast.live(
        "Ships & “Tolls” <now>",
        slug="ships",
        standfirst="In short.",
        body=f"{BODY}<h2>Who pays?</h2><p>Tolls<small>Three.</small></p><figure data-image='{image.pk}'></figure>",
        image=image,
        authors=[cast.ada, cast.bao],
        topics=[cast.sea, cast.borders],
    )
    verbs.correct(article, by=cast.publisher, change=CORRECTION, now=at(0.5))
    cast.draft("Drafted", slug="drafted")
    cast.scheduled("Tomorrow", slug="tomorrow", moment=at(24))
    cast.withdrawn("Forged", slug="forged", now=at(-1))
    return cast, older, article


class ApiCase:
    @pytest.fixture(autouse=True)
    def cast(self, made: tuple[Magazine, Article, Article], db: None) -> None:
        self.magazine, self.older, self.article = deepcopy(made)
        self.client = Client()

    def ask(self, path: str, hours: float = 1, **headers: str) -> HttpResponse:
        with mock.patch("django.utils.timezone.now", return_value=at(hours)):
            return self.client.get(path if path.startswith("/") else path.removeprefix(SITE), headers=headers)

    def read(self, path: str, hours: float = 1) -> Any:
        answer = self.ask(ROOT + path, hours)
        assert answer.status_code == 200, (path, answer.content)
        return json.loads(answer.content)

    def slugs(self, query: str, hours: float = 1) -> list[str]:
        return [item["slug"] for item in self.read(f"/articles/{query}", hours)["items"]]

    def refused(self, path: str, status: int) -> str:
        answer = self.ask(ROOT + path)
        assert answer.status_code == status, (path, answer.content)
        sentence = json.loads(answer.content)["error"]
        assert sentence.endswith("."), sentence
        return sentence


class TestDescription(ApiCase):
    slugs_of = {"articles": "ships", "topics": "borders", "authors": "ada-brandt"}

    def test_every_answer_is_as_described(self) -> None:
        document = Document(self.read("/openapi.json"))
        assert document.data["openapi"] == "3.1.0"
        assert document.data["servers"] == [{"url": f"{SITE}{ROOT}"}]
        for path, asked in document.data["paths"].items():
            address = path.format(slug=self.slugs_of.get(path.split("/")[1], ""))
            for query in self.queries(asked["get"]["parameters"]):
                answer = self.ask(f"{ROOT}{address}{query}")
                (content,) = asked["get"]["responses"]["200"]["content"].items()
                assert (answer.status_code, answer.headers["Content-Type"]) == (200, content[0]), (address, query)
                assert list(document.complaints(json.loads(answer.content), content[1]["schema"])) == []

    def queries(self, parameters: list[dict[str, Any]]) -> Iterator[str]:
        """Each parameter that is described, with a value that means something."""
        given = {
            "topic": "the-sea",
            "author": "ada-brandt",
            "year": "2026",
            "after": "a",
            "older": "9-1",
            "newer": "9-1",
        }
        yield ""
        for parameter in parameters:
            if parameter["in"] == "query":
                value = parameter["schema"].get("enum", [given.get(parameter["name"])])[0]
                yield f"?{parameter['name']}={value}"

    def test_every_refusal_is_as_described(self) -> None:
        document = Document(self.read("/openapi.json"))
        provoked = {"400": "?poem=1", "404": "never", "410": "forged"}
        for path, asked in document.data["paths"].items():
            for status, response in asked["get"]["responses"].items():
                if status in provoked:
                    slug = self.slugs_of.get(path.split("/")[1], "") if status == "400" else provoked[status]
                    tail = provoked[status] if status == "400" else ""
                    answer = self.ask(f"{ROOT}{path.format(slug=slug)}{tail}")
                    assert str(answer.status_code) == status, path
                    schema = response["content"]["application/json"]["schema"]
                    assert list(document.complaints(json.loads(answer.content), schema)) == []

    def test_everything_described_is_used_and_everything_used_is_described(self) -> None:
        text = json.dumps(self.read("/openapi.json"))
        used = set(re.findall(r"#/components/schemas/(\w+)", text))
        assert used == set(json.loads(text)["components"]["schemas"])

    def test_the_walk_finds_what_is_wrong(self) -> None:
        document = Document({"components": {"schemas": {"A": {"type": "string"}}}})
        schema = {
            "type": "object",
            "properties": {"a": {"$ref": "#/components/schemas/A"}, "b": {"type": "string", "format": "uri"}},
            "required": ["a"],
        }
        assert not list(document.complaints({"a": "x", "b": "https://a.test/"}, schema))
        for wrong in ({}, {"a": 1}, {"a": "x", "b": "/path"}, {"a": "x", "c": 1}, []):
            assert list(document.complaints(wrong, schema)), wrong

    def test_the_start_leads_everywhere(self) -> None:
        for address in self.read("/").values():
            assert self.ask(address).status_code == 200


class TestArticles(ApiCase):
    def test_the_list_holds_what_is_live_newest_first(self) -> None:
        assert self.slugs("") == ["ships", "older"]
        assert self.slugs("", 25) == ["tomorrow", "ships", "older"]

    def test_an_article_is_told_in_full_as_printed(self) -> None:
        told = self.read("/articles/ships/")
        assert told["headline"] == "Ships & “Tolls” <now>"
        assert told["page"] == f"{SITE}/articles/ships/"
        assert BODY in told["body"]
        assert f'<img src="{SITE}/media/renditions/' in told["body"]
        assert [heading["text"] for heading in told["outline"]] == ["Who pays?"]
        assert told["notices"] == ["The views expressed are the author’s own."]
        assert [(each["role"], each["name"], each["author"]) for each in told["credits"]] == [
            ("by", "Ada Brandt", "ada-brandt"),
            ("by", "Bao Lin", "bao-lin"),
        ]
        assert told["credits"][0]["biography"] == "Ada Brandt writes about the sea."
        assert [topic["slug"] for topic in told["topics"]] == ["the-sea", "borders"]
        assert {rendition["type"] for rendition in told["picture"]["renditions"]} == {
            "image/avif",
            "image/webp",
            "image/jpeg",
        }
        assert self.ask(told["picture"]["url"]).status_code == 200

    def test_a_notice_says_what_it_is_about_where_it_stands_and_in_which_language(self) -> None:
        paid = disclaimer("Paid", "The port paid.", purpose="funding", place="start")
        self.magazine.live("Paid for", slug="paid", disclaimers=[self.magazine.views, paid])
        told = self.read("/articles/paid/")["printed_notices"]
        assert told == [
            {"text": "The port paid.", "language": "en", "purpose": "funding", "place": "start"},
            {"text": VIEWS, "language": "en", "purpose": "views", "place": "end"},
        ]

    def test_an_article_says_what_was_put_right(self) -> None:
        (told,) = self.read("/articles/ships/")["corrections"]
        assert told.pop("id") in self.ask("/articles/ships/").content.decode()
        assert told == {
            "act": "correction",
            "label": "Correction",
            "at": at(0.5).isoformat(),
            "wrong": CORRECTION.wrong,
            "right": CORRECTION.right,
            "learned": CORRECTION.learned,
            "learned_on": "2026-03-01",
            "superseded": False,
        }
        assert self.read("/articles/older/")["corrections"] == self.read("/articles/ships/", 0.25)["corrections"] == []

    def test_no_word_of_the_working_copy_and_no_address_of_mail_is_told(self) -> None:
        self.magazine.change(self.article, headline="Not yet said", standfirst="Nor this")
        for path in ("/articles/", "/articles/ships/", "/authors/ada-brandt/", "/authors/"):
            said = json.dumps(self.read(path))
            assert "Not yet" not in said, path
            assert "Nor this" not in said, path
            assert "ada@example.org" not in said, path

    def test_it_filters_as_the_browse_page_does(self) -> None:
        for query, slugs in {
            "?topic=the-sea": ["ships", "older"],
            "?topic=the-sea&topic=borders": ["ships"],
            "?topic=the-sea&topic=borders&match=any": ["ships", "older"],
            "?kind=analysis": ["older"],
            "?author=bao-lin": ["ships"],
            "?year=2026": ["ships", "older"],
            "?year=2025": [],
        }.items():
            assert self.slugs(query) == slugs, query

    def test_pages_follow_each_other_in_both_directions(self) -> None:
        printed = print_many(2 * SIZE, topics=[self.magazine.sea], author=self.magazine.ada)
        query, seen = "/articles/?author=ada-brandt&topic=the-sea", []
        while query:
            last = self.read(query)
            seen += [item["slug"] for item in last["items"]]
            query = (last["next"] or "").removeprefix(SITE + ROOT)
        assert [slug for slug in seen if slug in printed] == printed
        assert len(seen) == len(set(seen)) == 2 * SIZE + 2
        before = self.read(last["previous"].removeprefix(SITE + ROOT))
        assert [item["slug"] for item in before["items"]] == seen[SIZE : 2 * SIZE]

    def test_a_former_address_leads_to_the_one_of_today(self) -> None:
        changed = self.magazine.change(self.article, slug="vessels", now=at(1))
        approved = self.magazine.approve_again(changed, now=at(1))
        verbs.publish(approved, by=self.magazine.publisher, change=UPDATED, now=at(2))
        answer = self.ask(f"{ROOT}/articles/ships/", 3)
        assert (answer.status_code, answer.headers["Location"]) == (301, f"{ROOT}/articles/vessels/")

    def test_what_is_not_live_is_not_there_and_what_was_withdrawn_says_why(self) -> None:
        for slug in ("drafted", "tomorrow", "never"):
            self.refused(f"/articles/{slug}/", 404)
        answer = json.loads(self.ask(f"{ROOT}/articles/forged/").content)
        assert answer == {
            "error": "This article was published here and has been withdrawn.",
            "note": "It rested on a forged letter.",
        }

    def test_a_link_to_another_article_costs_no_query_too_many(self) -> None:
        link = f'<p><a href="article:{self.older.pk}">Older</a></p>'
        self.magazine.live("Linking", slug="linking", body=BODY + link)
        with CaptureQueriesContext(connection) as captured:
            told = self.read("/articles/linking/")
        assert f'<a href="{SITE}/articles/older/">Older</a>' in told["body"]
        assert len(captured) <= 6


class TestTopicsAndAuthors(ApiCase):
    def test_topics_say_of_which_they_are_part(self) -> None:
        told = {item["slug"]: item for item in self.read("/topics/")["items"]}
        assert told["borders"]["part_of"] == "the-sea"
        assert told["the-sea"]["part_of"] is None
        assert self.slugs_at(told["borders"]["articles"]) == ["ships"]

    def test_authors_lead_to_their_articles(self) -> None:
        told = self.read("/authors/bao-lin/")
        assert told["biography"] == "Bao Lin keeps a lighthouse."
        assert self.slugs_at(told["articles"]) == ["ships"]

    def slugs_at(self, address: str) -> list[str]:
        return [item["slug"] for item in json.loads(self.ask(address).content)["items"]]

    def test_long_lists_go_on_after_a_slug(self) -> None:
        for path, slugs in (("/topics/", ["borders", "the-sea"]), ("/authors/", ["ada-brandt", "bao-lin"])):
            with mock.patch.object(views, "SIZE", 1):
                first = self.read(path)
                second = self.read(first["next"].removeprefix(SITE + ROOT))
            assert [first["items"][0]["slug"], second["items"][0]["slug"]] == slugs
            assert second["next"] is None

    def test_former_addresses_lead_to_those_of_today(self) -> None:
        TopicAddress.objects.create(topic=self.magazine.sea, slug="seas")
        AuthorAddress.objects.create(author=self.magazine.ada, slug="ada")
        for former, today in (("topics/seas", "topics/the-sea"), ("authors/ada", "authors/ada-brandt")):
            answer = self.ask(f"{ROOT}/{former}/")
            assert (answer.status_code, answer.headers["Location"]) == (301, f"{ROOT}/{today}/")

    def test_what_was_never_printed_is_not_there(self) -> None:
        self.magazine.draft("Secret", topics=[type(self.magazine.sea).objects.create(name="Secret", slug="secret")])
        self.refused("/topics/secret/", 404)
        self.refused("/authors/never/", 404)


class TestRefusals(ApiCase):
    def test_a_parameter_that_is_none_is_named(self) -> None:
        assert "“tpoic” is no parameter here. There are: topic, match, kind" in self.refused("/articles/?tpoic=x", 400)
        assert "“page” is no parameter here; there are none." in self.refused("/articles/ships/?page=2", 400)
        for path in ("/", "/topics/?q=1", "/authors/?q=1", "/topics/the-sea/?q=1", "/openapi.json"):
            self.refused(path if "?" in path else f"{path}?q=1", 400)

    def test_a_value_that_means_nothing_is_refused(self) -> None:
        for query in ("topic=never", "kind=poem", "author=nobody", "year=26", "match=some", "older=x", "newer="):
            self.refused(f"/articles/?{query}", 400)

    def test_what_is_nowhere_is_said_as_json_too(self) -> None:
        for path in ("/poems/", "/articles", "/articles/a/b/"):
            self.refused(path, 404)

    def test_only_reading_is_answered(self) -> None:
        for write in (self.client.post, self.client.put, self.client.patch, self.client.delete):
            answer = write(f"{ROOT}/articles/")
            assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
            assert json.loads(answer.content) == {"error": "This can only be read."}


class TestOpenness(ApiCase):
    def test_any_site_may_read_every_answer(self) -> None:
        etag = self.ask(f"{ROOT}/articles/").headers["ETag"]
        found = {
            200: self.ask(f"{ROOT}/articles/"),
            304: self.ask(f"{ROOT}/articles/", if_none_match=etag),
            400: self.ask(f"{ROOT}/articles/?x=1"),
            404: self.ask(f"{ROOT}/nothing"),
            410: self.ask(f"{ROOT}/articles/forged/"),
            204: self.client.options(f"{ROOT}/articles/"),
            405: Client(enforce_csrf_checks=True).post(f"{ROOT}/articles/"),
        }
        for status, answer in found.items():
            assert answer.status_code == status
            assert answer.headers["Access-Control-Allow-Origin"] == "*", status
            assert "Access-Control-Allow-Credentials" not in answer.headers

    def test_an_answer_lives_until_the_next_change(self) -> None:
        assert self.ask(f"{ROOT}/articles/", 24 - 10 / 3600).headers["Cache-Control"] == "public, max-age=10"
        first = self.ask(f"{ROOT}/articles/").headers["ETag"]
        verbs.withdraw(self.article, by=self.magazine.publisher, note="Wrong.", now=NOW)
        assert self.ask(f"{ROOT}/articles/", 2, if_none_match=first).status_code == 200
