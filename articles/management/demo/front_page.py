"""The front pages of the demo: one that readers see, and one that is scheduled with the article that leads it."""

from datetime import datetime
from typing import Any

from articles.desk.arranging import arrange
from articles.desk.editions import publish, schedule
from articles.models import Article, Edition, Slot, Topic

Plan = dict[str, Any]


def lay_out(plans: list[Plan], *, editor: Any, publisher: Any, now: datetime, later: datetime) -> None:
    """Arrange each, by the editor; the publisher publishes the first and schedules the others for ``later``."""
    for plan in plans:
        newest = Edition.objects.newest()
        edition = arrange(_slots(plan), by=editor, seen=newest.number if newest else 0, note=plan["note"], now=now)
        if newest is None:
            publish(by=publisher, seen=edition.number, now=now)
        else:
            schedule(by=publisher, seen=edition.number, moment=later, now=now)


def _slots(plan: Plan) -> list[Slot]:
    return [_article(entry) for entry in plan["articles"]] + [_section(entry) for entry in plan["sections"]]


def _article(entry: Plan) -> Slot:
    words = {name: entry[name] for name in ("headline", "standfirst") if name in entry}
    return Slot(article=Article.objects.get(headline=entry["article"]), **words)


def _section(entry: Plan) -> Slot:
    return Slot(topic=Topic.objects.get(name=entry["topic"]), size=entry["size"], headline=entry.get("headline", ""))
