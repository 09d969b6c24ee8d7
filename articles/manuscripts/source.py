"""What each reader hands over before the opening and closing lines are recognised."""

from dataclasses import dataclass

from articles.manuscripts.manuscript import Picture


@dataclass(frozen=True)
class Source:
    """``html`` with headings h1 to h6 and ``<figure data-image>``; ``text`` is every word the file holds, by line."""

    html: str
    text: str
    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    pictures: tuple[Picture, ...] = ()
    dropped: tuple[str, ...] = ()
