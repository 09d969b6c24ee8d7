"""Rules on which articles owe which check: made by publishers, and the whole desk reads of them in the log."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.deleting import named
from articles.desk.refusal import NotAllowed
from articles.desk.workflow import log
from articles.models import OwedCheck


@transaction.atomic
def require(rule: OwedCheck, *, by: Any, now: datetime | None = None) -> None:
    """Save a new or a changed rule. It binds whatever is published or scheduled from now on; nothing that readers see
    or will see is taken away. Raises :class:`NotAllowed`.
    """
    if not by.has_perm("articles.change_owedcheck" if rule.pk else "articles.add_owedcheck"):
        raise NotAllowed(_("You may not say which checks are owed."))
    rule.save()
    second = _("It needs a second person.") if rule.needs_second else ""
    log(None, "require", by=by, now=now or timezone.now(), about=named(rule), note=second)
