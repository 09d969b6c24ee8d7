"""Presence: who has an article open. Soft: nothing is locked, and a closed tab is forgotten within a minute."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.revision import Revision

LASTS = timedelta(seconds=60)


class PresenceQuerySet(models.QuerySet["Presence"]):
    def open(self, *, at: datetime) -> "PresenceQuerySet":
        """Those of whom something was heard in the last 60 seconds."""
        return self.filter(heard__gt=at - LASTS)

    def beside(self, person: Any) -> "PresenceQuerySet":
        """Everybody else, in the order they came, each with ``last_saved`` (UTC), their own last revision of it."""
        saved = Revision.objects.saved().filter(article=OuterRef("article"))
        own = saved.filter(by=OuterRef("account")).order_by("-number")
        others = self.exclude(account=person).select_related("account").order_by("since", "pk")
        return others.annotate(last_saved=Subquery(own.values("made")[:1]))


class Presence(models.Model):
    article = models.ForeignKey(
        Article, models.CASCADE, related_name="presences", verbose_name=Article._meta.verbose_name
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="presences", verbose_name=_("account")
    )
    since = models.DateTimeField(_("since"))
    heard = models.DateTimeField(_("last heard of"))

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("presence"), _("presences")
        constraints = [models.UniqueConstraint(fields=["article", "account"], name="one_presence_a_person")]

    def __str__(self) -> str:
        return f"{self.account}, {self.since:%Y-%m-%d %H:%M}"
