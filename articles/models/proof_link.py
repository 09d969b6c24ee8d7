"""Proof links: the way of somebody without an account to a proof, and to their say on it."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Stage
from articles.models.check import CHOICES
from articles.models.revision import Revision, RevisionQuerySet


class Answer(models.TextChoices):
    """What a person may answer, by the verb of its event."""

    APPROVED = "approve_proof", _("I approve this text as it stands")
    CHANGES = "query_proof", _("I ask for changes")


def digest(token: str) -> str:
    """What is stored of a link's secret: its SHA-256 in hexadecimal. The secret is random, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


class ProofLinkQuerySet(models.QuerySet["ProofLink"]):
    def of(self, token: str) -> "ProofLinkQuerySet":
        """The link with this secret, whether it can still be opened or not; none for any other text."""
        return self.filter(digest=digest(token))

    def open(self, *, at: datetime) -> "ProofLinkQuerySet":
        """Those by which the proof can be seen at the instant ``at``."""
        return self.filter(revoked_at=None, expires__gt=at)


class ProofLink(models.Model):
    """A link for one person, who is named as whoever made it wrote: ``name`` and perhaps ``email``.

    It shows one ``revision``, or, where that is ``None``, always the newest. Of its secret only the hash is kept. Where
    it ``signs`` a check, to approve the text is to sign that off.
    ``actor`` and ``revoker`` are names as text, so that they survive the accounts.
    """

    article = models.ForeignKey("Article", models.PROTECT, related_name="proof_links", verbose_name=_("article"))
    revision = models.ForeignKey(
        Revision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("revision")
    )
    signs = models.CharField(_("an approval signs off"), max_length=20, choices=CHOICES, blank=True)
    name = models.CharField(_("for whom"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(_("made"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    actor = models.CharField(_("who"), max_length=200)
    expires = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    revoker = models.CharField(_("revoked by"), max_length=200, blank=True)
    openings = models.PositiveIntegerField(_("openings"), default=0)
    last_opened = models.DateTimeField(_("last opened"), null=True, blank=True)

    objects = ProofLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made", "-pk"]
        verbose_name, verbose_name_plural = _("proof link"), _("proof links")
        constraints = [
            models.CheckConstraint(condition=Q(expires__gt=F("made")), name="a_proof_link_lasts"),
            models.CheckConstraint(condition=~Q(name=""), name="a_proof_link_is_for_somebody"),
        ]
        indexes = [models.Index(fields=["article", "-made"], name="proof_link_by_article")]

    def __str__(self) -> str:
        return self.name

    def is_open(self, *, at: datetime) -> bool:
        """Not while the article is in the trash; recovered, it can be opened again."""
        return self.revoked_at is None and self.expires > at and self.article.stage != Stage.DISCARDED

    def revisions(self) -> RevisionQuerySet:
        """What the link may show, the newest first: its one revision, or any of the article."""
        found = Revision.objects.filter(article=self.article_id).as_on_the_desk()
        return found.filter(pk=self.revision_id) if self.revision_id else found
