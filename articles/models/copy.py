"""The columns that the working copy and each of its revisions share."""

from functools import lru_cache

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.models.provenance import Provenance
from articles.models.series import MOST_PARTS
from articles.text.languages import LANGUAGES, direction
from articles.text.measure import excerpt

LONGEST_BODY = 500_000
"""Characters of HTML: some 80,000 words. nh3 takes seconds for a hostile text of twice the length."""


class Kind(models.TextChoices):
    OPINION = "opinion", _("opinion")
    ANALYSIS = "analysis", _("analysis")
    EXPLAINER = "explainer", _("explainer")
    INTERVIEW = "interview", _("interview")
    REVIEW = "review", _("review")
    NEWS = "news", _("news")
    EDITORIAL = "editorial", _("editorial")


KINDS = dict(Kind.choices)


@lru_cache(maxsize=64)
def kind_name(kind: str, language: str | None) -> str:
    """In that language, which is the one of now."""
    return capfirst(str(KINDS.get(kind, kind)))


def magazine_language() -> str:
    """The language of the magazine without its region: ``en`` for ``en-gb``."""
    return (get_language() or settings.LANGUAGE_CODE).partition("-")[0]


def numbered() -> Q:
    """A part has a number in its series, and what is in none has none."""
    return Q(series__isnull=True, part__isnull=True) | Q(series__isnull=False, part__isnull=False)


class Copy(Provenance):
    """What an article says, apart from what hangs on it: bylines, topics, disclaimers, pictures."""

    headline = models.CharField(_("headline"), max_length=300, blank=True)
    standfirst = models.TextField(_("standfirst"), max_length=1_000, blank=True)
    body = models.TextField(_("body"), max_length=LONGEST_BODY, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OPINION)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default=magazine_language)
    slug = models.CharField(
        _("slug"),
        max_length=100,
        blank=True,
        help_text=_("The last part of the article’s address. Left empty, it is made from the headline."),
    )
    seo_title = models.CharField(
        _("title for search engines"), max_length=120, blank=True, help_text=_("Left empty, it is the headline.")
    )
    seo_description = models.CharField(
        _("description for search engines"),
        max_length=300,
        blank=True,
        help_text=_("Left empty, it is the standfirst."),
    )
    series = models.ForeignKey(
        "articles.Series", models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name=_("series")
    )
    part = models.PositiveSmallIntegerField(
        _("part"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PARTS)],
        help_text=_("Which of the series it is. Left empty, it comes after the last."),
    )
    reply_to = models.ForeignKey(
        "articles.Article",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)s_replies",
        verbose_name=_("reply to"),
        help_text=_("Each of the two names the other to readers, while both can be read."),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.headline or str(_("(no headline yet)"))

    @property
    def kind_name(self) -> str:
        """For headings. Django’s ``get_kind_display`` translates every kind to name one."""
        return kind_name(self.kind, get_language())

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def page_title(self) -> str:
        return self.seo_title or self.headline

    @property
    def page_description(self) -> str:
        return self.seo_description or self.standfirst or excerpt(self.body, 160)


COLUMNS = tuple(field.attname for field in Copy._meta.local_fields)
