"""The working copy on the desk."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.models.author import Author
from articles.models.copy import Copy, numbered
from articles.models.disclaimer import Disclaimer
from articles.models.hold import LegalHold, open_hold
from articles.models.image import Image
from articles.models.revision import Revision
from articles.models.topic import Topic
from articles.models.written import SOMETIME, Written


class Stage(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in review", _("in review")
    APPROVED = "approved", _("approved")
    DISCARDED = "discarded", _("in the trash")


OFTEN_NONE = (
    *("flags", "holds", "manuscripts", "notes", "presences", "proof_links"),
    *("reply_for", "reply_requests", "sign_offs", "waivers", "withdrawals"),
)
"""Relations by which nothing hangs on most articles."""


class ArticleQuerySet(models.QuerySet["Article"]):
    def with_visibility(self, *, at: datetime) -> "ArticleQuerySet":
        """Each article with ``live_number``, ``scheduled_for`` (UTC), ``ever_published`` and ``newest_number``, and
        with ``has_expired``: whether a turn before readers ended at the date of expiry that it still has. ``is_held``
        says whether it is on legal hold.
        """
        revisions = Revision.objects.filter(article=OuterRef("pk"))
        return self.annotate(
            newest_number=Subquery(revisions.as_on_the_desk().values("number")[:1]),
            live_number=Subquery(revisions.live(at=at).values("number")[:1]),
            scheduled_for=Subquery(revisions.scheduled(at=at).values("live_from")[:1]),
            is_held=Exists(LegalHold.objects.open().filter(article=OuterRef("pk"))),
            ever_published=Exists(revisions.published(at=at)),
            has_expired=Exists(revisions.filter(live_until=OuterRef("expires_at"), live_until__lte=at)),
        )

    def with_traces(self) -> "ArticleQuerySet":
        """Each article with what :meth:`Article.may_have` answers by."""
        return self.annotate(**{f"has_{name}": Exists(_hanging(name)) for name in OFTEN_NONE})

    def traced(self, key: int, *, at: datetime) -> "Article | None":
        """The article with the key, if it is among these, by :meth:`with_visibility` and :meth:`with_traces`."""
        found = TRACED.rows(key, at) if self.filter(pk=key).exists() else []
        return found[0] if found else None


class Article(Copy):
    """What editors work on. Readers never see this row, only the revisions made from it.

    ``on_desk`` is off where nothing is left to do: the newest text is live, scheduled or withdrawn, and nobody wished
    for anything since. It is there for its index alone, so that the desk’s questions walk past all that is finished.

    Readers get nothing of it before ``embargo_until`` and nothing from ``expires_at`` on (UTC): no verb begins an
    interval before the one, and every interval ends by the other. See :mod:`articles.desk.dating`.
    """

    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="articles",
        editable=False,
        verbose_name=_("owner"),
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assignments",
        editable=False,
        verbose_name=_("assigned to"),
    )
    due = models.DateField(_("due"), null=True, blank=True, editable=False)
    planned_for = models.DateTimeField(_("planned for"), null=True, blank=True, editable=False)
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True, editable=False)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True, editable=False)
    review_on = models.DateField(_("review on"), null=True, blank=True, editable=False)
    on_desk = models.BooleanField(default=True, editable=False)
    created = models.DateTimeField(_("created"), auto_now_add=True)
    changed = models.DateTimeField(_("changed"), auto_now=True)
    image = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("lead picture")
    )
    topics = models.ManyToManyField(Topic, through="ArticleTopic", related_name="articles", verbose_name=_("topics"))
    authors = models.ManyToManyField(Author, through="Byline", related_name="articles", verbose_name=_("authors"))
    disclaimers = models.ManyToManyField(Disclaimer, blank=True, related_name="articles", verbose_name=_("disclaimers"))

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-changed", "-pk"]
        verbose_name, verbose_name_plural = _("article"), _("articles")
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                condition=~Q(slug=""),
                name="slug_of_one_article",
                violation_error_message=_("Another article already has this slug. Choose a different one."),
            ),
            models.CheckConstraint(condition=numbered(), name="a_part_is_of_a_series"),
            models.CheckConstraint(
                condition=Q(reply_to__isnull=True) | ~Q(reply_to=F("id")), name="an_article_is_no_reply_to_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["-changed", "-id", "stage"], name="article_by_change"),
            models.Index(fields=["stage", "-changed", "-id"], name="article_by_stage"),
            *(
                models.Index(fields=[column, "-changed", "-id", "stage"], name=f"article_by_{column}")
                for column in ("kind", "owner", "headline")
            ),
            models.Index(fields=["stage", "-changed"], name="article_on_desk", condition=Q(on_desk=True)),
            models.Index(fields=["-changed"], name="article_in_trash", condition=Q(stage=Stage.DISCARDED)),
            models.Index(fields=["review_on"], name="article_by_review", condition=Q(review_on__isnull=False)),
        ]
        permissions = [
            ("submit_article", _("Can send an article to review")),
            ("review_article", _("Can approve an article or ask for changes")),
            ("publish_article", _("Can publish, schedule and withdraw an article")),
            ("retract_article", _("Can retract an article")),
            ("hold_article", _("Can place an article on legal hold and lift it")),
            ("work_on_any_article", _("Can see and work on everybody’s articles")),
        ]

    @cached_property
    def hold(self) -> LegalHold | None:
        """The open legal hold, as it was when first asked of this object; verbs ask anew."""
        return open_hold(self.pk)

    def may_have(self, name: str) -> bool:
        """Whether rows of this relation of :data:`OFTEN_NONE` may hang on it: not where it came by ``with_traces`` and
        there were none then. For what is shown; verbs ask anew.
        """
        return bool(getattr(self, f"has_{name}", True))

    def live(self, *, at: datetime) -> Revision | None:
        """What readers see at the instant ``at`` (aware), without its text."""
        return next(iter(LIVE.rows(self.pk, at)), None)

    def scheduled(self, *, at: datetime) -> datetime | None:
        """When readers get the text that is scheduled at the instant ``at``, in UTC."""
        return next((moment for [moment] in SCHEDULED.tuples(self.pk, at)), None)

    def first_published(self, *, at: datetime) -> datetime | None:
        """When readers first saw something of it, in UTC; ``None`` where that was not before the instant ``at``."""
        return next((moment for [moment] in FIRST_PUBLISHED.tuples(self.pk, at)), None)

    def newest(self) -> Revision | None:
        """The newest text with its newest printing: what the desk has, goes on from and compares with."""
        found = NEWEST.rows(self.pk)
        for revision in found:
            revision.article = self
        return found[0] if found else None

    def last_saved(self) -> Revision | None:
        """The revision of the last save, by whoever saved it."""
        return self.revisions.saved().order_by("-number").first()


def _hanging(name: str) -> Any:
    relation: Any = Article._meta.get_field(name)
    return relation.related_model.objects.filter(**{relation.field.name: OuterRef("pk")})


def _revisions_of(article: int) -> Any:
    return Revision.objects.filter(article=article)


NEWEST = Written(lambda article: _revisions_of(article).as_on_the_desk()[:1], -1)
"""Asked several times by every verb, as are those that follow."""
LIVE = Written(
    lambda article, at: _revisions_of(article).live(at=at).defer("body", "rendered", "outline")[:1], -1, SOMETIME
)
SCHEDULED = Written(
    lambda article, at: _revisions_of(article).scheduled(at=at).values_list("live_from")[:1], -1, SOMETIME
)
FIRST_PUBLISHED = Written(
    lambda article, at: (
        _revisions_of(article).published(at=at).order_by("first_published").values_list("first_published")[:1]
    ),
    -1,
    SOMETIME,
)
TRACED = Written(
    lambda article, at: Article.objects.filter(pk=article).with_visibility(at=at).with_traces(), -1, SOMETIME
)


class ArticleTopic(models.Model):
    """The first topic of an article is its section."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="placements")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="placements", verbose_name=_("topic"))
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name, verbose_name_plural = _("topic"), _("topics")
        constraints = [models.UniqueConstraint(fields=["article", "topic"], name="a_topic_once_an_article")]

    def __str__(self) -> str:
        return str(self.topic)
