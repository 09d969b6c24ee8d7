"""The API described in OpenAPI 3.1, made from the same tables as its answers."""

from typing import Any

from articles.models.magazine import magazine
from articles.public.api.asking import PARAMETERS
from articles.public.api.shapes import (
    ARTICLE,
    AUTHOR,
    SHAPES,
    TEASER,
    WHOLE_TOPIC,
    Asked,
    Schema,
    address,
    perhaps,
    text,
)

VERSION = "1.2.0"
ERROR = {
    "type": "object",
    "properties": {"error": text("What is wrong, in a sentence."), "note": text("Why the article was withdrawn.")},
    "required": ["error"],
    "additionalProperties": False,
}
REFUSALS = {
    "400": "A parameter that is none, or a value that means nothing.",
    "404": "Nothing is or was at this address.",
    "410": "The article was withdrawn, and “note” says why; or its time is over, and “note” is empty.",
}
START = ("articles", "topics", "authors", "openapi")


def description(asked: Asked) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": magazine().name,
            "version": VERSION,
            "description": "What readers of the magazine see, as JSON. Nothing can be written. "
            "Answers carry an ETag and a lifetime that ends by the next change. Any site may ask. "
            "Fields may be added within a version; none is taken away.",
        },
        "servers": [{"url": asked.named("api").rstrip("/")}],
        "paths": _paths(),
        "components": {"schemas": {"Error": ERROR, **{shape.name: shape.schema for shape in SHAPES}}},
    }


def _paths() -> dict[str, Any]:
    start = _object({name: address(f"Of {name}.") for name in START})
    listed = {"next": perhaps(address("Of the items that follow.")), "previous": perhaps(address("Of those before."))}
    return {
        "/": _read("Where everything is", start),
        "/articles/": _read("Live articles, the newest first", _list(TEASER.reference, **listed), "articles"),
        "/articles/{slug}/": _read("One live article in full", ARTICLE.reference, "{slug}", "404", "410"),
        "/topics/": _read("Topics by slug", _list(WHOLE_TOPIC.reference, next=listed["next"]), "topics"),
        "/topics/{slug}/": _read("One topic", WHOLE_TOPIC.reference, "{slug}", "404"),
        "/authors/": _read("Authors by slug", _list(AUTHOR.reference, next=listed["next"]), "authors"),
        "/authors/{slug}/": _read("One author", AUTHOR.reference, "{slug}", "404"),
        "/openapi.json": _read("This description", {"type": "object"}),
    }


def _read(summary: str, schema: Schema, parameters: str = "", *refusals: str) -> dict[str, Any]:
    answers = {"200": _answer("As asked.", schema)}
    answers |= {status: _answer(REFUSALS[status], _error()) for status in ("400", *refusals)}
    if parameters == "{slug}":
        answers["301"] = {"description": "The slug is a former one; “Location” has that of today."}
    return {"get": {"summary": summary, "parameters": _parameters(parameters), "responses": answers}}


def _answer(said: str, schema: Schema) -> dict[str, Any]:
    return {"description": said, "content": {"application/json": {"schema": schema}}}


def _error() -> Schema:
    return {"$ref": "#/components/schemas/Error"}


def _parameters(name: str) -> list[dict[str, Any]]:
    if name == "{slug}":
        return [{"name": "slug", "in": "path", "required": True, "schema": {"type": "string"}}]
    return [
        {"name": parameter, "in": "query", "description": said, "schema": schema}
        for parameter, (said, schema) in PARAMETERS.get(name, {}).items()
    ]


def _list(item: Schema, **onward: Schema) -> Schema:
    return _object({"items": {"type": "array", "items": item}, **onward})


def _object(properties: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
