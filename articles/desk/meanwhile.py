"""What somebody else changed while a form stood open: nobody goes over what they did not see."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from articles.desk.refusal import Stale
from articles.models import Article


def check_unchanged(
    article: Article, given: Mapping[str, Any], seen: Mapping[str, Any], verb: str, now_is: str
) -> None:
    """Raise :class:`Stale` where the article has neither what the person saw in a column that they change, nor what
    they give. Columns that they saw nothing of are not asked for.

    The caller has the article's row; ``verb`` is that of the events which tell who changes these columns, ``now_is``
    what stands there, in words.
    """
    for name in given.keys() & seen.keys():
        if _to_the_minute(getattr(article, name)) not in (_to_the_minute(seen[name]), _to_the_minute(given[name])):
            last = article.events.filter(verb=verb).first()
            words = {"who": last.actor if last else _("Somebody"), "what": now_is}
            raise Stale(
                _("%(who)s changed this while your form stood open: %(what)s. Look, then decide again.") % words
            )


def _to_the_minute(value: Any) -> Any:
    """As a form shows it."""
    return value.replace(second=0, microsecond=0) if isinstance(value, datetime) else value
