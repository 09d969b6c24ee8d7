"""What an author has told of their interests, with dates: rules of disclaimers ask for it, readers never see it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.author import Author
from articles.models.told import told


class Nature(models.TextChoices):
    EMPLOYMENT = "employment", _("employment")
    FUNDING = "funding", _("funding")
    HOLDING = "holding", _("holding")
    FAMILY = "family", _("family")
    OFFICE = "office", _("office or membership")
    OTHER = "other", _("other")


class DeclarationQuerySet(models.QuerySet["Declaration"]):
    def in_force(self, day: date) -> "DeclarationQuerySet":
        """Those that hold on the day; both their days count, and one without an end holds still."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class Declaration(models.Model):
    """An interest ``since`` a day and ``until`` another, both included (days in the magazine's time zone)."""

    author = models.ForeignKey(Author, models.CASCADE, related_name="declarations", verbose_name=_("author"))
    nature = models.CharField(_("nature"), max_length=20, choices=Nature, default=Nature.EMPLOYMENT)
    party = models.CharField(_("with whom or what"), max_length=200)
    statement = models.TextField(_("statement"), max_length=2_000, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    entered = models.DateTimeField(_("entered"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("account"),
    )
    actor = models.CharField(_("entered by"), max_length=200, editable=False)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        default_permissions = ()
        verbose_name, verbose_name_plural = _("declaration of interest"), _("declarations of interest")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="an_interest_ends_after_it_began",
                violation_error_message=_("An interest cannot end before it began."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_nature_display()}, {self.party}"

    @property
    def told(self) -> str:
        """All that it says, for the log: “nature: family; with whom or what: The mayor; since: 2026-01-01”."""
        return told(self, ("nature", "party", "statement", "since", "until"))
