"""Rules: which articles owe a disclaimer."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.author import Author
from articles.models.copy import Kind
from articles.models.declaration import Nature
from articles.models.disclaimer import Disclaimer
from articles.models.told import told
from articles.models.topic import Topic

ANY_INTEREST = "any"


class Match(models.TextChoices):
    ALL = "all", _("all of the conditions")
    ANY = "any", _("any of the conditions")


class Rule(models.Model):
    """Its conditions that are given, all or any; without any, every article. See :mod:`articles.desk.disclaiming`."""

    disclaimer = models.ForeignKey(Disclaimer, models.CASCADE, related_name="rules", verbose_name=_("disclaimer"))
    match = models.CharField(_("owed where it meets"), max_length=3, choices=Match, default=Match.ALL)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, blank=True)
    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rules",
        verbose_name=_("topic"),
        help_text=_("Or a topic that is part of it."),
    )
    author = models.ForeignKey(
        Author, models.PROTECT, null=True, blank=True, related_name="rules", verbose_name=_("author")
    )
    affiliation = models.CharField(
        _("affiliation"), max_length=200, blank=True, help_text=_("Of an author; a part of it is enough.")
    )
    interest = models.CharField(
        _("declared interest"),
        max_length=20,
        choices=[(ANY_INTEREST, _("any interest")), *Nature.choices],
        blank=True,
        help_text=_("Of an author, in force on the day of publication."),
    )
    party = models.CharField(
        _("with whom or what"), max_length=200, blank=True, help_text=_("Of the interest; a part of it is enough.")
    )
    since = models.DateField(
        _("from"),
        null=True,
        blank=True,
        help_text=_("For what is first published on that day or later. Left empty, for all."),
    )

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        verbose_name, verbose_name_plural = _("rule"), _("rules")

    def __str__(self) -> str:
        return f"{self.disclaimer} {self.pk or ''}".strip()

    @property
    def has_conditions(self) -> bool:
        return any(getattr(self, name) for name in ("kind", "topic_id", "author_id", "affiliation", "interest"))

    @property
    def told(self) -> str:
        """All that it asks for, for the log: “owed where it meets: all of the conditions; kind: news”."""
        if not self.has_conditions:
            return "; ".join(filter(None, (gettext("every article"), told(self, ("since",)))))
        return told(self, ("match", "kind", "topic", "author", "affiliation", "interest", "party", "since"))
