"""A revision as it is read: what may change from one moment to the next without a new revision."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from articles.models.about import PageEdition
from articles.models.revision import Revision
from articles.text.links import linked, resolve


def body_at(revision: Revision | PageEdition, at: datetime) -> str:
    """The readers' HTML of the body at ``at`` (UTC): a link to an article that is live then leads to its address of
    then, of any other its words alone stay. Asks the database only where there are such links.
    """
    return bodies_at([revision], at)[revision.pk]


def bodies_at(revisions: Iterable[Revision | PageEdition], at: datetime) -> dict[int, str]:
    """The same of several revisions, by their keys, in one query for all."""
    rows = list(revisions)
    addresses = _addresses({number for row in rows for number in linked(row.rendered)}, at)
    return {row.pk: resolve(row.rendered, addresses) for row in rows}


def _addresses(numbers: set[int], at: datetime) -> dict[int, str]:
    if not numbers:
        return {}
    live = Revision.objects.live(at=at).filter(article__in=numbers).values_list("article", "slug")
    return {number: reverse("article", args=[slug]) for number, slug in live}
