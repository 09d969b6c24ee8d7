"""oEmbed (oembed.com, version 1.0): how another site may show one of our articles."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from articles.models import Revision
from articles.models.magazine import magazine
from articles.public.answers import Unanswered, answers, told
from articles.public.credited import authors
from articles.public.freshness import LONGEST

DIGITS = re.compile(r"[1-9][0-9]{0,4}")
WIDTH, HEIGHT = 600, 240
"""Pixels that the card takes at most."""


@answers
def oembed(request: HttpRequest, at: datetime) -> HttpResponse:
    if request.GET.get("format", "json") != "json":
        raise Unanswered(_("Only the format json is spoken here."), 501)
    most = _most(request, "maxwidth"), _most(request, "maxheight")
    revision = _live_at(_slug(request), at)
    return told({**_card(request, revision), **_size(*most), **_thumbnail(request, revision, *most)})


def _slug(request: HttpRequest) -> str:
    """Of the article whose address was given."""
    if not request.GET.get("url"):
        raise Unanswered(_("Give the address of an article as “url”."))
    try:
        parts = urlsplit(request.GET["url"])
        found = resolve(unquote(parts.path))
    except (ValueError, Resolver404) as error:
        raise Http404 from error
    if found.view_name != "article" or parts.netloc not in {request.get_host(), urlsplit(settings.SITE_URL).netloc}:
        raise Http404
    return str(found.kwargs["slug"])


def _live_at(slug: str, at: datetime) -> Revision:
    """The live text of the article that is or was at the address."""
    former = Revision.objects.published(at=at).filter(slug=slug).order_by("-live_from", "-pk").values("article")[:1]
    found = Revision.objects.live(at=at).with_lead().with_credits().defer("body", "rendered", "outline")
    revision = found.filter(article=former).first()
    if revision is None:
        raise Http404
    return revision


def _most(request: HttpRequest, name: str) -> int | None:
    """How many pixels there are, where that is said."""
    given = request.GET.get(name)
    if given is None:
        return None
    if not DIGITS.fullmatch(given):
        raise Unanswered(_("“%(name)s” must be a whole number of pixels.") % {"name": name})
    return int(given)


def _size(width: int | None, height: int | None) -> dict[str, int]:
    return {"width": min(width or WIDTH, WIDTH), "height": min(height or HEIGHT, HEIGHT)}


def _card(request: HttpRequest, revision: Revision) -> dict[str, Any]:
    whole = request.build_absolute_uri
    people = authors(revision.credits.all())
    title = revision.entitled(revision.headline)
    context = {"revision": revision, "title": title, "people": people, "address": whole(revision.get_absolute_url())}
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": magazine().name,
        "provider_url": whole(reverse("front")),
        "cache_age": LONGEST,
        "html": render_to_string("oembed.html", context).strip(),
        **({"author_name": ", ".join(each.name for each in people)} if people else {}),
        **({"author_url": whole(people[0].author.get_absolute_url())} if len(people) == 1 else {}),
    }


def _thumbnail(request: HttpRequest, revision: Revision, width: int | None, height: int | None) -> dict[str, Any]:
    """The picture where there is one and it is no larger than the room."""
    picture = revision.shared
    if picture is None or picture.width > (width or picture.width) or picture.height > (height or picture.height):
        return {}
    address = request.build_absolute_uri(picture.address)
    return {"thumbnail_url": address, "thumbnail_width": picture.width, "thumbnail_height": picture.height}
