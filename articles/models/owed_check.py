"""Which articles owe which check: rules that publishers make. Without any, nothing is owed."""

from django.conf import settings
from django.db import models
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.check import BY_NAME, CHOICES, Check, Flag
from articles.models.copy import KINDS, Kind
from articles.models.topic import Topic


class OwedCheck(models.Model):
    """A rule: articles of this ``kind``, on this ``topic`` or a part of it, and with this ``flag`` owe the check; what
    is empty asks for nothing. Where it ``needs_second``, nobody signs off, or waives, a text of their own.
    """

    check_name = models.CharField(_("check"), max_length=20, choices=CHOICES)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, blank=True)
    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owed_checks",
        verbose_name=_("topic"),
        help_text=_("Also of articles on topics that are part of it."),
    )
    flag = models.CharField(
        _("mark"),
        max_length=20,
        choices=Flag,
        blank=True,
        help_text=_("Editors set it on the form of an article. What is left empty here asks for nothing."),
    )
    needs_second = models.BooleanField(
        _("needs a second person"),
        default=False,
        help_text=_("Neither its owner nor who changed it since it was last published may sign it."),
    )

    class Meta:
        ordering = ["check_name", "kind", "topic", "flag", "pk"]
        verbose_name, verbose_name_plural = _("owed check"), _("owed checks")

    def __str__(self) -> str:
        return f"{self.check_of_it.label}: {self.why}"

    @property
    def check_of_it(self) -> Check:
        return BY_NAME[self.check_name]

    @property
    def why(self) -> str:
        """“its kind is opinion and it is marked: legal risk”"""
        parts = [
            gettext("its kind is %(kind)s") % {"kind": KINDS[self.kind]} if self.kind else "",
            gettext("it is on “%(topic)s”") % {"topic": self.topic} if self.topic else "",
            gettext("it is marked: %(flag)s") % {"flag": Flag(self.flag).label} if self.flag else "",
        ]
        return get_text_list(list(filter(None, parts)), gettext("and")) or gettext("every article owes it")


class ArticleFlag(models.Model):
    """A mark on an article, and who set it; ``actor`` is the name as text, which survives the account."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="flags", verbose_name=_("article"))
    flag = models.CharField(_("mark"), max_length=20, choices=Flag)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    actor = models.CharField(_("who"), max_length=200)
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["pk"]
        verbose_name, verbose_name_plural = _("mark"), _("marks")
        constraints = [models.UniqueConstraint(fields=["article", "flag"], name="a_mark_once_an_article")]

    def __str__(self) -> str:
        return self.get_flag_display()
