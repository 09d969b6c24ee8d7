"""THE tables of what the API tells of an article, a topic, an author: each field with its schema and where it is from.

They make the answers and the OpenAPI file alike. A field is never taken away or changed within a version.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from articles.models import Kind, Revision, Role
from articles.models.act import ACTS
from articles.models.alias import ALIASES
from articles.models.disclaimer import Place, Purpose
from articles.models.neighbours import neighbours_at
from articles.models.provenance import AIPart
from articles.models.reading import body_at
from articles.public.entries import tag
from articles.text.abroad import abroad

Schema = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """By whom and when: makes addresses whole and knows the clock (UTC)."""

    request: HttpRequest
    at: datetime

    def whole(self, address: str) -> str:
        return self.request.build_absolute_uri(address)

    def named(self, name: str, *arguments: str, **query: str) -> str:
        address = self.whole(reverse(name, args=arguments))
        return f"{address}?{urlencode(query)}" if query else address


@dataclass(frozen=True)
class Shape:
    """A thing that is told: its name, and for each field its schema and what gives its value."""

    name: str
    fields: Mapping[str, tuple[Schema, Callable[[Any, Asked], Any]]]

    def of(self, row: Any, asked: Asked) -> dict[str, Any]:
        return {name: value(row, asked) for name, (_schema, value) in self.fields.items()}

    @property
    def schema(self) -> Schema:
        """Every field is always there; none is there that is not named."""
        properties = {name: schema for name, (schema, _value) in self.fields.items()}
        return {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }

    @property
    def reference(self) -> Schema:
        return {"$ref": f"#/components/schemas/{self.name}"}


def text(description: str, **more: Any) -> Schema:
    return {"type": "string", "description": description, **more}


def flag(description: str) -> Schema:
    return {"type": "boolean", "description": description}


def number(description: str) -> Schema:
    return {"type": "integer", "description": description}


def moment(description: str) -> Schema:
    return text(description, format="date-time")


def address(description: str) -> Schema:
    return text(description, format="uri")


def many(items: Schema, description: str) -> Schema:
    return {"type": "array", "items": items, "description": description}


def perhaps(schema: Schema) -> Schema:
    """The same or null."""
    return {"anyOf": [schema, {"type": "null"}]}


TOPIC = Shape(
    "Topic",
    {
        "slug": (text("The last part of its address, by which lists are filtered."), lambda row, asked: row.slug),
        "name": (text("As readers see it."), lambda row, asked: row.name),
        "url": (address("Of this topic in the API."), lambda row, asked: asked.named("api_topic", row.slug)),
        "page": (address("Of its page."), lambda row, asked: asked.whole(row.get_absolute_url())),
    },
)
WHOLE_TOPIC = Shape(
    "WholeTopic",
    {
        **TOPIC.fields,
        "description": (text("What it is about; may be empty."), lambda row, asked: row.description),
        "part_of": (
            perhaps(text("The slug of the topic of which it is a part.")),
            lambda row, asked: row.whole,
        ),
        "articles": (
            address("The list of its articles."),
            lambda row, asked: asked.named("api_articles", topic=row.slug),
        ),
        "feed": (address("Its feed, RSS 2.0."), lambda row, asked: asked.named("topic_feed", row.slug)),
    },
)
AUTHOR = Shape(
    "Author",
    {
        "slug": (text("The last part of the address, by which lists are filtered."), lambda row, asked: row.slug),
        "name": (text("As it stands today."), lambda row, asked: row.name),
        "url": (address("Of this author in the API."), lambda row, asked: asked.named("api_author", row.slug)),
        "page": (address("Of the author’s page."), lambda row, asked: asked.whole(row.get_absolute_url())),
        "biography": (text("As it stands today; may be empty."), lambda row, asked: row.biography),
        "affiliation": (text("As it stands today; may be empty."), lambda row, asked: row.affiliation),
        "alias": (
            text("Whether the name is another than the person’s own.", enum=list(ALIASES.values())),
            lambda row, asked: ALIASES[row.alias],
        ),
        "articles": (
            address("The list of the author’s articles."),
            lambda row, asked: asked.named("api_articles", author=row.slug),
        ),
        "feed": (address("Their feed, RSS 2.0."), lambda row, asked: asked.named("author_feed", row.slug)),
    },
)
CREDIT = Shape(
    "Credit",
    {
        "role": (text("What the person did.", enum=Role.values), lambda row, asked: row.role),
        "name": (text("As printed with the article."), lambda row, asked: row.name),
        "author": (text("The slug of the author."), lambda row, asked: row.author.slug),
        "url": (address("Of the author in the API."), lambda row, asked: asked.named("api_author", row.author.slug)),
    },
)
WHOLE_CREDIT = Shape(
    "WholeCredit",
    {
        **CREDIT.fields,
        "biography": (text("As printed with the article; may be empty."), lambda row, asked: row.biography),
        "affiliation": (text("As printed with the article; may be empty."), lambda row, asked: row.affiliation),
        "alias": (
            text("Whether the name is another than the person’s own.", enum=list(ALIASES.values())),
            lambda row, asked: ALIASES[row.alias],
        ),
    },
)
RENDITION = Shape(
    "Rendition",
    {
        "url": (address("Never changes its content."), lambda row, asked: asked.whole(row[0])),
        "width": (number("In pixels."), lambda row, asked: row[1]),
        "type": (text("The media type."), lambda row, asked: row[2]),
    },
)
PICTURE = Shape(
    "Picture",
    {
        "url": (address("A middling JPEG."), lambda row, asked: asked.whole(row.src)),
        "width": (number("Of the picture as it came, in pixels."), lambda row, asked: row.width),
        "height": (number("Of the picture as it came, in pixels."), lambda row, asked: row.height),
        "focus": (
            many(number("From the left and from the top, in percent."), "What stays in sight where it is cropped."),
            lambda row, asked: [row.focus_x, row.focus_y],
        ),
        "alt": (text("Text alternative; empty for what is decorative."), lambda row, asked: row.alt),
        "caption": (text("HTML of one line; may be empty."), lambda row, asked: row.caption),
        "credit": (text("May be empty."), lambda row, asked: row.credit),
        "licence": (
            text("By which readers too may use it; empty where they are told none."),
            lambda row, asked: row.licence,
        ),
        "licence_url": (
            perhaps(address("Of the terms of the licence.")),
            lambda row, asked: row.licence_address or None,
        ),
        "renditions": (
            many(RENDITION.reference, "Every size in every format."),
            lambda row, asked: [RENDITION.of(each, asked) for each in row.renditions],
        ),
    },
)
SOURCE = Shape(
    "Source",
    {
        "words": (text("Plain text; may be empty where the address says it."), lambda row, asked: row.words),
        "url": (perhaps(address("Where it is found.")), lambda row, asked: row.address or None),
    },
)
ORIGINAL = Shape(
    "Original",
    {
        "title": (text("Plain text; may be empty."), lambda row, asked: row.original_title),
        "language": (
            text("The language of the original (BCP 47); may be empty."),
            lambda row, asked: row.original_language,
        ),
        "url": (perhaps(address("Of the original.")), lambda row, asked: row.original_address or None),
    },
)
FIRST_PRINTED = Shape(
    "FirstPrinted",
    {
        "name": (text("Who printed the text first."), lambda row, asked: row.republished_from),
        "url": (perhaps(address("Of the text there.")), lambda row, asked: row.republished_address or None),
        "on": (
            perhaps(text("The day on which it was published there (ISO 8601).")),
            lambda row, asked: row.republished_on.isoformat() if row.republished_on else None,
        ),
    },
)
PROVENANCE = Shape(
    "Provenance",
    {
        "sources": (
            many(SOURCE.reference, "In the order in which they are printed."),
            lambda row, asked: [SOURCE.of(each, asked) for each in row.listed_sources],
        ),
        "ai_part": (
            perhaps(text("How much of it a machine made; null: nothing is said.", enum=AIPart.values)),
            lambda row, asked: row.ai_part or None,
        ),
        "ai_use": (text("What was done with which help; may be empty."), lambda row, asked: row.ai_use),
        "translation_of": (
            perhaps(ORIGINAL.reference),
            lambda row, asked: ORIGINAL.of(row, asked) if row.is_translation else None,
        ),
        "republished_from": (
            perhaps(FIRST_PRINTED.reference),
            lambda row, asked: FIRST_PRINTED.of(row, asked) if row.republished_from else None,
        ),
    },
)
TEASER = Shape(
    "Teaser",
    {
        "id": (text("A tag URI (RFC 4151), the same for all time."), lambda row, asked: tag(row)),
        "slug": (text("The last part of the address of today."), lambda row, asked: row.slug),
        "url": (address("Of the article in the API."), lambda row, asked: asked.named("api_article", row.slug)),
        "page": (address("Of its page."), lambda row, asked: asked.whole(row.get_absolute_url())),
        "kind": (text("Of which kind it is.", enum=Kind.values), lambda row, asked: row.kind),
        "language": (text("The language of the text (BCP 47)."), lambda row, asked: row.language),
        "direction": (text("Of its script.", enum=["ltr", "rtl"]), lambda row, asked: row.direction),
        "headline": (text("Plain text."), lambda row, asked: row.headline),
        "standfirst": (text("Plain text; may be empty."), lambda row, asked: row.standfirst),
        "excerpt": (text("The first sentences as plain text."), lambda row, asked: row.excerpt),
        "published": (moment("When it was first published."), lambda row, asked: told_moment(row.first_published)),
        "updated": (moment("The last date readers are told."), lambda row, asked: told_moment(row.dated_for_readers)),
        "words": (number("How many there are to read."), lambda row, asked: row.word_count),
        "minutes": (number("To read it."), lambda row, asked: row.reading_minutes),
        "retracted": (
            flag("Whether the magazine no longer stands by it, to be shown wherever it is named."),
            lambda row, asked: row.is_retracted,
        ),
        "credits": (
            many(CREDIT.reference, "Everybody who is credited, in printed order."),
            lambda row, asked: [CREDIT.of(each, asked) for each in row.credits.all()],
        ),
        "topics": (
            many(TOPIC.reference, "The first is the section."),
            lambda row, asked: [TOPIC.of(each.topic, asked) for each in row.printed_topics],
        ),
        "picture": (
            perhaps(PICTURE.reference),
            lambda row, asked: PICTURE.of(row.lead, asked) if row.lead else None,
        ),
    },
)
NOTICE = Shape(
    "Notice",
    {
        "text": (text("Plain text."), lambda row, asked: row.wording),
        "language": (text("Of these words (BCP 47)."), lambda row, asked: row.version.language),
        "purpose": (text("What it is about.", enum=Purpose.values), lambda row, asked: row.purpose),
        "place": (
            text("Where it is to stand: before the text, after it, or beside the byline.", enum=Place.values),
            lambda row, asked: row.place,
        ),
    },
)
HEADING = Shape(
    "Heading",
    {
        "level": (number("2 to 4."), lambda row, asked: row[0]),
        "id": (text("Of the element in the body."), lambda row, asked: row[1]),
        "text": (text("Plain text."), lambda row, asked: row[2]),
    },
)
CORRECTION = Shape(
    "Correction",
    {
        "id": (text("Of its place on the page of the article."), lambda row, asked: f"correction-{row.key}"),
        "act": (text("What it is.", enum=[act.name for act in ACTS if act.place]), lambda row, asked: row.act.name),
        "label": (text("The same in words."), lambda row, asked: str(row.act.label)),
        "at": (moment("Since when readers are told."), lambda row, asked: told_moment(row.at)),
        "wrong": (text("What was wrong; plain text, may be empty."), lambda row, asked: row.wrong),
        "right": (text("What is right; plain text, may be empty."), lambda row, asked: row.right),
        "learned": (text("How we learned of it; plain text, may be empty."), lambda row, asked: row.learned),
        "learned_on": (
            perhaps(text("The day on which we learned of it (ISO 8601).")),
            lambda row, asked: row.learned_on.isoformat() if row.learned_on else None,
        ),
        "superseded": (flag("Whether a later one of the list takes its place."), lambda row, asked: row.superseded),
    },
)
LINKED = Shape(
    "Linked",
    {
        name: TEASER.fields[name]
        for name in ("slug", "url", "page", "kind", "language", "direction", "headline", "retracted")
    },
)
REPLY = Shape(
    "Reply",
    {
        **LINKED.fields,
        "by_right": (
            flag("Whether it is a reply by right, which is to stand at the head of what it answers."),
            lambda row, asked: row.by_right,
        ),
    },
)
ANSWERED = Shape(
    "Answered",
    {
        **LINKED.fields,
        "by_right": (flag("Whether this article replies to it by right."), lambda row, asked: row.by_right),
    },
)
PART = Shape(
    "Part",
    {
        "slug": (text("The last part of the address of the series."), lambda row, asked: row.series.slug),
        "name": (text("Of the series."), lambda row, asked: row.series.name),
        "page": (address("Of the series."), lambda row, asked: asked.whole(row.series.get_absolute_url())),
        "number": (number("Which part it is."), lambda row, asked: row.part),
        "previous": (
            perhaps(LINKED.reference),
            lambda row, asked: linked(neighbours_at(row, asked.at).previous, asked),
        ),
        "next": (perhaps(LINKED.reference), lambda row, asked: linked(neighbours_at(row, asked.at).next, asked)),
    },
)
ARTICLE = Shape(
    "Article",
    {
        **TEASER.fields,
        "credits": (
            many(WHOLE_CREDIT.reference, "Everybody who is credited, in printed order."),
            lambda row, asked: [WHOLE_CREDIT.of(each, asked) for each in row.credits.all()],
        ),
        "body": (text("HTML with whole addresses."), lambda row, asked: body(row, asked)),
        "outline": (
            many(HEADING.reference, "The headings in reading order."),
            lambda row, asked: [HEADING.of(each, asked) for each in row.outline],
        ),
        "notices": (
            many(text("Plain text."), "The words of the notices alone."),
            lambda row, asked: [each.wording for each in row.notices.all()],
        ),
        "printed_notices": (
            many(NOTICE.reference, "To be shown with the article, each in its place and in this order."),
            lambda row, asked: [NOTICE.of(each, asked) for each in row.notices.all()],
        ),
        "provenance": (PROVENANCE.reference, lambda row, asked: PROVENANCE.of(row, asked)),
        "corrections": (
            many(CORRECTION.reference, "What readers are told was put right, the earliest first."),
            lambda row, asked: [CORRECTION.of(each, asked) for each in row.put_right],
        ),
        "series": (perhaps(PART.reference), lambda row, asked: PART.of(row, asked) if row.series else None),
        "reply_to": (
            perhaps(ANSWERED.reference),
            lambda row, asked: linked(neighbours_at(row, asked.at).answered, asked, ANSWERED),
        ),
        "replies": (
            many(REPLY.reference, "The live replies to it, the earliest first."),
            lambda row, asked: [REPLY.of(each, asked) for each in neighbours_at(row, asked.at).replies],
        ),
    },
)
SHAPES = (
    TEASER,
    ARTICLE,
    PROVENANCE,
    SOURCE,
    ORIGINAL,
    FIRST_PRINTED,
    CORRECTION,
    LINKED,
    REPLY,
    ANSWERED,
    PART,
    CREDIT,
    WHOLE_CREDIT,
    TOPIC,
    WHOLE_TOPIC,
    AUTHOR,
    PICTURE,
    RENDITION,
    HEADING,
    NOTICE,
)


def linked(row: Revision | None, asked: Asked, shape: Shape = LINKED) -> dict[str, Any] | None:
    return shape.of(row, asked) if row else None


def told_moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def body(revision: Revision, asked: Asked) -> str:
    page = asked.whole(revision.get_absolute_url())
    return abroad(body_at(revision, asked.at), site=asked.whole("/").rstrip("/"), page=page)
