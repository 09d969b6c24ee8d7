"""A revision as it is read: what may change from one moment to the next without a new revision."""

from datetime import datetime

from django.urls import reverse

from articles.models.revision import Revision
from articles.text.links import linked, resolve


def body_at(revision: Revision, at: datetime) -> str:
    """The readers' HTML of the body at ``at`` (UTC): a link to an article that is live then leads to its address of
    then, of any other its words alone stay. Asks the database only where there are such links.
    """
    numbers = linked(revision.rendered)
    if not numbers:
        return revision.rendered
    live = Revision.objects.live(at=at).filter(article__in=numbers).values_list("article", "slug")
    return resolve(revision.rendered, {number: reverse("article", args=[slug]) for number, slug in live})
