"""The way of a draft through review."""

from datetime import datetime
from typing import Any

from articles.desk.glance import Glance
from articles.desk.revising import up_to_date
from articles.desk.workflow import move
from articles.models import Article


def submit(
    article: Article, *, by: Any, note: str = "", seen: Glance | int | None = None, now: datetime | None = None
) -> None:
    """Send a draft to review. Arguments and refusals as for :func:`articles.desk.workflow.move`."""
    with move("submit", article, by=by, note=note, seen=seen, now=now) as step:
        step.revision = up_to_date(step.article, by=by, now=step.now)


def take_back(
    article: Article, *, by: Any, note: str = "", seen: Glance | int | None = None, now: datetime | None = None
) -> None:
    """Make a draft again of what waits for review."""
    with move("take_back", article, by=by, note=note, seen=seen, now=now):
        pass


def ask_for_changes(
    article: Article, *, by: Any, note: str, seen: Glance | int | None = None, now: datetime | None = None
) -> None:
    """Send an article back to its writer with a note that says what to change."""
    with move("ask_for_changes", article, by=by, note=note, seen=seen, now=now):
        pass


def approve(
    article: Article, *, by: Any, note: str = "", seen: Glance | int | None = None, now: datetime | None = None
) -> None:
    """Approve the newest revision; a later change of the text voids it."""
    with move("approve", article, by=by, note=note, seen=seen, now=now) as step:
        step.revision = up_to_date(step.article, by=by, now=step.now)
