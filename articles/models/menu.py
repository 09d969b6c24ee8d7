"""The menu at the head of every page: links of an edition of the magazine, in their order."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.about import Page
from articles.models.copy import Kind
from articles.models.imprint import Imprint
from articles.models.topic import Topic


class MenuLink(models.Model):
    """A link to a topic, to all of a kind, or to a page. ``label`` is what it says in place of their own name."""

    imprint = models.ForeignKey(Imprint, models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField(_("place"))
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("topic"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, blank=True)
    page = models.ForeignKey(Page, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("page"))
    label = models.CharField(_("own words"), max_length=60, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name, verbose_name_plural = _("link of the menu"), _("links of the menu")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["imprint", "position"], name="one_menu_link_a_position"),
            models.CheckConstraint(
                condition=Q(topic__isnull=False, kind="", page__isnull=True)
                | (Q(topic__isnull=True, page__isnull=True) & ~Q(kind=""))
                | Q(topic__isnull=True, kind="", page__isnull=False),
                name="a_menu_link_leads_to_one",
            ),
        ]

    def __str__(self) -> str:
        return str(self.imprint)


LEADS = ("topic_id", "kind", "page_id", "label")
"""What a link says; its place is its place in the list."""
