"""Video and maps of others: a paragraph that is nothing but a link to one is printed as a card, and loads nothing."""

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import urlsplit

VIDEO, MAP = "video", "map"
KNOWN: tuple[tuple[str, re.Pattern[str]], ...] = (
    (VIDEO, re.compile(r"(?:m\.)?youtube\.com/(?:watch\?|playlist\?|(?:live|shorts|embed)/).+")),
    (VIDEO, re.compile(r"(?:youtu\.be|dai\.ly)/.+")),
    (VIDEO, re.compile(r"(?:player\.)?vimeo\.com/(?:[a-z]+/)*[0-9].*")),
    (VIDEO, re.compile(r"dailymotion\.com/(?:embed/)?video/.+")),
    (VIDEO, re.compile(r"ted\.com/talks/.+")),
    (MAP, re.compile(r"openstreetmap\.org/.+")),
    (MAP, re.compile(r"(?:maps\.google\.com|google\.com/maps|goo\.gl/maps|maps\.app\.goo\.gl)(?:[/?#].*)?")),
    (MAP, re.compile(r"maps\.apple\.com/.+")),
    (MAP, re.compile(r"bing\.com/maps(?:[/?#].*)?")),
)
"""THE table of what becomes a card: its kind, and its addresses without scheme and ``www.``, the host in small letters.

A host stands here by its plain name, so one that only looks like it, or that hides behind a name or a port, is none.
"""
LONE_LINK = re.compile(r'<p><a href="(https?://[^"]+)">((?:(?!</?(?:a|p|small)\b).)*)</a></p>', re.S)
CARD = re.compile(r'<p class="elsewhere"><span>[^<]*</span> (<a [^>]*>.*?</a>) <span><bdi>[^<]*</bdi></span></p>', re.S)


def known(address: str) -> tuple[str, str] | None:
    """The kind of what is at the address and the name of its host; ``None`` for all that the table has not."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = parts.netloc.lower().removeprefix("www.")
    asked = host + parts._replace(scheme="", netloc="").geturl()
    return next(((kind, host) for kind, addresses in KNOWN if addresses.fullmatch(asked)), None)


def set_cards(html: str, labels: Mapping[str, str]) -> str:
    """The clean body with its cards; ``labels`` names the kinds."""

    def card(found: re.Match[str]) -> str:
        if (told := known(unescape(found[1]))) is None:
            return found[0]
        kind, host = told
        link = f'<a href="{found[1]}" rel="external noopener">{found[2]}</a>'
        return f'<p class="elsewhere"><span>{labels[kind]}</span> {link} <span><bdi>{host}</bdi></span></p>'

    return LONE_LINK.sub(card, html)


def without_cards(html: str) -> str:
    """A printed text with the link of each card in a paragraph of its own, as it was written."""
    return CARD.sub(r"<p>\1</p>", html)
