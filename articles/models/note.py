"""What people of the desk write to each other beside an article, and whom they call."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _


class NoteQuerySet(models.QuerySet["Note"]):
    def threads(self) -> "NoteQuerySet":
        """The notes that begin a thread: open ones first, then by age, each with its replies in one further query."""
        open_first = models.F("resolved_at").asc(nulls_first=True)
        return self.filter(parent=None).order_by(open_first, "at", "pk").prefetch_related("replies")

    def waiting_for(self, person: Any) -> "NoteQuerySet":
        """The first notes of open threads that are the person’s to answer: somebody else had the last word, and the
        person was called by name, wrote in it before, or has the article as owner or assignee."""
        notes = Note.objects.annotate(first=Coalesce("parent", "pk"))
        last = notes.filter(article=OuterRef("article"), first=OuterRef("pk")).order_by("-at", "-pk").values("by")[:1]
        wrote = notes.filter(by=person).values("first")
        called = notes.filter(mentions__account=person).values("first")
        theirs = Q(article__owner=person) | Q(article__assignee=person) | Q(pk__in=wrote) | Q(pk__in=called)
        threads = self.filter(theirs, parent=None, resolved_at=None).alias(last_by=Subquery(last))
        return threads.filter(~Q(last_by=person.pk) | Q(last_by=None))


class Note(models.Model):
    """A note on an article or on a passage of its body, or a reply to one. Its words never change.

    ``actor`` and ``resolver`` are names as text, so that they survive the accounts. The passage is held by
    ``quotation``, ``before`` and ``after``: :mod:`articles.text.anchor` finds it. ``revision`` is the newest one when
    the note was written. Only the first note of a thread is resolved.
    """

    article = models.ForeignKey("Article", models.PROTECT, related_name="notes", verbose_name=_("article"))
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    revision = models.ForeignKey("Revision", models.SET_NULL, null=True, blank=True, related_name="notes")
    quotation = models.TextField(_("passage"), blank=True)
    before = models.CharField(max_length=100, blank=True)
    after = models.CharField(max_length=100, blank=True)
    text = models.TextField(_("note"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    actor = models.CharField(_("who"), max_length=200)
    at = models.DateTimeField(_("when"))
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    resolver = models.CharField(_("resolved by"), max_length=200, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name, verbose_name_plural = _("note"), _("notes")
        indexes = [
            models.Index(fields=["article", "at"], name="note_by_article"),
            models.Index(fields=["article"], name="open_thread", condition=Q(parent=None, resolved_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.text[:60]}"


class Mention(models.Model):
    """Somebody called by name in a note, who may see the article."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="mentions")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "account"], name="one_mention_a_note")]

    def __str__(self) -> str:
        return f"@{self.account}"
