"""What the demo says of itself: its facts with the menu, and its pages, written by the editor and published."""

from datetime import datetime
from typing import Any

from articles.desk import pages
from articles.desk.imprinting import imprint
from articles.models import Imprint, MenuLink, PageEdition, Topic

Plan = dict[str, Any]


def introduce(magazine: Plan, *, editor: Any, publisher: Any, now: datetime) -> None:
    for position, plan in enumerate(magazine["pages"], 1):
        copy = PageEdition(title=plan["title"], slug=plan["slug"], body=plan["body"], position=position)
        edition = pages.write(copy, kind=plan["kind"], by=editor, seen=None, now=now)
        pages.publish(edition.page, by=publisher, seen=edition.number, now=now)
    facts = {name: value for name, value in magazine["magazine"].items() if name != "menu"}
    links = [MenuLink(topic=Topic.objects.get(name=name)) for name in magazine["magazine"]["menu"]]
    imprint(Imprint(**facts), links, by=publisher, seen=0, note="The first edition", now=now)
