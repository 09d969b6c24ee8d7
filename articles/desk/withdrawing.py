"""What is kept of a withdrawal: why, at whose wish, by whose decision, and what readers are told in its place."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from articles.desk.refusal import refuse_if_any
from articles.desk.workflow import Move, name_of
from articles.models import Withdrawal
from articles.text.order import in_order

WORDS = ("note", "reason", "asked_by", "decided_by")


def keep(step: Move, reason: str, asked_by: str, decided_by: str, shows_headline: bool) -> Withdrawal:
    """Write the record of the move that ends ``step.revision``. Raises :class:`Refused` for what is too long."""
    record = Withdrawal(
        article=step.article,
        revision=step.revision,
        at=step.now,
        note=step.note,
        reason=in_order(reason).strip() or step.note,
        asked_by=" ".join(in_order(asked_by).split()),
        decided_by=" ".join(in_order(decided_by).split()) or name_of(step.by),
        shows_headline=shows_headline,
        by=step.by,
        actor=name_of(step.by),
    )
    refuse_if_any(_obstacles(record))
    record.save()
    return record


def _obstacles(record: Withdrawal) -> Iterator[str]:
    for name in WORDS:
        column: Any = Withdrawal._meta.get_field(name)
        most = column.max_length or 0
        if len(getattr(record, name)) > most:
            yield _("Shorten this to %(most)s characters: %(what)s.") % {"most": most, "what": column.verbose_name}


def in_short(record: Withdrawal) -> str:
    """The public note, then a line for each thing more that the desk should know, for the log."""
    asked = _("Asked for by %(who)s.") % {"who": record.asked_by} if record.asked_by else ""
    decided = _("Decided by %(who)s.") % {"who": record.decided_by} if record.decided_by != record.actor else ""
    reason = _("Reason: %(reason)s") % {"reason": record.reason} if record.reason != record.note else ""
    hidden = "" if record.shows_headline else _("Readers are told the note alone, without the headline.")
    return "\n".join(filter(None, (record.note, reason, asked, decided, hidden)))
