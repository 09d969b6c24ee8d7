"""Pages on the magazine itself: who makes it, by which rules, how to reach it. Each is a row with numbered editions."""

from django.db import models
from django.db.models import F, Q, Subquery
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.models.copy import LONGEST_BODY
from articles.models.numbered import Numbered, NumberedQuerySet, interval_of
from articles.text.measure import excerpt


class PageKind(models.TextChoices):
    """What a page is for. Machines are told of some by their names in schema.org."""

    ABOUT = "about", _("about the magazine")
    MASTHEAD = "masthead", _("masthead")
    ETHICS = "ethics", _("ethics")
    CORRECTIONS = "corrections", _("corrections policy")
    PRIVACY = "privacy", _("privacy")
    CONTACT = "contact", _("contact")
    OTHER = "other", _("other")


class Page(models.Model):
    """A page from its first edition to its last. What it says stands in them; its kind stays."""

    kind = models.CharField(_("kind"), max_length=20, choices=PageKind, default=PageKind.OTHER)

    class Meta:
        ordering = ["pk"]
        verbose_name, verbose_name_plural = _("page on the magazine"), _("pages on the magazine")
        default_permissions = ("add", "view")
        permissions = [("publish_page", _("Can publish and withdraw pages on the magazine"))]
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=~Q(kind=PageKind.OTHER), name="one_page_a_kind"),
        ]

    def __str__(self) -> str:
        newest = self.newest()
        return str(newest) if newest else self.get_kind_display()

    def newest(self) -> "PageEdition | None":
        return self.editions.order_by("-number").first()


class PageEditionQuerySet(NumberedQuerySet["PageEdition"]):
    def newest_of_each(self) -> "PageEditionQuerySet":
        """What the desk works on, a row for each page."""
        newest = PageEdition.objects.filter(page=models.OuterRef("page")).order_by("-number").values("pk")[:1]
        return self.filter(pk=Subquery(newest)).order_by("position", "page")


class PageEdition(Numbered):
    """What a page says, made at each deliberate save and numbered from 1. The newest is the one the desk works on.

    ``rendered`` is the body as readers get it.
    """

    page = models.ForeignKey(Page, models.PROTECT, related_name="editions", verbose_name=_("page"))
    title = models.CharField(_("title"), max_length=120)
    slug = models.CharField(
        _("slug"), max_length=100, help_text=_("The address of the page. Left empty, it is made from the title.")
    )
    body = models.TextField(_("body"), max_length=LONGEST_BODY, blank=True)
    in_footer = models.BooleanField(_("in the foot of every page"), default=True)
    position = models.PositiveSmallIntegerField(_("place"), default=1, help_text=_("1 stands first in the foot."))
    rendered = models.TextField(blank=True, editable=False)

    objects = PageEditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name, verbose_name_plural = _("edition of a page"), _("editions of a page")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="page_number_once_a_page"),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(live_from__isnull=False, live_until__isnull=True),
                name="one_live_page_a_slug",
            ),
            *interval_of("page", "page"),
        ]
        indexes = [
            models.Index(F("slug"), name="page_by_slug", condition=Q(live_from__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("page", args=[self.slug])

    @property
    def description(self) -> str:
        return excerpt(self.body, 160)

    @property
    def kind_name(self) -> str:
        return capfirst(str(PageKind(self.page.kind).label))


SAID = ("title", "slug", "body", "in_footer", "position")
"""The columns of an edition that a person writes."""
