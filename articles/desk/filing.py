"""Which topic is part of which. There is one level: what is part of another has no parts, so there is no circle."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from articles.desk import addressing
from articles.desk.refusal import Refused, refuse_if_any
from articles.models import Topic


@transaction.atomic
def file(topic: Topic, *, by: Any, seen: str | None = None) -> None:
    """Save a topic at its place, which is looked at again with both rows locked; ``seen`` and what it raises are as for
    :func:`addressing.keep`.
    """
    family = filter(None, (topic.pk, topic.parent_id))
    locked = {row.pk: row for row in Topic.objects.select_for_update().filter(pk__in=family).order_by("pk")}
    if topic.parent_id:
        if topic.parent_id not in locked:
            raise Refused(_("The topic of which this is a part was merged or deleted just now. Choose another."))
        topic.parent = locked[topic.parent_id]
    refuse_if_any(obstacles(topic))
    addressing.keep(topic, by=by, seen=seen)


def obstacles(topic: Topic) -> Iterator[str]:
    """What keeps the topic from being part of its ``parent``."""
    whole = topic.parent
    if whole is None:
        return
    if whole.pk == topic.pk:
        yield _("A topic cannot be part of itself.")
    if whole.parent_id:
        yield _("“%(whole)s” is itself a part of “%(top)s”. Choose “%(top)s”, or a topic that is part of none.") % {
            "whole": whole,
            "top": whole.parent,
        }
    if topic.pk and topic.parts.exists():
        yield _("“%(topic)s” has parts of its own, so it cannot be a part. Take them out of it first.") % {
            "topic": topic
        }


def family(model: type[Model], keys: Collection[int]) -> Q:
    """The condition on rows to have one of the keys or, for topics, to be a part of one that has."""
    parts = Q(parent__in=keys) if model is Topic else Q()
    return Q(pk__in=keys) | parts


def hand_over(sources: Sequence[Topic], into: Topic) -> None:
    """Let the parts of the sources be parts of ``into``, which is then part of none of them; ``into`` is not saved.

    Raises :class:`Refused` where ``into`` is a part itself.
    """
    refuse_if_any(handing_obstacles(sources, into))
    coming = [part.pk for part in parts_to_come(sources, into)]
    Topic.objects.filter(parent__in=sources).update(parent=None)
    Topic.objects.filter(pk__in=coming).update(parent=into)
    if into.parent in sources:
        into.parent = None


def parts_to_come(sources: Sequence[Topic], into: Topic) -> QuerySet[Topic]:
    """The parts of the sources that are left when those are no more."""
    return Topic.objects.filter(parent__in=sources).exclude(pk__in=[into.pk, *(source.pk for source in sources)])


def handing_obstacles(sources: Sequence[Topic], into: Topic) -> Iterator[str]:
    if into.parent and into.parent not in sources and parts_to_come(sources, into).exists():
        yield _(
            "“%(into)s” is a part of “%(whole)s”, so it cannot have the parts that would come to it. Take it out first."
        ) % {"into": into, "whole": into.parent}
