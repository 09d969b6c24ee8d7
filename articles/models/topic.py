"""What articles are about."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from articles.models.address import Address, address_of
from articles.models.filed import Filed


class Topic(models.Model):
    """``parent`` is the topic of which this is a part; that one is part of none: see :mod:`articles.desk.filing`."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    filed = Filed(max_length=100, editable=False, default="")
    slug = models.CharField(_("slug"), max_length=100, unique=True)
    description = models.TextField(_("description"), blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
        help_text=_("Shown to readers, who get from one to the other."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name, verbose_name_plural = _("topic"), _("topics")
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="a_topic_is_no_part_of_itself"
            )
        ]
        permissions = [("merge_topic", _("Can merge topics"))]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("topic", self.slug)

    @property
    def letter(self) -> str:
        """Under which it stands from A to Z."""
        return self.filed[:1]


class TopicAddress(Address):
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="addresses")


class Synonym(models.Model):
    """Another name by which the desk finds a topic. Readers never see it."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="synonyms", verbose_name=_("topic"))
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        ordering = ["name"]
        verbose_name, verbose_name_plural = _("synonym"), _("synonyms")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="a_synonym_of_one_topic",
                violation_error_message=_("A topic is already found as this."),
            )
        ]

    def __str__(self) -> str:
        return self.name
