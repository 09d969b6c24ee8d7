"""Links to our own articles: held by number, so that no change of an address breaks them."""

import re
from collections.abc import Mapping
from html import escape

OWN_ARTICLE = re.compile(r"article:([1-9][0-9]{0,8})")
LINK = re.compile(r'<a href="article:([0-9]+)">(.*?)</a>', re.S)


def linked(html: str) -> dict[int, str]:
    """The numbers of the articles that a clean or printed body links to, each with the HTML of its first link."""
    return {int(number): words for number, words in reversed(LINK.findall(html))}


def resolve(html: str, addresses: Mapping[int, str]) -> str:
    """The body with each of these links leading to its address; of one without address the words alone stay."""

    def link(found: re.Match[str]) -> str:
        address = addresses.get(int(found[1]))
        return f'<a href="{escape(address)}">{found[2]}</a>' if address else found[2]

    return LINK.sub(link, html)
