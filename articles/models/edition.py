"""The front page as editors arrange it: each arrangement is an edition, an immutable copy with slots in their order."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import IsNull
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.image import Figure, Image
from articles.models.numbered import Numbered, NumberedQuerySet
from articles.models.topic import Topic

LARGEST = 6
"""How many articles a section may have."""


class EditionQuerySet(NumberedQuerySet["Edition"]):
    pass


class Edition(Numbered):
    """An arrangement of the front page, made at each deliberate save and numbered from 1.

    The newest is the one that the desk works on; nothing of any changes but its interval ``[live_from, live_until)``.

    From the first that readers see, the intervals follow each other without a gap: each ends where the next begins.
    """

    number = models.PositiveIntegerField(_("number"), unique=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name, verbose_name_plural = _("front page"), _("front page")
        default_permissions = ("add", "view")
        permissions = [("publish_edition", _("Can publish and schedule the front page"))]
        constraints = [
            models.UniqueConstraint(
                IsNull(F("live_until"), True),
                condition=Q(live_from__isnull=False, live_until__isnull=True),
                name="one_open_edition",
            ),
            models.UniqueConstraint(fields=["live_from"], name="one_edition_begins_at_an_instant"),
            models.UniqueConstraint(fields=["live_until"], name="one_edition_ends_at_an_instant"),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_from__lt=F("live_until")),
                name="an_edition_lives_a_while",
            ),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_from__isnull=False),
                name="an_edition_has_a_start",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Front page, edition %(number)s") % {"number": self.number}


class Slot(models.Model):
    """A place of an edition: an article, the lead in the first; or a section, the newest ``size`` articles on a topic.

    What an article's slot does not say of its own, headline, standfirst and picture, is the article's.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField(_("order"))
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="slots", verbose_name=_("article")
    )
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="slots", verbose_name=_("topic")
    )
    size = models.PositiveSmallIntegerField(
        _("articles"), default=1, validators=[MinValueValidator(1), MaxValueValidator(LARGEST)]
    )
    headline = models.CharField(_("own headline"), max_length=300, blank=True)
    standfirst = models.TextField(_("own standfirst"), max_length=1_000, blank=True)
    image = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, related_name="slots", verbose_name=_("own picture")
    )

    class Meta:
        ordering = ["position"]
        verbose_name, verbose_name_plural = _("slot"), _("slots")
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="one_slot_a_position"),
            models.UniqueConstraint(fields=["edition", "article"], name="an_article_once_an_edition"),
            models.CheckConstraint(
                condition=Q(article__isnull=True, topic__isnull=False) | Q(article__isnull=False, topic__isnull=True),
                name="a_slot_has_an_article_or_a_topic",
            ),
            models.CheckConstraint(condition=Q(size__gte=1, size__lte=LARGEST), name="a_section_has_a_size"),
        ]

    def __str__(self) -> str:
        return str(self.edition)

    @property
    def figure(self) -> Figure | None:
        """The slot's own picture as a page prints it; it is never stored."""
        picture = self.image
        if picture is None:
            return None
        columns = {name: getattr(picture, name) for name in ("checksum", "width", "height", "focus_x", "focus_y")}
        return Figure(image=picture, **columns)
