"""A printed text outside its page, as feeds carry it: whole addresses, no attribute that serves the page."""

import re
from collections.abc import Callable

from articles.text.elsewhere import without_cards

TAG = re.compile(r'<[a-z][^"<>]*(?:"[^"]*"[^"<>]*)*>')
OF_THE_PAGE = re.compile(r"</?picture>|<source\b[^>]*>")
SERVES_THE_PAGE = re.compile(r' (?:srcset|sizes|loading|fetchpriority|class|role|tabindex|aria-[a-z]+)="[^"]*"')
ADDRESS = re.compile(r' (href|src)="(/[^/"][^"]*|/|#[^"]*)"')


def abroad(html: str, *, site: str, page: str) -> str:
    """The printed HTML with each address below ``site`` (no slash at its end); a place in the text is one of ``page``.

    Of a picture the one rendition stays that every browser shows, of a card its link.
    """
    return TAG.sub(_tag(site, page), OF_THE_PAGE.sub("", without_cards(html)))


def _tag(site: str, page: str) -> Callable[[re.Match[str]], str]:
    def address(found: re.Match[str]) -> str:
        before = page if found[2].startswith("#") else site
        return f' {found[1]}="{before}{found[2]}"'

    return lambda tag: ADDRESS.sub(address, SERVES_THE_PAGE.sub("", tag[0]))
