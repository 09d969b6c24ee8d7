"""An immutable copy of an article, and the interval in which readers see it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import F, FilteredRelation, OuterRef, Prefetch, Q, Value
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.models.address import address_of
from articles.models.byline import Credit, Signature
from articles.models.copy import Copy, numbered
from articles.models.correction import PutRight, printed
from articles.models.image import Figure, Shown
from articles.models.interval import changing_at, live_at
from articles.models.topic import Topic
from articles.pictures.sizes import CARD
from articles.text.measure import reading_minutes, shorten

PRINTED_OF_A_CREDIT = ("revision", "role", "position", "name", "biography", "affiliation", "alias", "author__slug")


class RevisionQuerySet(models.QuerySet["Revision"]):
    def live(self, *, at: datetime) -> "RevisionQuerySet":
        """What readers see at the instant ``at``: ``live_from <= at < live_until``, an open end counting as never."""
        return self.filter(live_at(at))

    def scheduled(self, *, at: datetime) -> "RevisionQuerySet":
        """What readers will see later than ``at``."""
        return self.filter(live_from__gt=at)

    def to_be_read(self, *, at: datetime) -> "RevisionQuerySet":
        """What readers see at the instant ``at`` or later."""
        return self.filter(Q(live_until__isnull=True) | Q(live_until__gt=at), live_from__isnull=False)

    def published(self, *, at: datetime) -> "RevisionQuerySet":
        """What readers see or once saw at the instant ``at``."""
        return self.filter(live_from__lte=at)

    def saved(self) -> "RevisionQuerySet":
        """Those that a save made, without what was only printed anew."""
        return self.filter(number=F("saved_as"))

    def as_on_the_desk(self) -> "RevisionQuerySet":
        """The newest text first, as the desk has it: by the save that made it, then by the printing.

        A revision that was printed anew beside a newer draft has a higher number than the draft, and an older text.
        """
        return self.order_by("-saved_as", "-number")

    def newest_first(self) -> "RevisionQuerySet":
        """By first publication, the order of every list that readers see."""
        return self.order_by("-first_published", "-pk")

    def with_lead(self) -> "RevisionQuerySet":
        """With the lead picture as ``lead_figure`` in the same query, where a page has none to spare.

        Django leaves it unset where there is none; hence ``joined``.
        """
        lead = FilteredRelation("figures", condition=Q(figures__position=0))
        return self.annotate(lead_figure=lead, joined=Value(True)).select_related("lead_figure")

    def with_credits(self) -> "RevisionQuerySet":
        return self.prefetch_related(Prefetch("credits", Credit.objects.select_related("author")))

    def with_topics(self) -> "RevisionQuerySet":
        return self.prefetch_related(
            Prefetch("placements", RevisionTopic.objects.select_related("topic"), to_attr="printed_topics")
        )

    def for_page(self) -> "RevisionQuerySet":
        """With all that an article page shows, in three further queries."""
        credits = Credit.objects.select_related("author").only(*PRINTED_OF_A_CREDIT)
        filed = RevisionTopic.objects.select_related("topic").only("revision", "position", "topic__name", "topic__slug")
        return (
            self.with_lead()
            .select_related("series")
            .defer("body")
            .prefetch_related(
                Prefetch("credits", credits), "notices", Prefetch("placements", filed, to_attr="printed_topics")
            )
        )

    def changing(self, *, at: datetime) -> "RevisionQuerySet":
        """Those whose interval begins or ends next after ``at``."""
        return self.filter(changing_at(self, at))


def newer_on_the_desk() -> RevisionQuerySet:
    """For a question over revisions: those that :meth:`RevisionQuerySet.as_on_the_desk` has before each."""
    printed_later = Q(saved_as=OuterRef("saved_as"), number__gt=OuterRef("number"))
    return Revision.objects.filter(printed_later | Q(saved_as__gt=OuterRef("saved_as")), article=OuterRef("article"))


class Frozen(Exception):
    """Someone tried to change or delete a revision; make a new one instead."""


class Revision(Copy):
    """A copy of an article as it stood at one deliberate save.

    Nothing of it changes after it is made but its interval ``[live_from, live_until)`` and, with it,
    ``first_published``, the instant at which the article was first published (UTC, the same for all its published
    revisions), ``updated``, the last instant at which its substance changed for readers, if ever (UTC, by the table of
    :mod:`articles.models.act`), and ``corrected``, what its page says was put right, as :attr:`put_right` reads it.
    ``saved_as`` is the number of the save whose text it has: its own, but for one that was printed anew later
    (:mod:`articles.desk.reprinting`).
    ``text_number`` is the number of the first revision of the article that said the same, if not in the same details.
    ``rendered``, ``outline``, ``excerpt`` and ``word_count`` are derived from the body when the revision is made;
    ``share`` names the picture that is drawn of it when it is published.
    """

    article = models.ForeignKey("Article", models.PROTECT, related_name="revisions", verbose_name=_("article"))
    number = models.PositiveIntegerField(_("number"))
    saved_as = models.PositiveIntegerField(_("saved as"))
    text_number = models.PositiveIntegerField(null=True, editable=False)
    made = models.DateTimeField(_("made"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    actor = models.CharField(_("who"), max_length=200)
    note = models.CharField(_("note"), max_length=300, blank=True)

    live_from = models.DateTimeField(_("live from"), null=True, blank=True)
    live_until = models.DateTimeField(_("live until"), null=True, blank=True)
    first_published = models.DateTimeField(_("first published"), null=True, blank=True)
    updated = models.DateTimeField(_("substantively updated"), null=True, blank=True)
    corrected = models.JSONField(default=list, blank=True)

    rendered = models.TextField(blank=True)
    outline = models.JSONField(default=list)
    excerpt = models.TextField(blank=True)
    word_count = models.PositiveIntegerField(_("words"), default=0)
    share = models.CharField(max_length=100, blank=True, editable=False)

    topics = models.ManyToManyField(Topic, through="RevisionTopic", related_name="revisions")

    objects = RevisionQuerySet.as_manager()

    lead_figure: Figure | None = None
    joined: bool = False
    neighbours: Any = None

    class Meta:
        ordering = ["-number"]
        verbose_name, verbose_name_plural = _("revision"), _("revisions")
        permissions = [("see_as_it_stood", _("Can see public pages as they stood at any moment"))]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once_an_article"),
            models.CheckConstraint(condition=Q(saved_as__lte=F("number")), name="a_text_is_saved_before_it_is_printed"),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(live_from__isnull=False, live_until__isnull=True),
                name="one_open_interval_an_article",
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(live_from__isnull=False, live_until__isnull=True),
                name="one_live_article_a_slug",
            ),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_from__lt=F("live_until")), name="an_interval_has_length"
            ),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_from__isnull=False), name="an_interval_has_a_start"
            ),
            models.CheckConstraint(
                condition=Q(live_from__isnull=True) | (Q(first_published__isnull=False) & ~Q(slug="")),
                name="a_published_revision_has_date_and_slug",
            ),
            models.CheckConstraint(condition=numbered(), name="a_printed_part_is_of_a_series"),
            models.CheckConstraint(
                condition=Q(reply_to__isnull=True) | ~Q(reply_to=F("article")), name="no_reply_is_to_itself"
            ),
        ]
        indexes = [
            models.Index(
                F("first_published").desc(),
                F("id").desc(),
                name="revision_by_date",
                condition=Q(first_published__isnull=False),
            ),
            models.Index(
                "kind",
                F("first_published").desc(),
                F("id").desc(),
                name="revision_by_kind",
                condition=Q(first_published__isnull=False),
            ),
            models.Index(fields=["article", "-saved_as", "-number"], name="revision_by_save"),
            models.Index(fields=["slug"], name="revision_by_slug", condition=Q(live_from__isnull=False)),
            models.Index(fields=["live_from"], name="revision_by_start", condition=Q(live_from__isnull=False)),
            models.Index(fields=["live_until"], name="revision_by_end", condition=Q(live_until__isnull=False)),
            models.Index(
                fields=["series", "part", "article"], name="revision_in_series", condition=Q(series__isnull=False)
            ),
            models.Index(
                fields=["reply_to", "first_published", "id"],
                name="revision_by_reply",
                condition=Q(reply_to__isnull=False),
            ),
            models.Index(
                fields=["article", "live_from", "live_until", "number"],
                name="revision_by_turn",
                condition=Q(live_from__isnull=False),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only; an interval changes by ``update()`` alone. Raises :class:`Frozen`."""
        if self.pk is not None:
            raise Frozen("A revision never changes after it is made; save the article to make a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Frozen("A revision is never deleted.")

    def get_absolute_url(self) -> str:
        return self.address

    @cached_property
    def address(self) -> str:
        """Its slug never changes, and a page names it often."""
        return address_of("article", self.slug)

    @property
    def page_description(self) -> str:
        """As for the working copy, but from the excerpt, so that no page asks for the body."""
        return self.seo_description or self.standfirst or shorten(self.excerpt, 160)

    def years_old(self, *, at: datetime) -> int:
        """Whole years since it was first published."""
        if self.first_published is None:
            return 0
        then, now = (timezone.localtime(each) for each in (self.first_published, at))
        return now.year - then.year - (now.timetuple()[1:6] < then.timetuple()[1:6])

    @property
    def put_right(self) -> list[PutRight]:
        """What its page says was put right, the earliest first."""
        return printed(self.corrected)

    @property
    def dated_for_readers(self) -> datetime | None:
        """The last date that readers are told: of the last update in substance, else of the first publication."""
        return self.updated or self.first_published

    @property
    def listed_at(self) -> datetime | None:
        return self.first_published

    @property
    def reading_minutes(self) -> int:
        return reading_minutes(self.word_count)

    @property
    def lead(self) -> Figure | None:
        """The lead picture; asks the database unless the row came by ``teasers``, ``for_page`` or ``with_lead``."""
        if not self.joined:
            self.lead_figure, self.joined = self.figures.filter(position=0).first(), True
        return self.lead_figure

    @property
    def shared(self) -> Shown | None:
        """What is shown where somebody shares the article: what was drawn of it, or else its lead picture."""
        if self.share:
            return Shown(default_storage.url(self.share), *CARD)
        return self.lead.shown if self.lead else None

    @cached_property
    def signed(self) -> Iterable[Credit | Signature]:
        """The credits in their order."""
        return self.credits.all()

    @cached_property
    def section(self) -> Topic | None:
        """The first topic, by which the article is filed."""
        placements = self.printed_topics if hasattr(self, "printed_topics") else self.placements.select_related("topic")
        return next((placement.topic for placement in placements), None)


class RevisionTopic(models.Model):
    """A topic as printed. It carries the publication date so that a topic's page is one walk along one index."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="placements")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="printed_placements")
    position = models.PositiveSmallIntegerField(default=1)
    first_published = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["revision", "topic"], name="a_topic_once_a_revision")]
        indexes = [
            models.Index(
                "topic",
                F("first_published").desc(),
                F("revision").desc(),
                name="placement_by_date",
                condition=Q(first_published__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.topic)
