"""What a browser sends from the form of an article, and how the tests of the desk log in and find pages."""

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse

from articles.models import Article, Disclaimer

TYPED = (
    *("headline", "standfirst", "body", "kind", "language", "slug", "seo_title", "seo_description"),
    *("sources", "ai_part", "ai_use", "original_title", "original_language", "original_address"),
    *("republished_from", "republished_address", "republished_on", "permission"),
)


def client_of(person: User) -> Client:
    """A browser in which the person logged in before: it holds the session, and nothing else of a login happens."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def page(model: str, name: str, *args: Any) -> str:
    return reverse(f"admin:articles_{model}_{name}", args=args)


def filled(article: Article, **changes: Any) -> dict[str, Any]:
    """The form of the article as it is opened now, with the changes typed into it."""
    stored = Article.objects.get(pk=article.pk)
    bylines = [
        {"id": line.pk, "position": line.position, "author": line.author_id, "role": line.role}
        for line in stored.bylines.all()
    ]
    topics = [{"id": row.pk, "position": row.position, "topic": row.topic_id} for row in stored.placements.all()]
    return {
        **{name: "" if (value := getattr(stored, name)) is None else value for name in TYPED},
        "version": stored.version,
        "disclaimers": [disclaimer.pk for disclaimer in stored.disclaimers.all()],
        "image": stored.image_id or "",
        **{name: getattr(stored, f"{name}_id") or "" for name in ("series", "reply_to")},
        "part": stored.part or "",
        "note": "",
        **rows("bylines", bylines, changes.pop("more_bylines", [])),
        **rows("placements", topics, changes.pop("more_topics", [])),
        "_continue": "1",
        **changes,
    }


def empty(**changes: Any) -> dict[str, Any]:
    """The form of a new article."""
    typed = dict.fromkeys(TYPED, "") | {"kind": "opinion", "language": "en", "version": "0", "note": ""}
    more_bylines, more_topics = changes.pop("more_bylines", []), changes.pop("more_topics", [])
    return {
        **typed,
        **rows("bylines", [], more_bylines),
        **rows("placements", [], more_topics),
        "_continue": "1",
        **changes,
    }


def rows(prefix: str, stored: list[dict[str, Any]], more: list[dict[str, Any]]) -> dict[str, Any]:
    form = {f"{prefix}-TOTAL_FORMS": len(stored) + len(more), f"{prefix}-INITIAL_FORMS": len(stored)}
    for number, row in enumerate([*stored, *more]):
        form |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return form


def rules_of(disclaimer: Disclaimer, *more: dict[str, Any]) -> dict[str, Any]:
    """The rules of a disclaimer as its form has them, and further ones."""
    names = ("match", "kind", "affiliation", "interest", "party")
    stored = [
        {"id": rule.pk, "disclaimer": disclaimer.pk} | {name: getattr(rule, name) for name in names}
        for rule in disclaimer.rules.all()
    ]
    return rows("rules", stored, list(more))
