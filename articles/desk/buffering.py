"""What a person typed and has not saved: kept, listed, discarded. Never a revision, never seen by anybody else."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.access import may_see
from articles.desk.refusal import NotAllowed, Refused
from articles.models import Article, Buffer
from articles.models.buffer import BufferQuerySet

MOST = 20
MOST_BYTES = 2_000_000
Fields = dict[str, list[str]]


class TooLong(Refused):
    """More than a buffer takes; nothing was kept."""


@transaction.atomic
def keep(
    article: Article | None, fields: Fields, *, by: Any, sheet: str, version: int = 0, now: datetime | None = None
) -> Buffer:
    """Keep the fields of the opened form ``sheet`` as typed at ``now``; ``article`` is ``None`` for a new one.

    Gives the sheet's latest buffer when it says the same already. The last 20 of each person and article stay. Raises
    :class:`TooLong` above 2 MB and :class:`NotAllowed` for an article that the person may not see.
    """
    _check_may_keep(article, by)
    fields = _storable(fields)
    latest = buffers(article, by=by).filter(sheet=sheet).first()
    if latest is not None and latest.fields == fields:
        return latest
    kept = Buffer.objects.create(
        article=article, account=by, sheet=sheet, version=version, fields=fields, at=now or timezone.now()
    )
    _prune(article, by)
    return kept


def buffers(article: Article | None, *, by: Any) -> BufferQuerySet:
    """The person's own buffers of the article, the latest first."""
    return Buffer.objects.of(by, article)


def discard(*, by: Any, sheet: str) -> None:
    """Forget what the person typed into this opened form."""
    Buffer.objects.filter(account=by, sheet=sheet).delete()


def _check_may_keep(article: Article | None, by: Any) -> None:
    allowed = by.has_perm("articles.add_article") if article is None else may_see(by, article)
    if not allowed:
        raise NotAllowed(_("You may not write this article."))


def _storable(fields: Fields) -> Fields:
    """Without the character 0, which PostgreSQL does not store, and not above the limit."""
    kept = {_plain(name): [_plain(value) for value in values] for name, values in fields.items()}
    if len(json.dumps(kept, ensure_ascii=False).encode()) > MOST_BYTES:
        raise TooLong(_("This text is too long to be kept unsaved (more than 2 MB). Save it."))
    return kept


def _plain(text: str) -> str:
    return text.replace("\0", "")


def _prune(article: Article | None, by: Any) -> None:
    """Of each sheet the latest goes last, so that no busy tab pushes out what another has."""
    first, spare = _latest_and_spare(buffers(article, by=by).values_list("pk", "sheet"))
    Buffer.objects.filter(pk__in=[*first, *spare][MOST:]).delete()


def _latest_and_spare(rows: Iterable[tuple[int, str]]) -> tuple[list[int], list[int]]:
    latest: dict[str, int] = {}
    spare = [key for key, sheet in rows if latest.setdefault(sheet, key) != key]
    return list(latest.values()), spare
