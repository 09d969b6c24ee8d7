"""Topics or authors that are one and the same become one row: what hangs on them follows, addresses lead there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.db.models import Exists, Field, OuterRef, ProtectedError, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.desk import addressing, filing, naming
from articles.desk.addressing import Row
from articles.desk.mergeable import MERGEABLE, Hanging, drawing_on, may_merge, successors
from articles.desk.refusal import NotAllowed, Refused, refuse_if_any
from articles.desk.tallying import tallied
from articles.desk.workflow import log
from articles.models import Article, Author, Errand, Event, LegalHold, Topic
from articles.search import indexing, printing

PRIVATE = ("email",)
"""Of what is let go, the log keeps the words, but never an address that somebody may want forgotten."""


@dataclass(frozen=True)
class Conflict:
    """A column in which the rows differ: the values, by the key of the first row that has each."""

    column: str
    label: str
    values: dict[int, Any]


def merge(
    sources: Sequence[Row], into: Row, *, by: Any, choices: Mapping[str, int] | None = None, now: datetime | None = None
) -> Event:
    """Let ``into`` take the place of the sources, which are no more: on articles, drafts, printed revisions, addresses.

    ``choices`` names for each column in conflict the key of the row whose value stays. Rows are locked in the order
    of their keys, then their errands, then the articles in theirs. Raises :class:`NotAllowed`, or :class:`Refused` when
    a row is gone or a choice is missing; nothing is changed then.
    """
    if not may_merge(by, type(into)):
        raise NotAllowed(_("You may not merge these."))
    try:
        with transaction.atomic():
            into, sources = _locked(into, [source for source in sources if source.pk != into.pk])
            return _carry_out(sources, into, by, choices or {}, now or timezone.now())
    except (ProtectedError, IntegrityError) as error:
        raise Refused(_("Somebody is saving an article with one of these just now. Press once more.")) from error


def conflicts(into: Row, sources: Sequence[Row]) -> list[Conflict]:
    """What both say, and say differently. What only one of them says stays without a question."""
    return [conflict for conflict in _columns(into, sources) if len(conflict.values) > 1]


def _columns(into: Row, sources: Sequence[Row]) -> Iterator[Conflict]:
    for column in MERGEABLE[type(into)].columns:
        values: dict[int, Any] = {}
        for row in (into, *sources):
            value = getattr(row, column)
            if value and value not in values.values():
                values[row.pk] = value
        label = cast("Field[Any, Any]", type(into)._meta.get_field(column)).verbose_name
        yield Conflict(column, str(label), values)


def _locked(into: Row, sources: Sequence[Row]) -> tuple[Row, list[Row]]:
    """The rows as they stand, held against another merge but not against articles that merely name them."""
    model = type(into)
    keys = {into.pk, *(source.pk for source in sources)}
    rows = model._default_manager.select_for_update(no_key=True).filter(filing.family(model, keys)).order_by("pk")
    found = {row.pk: row for row in rows if row.pk in keys}
    refuse_if_any(_absent(model, [key for key in keys if key not in found], into))
    refuse_if_any(_disguised(found.values()))
    if not sources:
        raise Refused(_("Choose at least two that are one and the same."))
    if model is Author:
        list(Errand.objects.select_for_update().filter(author__in=keys).order_by("pk").values_list("pk"))
        refuse_if_any(still_carried(keys))
    list(Article.objects.select_for_update().filter(drawing_on(sources, model)).order_by("pk").values_list("pk"))
    refuse_if_any(_held(sources, model))
    return found[into.pk], [found[source.pk] for source in sources]


def still_carried(authors: Iterable[int]) -> Iterator[str]:
    """Of one author one errand is open at most, so two cannot follow."""
    if Errand.objects.open().filter(author__in=authors).count() > 1:
        yield _(
            "For more than one of these a new name is being carried into the past. Let that come to its end, then "
            "merge."
        )


def _disguised(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        if isinstance(row, Author) and row.alias:
            yield _(
                "“%(author)s” is not the author’s own name, so it is merged with none: that could tell whose it is."
            ) % {"author": row}


def _held(sources: Sequence[Row], model: type[Row]) -> Iterator[str]:
    """Nothing of an article on legal hold is led elsewhere."""
    using = Article.objects.filter(drawing_on(sources, model))
    for hold in LegalHold.objects.open().filter(article__in=using).select_related("article"):
        yield f"“{hold.article}”: {hold.told}"


def _absent(model: type[Row], keys: Sequence[int], into: Row) -> Iterator[str]:
    """What became of rows that are no more."""
    merged = successors(model, keys)
    for key in keys:
        if key not in merged:
            yield _("One of these was deleted in the meantime. Choose again.")
        elif merged[key].pk == into.pk:
            yield _("This was merged into “%(into)s” before. Nothing was changed.") % {"into": merged[key]}
        else:
            yield _("One of these was merged into “%(other)s” in the meantime. Choose again.") % {"other": merged[key]}


def _carry_out(sources: list[Row], into: Row, by: Any, choices: Mapping[str, int], now: datetime) -> Event:
    model = type(into)
    settled = {conflict.column: _settle(conflict, choices) for conflict in _columns(into, sources) if conflict.values}
    note = _note(sources, into, settled)
    if isinstance(into, Topic):
        filing.hand_over(cast(list[Topic], sources), into)
    _keep_addresses(sources, into)
    articles = _published(sources, model)
    with tallied(articles, now=now) as zone:
        for hanging in MERGEABLE[model].hanging:
            _bring_over(hanging, MERGEABLE[model].noun, sources, into)
    printing.rewrite(articles, now=now, zone=zone)
    model._default_manager.filter(pk__in=[source.pk for source in sources]).delete()
    if isinstance(into, Topic):
        naming.remember(into, [source.name for source in sources])
    for column, value in settled.items():
        setattr(into, column, value)
    into.save()
    if isinstance(into, Author):
        indexing.rename(into, now=now)
    return log(None, "merge", by=by, now=now, about=_subject(into), note=note)


def _published(sources: Sequence[Row], model: type[Row]) -> list[int]:
    """The keys of those articles that readers see, saw or will see."""
    found = Article.objects.filter(drawing_on(sources, model), revisions__live_from__isnull=False)
    return list(found.order_by("pk").values_list("pk", flat=True).distinct())


def _settle(conflict: Conflict, choices: Mapping[str, int]) -> Any:
    """The value that stays: the one that was chosen, or the only one that there is."""
    if len(conflict.values) > 1:
        if choices.get(conflict.column) not in conflict.values:
            raise Refused(_("Choose which %(what)s stays.") % {"what": conflict.label})
        return conflict.values[choices[conflict.column]]
    return next(iter(conflict.values.values()))


def _keep_addresses(sources: Sequence[Row], into: Row) -> None:
    """Every address is noted; those of a source say which row had them, for forms that are open meanwhile."""
    addressing.claim(into, into.slug)
    for source in sources:
        addressing.claim(source, source.slug)
        source.addresses.filter(merged=None).update(merged=source.pk)


def _bring_over(hanging: Hanging, noun: str, sources: Sequence[Row], into: Row) -> None:
    keys = [source.pk for source in sources]
    rows = hanging.model._default_manager.filter(**{f"{noun}__in": [*keys, into.pk]})
    if hanging.once:
        alike = rows.filter(**{column: OuterRef(column) for column in hanging.once})
        before = Q(position__lt=OuterRef("position")) | Q(position=OuterRef("position"), pk__lt=OuterRef("pk"))
        rows.filter(Exists(alike.filter(before))).delete()
    rows.filter(**{f"{noun}__in": keys}).update(**{noun: into})


def _subject(into: Row) -> str:
    return _("%(noun)s “%(name)s”") % {"noun": capfirst(into._meta.verbose_name), "name": into}


def _note(sources: Sequence[Row], into: Row, settled: Mapping[str, Any]) -> str:
    """What was merged, of how many articles, and the words that were let go."""
    count = Article.objects.filter(drawing_on(sources, type(into))).count()
    names = ", ".join(f"“{source}” ({source.get_absolute_url()})" for source in sources)
    follow = ngettext("%(count)s article followed.", "%(count)s articles followed.", count) % {"count": count}
    lines = [_("Merged into it: %(names)s.") % {"names": names}, follow]
    for conflict in _columns(into, sources):
        gone = [value for value in conflict.values.values() if value != settled[conflict.column]]
        if conflict.column not in PRIVATE:
            lines += [_("Let go, %(what)s: %(value)s") % {"what": conflict.label, "value": each} for each in gone]
    return "\n".join(lines)
